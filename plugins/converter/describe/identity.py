"""What an article is called for ever: `<issue>-<page>-<number>`.

A number is given once. When a page is converted again, an article is known by its words: it
keeps its number wherever on the page it now stands, and a new one gets a number never used.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from zlib import crc32

from ..text import WORDS_RE

DATED_RE = re.compile(r"^\d{4}(?:-\d{2}){0,2}(?:-[a-z])?$")
SHINGLE = 6
"""Characters."""
WHOLE = 60
"""Characters at the beginning of which every run is taken; behind them only the runs that begin a clause."""
SIZE = 24
"""Hashes in a sketch."""
SAME = 0.3
"""Resemblance from which two texts are one article; different news share hardly any run of six characters."""

Sketch = tuple[int, ...]
"""The smallest hashes of runs of `SHINGLE` characters: like texts have like sketches (Broder 1997)."""


def issue_prefix(key: str) -> str:
    """`2024-06-11-b` -> `20240611b`; a key that is no date stays as it is."""
    return key.replace("-", "") if DATED_RE.match(key) else key


def article_id(key: str, page: str, number: int) -> str:
    """`20240611-01-03` for article 3 (from 1) of page 01."""
    return f"{issue_prefix(key)}-{page}-{number:02d}"


def number_of(article: str) -> int:
    """The number at the end of an id."""
    return int(article.rpartition("-")[2])


def sketch(text: str) -> Sketch:
    """The sketch of a text."""
    clauses = WORDS_RE.findall(text)
    head = "".join(clauses)[: WHOLE + SHINGLE]
    runs = {head[i : i + SHINGLE] for i in range(max(len(head) - SHINGLE + 1, 1))}
    runs.update(clause[:SHINGLE] for clause in clauses if len(clause) >= SHINGLE)
    return tuple(sorted(set(map(crc32, map(str.encode, runs))))[:SIZE])


def resemblance(one: Sketch, two: Sketch) -> float:
    """An estimate of the share of runs that two texts have in common, 0 to 1."""
    smallest = sorted({*one, *two})[: max(len(one), len(two))]
    both = set(one) & set(two)
    return sum(value in both for value in smallest) / len(smallest) if smallest else 0.0


def settle_numbers(fresh: Sequence[Sketch], past: Mapping[int, Sketch], last: int) -> list[int]:
    """The number of each article of a page, in order.

    `past` are the sketches by number from when the page was converted last, `last` the highest number
    ever given on it.
    """
    pairs = [(resemblance(new, old), -n, i) for i, new in enumerate(fresh) for n, old in past.items()]
    numbers: dict[int, int] = {}
    for likeness, negative, i in sorted(pairs, reverse=True):
        if likeness >= SAME and i not in numbers and -negative not in numbers.values():
            numbers[i] = -negative
    unused = iter(range(last + 1, last + 1 + len(fresh)))
    return [numbers[i] if i in numbers else next(unused) for i in range(len(fresh))]
