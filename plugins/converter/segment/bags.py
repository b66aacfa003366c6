"""The words of blocks, and what two of them have in common.

Words are pairs of characters, weighted by how few blocks of the page hold them, so that what
every article of the page speaks of counts for little.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

UNDECIDED = 0.03
"""Cohesion that speaks neither for one article nor for two."""
SURE = 150
"""Pairs of characters on the shorter side from which cohesion is trusted fully."""


def _weights(spread: Mapping[str, int], blocks: int) -> dict[str, float]:
    """The weight of each word that more than one of so many blocks holds, below 1, the less the more hold it."""
    most = math.log(1 + blocks)
    worth = [0.0, *(max(most - math.log(count), 0.0) / most for count in range(1, blocks + 1))]
    return {word: worth[count] for word, count in spread.items() if count > 1}


@dataclass(frozen=True)
class Bag:
    """The words of one or more blocks. A word that one block alone holds weighs 1, and no two blocks share it.

    Sums are exact (fsum): sets have another order in every process, and pages must be read the same in all.
    """

    own: int
    """Number of words that no other block of the page holds."""
    shared: frozenset[str]
    weights: Mapping[str, float]

    @cached_property
    def weight(self) -> float:
        """The weights of all words, put together."""
        return self.own + math.fsum(map(self.weights.__getitem__, self.shared))

    def __len__(self) -> int:
        """Number of words."""
        return self.own + len(self.shared)

    def common(self, other: Bag) -> float:
        """The weights of the words that another bag, of other blocks, holds too."""
        return math.fsum(map(self.weights.__getitem__, self.shared & other.shared))


def bags_of(words: list[frozenset[str]], spread: Mapping[str, int]) -> list[Bag]:
    """A bag for each block; `spread` tells how many blocks hold each word."""
    weights = _weights(spread, len(words))
    shared = frozenset(weights)
    kept = [block & shared for block in words]
    return [Bag(len(block) - len(known), known, weights) for block, known in zip(words, kept, strict=True)]


NOTHING = Bag(0, frozenset(), {})


def together(bags: Iterable[Bag]) -> Bag:
    """The words of several blocks."""
    first, *others = bags
    shared = first.shared.union(*(bag.shared for bag in others))
    return Bag(first.own + sum(bag.own for bag in others), shared, first.weights)


def share(part: Bag, whole: Bag) -> float:
    """Weighted share of the words of `part` that `whole` has, 0 to 1."""
    common = part.common(whole)
    return common / part.weight if common else 0.0


def cohesion(ahead: Bag, behind: Bag) -> float:
    """Words shared both ways; where one side is short the figure is drawn towards the undecided 0.03."""
    if not len(ahead) or not len(behind):
        return 0.0
    common = ahead.common(behind)
    shared = common / max(ahead.weight, behind.weight) if common else 0.0
    trust = min(1.0, min(len(ahead), len(behind)) / SURE)
    return trust * shared + (1 - trust) * UNDECIDED
