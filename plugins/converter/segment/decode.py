"""The best reading of a page: one path through the grammar over all blocks (Viterbi).

A block that may be a foreign body in the chain (a caption that does not say so) can be
passed over at a price. What each reading is worth: `worth.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

from . import states as S
from .evidence import Evidence
from .worth import closing, emission, opening, passing, step

AFRESH = -1000.0
"""The price of beginning anew where no reading reaches: everything before is passed over."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Chain index -> state; None where a block was passed over as a caption."""

    states: tuple[str | None, ...]
    score: float


HOPELESS = 15.0
"""A reading so much worse than the best is given up; on annotated pages none that was 10 worse won in the end."""
Column = dict[str, tuple[float, int, str]]
"""State of one block -> (best score up to it, index of the block before, its state)."""


def decode(evidence: Evidence) -> Reading:
    """The reading of the page with the highest score."""
    n = len(evidence.clues)
    if not n:
        return Reading((), 0.0)
    table: list[Column] = []
    for i in range(n):
        table.append(_column(i, evidence, table))
    return _trace(evidence, table)


def _column(i: int, evidence: Evidence, table: list[Column]) -> Column:
    """The best ways to read block i."""
    column: Column = {}
    own = {state: emission(i, state, evidence) for state in S.READINGS[evidence.clues[i].kind]}
    opened = {state: own[state] + opening(i, state, evidence) for state in S.OPENERS if state in own}
    for back, price in _predecessors(i, evidence):
        if back < 0:
            for state, worth in opened.items():
                _keep(column, state, worth + 2 + price, -1, "")
        elif table[back]:
            score, last = _best_end(back, evidence, table)
            for state, worth in opened.items():
                _keep(column, state, score + price + worth, back, last)
            for before, (score, *_) in table[back].items():
                for state in S.FOLLOWERS[before]:
                    if state in own:
                        worth = own[state] + step(back, before, i, state, evidence)
                        _keep(column, state, score + price + worth, back, before)
    if not column:
        for state in opened:
            _keep(column, state, own[state] + AFRESH, -1, "")
    least = max((score for score, *_ in column.values()), default=0.0) - HOPELESS
    return {state: way for state, way in column.items() if way[0] >= least}


def _best_end(i: int, evidence: Evidence, table: list[Column]) -> tuple[float, str]:
    """The best score of all readings in which an article ends with block i, and the block's state in it."""
    return max((score + closing(i, state, evidence), state) for state, (score, *_) in table[i].items())


def _keep(column: Column, state: str, score: float, back: int, before: str) -> None:
    if state not in column or score > column[state][0]:
        column[state] = (score, back, before)


def _predecessors(i: int, evidence: Evidence) -> list[tuple[int, float]]:
    """Blocks that can stand before block i, with the price of what is passed over between (at most four)."""
    found, price = [(i - 1, 0.0)], 0.0
    for j in range(i - 1, max(i - 5, -1), -1):
        price += passing(j, evidence)
        if price <= -9:
            break
        found.append((j - 1, price))
    return found


def _trace(evidence: Evidence, table: list[Column]) -> Reading:
    n = len(table)
    path: list[str | None] = [None] * n
    last = [(back, price) for back, price in _predecessors(n, evidence) if back >= 0 and table[back]]
    last = last or [(back, AFRESH) for back in range(n) if table[back]][-1:]
    if not last:
        return Reading(tuple(path), AFRESH)
    ends = [(back, price, *_best_end(back, evidence, table)) for back, price in last]
    best, i, state = max((score + price, back, state) for back, price, score, state in ends)
    while i >= 0:
        path[i] = state
        _, i, state = table[i][state]
    return Reading(tuple(path), best)
