"""The mirror's own dictionary over OpenCC's: words, borders of words, characters alone.

It becomes part of OpenCC's configuration (`convert.py`), so it costs nothing when a page is
converted. A row of `borders.tsv` is two words that OpenCC would cut wrongly; as one phrase of the
dictionary it is what a separator between the two would be, without a pass over the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from pathlib import Path

DATA = Path(__file__).parent / "data"
WORDS, BORDERS = DATA / "words.tsv", DATA / "borders.tsv"

_CLASS = re.compile(r"\[([^\]]+)\]|(.)")


@dataclass(frozen=True)
class Dictionary:
    """What is put before OpenCC's own dictionaries. Both columns of a pair have one length."""

    phrases: Mapping[str, str] = field(default_factory=dict)
    characters: Mapping[str, str] = field(default_factory=dict)
    """Characters alone, where no phrase of anyone decides."""


@dataclass(frozen=True, slots=True)
class Word:
    """A row of `words.tsv`."""

    simplified: str
    """`[甲乙]` stands for either character, and stays as OpenCC has it."""
    traditional: str
    source: str
    """Where it was seen to be wrong, or why it is right."""

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Each text the row stands for with its form."""
        yield from zip(_spelt(self.simplified), _spelt(self.traditional), strict=True)


@cache
def dictionary() -> Dictionary:
    """The dictionary that comes with the mirror."""
    phrases: dict[str, str] = {}
    characters: dict[str, str] = {}
    for border, form in rows(BORDERS):
        phrases[border.replace("|", "")] = form
    for word in words():
        for simplified, traditional in word.pairs():
            (characters if len(simplified) == 1 else phrases)[simplified] = traditional
    return Dictionary(phrases, characters)


def words() -> Iterator[Word]:
    """The rows of `words.tsv`."""
    for simplified, traditional, source in rows(WORDS):
        yield Word(simplified, traditional, source)


def rows(path: Path) -> Iterator[list[str]]:
    """The columns of each line of a table; lines with # are notes."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _spelt(pattern: str) -> Iterator[str]:
    """The texts of a pattern with classes of characters."""
    return map("".join, product(*(found[1] or found[2] for found in _CLASS.finditer(pattern))))
