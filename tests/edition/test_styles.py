"""Style sheets as they are sent."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given as each
from hypothesis import strategies as st

from edition.styles import finish, tight

TITLED = {"test_tight": "styles.txt"}


def test_tight(given: str, expected: str) -> None:
    assert tight(given).rstrip("\n") == expected


@each(st.text(alphabet=" \n/*{};:,\"'\\abc.#>+~()", max_size=60))
def test_what_is_tight_stays_as_it_is(text: str) -> None:
    once = tight(text)
    assert tight(once) == once


def test_imports_stand_in_their_place_and_a_second_time_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "components").mkdir()
    sheets = {
        "main.css": '@import "a.css";\n@import "components/b.css";\n',
        "a.css": "a { x: 1; }",
        "components/b.css": "b{}",
    }
    for name, text in sheets.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    finish(tmp_path)
    assert (tmp_path / "main.css").read_text("utf-8") == "a{x: 1}b{}\n"
    before = (tmp_path / "main.css").stat().st_mtime_ns
    finish(tmp_path)
    assert (tmp_path / "main.css").stat().st_mtime_ns == before


def test_the_sheet_of_every_page_needs_nothing_else(house: Path, built_site: Path) -> None:
    sent = (built_site / "theme" / "css" / "main.css").read_text("utf-8")
    assert "@import" not in sent and "/*" not in sent
    for name in ("--paper", ".skip", ".body", ".wrap", ".masthead"):
        assert name in sent
