"""The words of blocks, and what two of them have in common.

Words are pairs of characters, weighted by how few blocks of the page hold them, so that what
every article of the page speaks of counts for little.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import NamedTuple

UNDECIDED = 0.03
"""Cohesion that speaks neither for one article nor for two."""
SURE = 150
"""Pairs of characters on the shorter side from which cohesion is trusted fully."""
WHOLE = 1 << 30
"""The weight of a word that one block alone holds. Weights are whole numbers: their sums are exact, whatever the order
of a set.
"""


class Bag(NamedTuple):
    """The words of one or more blocks."""

    own: int
    """Number of words that no other block of the page holds: they weigh `WHOLE`, and no two blocks share them."""
    shared: frozenset[int]
    """The other words: places in `weights`."""
    weights: list[int]
    weight: int
    """The weights of all words, put together."""

    @property
    def size(self) -> int:
        """Number of words."""
        return self.own + len(self.shared)

    def common(self, other: Bag) -> int:
        """The weights of the words that another bag, of other blocks, holds too."""
        return sum(map(self.weights.__getitem__, self.shared & other.shared))


def _bag(own: int, shared: frozenset[int], weights: list[int]) -> Bag:
    return Bag(own, shared, weights, own * WHOLE + sum(map(weights.__getitem__, shared)))


def bags_of(blocks: Sequence[frozenset[int]], spread: Mapping[int, int]) -> list[Bag]:
    """A bag for each block, of its words as numbers (`bigrams`); `spread` tells how many blocks hold each."""
    worth = _worth(len(blocks))
    shared = [word for word, number in spread.items() if number > 1]
    weights = [0, *(worth[spread[word]] for word in shared)]
    # Numbered anew, from 1, they are found at once, in sets and among the weights.
    places = dict(zip(shared, count(1), strict=False))
    kept = [frozenset(filter(None, map(places.get, block))) for block in blocks]
    return [_bag(len(block) - len(known), known, weights) for block, known in zip(blocks, kept, strict=True)]


def _worth(blocks: int) -> list[int]:
    """The weight of a word by how many of so many blocks hold it, below `WHOLE`, the less the more."""
    most = math.log(1 + blocks)
    return [WHOLE, *(round(WHOLE * (most - math.log(number)) / most) for number in range(1, blocks + 1))]


NOTHING = Bag(0, frozenset(), [], 0)


def together(bags: Iterable[Bag]) -> Bag:
    """The words of several blocks."""
    first, *others = bags
    if not others:
        return first
    shared = first.shared.union(*(bag.shared for bag in others))
    return _bag(first.own + sum(bag.own for bag in others), shared, first.weights)


def share(part: Bag, whole: Bag) -> float:
    """Weighted share of the words of `part` that `whole` has, 0 to 1."""
    common = part.common(whole)
    return common / part.weight if common else 0.0


def cohesion(ahead: Bag, behind: Bag) -> float:
    """Words shared both ways; where one side is short the figure is drawn towards the undecided 0.03."""
    if not ahead.size or not behind.size:
        return 0.0
    common = ahead.common(behind)
    shared = common / max(ahead.weight, behind.weight) if common else 0.0
    trust = min(1.0, min(ahead.size, behind.size) / SURE)
    return trust * shared + (1 - trust) * UNDECIDED
