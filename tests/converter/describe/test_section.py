"""Sections: the case file, the data, and that no article is left without one."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import titled
from converter.describe.section import SECTIONS, Section, build_sections, choose_section, load_sections

CASES = titled.params("sections/reports.txt")
LOADED, PROBLEMS = load_sections()
CHINESE = st.text(alphabet="教育局长农业，。市县“”《》一二三医院abc12 \n" + "\U00020000\x00\ud800", max_size=80)


def labelled(lines: list[str], label: str) -> str | None:
    return next((line.removeprefix(label) for line in lines if line.startswith(label)), None)


@pytest.mark.parametrize(("given_text", "wanted"), CASES)
def test_case(given_text: str, wanted: str) -> None:
    headline, *rest = given_text.split("\n")
    body = [line for line in rest if not line.startswith(("栏目：", "版名：", "注："))]
    rubric, page, note = (labelled(rest, label) for label in ("栏目：", "版名：", "注："))
    assert choose_section(headline, body, rubric, page, LOADED, note) in wanted.split("|")


def test_every_section_has_a_case() -> None:
    wanted = {name for case in CASES for name in case.values[1].split("|")}
    assert set(LOADED.names) <= wanted


# ---------------------------------------------------------------------- the data


def test_data_is_read_without_problems() -> None:
    assert PROBLEMS == ()
    assert LOADED.default in LOADED.names
    assert LOADED.essay in LOADED.names


def test_names_and_slugs_are_unique() -> None:
    assert len(set(LOADED.names)) == len(LOADED.items)
    assert len({section.slug for section in LOADED.items}) == len(LOADED.items)


@pytest.mark.parametrize("section", LOADED.items, ids=lambda section: section.slug)
def test_lists_are_full_sorted_and_unique(section: Section) -> None:
    assert section.description
    for words in (section.rubrics, section.pages, section.strong, section.words):
        assert words
        assert list(words) == sorted(set(words))


def test_a_word_stands_in_one_list_only() -> None:
    words = [word for section in LOADED.items for word in section.strong + section.words]
    assert sorted(words) == sorted(set(words))


def test_words_are_long_enough_to_mean_something() -> None:
    assert [word for section in LOADED.items for word in section.strong + section.words if len(word) < 2] == []


def test_header_says_purpose_columns_user_and_order() -> None:
    head = SECTIONS.read_text(encoding="utf-8").partition("\n\n")[0]
    assert all(f"# {word}:" in head for word in ("Purpose", "Columns", "User", "Order"))


# ------------------------------------------------------------------------- errors


def test_a_broken_file_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "sections.toml"
    path.write_text('default = "x"\n[[sections]\n', encoding="utf-8")
    sections, problems = load_sections(path)
    assert [(p.code, p.line) for p in problems] == [("E454", 2)]
    assert choose_section("题", ["文"], None, None, sections) is None


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    assert load_sections(tmp_path / "none.toml")[1][0].code == "E454"


def test_a_section_without_a_slug_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "sections.toml"
    text = '[[sections]]\nname = "甲"\nslug = "a"\nwords = ["水"]\n\n[[sections]]\nname = "乙"\nslug = "Ü"\n'
    path.write_text(text, encoding="utf-8")
    sections, problems = load_sections(path)
    assert sections.names == ("甲",)
    assert [(p.code, p.line, p.value) for p in problems] == [("E455", 6, "乙")]


# --------------------------------------------------------------------- properties


def test_equal_scores_go_to_the_first_section() -> None:
    sections = build_sections([Section("甲", "a", strong=("水",)), Section("乙", "b", strong=("火",))], {})
    assert choose_section("水火", [], None, None, sections) == "甲"
    assert choose_section("火水", [], None, None, sections) == "甲"


@settings(max_examples=200, deadline=None)
@given(CHINESE, st.lists(CHINESE, max_size=5), st.none() | CHINESE, st.none() | CHINESE, st.none() | CHINESE)
def test_every_article_has_a_section(
    headline: str, body: list[str], rubric: str | None, page: str | None, note: str | None
) -> None:
    first = choose_section(headline, body, rubric, page, LOADED, note)
    assert first in LOADED.names
    assert first == choose_section(headline, body, rubric, page, LOADED, note)


def test_a_long_text_takes_no_longer() -> None:
    body = ["教育局召开会议，学校教师参加。" * 20_000]
    started = time.perf_counter()
    assert choose_section("教育", body, None, None, LOADED) == "教育"
    assert time.perf_counter() - started < 0.5
