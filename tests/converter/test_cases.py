"""The titled cases of tests/cases for the stages that look at single lines and headers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from converter import vocabulary
from converter.bylines import parse_byline
from converter.classify import kind_of
from converter.clean import clean
from converter.headers import split_header
from converter.models import Block, Line, LineKind

CASES = Path(__file__).parents[1] / "cases"
WORDS = vocabulary.load()


def cases(name: str) -> list[Any]:
    """`pytest.param(given, expected, id=title)` for every case of a file."""
    found = []
    for block in (CASES / name).read_text(encoding="utf-8").split("\n=== ")[1:]:
        given, expected = block.split("\n---\n", 1)
        title, text = given.split("\n", 1)
        found.append(pytest.param(text.strip("\n"), expected.strip("\n"), id=title))
    return found


@pytest.mark.parametrize(("given", "expected"), cases("clean/punctuation.txt"))
def test_punctuation(given: str, expected: str) -> None:
    (line,) = clean((Line(1, given),))

    assert line.text == expected


@pytest.mark.parametrize(("given", "expected"), cases("bylines/bylines.txt"))
def test_byline(given: str, expected: str) -> None:
    credits = parse_byline(given, WORDS)
    found = ["no byline"] if credits is None else [
        " ".join(part or "-" for part in (c.name, c.role, c.organisation)) for c in credits
    ]  # fmt: skip

    assert (found or ["nobody"]) == expected.split("\n")


@pytest.mark.parametrize(("given", "expected"), cases("classify/blocks.txt"))
def test_kind_of_a_block(given: str, expected: str) -> None:
    (line,) = clean((Line(1, given),))

    assert kind_of(Block(LineKind.UNKNOWN, line.text, (1,)), WORDS) == LineKind(expected)


@pytest.mark.parametrize(("given", "expected"), cases("headers/headers.txt"))
def test_header(given: str, expected: str) -> None:
    groups = [tuple(group.split("\n")) for group in given.split("\n\n")]
    blocks = tuple(
        Block(LineKind.HEADLINE, " ".join(g), (n,), g if len(g) > 1 else ()) for n, g in enumerate(groups, 1)
    )
    header = split_header(blocks, WORDS)
    assert header
    found = {"kicker": header.kicker, "headline": header.headline, "deck": header.deck}

    assert [f"{key}: {value}" for key, value in found.items() if value] == expected.split("\n")
