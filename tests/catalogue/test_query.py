"""Questions to the catalogue over small editions."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from catalogue import listing, query
from catalogue.derive import date_of_key
from catalogue.terms import term_key
from catalogue.together import related_terms

Write = Callable[..., Path]
Scanned = Callable[[], sqlite3.Connection]


def test_articles_stand_in_print_order(write: Write, catalogue: Scanned) -> None:
    for id in ("2024-06-11-a01-01", "2024-06-11-10-01", "2024-06-11-02-10", "2024-06-11-02-09", "2024-06-10-01-01"):
        write(id)
    found = [article.id for article in query.articles(catalogue())]
    assert found == ["20240610-01-01", "20240611-02-09", "20240611-02-10", "20240611-10-01", "20240611-a01-01"]


def test_issues_stand_in_time_undated_first(write: Write, catalogue: Scanned) -> None:
    for key, date in (("weekly-3", None), ("2024-06", None), ("2024-06-11", None), ("2023", None), ("s", "2024-01-02")):
        write(f"{key}-01-01", **({"date": date} if date else {}))
    found = [(issue.key, issue.date) for issue in query.issues(catalogue())]
    assert found == [
        ("weekly-3", None),
        ("2023", "2023"),
        ("s", "2024-01-02"),
        ("2024-06", "2024-06"),
        ("2024-06-11", "2024-06-11"),
    ]


def test_an_issue_has_the_paper_that_most_articles_name(write: Write, catalogue: Scanned) -> None:
    write("2024-06-11-01-01", paper="乙报")
    write("2024-06-11-01-02", paper="甲报", issue_number="7")
    write("2024-06-11-01-03", paper="甲报")
    (issue,) = query.issues(catalogue())
    assert (issue.paper, issue.number, query.size(catalogue(), issue.key)[0]) == ("甲报", "7", 3)


def test_a_region_counts_what_is_below_it(write: Write, catalogue: Scanned) -> None:
    write("2024-06-11-01-01", region=["四川省/德阳市", "四川省"])
    write("2024-06-11-01-02", region=["四川省/德阳市/广汉市"])
    counts = {term.name: term.count for term in listing.terms(catalogue(), "region")}
    assert counts == {"四川省": 2, "四川省/德阳市": 2, "四川省/德阳市/广汉市": 1}


def test_spaces_and_quotes_make_no_other_term(write: Write, catalogue: Scanned) -> None:
    write("2024-06-11-01-01", rubric="唱好“双城记” 共建“经济圈”", authors=["张 华"])
    write("2024-06-11-01-02", rubric="唱好“双城记”共建“经济圈”", authors=["张华"])
    write("2024-06-11-01-03", rubric="唱好「双城记」共建「经济圈」", authors=["张华"])
    write("2024-06-11-01-04", rubric="唱好“双城记”共建“经济圈”")
    (rubric,) = listing.terms(catalogue(), "rubric")
    assert (rubric.name, rubric.count) == ("唱好“双城记”共建“经济圈”", 4)
    assert [(one.name, one.count) for one in listing.terms(catalogue(), "author")] == [("张华", 3)]


def test_articles_of_a_term_newest_issue_first(write: Write, catalogue: Scanned) -> None:
    for id in ("2024-06-11-01-02", "2024-06-11-01-01", "2024-06-12-01-01"):
        write(id, tags=["甲"])
    assert listing.articles_of(catalogue(), "tag", "甲") == ("20240612-01-01", "20240611-01-01", "20240611-01-02")


def test_terms_that_stand_together(write: Write, catalogue: Scanned) -> None:
    write("2024-06-11-01-01", tags=["甲", "乙"], section="教育")
    write("2024-06-11-01-02", tags=["甲", "乙"], section="教育")
    write("2024-06-11-01-03", tags=["甲", "丙"], section="教育")
    write("2024-06-11-01-04", section="教育")
    assert related_terms(catalogue(), "tag", "甲") == (("section", "教育"), ("tag", "乙"), ("tag", "丙"))


def test_regions_above_and_below_are_not_related(write: Write, catalogue: Scanned) -> None:
    write("2024-06-11-01-01", region=["四川省/德阳市", "重庆市"])
    assert related_terms(catalogue(), "region", "四川省") == (("region", "重庆市"),)


def test_the_months_and_dates_of_a_term(write: Write, catalogue: Scanned) -> None:
    for id in ("2024-06-11-01-01", "2024-06-12-01-01", "2024-05-01-01", "2023-01-01", "weekly-3-01-01"):
        write(id, tags=["甲"])
    write("2024-06-13-01-01", tags=["甲"], date="2022-01-02")
    assert listing.months_of(catalogue(), "tag", "甲") == (("2024-06", 3), ("2024-05", 1), ("2023", 1), ("", 1))
    assert listing.dates_of(catalogue(), "tag", "甲") == ("2022-01-02", "2024-06-12")
    assert listing.articles_of(catalogue(), "tag", "甲", ("2023", "2024-05~")) == ("202405-01-01", "2023-01-01")
    assert listing.articles_of(catalogue(), "tag", "甲", ("", "")) == ("weekly3-01-01",)
    assert listing.articles_of(catalogue(), "tag", "甲", limit=1) == ("20240613-01-01",)


def test_people_and_words_for_the_mirror(write: Write, catalogue: Scanned) -> None:
    write(
        "2024-06-11-01-01", credits=[{"name": "于海", "role": "reporter"}], authors=["于海", "范文"], hant={"于": "于"}
    )
    write("2024-06-11-01-02", credits=[{"name": "于海", "role": "author"}])
    write("2024-06-11-01-03", credits=[{"name": "于海", "role": "reporter"}])
    first, *_ = query.sources(catalogue())
    assert ([one.name for one in first.matter.people], first.matter.hant) == (["于海", "范文"], {"于": "于"})
    assert Path(first.path).name == "2024-06-11-01-01.md"
    assert listing.roles(catalogue(), term_key("于海")) == (("reporter", 2), ("author", 1))


def test_organisations_of_a_person(write: Write, catalogue: Scanned) -> None:
    write(
        "2024-06-11-01-01", credits=[{"name": "于海", "organisation": "本报"}, {"name": "于海", "organisation": "本报"}]
    )
    write("2024-06-11-01-02", credits=[{"name": "于海", "organisation": "永川中学"}, {"name": "范文"}])
    write("2024-06-11-01-03", credits=[{"name": "于海", "organisation": "永川中学"}])
    assert listing.organisations(catalogue(), "于海") == (("永川中学", 2), ("本报", 1))
    assert listing.organisations(catalogue(), "范文") == ()


def test_bodies_summaries_and_counts(write: Write, catalogue: Scanned) -> None:
    write("2024-06-11-01-01", body="本报讯（记者 王二）第一句。\n\n第二段。", dateline="本报讯")
    article = query.article(catalogue(), "20240611-01-01")
    assert article is not None
    assert (article.summary, article.paragraphs, article.characters) == ("第一句。第二段。", 2, 17)
    assert query.body(catalogue(), "20240611-01-01").startswith("本报讯（记者 王二）")
    assert query.article(catalogue(), "no") is None
    with pytest.raises(KeyError):
        query.body(catalogue(), "no")


def test_the_digest_follows_the_articles_shown(write: Write, catalogue: Scanned) -> None:
    write("2024-06-11-01-01")
    first = query.sources_digest(catalogue())
    write("2024-06-11-01-02", status="draft")
    assert query.sources_digest(catalogue()) == first
    write("2024-06-11-01-01", body="另一段。")
    assert query.sources_digest(catalogue()) != first
    assert len(first) == 12


@pytest.mark.parametrize(
    ("key", "date"),
    [
        ("2024-06-11", "2024-06-11"),
        ("2024-06-11-b", "2024-06-11"),
        ("2024-06", "2024-06"),
        ("2024", "2024"),
        ("2024-02-30", None),
        ("2024-13", None),
        ("weekly-3", None),
        ("20240611", None),
    ],
)
def test_the_date_in_a_key(key: str, date: str | None) -> None:
    assert date_of_key(key) == date
