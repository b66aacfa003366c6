"""Addresses stay: the file that remembers them, what comes first without it, and whole builds."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from edition import addresses, slugs
from edition.addresses import Address, Given
from edition.addressing import new_addresses
from edition.library import Library
from press.build import build
from press.models import Edition

Make = Callable[..., Library]
GOOD = "# 注\nauthor\t张力\tzhang-li\n\nregion\t四川省/宜宾市\tyi-bin\nregion\t湖北省/宜宾市\tyi-bin\n"


def by(author: str, day: int, **keys: Any) -> dict[str, Any]:
    return {"name": f"2024-06-{day:02d}-01-01", "authors": [author], **keys}


def authors(library: Library) -> dict[str, str]:
    return {term.name: term.slug for term in library.terms("author").values()}


def test_the_file_is_read_by_kind_name_and_address() -> None:
    found, problems = addresses.parse_addresses(GOOD, "a.tsv")
    assert problems == []
    assert found[0] == Address("author", "张力", "zhang-li")
    assert Given(found).slug("author", "张 力") == "zhang-li"
    assert Given(found).slug("tag", "张力") is None


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("author\t王二", "E456"),
        ("people\t王二\twang-er", "E456"),
        ("author\t\twang-er", "E456"),
        ("author\t王二\tWang Er", "E456"),
        ("author\t王二\t../x", "E456"),
        ("author\t张 力\tzhang-li-2", "E457"),
        ("author\t章力\tzhang-li", "E457"),
        ("region\t四川省/仪宾市\tyi-bin", "E457"),
    ],
)
def test_a_wrong_line_is_told_and_left_out(line: str, code: str) -> None:
    found, problems = addresses.parse_addresses(GOOD + line + "\n", "a.tsv")
    assert [(one.code, one.path, one.line) for one in problems] == [(code, "a.tsv", 6)]
    assert len(found) == 3


def test_the_file_is_written_sorted_and_keeps_its_comments(tmp_path: Path) -> None:
    file = tmp_path / "vocabulary" / "a.tsv"
    addresses.note_addresses(file, [Address("tag", "乙", "yi"), Address("author", "张力", "zhang-li")])
    text = file.read_text("utf-8")
    assert text == addresses.HEADER + "author\t张力\tzhang-li\ntag\t乙\tyi\n"
    file.write_text("# mine\n" + text, encoding="utf-8")
    addresses.note_addresses(file, addresses.read_addresses(file, "a.tsv")[0])
    assert file.read_text("utf-8") == "# mine\n" + text


def test_settled_slugs_are_no_others() -> None:
    found = slugs.assign(["张丽", "张力"], slugs.person_slug, {"张力": "zhang-li", "章力": "gone"})
    assert found["张力"] == "zhang-li"
    assert re.fullmatch(r"zhang-li-[0-9a-f]{6}", found["张丽"])
    regions = slugs.assign_regions(["四川省", "四川省/宜宾县"], {"四川省/宜宾市": "yi-bin", "四川省": "chuan"})
    assert regions["四川省/宜宾县"] == ("chuan", "yi-bin-xian")


def new_of(made: Library) -> tuple[Address, ...]:
    """The addresses that a build would write down."""
    return new_addresses(made.asker.connection, made.edition, Given())


def test_only_names_that_share_an_address_are_written_down(library: Make) -> None:
    made = library(by("张力", 2), by("张丽", 1), by("王二", 3))
    assert authors(made)["张丽"] == "zhang-li"
    assert {one.name: one.slug for one in new_of(made)} == {name: authors(made)[name] for name in ("张力", "张丽")}


def test_regions_that_are_alike_are_written_down(library: Make) -> None:
    made = library(by("王二", 1, region=["四川省/宜宾市"]), by("王二", 2, region=["四川省/宜宾县"]))
    assert {(one.name, one.slug) for one in new_of(made)} == {
        ("四川省/宜宾县", "yi-bin"),
        ("四川省/宜宾市", "yi-bin-shi"),
    }


def test_a_tag_without_a_page_takes_no_address(library: Make) -> None:
    made = library(by("王二", 1, tags=["公式"]), by("王二", 2, tags=["公事"]), by("王二", 3, tags=["公事"]))
    paths = {term.name: term.path for term in made.terms("tag").values()}
    assert paths == {"公式": None, "公事": "tag/gong-shi/index.html"}
    assert new_of(made) == ()


def test_names_of_the_last_build_go_first(library: Make) -> None:
    made = library(by("张力", 2), by("张丽", 1), given=Given(known=frozenset({("author", "张力")})))
    assert authors(made)["张力"] == "zhang-li"


def test_the_sample_edition_needs_no_file(built_site: Path) -> None:
    assert not (built_site.parent / "content" / "vocabulary" / "addresses.tsv").exists()


def article(edition: Edition, issue: str, author: str) -> Path:
    """An editor's own article, with an author."""
    number = issue.replace("-", "")
    file = edition.articles / issue / f"{number}-90-01.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    text = f"---\nid: {number}-90-01\ntitle: 题\nissue: '{issue}'\npage: '90'\nauthors: [{author}]\n---\n\n一段。\n"
    file.write_text(text, encoding="utf-8")
    return file


