"""What templates are given."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from edition.formats.icon import icon, maskable
from edition.library import Library
from edition.outputs import Output, frame
from edition.sheaves import all_outputs

Make = Callable[..., Library]


def article(name: str, **keys: Any) -> dict[str, Any]:
    return {"name": name, **keys}


def by_path(library: Library) -> dict[str, Output]:
    found = list(all_outputs(library))
    assert len({output.path for output in found}) == len(found), "two pages have one address"
    return {output.path: output for output in found}


def test_every_kind_of_page_is_written(library: Make) -> None:
    made = library(
        article(
            "2024-06-11-01-01", section="教育", rubric="一栏", authors=["王二"], region=["四川省/德阳市"], tags=["甲"]
        ),
        article("2024-06-01-01", tags=["甲"]),
    )
    assert sorted(by_path(made)) == [
        "2024/06/11/01-01.html",
        "2024/06/11/01.html",
        "2024/06/11/index.html",
        "2024/06/11/read.html",
        "2024/06/index.html",
        "2024/index.html",
        "404.html",
        "author/wang-er/index.html",
        "authors/index.html",
        "authors/strokes-hant.html",
        "authors/strokes.html",
        "calendar/index.html",
        "column/yi-lan/index.html",
        "columns/index.html",
        "index.html",
        "region/si-chuan/de-yang/index.html",
        "region/si-chuan/index.html",
        "regions/index.html",
        "search/2024.html",
        "search/index.html",
        "section/jiao-yu/index.html",
        "sections/index.html",
        "tag/jia/index.html",
        "tags/index.html",
        "tags/strokes-hant.html",
        "tags/strokes.html",
        "x/2024-06/01-01.html",
        "x/2024-06/01.html",
        "x/2024-06/index.html",
        "x/2024-06/read.html",
    ]


def test_an_article_knows_its_neighbours_and_its_page(library: Make) -> None:
    made = library(*(article(f"2024-06-11-{name}") for name in ("01-01", "01-02", "02-01")))
    first, second, third = made.articles.values()
    assert (first.previous, first.next, second.next, third.next) == (None, second, third, None)
    assert second.same_page == (first,)
    assert [page.number for page in first.issue.pages] == ["01", "02"]
    assert (first.page.next, third.page.previous) == (third.page, first.page)
    assert [one.number for one in (first, second, third)] == [1, 2, 3]


def test_an_article_knows_its_neighbours_in_its_section(library: Make) -> None:
    made = library(
        article("2024-06-11-01-01", section="教育"),
        article("2024-06-11-01-02", section="社会"),
        article("2024-06-11-02-01", section="教育"),
        article("2024-06-12-01-01", section="教育"),
        article("2024-06-12-01-02"),
    )
    first, other, second, third, bare = made.articles.values()
    neighbours = {one.id: (one.section_previous, one.section_next) for one in made.articles.values()}
    assert [neighbours[one.id] for one in (first, second, third)] == [(None, second), (first, third), (second, None)]
    assert neighbours[other.id] == neighbours[bare.id] == (None, None)


def test_two_issues_of_a_day_are_told_apart(library: Make) -> None:
    made = library(article("2024-06-11-01-01"), article("2024-06-11-b-01-01"))
    assert [issue.title for issue in made.issues] == ["2024年6月11日", "2024年6月11日（b）"]


def test_an_article_of_an_issue_takes_its_date_and_paper(library: Make) -> None:
    made = library(article("2024-06-11-01-01", paper="甲报"), article("2024-06-11-01-02", date="2024-06-10"))
    first, second = made.articles.values()
    assert first.date is not None and first.date.iso == "2024-06-11"
    assert second.date is not None and second.date.iso == "2024-06-10"
    assert second.paper == "甲报"
    assert first.issue.title == "甲报 2024年6月11日"


@pytest.mark.parametrize(
    ("name", "keys", "title"),
    [
        ("2024-06-01-01", {}, "2024年6月"),
        ("weekly-3-01-01", {"paper": "周报", "issue_number": "3"}, "周报 第3期"),
        ("weekly-3-01-01", {"title": "水库开闸"}, "日期未详（《水库开闸》）"),
        (
            "weekly-3-01-01",
            {"paper": "周报", "title": "两地签署就业重点项目合作协议书"},
            "周报 日期未详（《两地签署就业重点项目合作协…》）",
        ),
    ],
)
def test_titles_of_issues(library: Make, name: str, keys: dict[str, Any], title: str) -> None:
    assert library(article(name, **keys)).newest[0].title == title


def test_a_tag_of_one_article_has_no_page(library: Make) -> None:
    made = library(article("2024-06-11-01-01", tags=["甲", "乙"]), article("2024-06-12-01-01", tags=["甲"]))
    tags = made.articles["20240611-01-01"].tags
    assert [(tag.name, tag.path) for tag in tags] == [("甲", "tag/jia/index.html"), ("乙", None)]
    assert [tag.name for tag in made.overview("tag")] == ["甲"]
    assert all(term.path for term in tags[0].related)


def test_regions_have_parents_and_children(library: Make) -> None:
    made = library(
        article("2024-06-11-01-01", region=["四川省/德阳市/广汉市"]),
        article("2024-06-11-01-02", region=["四川省/泸州市"]),
    )
    (line,) = made.articles["20240611-01-01"].regions
    assert [term.name for term in line] == ["四川省", "德阳市", "广汉市"]
    assert line[2].full_name == "四川省德阳市广汉市"
    assert (line[1].parent, line[0].parent) == (line[0], None)
    assert [term.name for term in line[0].children] == ["德阳市", "泸州市"]
    assert [term.name for term in made.overview("region")] == ["四川省"]
    assert line[0].count == 2


def test_terms_tell_years_dates_and_roles(library: Make) -> None:
    credits = [{"name": "王二", "role": "reporter"}]
    made = library(*(article(name, credits=credits) for name in ("2023-01-02-01-01", "2024-06-11-01-01", "s-01-01")))
    term = made.term("author", "王二")
    assert term is not None and term.first is not None and term.last is not None
    assert [(year.year, year.count) for year in term.index.years] == [(2024, 1), (2023, 1), (None, 1)]
    assert (term.first.iso, term.last.iso, term.roles, term.initial) == (
        "2023-01-02",
        "2024-06-11",
        (("记者", 3),),
        "W",
    )
    credit = term.articles[0].credits[0]
    assert (credit.role_name, credit.path) == ("记者", "author/wang-er/index.html")


def test_the_same_section_shows_its_own_issue_and_earlier_ones(library: Make) -> None:
    made = library(
        *(article(f"2024-06-1{n}-01-01", section="教育") for n in range(8)),
        article("2024-06-13-02-01", section="教育"),
        article("2024-06-13-01-02", section="教育"),
    )
    one = made.articles["20240613-01-01"]
    assert [other.id[6:] for other in one.same_section] == ["13-02-01", "12-01-01", "11-01-01", "10-01-01"]
    assert (one.section_previous, one.section_next) == (
        made.articles["20240612-01-01"],
        made.articles["20240613-01-02"],
    )
    last = made.articles["20240617-01-01"]
    assert (last.section_previous, last.section_next) == (made.articles["20240616-01-01"], None)


def test_an_article_without_a_section_has_nobody_beside_it(library: Make) -> None:
    one = library(article("2024-06-11-01-01")).articles["20240611-01-01"]
    assert (one.same_section, one.section_previous, one.section_next) == ((), None, None)


def test_sections_stand_in_the_order_of_the_edition(library: Make) -> None:
    sections = [{"name": "文化", "slug": "culture"}, {"name": "教育", "slug": "education", "description": "学校"}]
    made = library(
        article("2024-06-11-01-01", section="教育"),
        article("2024-06-11-01-02", section="杂项"),
        article("2024-06-11-01-03", section="文化"),
        sections=sections,
    )
    assert [(one.name, one.path) for one in made.sections] == [
        ("文化", "section/culture/index.html"),
        ("教育", "section/education/index.html"),
        ("杂项", "section/za-xiang/index.html"),
    ]
    assert made.sections[1].description == "学校"


def test_the_frame_without_an_address(library: Make) -> None:
    made = library(article("2024-06-11-01-01", title="一题"))
    names = frame(by_path(made)["2024/06/11/01-01.html"], made)
    assert names["link"]("calendar/") == "../../../calendar/index.html"
    assert names["title"] == "一题 - 城报"
    assert names["canonical"] == "01-01.html"
    assert names["alternates"] == (
        ("zh-Hans", "01-01.html"),
        ("zh-Hant", "../../../hant/2024/06/11/01-01.html"),
        ("x-default", "01-01.html"),
    )


def test_the_frame_with_an_address(library: Make) -> None:
    made = library(article("2024-06-11-01-01"), url="https://example.org/p")
    pages = by_path(made)
    assert frame(pages["calendar/index.html"], made)["canonical"] == "https://example.org/p/calendar/"
    lost = frame(pages["404.html"], made)
    assert (lost["canonical"], lost["alternates"]) == (None, ())
    assert lost["link"]("calendar/") == "/p/calendar/index.html"


@pytest.mark.parametrize("make", [icon, maskable])
def test_the_icon_is_the_first_character(parse_xml: Callable[[str], Any], make: Callable[[str], str]) -> None:
    assert parse_xml(make("<报>")).find("{*}text").text == "<"


def test_a_home_screen_may_cut_the_icon_to_a_circle(parse_xml: Callable[[str], Any]) -> None:
    """The ground has no corners of its own; the square of the character lies in the circle of 80 % of the width."""
    tree = parse_xml(maskable("报"))

    assert tree.find("{*}rect").get("rx") is None
    assert int(tree.find("{*}text").get("font-size")) * 2**0.5 <= 64 * 0.8
