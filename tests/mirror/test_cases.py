"""The case files of tests/cases/mirror, and the length law on each of them."""

from __future__ import annotations

from mirror.convert import Converter
from mirror.html import convert_html

TITLED = {"test_text": "text.txt", "test_quotes": "quotes.txt", "test_html": "html.txt"}


def test_text(given: str, expected: str, converter: Converter) -> None:
    assert converter.convert(given) == expected


def test_quotes(given: str, expected: str, converter: Converter) -> None:
    assert converter.convert(given) == expected
    assert len(given) == len(expected)


def test_html(given: str, expected: str, converter: Converter) -> None:
    assert convert_html(given, converter) == expected
