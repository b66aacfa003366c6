"""edition.toml: case file, defaults, and the edition of this project."""

from __future__ import annotations

from pathlib import Path

from edition.settings import Edition, Section, load, merge_sections

TITLED = {"test_settings": "settings.txt"}
NONE = Path("no-sections.toml")


def test_settings(given: str, expected: str, tmp_path: Path) -> None:
    file = tmp_path / "edition.toml"
    file.write_text(given + "\n", encoding="utf-8")
    _, problems = load(file, sections=NONE)
    assert [f"{one.code} {one.line} {one.value}" for one in problems] == expected.splitlines()


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    _, problems = load(tmp_path / "edition.toml", sections=NONE)
    assert [one.code for one in problems] == ["E406"]


def test_not_utf8(tmp_path: Path) -> None:
    file = tmp_path / "edition.toml"
    file.write_bytes('name = "城报"'.encode("gb18030"))
    assert [(one.code, one.value) for one in load(file, sections=NONE)[1]] == [("E401", "not UTF-8")]


def test_the_address_loses_its_last_stroke(tmp_path: Path) -> None:
    file = tmp_path / "edition.toml"
    file.write_text('name = "城报"\nurl = "https://example.org/paper/"\n', encoding="utf-8")
    assert load(file, sections=NONE)[0].url == "https://example.org/paper"


def test_own_sections_come_first_and_take_what_they_leave_open() -> None:
    own = (Section(name="文化"), Section(name="本城", slug="here"))
    defaults = (Section(name="教育", slug="education"), Section(name="文化", slug="culture", description="一"))
    assert merge_sections(own, defaults) == (
        Section(name="文化", slug="culture", description="一"),
        Section(name="本城", slug="here"),
        Section(name="教育", slug="education"),
    )


def test_the_edition_of_this_project(house: Path) -> None:
    edition, problems = load(house / "edition.toml")
    assert problems == ()
    assert edition.name and edition.lang == "zh-Hans"
    assert edition.sections and all(section.slug for section in edition.sections)


def test_a_report_of_an_error_names_the_article_and_leaves_room_for_the_paragraph() -> None:
    by_mail = Edition(name="城报", corrections="desk@example.org").report_link("20240611-01-03")
    assert by_mail == "mailto:desk@example.org?subject=%E6%9B%B4%E6%AD%A3%2020240611-01-03%20{paragraph}"
    by_form = Edition(name="城报", corrections="https://example.org/new?a={id}&p={paragraph}").report_link("x-01")
    assert by_form == "https://example.org/new?a=x-01&p={paragraph}"
