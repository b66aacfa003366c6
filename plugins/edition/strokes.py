"""How many strokes (笔画) the characters of a name have, as it is printed and as Traditional Chinese writes it."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parent / "data" / "strokes.tsv"
MARKS = re.compile(r"^[\W_]+")
UNKNOWN = 0
"""Strokes of what is no character of the table: letters and digits stand before all characters."""
NAME = 4
"""A Chinese name has at most so many characters."""


@cache
def table() -> dict[str, dict[str, int]]:
    """List -> character or word -> strokes; read once."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, count, text = line.split("\t")
            found[name].update(dict.fromkeys(text.split() if name in ("word", "surname") else text, int(count)))
    return found


def bare(text: str) -> str:
    """A name without the quotation marks and the like before its first character."""
    return MARKS.sub("", text) or text


def own(character: str) -> int:
    """Strokes of a character as it is printed."""
    return table()["own"].get(character, UNKNOWN)


def traditional(character: str) -> int:
    """Strokes of what Traditional Chinese writes for a character that stands alone."""
    return table()["traditional"].get(character, own(character))


def first_traditional(text: str, person: bool) -> int:
    """Strokes of what Traditional Chinese writes for the first character of a name (后羿) or of a word (后备)."""
    if person and len(text) <= NAME:
        names = table()["surname"]
        return names.get(text[:2], names.get(text[:1], traditional(text[:1])))
    return table()["word"].get(text[:2], traditional(text[:1]))


def strokes(text: str, hant: bool = False, person: bool = False) -> tuple[int, ...]:
    """Strokes of each character of a text, to sort by; `hant`: as Traditional Chinese writes it."""
    text = bare(text)
    if not hant:
        return tuple(map(own, text))
    return (first_traditional(text, person), *map(traditional, text[1:])) if text else ()
