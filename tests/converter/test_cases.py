"""The titled cases of tests/cases for the stages that look at single lines and headers."""

from __future__ import annotations

import pytest

import titled
from converter import vocabulary
from converter.bylines import parse_byline, parse_signature
from converter.classify import classify, kind_of
from converter.clean import clean
from converter.describe.authors import find_credits
from converter.folio import parse_folio
from converter.headers import split_header
from converter.models import ArticleDraft, Block, Credit, Line, LineKind
from converter.repeats import mark_repeats

WORDS = vocabulary.load()


def block_of(text: str, number: int) -> Block:
    """A block of one line or more; `number` is that of its first line."""
    lines = clean(tuple(Line(number + i, line) for i, line in enumerate(text.split("\n"))))
    parts = tuple(line.text for line in lines)
    return Block(
        LineKind.UNKNOWN, " ".join(parts), tuple(line.number for line in lines), parts if len(parts) > 1 else ()
    )


def blocks_of(given: str) -> tuple[Block, ...]:
    """The blocks of a case, an empty line between them; "-" stands for none."""
    return tuple(block_of(text, 100 * n) for n, text in enumerate(given.split("\n\n"), 1) if text != "-")


def people(credits: tuple[Credit, ...]) -> list[str]:
    """A line a person: name, role, organisation."""
    return [" ".join(part or "-" for part in (c.name, c.role, c.organisation)) for c in credits] or ["nobody"]


@pytest.mark.parametrize(("given", "expected"), titled.params("clean/punctuation.txt"))
def test_punctuation(given: str, expected: str) -> None:
    (line,) = clean((Line(1, given),))

    assert line.text == expected


@pytest.mark.parametrize(("given", "expected"), titled.params("bylines/bylines.txt"))
def test_byline(given: str, expected: str) -> None:
    credits = parse_byline(given, WORDS)

    assert (["no byline"] if credits is None else people(credits)) == expected.split("\n")


@pytest.mark.parametrize(("given", "expected"), titled.params("bylines/signatures.txt"))
def test_signature(given: str, expected: str) -> None:
    credits = parse_signature(given, WORDS)

    assert (["no signature"] if credits is None else people(credits)) == [expected]


@pytest.mark.parametrize(("given", "expected"), titled.params("bylines/texts.txt"))
def test_author_told_in_a_text(given: str, expected: str) -> None:
    body = tuple(block_of(text, n)._replace(kind=LineKind.BODY) for n, text in enumerate(given.split("\n"), 1))
    credits, _ = find_credits(ArticleDraft(header=(), bylines=(), body=body), WORDS)

    assert people(credits) == expected.split("\n")


@pytest.mark.parametrize(("given", "expected"), titled.params("folio/lines.txt"))
def test_furniture(given: str, expected: str) -> None:
    folios = {"between articles": parse_folio(given, WORDS), "at head or foot": parse_folio(given, WORDS, edge=True)}
    told = {where: "text" if f is None else f"page {f.name}" if f.name else "furniture" for where, f in folios.items()}

    assert [f"{where}: {what}" for where, what in told.items()] == expected.split("\n")


@pytest.mark.parametrize(("given", "expected"), titled.params("classify/blocks.txt"))
def test_kind_of_a_block(given: str, expected: str) -> None:
    (line,) = clean((Line(1, given),))

    assert kind_of(Block(LineKind.UNKNOWN, line.text, (1,)), WORDS) == LineKind(expected)


@pytest.mark.parametrize(("given", "expected"), titled.params("classify/beside.txt"))
def test_kind_of_a_block_between_two(given: str, expected: str) -> None:
    asked = 0 if given.startswith("-\n") else 1

    assert classify(blocks_of(given), WORDS)[asked].kind == LineKind(expected)


@pytest.mark.parametrize(("given", "expected"), titled.params("repeats/blocks.txt"))
def test_repeats(given: str, expected: str) -> None:
    marked = mark_repeats(classify(blocks_of(given), WORDS))
    repeats = [str(n) for n, block in enumerate(marked, 1) if block.kind is LineKind.REPEAT]

    assert (" ".join(repeats) or "none") == expected


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
