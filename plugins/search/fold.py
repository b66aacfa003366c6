"""What a text is for the search: one script, one width, small letters, no punctuation.

`fold` is all there is to know about when two texts are the same; `theme/static/js/search.js` does the very same with
the table that `fold_table` gives. The rule, character by character:

1. compatibility forms become plain (NFKC: full width, circled numbers, ㎡), letters small;
2. letters, numbers and their marks stay, and % and ‰; a point or a colon stays between two digits (8.5, 6:30);
   all else goes: spaces, punctuation, quotation marks, symbols;
3. of characters that the other script may write in its place (里 裏 裡 哩) the first of their group stays.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parent / "data" / "fold.txt"
KEPT = "%‰"
"""Besides letters, numbers and marks."""
BETWEEN_DIGITS = ".:"
LONELY = re.compile(r"(?<![0-9])[.:]|[.:](?![0-9])")
"""A point or colon that is not between two digits."""


@cache
def groups() -> tuple[str, ...]:
    """Characters that are one for the search; the first of each group stands for the others."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return tuple(group for line in lines if not line.startswith("#") for group in line.split())


class Folding(dict[int, str]):
    """Code point -> what it becomes, for `str.translate`; filled as characters turn up."""

    def __init__(self) -> None:
        super().__init__()
        self.firsts = {other: group[0] for group in groups() for other in group[1:]}

    def __missing__(self, point: int) -> str:
        plain = unicodedata.normalize("NFKC", chr(point)).lower()
        found = "".join(self.firsts.get(one, one) for one in plain if stays(one))
        self[point] = found
        return found


def stays(character: str) -> bool:
    """Whether a plain character is one that the search sees (a point or a colon perhaps)."""
    return unicodedata.category(character)[0] in "LNM" or character in KEPT or character in BETWEEN_DIGITS


@cache
def _folding() -> Folding:
    return Folding()


def fold(text: str) -> str:
    """The text as it is searched."""
    return LONELY.sub("", text.translate(_folding()))


def fold_table() -> Iterator[tuple[int, int]]:
    """(code point, code point of what stands for it), by the second, then by the first."""
    for group in groups():
        yield from ((ord(other), ord(group[0])) for other in group[1:])
