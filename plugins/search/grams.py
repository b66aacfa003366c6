"""Which texts hold which character and which pair of characters: the index proper.

A text is found by the grams of the phrase: each character it holds, each two that stand side by side. That no text is
missed follows from it; whether a text that holds all pairs of a longer phrase holds the phrase is seen in the text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from .fold import fold
from .models import Text
from .numbers import SHORT, encode

FACTORS = 0x9E3779B1, 0x85EBCA6B
WORD = 0xFFFFFFFF


def lines_grams(lines: Iterable[str]) -> set[str]:
    """The characters of folded lines, and the pairs inside each."""
    found: set[str] = set()
    for line in lines:
        found.update(line)
        found.update(map("".join, pairwise(line)))
    return found


def postings(texts: Iterable[Text]) -> dict[str, str]:
    """Gram -> the texts that hold it, encoded: twice the step from the text before, one more if it is in the heads."""
    found: dict[str, list[str]] = defaultdict(list)
    last: dict[str, int] = {}
    for number, text in enumerate(texts):
        heads = lines_grams(map(fold, text.heads))
        for gram in heads | lines_grams(fold(passage.text) for passage in text.passages):
            step = 2 * (number - last.get(gram, -1) - 1) + (gram in heads)
            found[gram].append(SHORT[step] if step < len(SHORT) else encode(step))
            last[gram] = number
    return {gram: "".join(steps) for gram, steps in found.items()}


def shard_of(gram: str, shards: int) -> int:
    """Which of so many files holds a gram; 32-bit arithmetic, as in `search.js`."""
    mixed = 0
    for character in gram:
        mixed = (mixed ^ ord(character)) * FACTORS[0] & WORD
        mixed ^= mixed >> 15
    mixed = mixed * FACTORS[1] & WORD
    return (mixed ^ mixed >> 13) % shards


def spread(grams: dict[str, str], shards: int) -> Iterator[dict[str, str]]:
    """The grams of each file, sorted."""
    found: list[dict[str, str]] = [{} for _ in range(shards)]
    for gram in sorted(grams):
        found[shard_of(gram, shards)][gram] = grams[gram]
    yield from found
