"""One walk over the articles: names, marked places, words, and what is wrong, each at its line."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from articles import write_article
from catalogue import query
from catalogue.scan import scan
from catalogue.store import create, fingerprint
from mirror.glossary import parse_glossary
from mirror.house import House, house_converter
from mirror.locks import CREDIT, FRONT_MATTER, GLOSSARY, SPOT, TITLE
from mirror.report import Report, look_over, undecided
from mirror.report_files import as_html, as_text, write_report
from mirror.survey import Survey, for_report, survey

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    return partial(write_article, tmp_path)


def walk(root: Path, glossary: str = "") -> tuple[Survey, Report]:
    """The survey, and the report of the converter it leads to."""
    table, _ = parse_glossary(glossary, "g.tsv")
    with closing(create(":memory:", fingerprint())) as catalogue:
        assert scan(catalogue, root / "content" / "articles", root).problems == ()
        found = survey(query.sources(catalogue), table, root)
        house = House("s2tw", True, found.words, table.table, found.names, found.titled, found.spots)
        return found, look_over(for_report(query.sources(catalogue)), house_converter(house)[0])


def test_names_of_credits_bylines_and_titles_are_learnt_once(tmp_path: Path, write: Write) -> None:
    write("2024-06-11-01-01", "局长范小江说。\n\n（记者 于海 摄）", credits=[{"name": "岳云"}])
    write("2024-06-11-01-02", "县长于海说。")
    found, _ = walk(tmp_path)
    assert found.names == {"岳云", "于海"} and found.titled == {"范小江"}
    assert Path(found.written["于海"]).name == "2024-06-11-01-01.md"


def test_each_lock_is_counted_and_the_strongest_wins(tmp_path: Path, write: Write) -> None:
    body = "皇{后=后}说。于海见范小江，局长范小江说，里程长。资金。"
    write("2024-06-11-01-01", body, hant={"里程": "里程"}, credits=[{"name": "于海"}])
    found, report = walk(tmp_path, "资金\t資金\n")
    assert [(one.left, one.simplified, one.form, one.right) for one in found.spots] == [
        ("皇", "后", "后", "说。于海见范")
    ]
    # The credit itself stands in the article too.
    assert report.decided == {SPOT: 1, FRONT_MATTER: 1, GLOSSARY: 1, CREDIT: 2, TITLE: 2}


def test_what_is_wrong_is_told_at_its_line(tmp_path: Path, write: Write) -> None:
    file = write("2024-06-11-01-01", "一段。\n\n皇{后=后面}来，\ue123。", hant={"里程": "里程", "段": "段落"})
    lines = file.read_text("utf-8").splitlines()
    found, _ = walk(tmp_path, "头发\t頭髮\n")
    told = {(one.code, one.value): one.line for one in found.problems}
    assert told[("E477", "{后=后面}")] == lines.index("皇{后=后面}来，\ue123。") + 1
    assert told[("W552", "U+E123")] == told[("E477", "{后=后面}")]
    assert lines[told[("W478", "里程: 里程")] - 1].strip() == "里程: 里程"
    assert lines[told[("E476", "段: 段落")] - 1].strip() == "段: 段落"
    assert told[("W479", "头发")] == 1
    assert len(told) == 5


def test_marks_in_front_matter_and_words_settled_twice_are_told(tmp_path: Path, write: Write) -> None:
    write("2024-06-11-01-01", "皇后来。", summary="皇{后=后}来", hant={"皇后": "皇后", "里程": "裏程"})
    write("2024-06-11-01-02", "皇后来。", hant={"皇后": "皇後"})
    found, _ = walk(tmp_path)
    told = {(one.code, one.value) for one in found.problems}
    assert told == {("W482", "{后=后}"), ("W483", "皇后: 皇後, 皇后"), ("W478", "里程: 裏程")}
    assert found.words == {"皇后": "皇後"}


def test_a_mark_in_a_table_is_known_in_its_cell(tmp_path: Path, write: Write) -> None:
    write("2024-06-11-01-01", "| 王 | 后 |\n|---|---|\n| 皇{后=后} | {里=里} |\n")
    found, _ = walk(tmp_path)
    assert {(one.left, one.simplified, one.right) for one in found.spots} == {("皇", "后", ""), ("", "里", "")}


def test_a_doubt_is_listed_once_with_both_readings_and_lines_to_paste(tmp_path: Path, write: Write) -> None:
    write("2024-06-11-01-01", "此秤不准用。", credits=[{"name": "李杰"}])
    write("2024-06-11-01-02", "此秤不准用。", credits=[{"name": "李杰"}])
    found, report = walk(tmp_path)
    name, spot = report.doubts
    assert (name.word, name.lines) == ("李杰", ("李杰\t李傑", "李杰\t李杰"))
    assert spot.lines == ("此秤不准用\t此秤不準用", "此秤不准用\t此秤不准用")
    assert report.count["此秤不准用"] == 2 and list(undecided(found.names, house_converter(House())[0])) == ["李杰"]
    assert [one.word for one in walk(tmp_path, "李杰\t李傑\n")[1].doubts] == ["此秤不准用"]


def test_a_name_of_a_byline_in_the_text_is_listed_as_one_of_a_credit(tmp_path: Path, write: Write) -> None:
    write("2024-06-11-01-01", "春耕。（记者 李杰）")
    assert [doubt.lines[0] for doubt in walk(tmp_path)[1].doubts] == ["李杰\t李傑"]


def test_the_files_hold_every_doubt_and_escape_all(tmp_path: Path, write: Write) -> None:
    write("2024-06-11-01-01", "<b>\\<此秤不准用。", credits=[{"name": "李杰"}])
    _, report = walk(tmp_path)
    text, page = as_text(report, tmp_path), as_html(report, tmp_path)
    for shown in ("李杰\t李傑", "此秤不准用\t此秤不準用", "content/articles/2024-06-11/2024-06-11-01-01.md:"):
        assert shown in text and shown in page
    assert "<b>" not in page and "<script" not in page and "http" not in page
    write_report(report, tmp_path / "build" / "hant-report", tmp_path)
    assert (tmp_path / "build" / "hant-report.txt").read_text("utf-8") == text


def test_an_edition_without_articles_has_an_empty_report(tmp_path: Path) -> None:
    (tmp_path / "content" / "articles").mkdir(parents=True)
    found, report = walk(tmp_path)
    assert found == Survey() and "0 处" in as_text(report, tmp_path)


def test_a_half_character_in_front_matter_is_told_or_refused(tmp_path: Path, write: Write) -> None:
    file = write("2024-06-11-01-01")
    text = file.read_text("utf-8")
    file.write_text(text.replace("title:", 'kicker: "a\\ud800b"\ntitle:'), "utf-8")
    with closing(create(":memory:", fingerprint())) as catalogue:
        problems: Any = scan(catalogue, tmp_path / "content" / "articles", tmp_path).problems
        assert [one.code for one in problems] == ["E302"] and problems[0].line > 1
