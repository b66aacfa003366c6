"""The titled cases of tests/cases for the stages that look at single lines and headers."""

from __future__ import annotations

import pytest

import titled
from converter import vocabulary
from converter.bylines import parse_byline
from converter.classify import kind_of
from converter.clean import clean
from converter.headers import split_header
from converter.models import Block, Line, LineKind

WORDS = vocabulary.load()


@pytest.mark.parametrize(("given", "expected"), titled.params("clean/punctuation.txt"))
def test_punctuation(given: str, expected: str) -> None:
    (line,) = clean((Line(1, given),))

    assert line.text == expected


@pytest.mark.parametrize(("given", "expected"), titled.params("bylines/bylines.txt"))
def test_byline(given: str, expected: str) -> None:
    credits = parse_byline(given, WORDS)
    found = ["no byline"] if credits is None else [
        " ".join(part or "-" for part in (c.name, c.role, c.organisation)) for c in credits
    ]  # fmt: skip

    assert (found or ["nobody"]) == expected.split("\n")


@pytest.mark.parametrize(("given", "expected"), titled.params("classify/blocks.txt"))
def test_kind_of_a_block(given: str, expected: str) -> None:
    (line,) = clean((Line(1, given),))

    assert kind_of(Block(LineKind.UNKNOWN, line.text, (1,)), WORDS) == LineKind(expected)


@pytest.mark.parametrize(("given", "expected"), titled.params("headers/headers.txt"))
def test_header(given: str, expected: str) -> None:
    groups = [tuple(group.split("\n")) for group in given.split("\n\n")]
    blocks = tuple(
        Block(LineKind.HEADLINE, " ".join(g), (n,), g if len(g) > 1 else ()) for n, g in enumerate(groups, 1)
    )
    header = split_header(blocks, WORDS)
    assert header
    found = {"kicker": header.kicker, "headline": header.headline, "deck": header.deck}

    assert [f"{key}: {value}" for key, value in found.items() if value] == expected.split("\n")
