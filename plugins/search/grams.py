"""Which texts hold which character and which pair of characters: the index proper.

A text is found by the grams of the phrase: each character it holds, each two that stand side by side. That no text is
missed follows from it; whether a text that holds all pairs of a longer phrase holds the phrase is seen in the text.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, partial
from itertools import groupby, pairwise

from .fold import fold
from .models import Text
from .numbers import encode

FACTORS = 0x9E3779B1, 0x85EBCA6B
WORD = 0xFFFFFFFF
NEIGHBOURS = 32
"""Enough to spread the most frequent characters, few enough to write a first character once for many pairs."""
ALONE = "_"
"""Stands for no second character; no folded text holds it."""


def lines_grams(lines: Iterable[str]) -> set[str]:
    """The characters of folded lines, and the pairs inside each."""
    found: set[str] = set()
    for line in lines:
        found.update(line)
        found.update(map("".join, pairwise(line)))
    return found


def postings(texts: Iterable[Text]) -> dict[str, str]:
    """Gram -> the texts that hold it, encoded: twice the step from the text before, one more if it is in the heads."""
    found: dict[str, array[int]] = defaultdict(partial(array, "I"))  # of a year with 9,000 texts: ten million numbers
    for number, text in enumerate(texts):
        heads = lines_grams(map(fold, text.heads))
        for gram in heads:
            found[gram].append(2 * number + 1)
        for gram in lines_grams(fold(passage.text) for passage in text.passages) - heads:
            found[gram].append(2 * number)
    return {gram: "".join(steps(holders)) for gram, holders in found.items()}


def steps(holders: Iterable[int]) -> Iterator[str]:
    """Twice the number of each text, one more if in its heads, as steps."""
    last = -2
    for holder in holders:
        yield encode(holder - last - 2)
        last = holder & ~1


@cache
def mixed(character: str, factor: int) -> int:
    """32 bits that follow from a character, as in `index.js`."""
    product = ord(character) * factor & WORD
    return product ^ product >> 15


def shard_of(gram: str, shards: int) -> int:
    """Which of so many files holds a gram: what begins with one character lies in `NEIGHBOURS` files at most."""
    second = mixed(gram[1], FACTORS[1]) % NEIGHBOURS if len(gram) > 1 else 0
    return (mixed(gram[0], FACTORS[0]) + second) % shards


def spread(grams: dict[str, str], shards: int) -> Iterator[dict[str, str]]:
    """The grams of each file, sorted."""
    found: list[dict[str, str]] = [{} for _ in range(shards)]
    for gram in sorted(grams):
        found[shard_of(gram, shards)][gram] = grams[gram]
    yield from found


def packed(grams: dict[str, str]) -> list[str]:
    """The grams of a file, sorted, and their lists in the same order.

    Grams: a word for each first character, that and all second ones, `ALONE` for the character by itself. Lists: words.
    """
    groups = groupby(grams, lambda gram: gram[0])
    keys = (first + "".join(gram[1:] or ALONE for gram in group) for first, group in groups)
    return [" ".join(keys), " ".join(grams.values())]
