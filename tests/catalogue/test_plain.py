"""Plain text, summaries and openings."""

from __future__ import annotations

from hypothesis import given as each
from hypothesis import strategies as st

from catalogue.plain import cut, opening, plain, summary

TITLED = {"test_plain": "plain.txt", "test_cut": "summary.txt"}


def test_plain(given: str, expected: str) -> None:
    text = plain(given)
    assert "\n".join([*text.paragraphs, f"= {text.characters}"]) == expected


def test_cut(given: str, expected: str) -> None:
    length, text = given.split(" ", 1)
    assert cut(text, int(length)) == expected


def test_opening_takes_whole_paragraphs_one_a_line() -> None:
    assert opening(("一" * 100, "二" * 100, "三" * 200)) == "一" * 100 + "\n" + "二" * 100


def test_opening_goes_on_into_a_long_paragraph_behind_short_ones() -> None:
    assert opening(("一" * 50, "二" * 240 + "。" + "三" * 100)) == "一" * 50 + "\n" + "二" * 240 + "。"


def test_opening_never_leaves_out_the_middle() -> None:
    """When the first paragraph is cut, the second must not follow it."""
    assert "\n" not in opening(("一" * 160 + "。" + "二" * 300, "三。"))


def test_nothing_comes_of_nothing() -> None:
    assert (summary(()), opening(())) == ("", "")


@each(st.text(alphabet="一二，。”“a \n#*[]()\\", max_size=60), st.integers(2, 40))
def test_a_cut_is_never_longer_and_begins_as_the_text(text: str, length: int) -> None:
    found = cut(text, length)
    assert len(found) <= length + 1
    assert text.startswith(found.removesuffix("…"))
    plain(text)