def site(edition: Edition) -> dict[str, bytes]:
    return {p.relative_to(edition.output).as_posix(): p.read_bytes() for p in edition.output.rglob("*") if p.is_file()}


@pytest.mark.site
def test_an_older_issue_takes_no_address_from_a_newer_one(built_issue: Edition) -> None:
    file = built_issue.content / "vocabulary" / "addresses.tsv"
    article(built_issue, "2025-07-01", "张力")
    assert build(built_issue) == 0
    assert not file.exists()
    page = "author/zhang-li/index.html"
    assert "张力" in site(built_issue)[page].decode()

    older = article(built_issue, "2020-01-01", "张丽")
    assert build(built_issue) == 0
    assert "张力" in site(built_issue)[page].decode()
    noted = file.read_text("utf-8")
    assert "author\t张力\tzhang-li\n" in noted and "author\t张丽\tzhang-li-" in noted
    before = site(built_issue)

    (built_issue.work / "known-names.tsv").unlink()
    (built_issue.work / "catalogue.sqlite").unlink()
    assert build(built_issue) == 0
    assert (site(built_issue), file.read_text("utf-8")) == (before, noted)

    (built_issue.articles / "2025-07-01" / "20250701-90-01.md").unlink()
    assert build(built_issue) == 0
    assert page not in site(built_issue)
    assert file.read_text("utf-8") == noted
    assert older.exists()


@pytest.mark.site
def test_a_build_that_does_not_come_to_its_end_leaves_addresses_to_be_written_by_the_next(built_issue: Edition) -> None:
    """It settles them before it makes pages, and fails there, or is ended by the preview."""
    file, known = built_issue.content / "vocabulary" / "addresses.tsv", built_issue.work / "known-names.tsv"
    article(built_issue, "2025-07-01", "张力")
    assert build(built_issue) == 0
    article(built_issue, "2020-01-01", "张丽")
    template = built_issue.root / "theme" / "templates" / "term.html"
    good = template.read_text("utf-8")
    template.write_text(good.replace("{% block main %}", "{% block main %}{{ 1 // 0 }}"), encoding="utf-8")
    assert build(built_issue) == 1
    assert not file.exists()
    template.write_text(good, encoding="utf-8")
    assert build(built_issue) == 0
    assert "author\t张力\tzhang-li\n" in file.read_text("utf-8")
    assert "author\t张丽\n" in known.read_text("utf-8")
    before = known.stat().st_mtime_ns
    assert build(built_issue) == 0
    assert known.stat().st_mtime_ns == before, "they are written once"


@pytest.mark.site
def test_an_editor_sets_an_address(built_issue: Edition, capfd: pytest.CaptureFixture[str]) -> None:
    file = built_issue.content / "vocabulary" / "addresses.tsv"
    article(built_issue, "2025-07-01", "张力")
    file.write_text("author\t张力\tzhang-li-ji-zhe\n", encoding="utf-8")
    assert build(built_issue) == 0
    assert "author/zhang-li-ji-zhe/index.html" in site(built_issue)
    file.write_text("author\t张力\t张力\n", encoding="utf-8")
    assert build(built_issue) == 1
    assert "E456 content/vocabulary/addresses.tsv:1:1: " in capfd.readouterr().err
