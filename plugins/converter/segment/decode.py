"""The best reading of a page: one path through the grammar over all blocks (Viterbi).

A block that may be a foreign body in the chain (a caption that does not say so) can be
passed over at a price. What each reading is worth: `worth.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ..models import LineKind
from . import states as S
from .evidence import Evidence
from .worth import closing, emission, opening, passing, step

AFRESH = -1000.0
"""The price of beginning anew where no reading reaches: everything before is passed over."""
TOO_DEAR = -9.0
"""The price from which on blocks are no longer passed over."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Chain index -> state; None where a block was passed over as a caption."""

    states: tuple[str | None, ...]
    score: float


HOPELESS = 15.0
"""A reading so much worse than the best is given up; on annotated pages none that was 10 worse won in the end."""
Column = dict[str, tuple[float, int, str]]
"""State of one block -> (best score up to it, index of the block before, its state)."""
Table = list[tuple[Column, tuple[float, str]]]
"""For each block its column, and the best score of all readings in which an article ends with it, and its state."""


@cache
def _ways(kind: LineKind) -> dict[str, tuple[tuple[str, str], ...]]:
    """State of the block before -> (state, kind of the step) that a block of this kind can be read as behind it."""
    readings = S.READINGS[kind]
    return {
        before: tuple((state, S.step_of(before, state)) for state in following if state in readings)
        for before, following in S.FOLLOWERS.items()
    }


@cache
def _parts(kind: LineKind) -> dict[str, tuple[str, ...]]:
    """What a block of this kind can be in its article -> the states that say so."""
    parts: dict[str, tuple[str, ...]] = {}
    for state in S.READINGS[kind]:
        parts[S.part_of(state)] = (*parts.get(S.part_of(state), ()), state)
    return parts


def decode(evidence: Evidence) -> Reading:
    """The reading of the page with the highest score."""
    n = len(evidence.clues)
    if not n:
        return Reading((), 0.0)
    prices = [passing(i, evidence) for i in range(n)]
    table: Table = []
    for i in range(n):
        column = _column(i, evidence, table, prices)
        clue = evidence.clues[i]
        end = (clue.kind, clue.open, clue.signed, clue.item)
        ends = [(way[0] + closing(state, *end), state) for state, way in column.items()]
        table.append((column, max(ends, default=(0.0, ""))))
    return _trace(table, prices)


def _column(i: int, evidence: Evidence, table: Table, prices: list[float]) -> Column:
    """The best ways to read block i."""
    kind = evidence.clues[i].kind
    column: Column = {}
    own: dict[str, float] = {}
    for states in _parts(kind).values():
        own |= dict.fromkeys(states, emission(i, states[-1], evidence))
    opened = [(state, own[state], own[state] + opening(i, state, evidence)) for state in S.OPENERS if state in own]
    ways = _ways(kind)
    for back, price in _predecessors(i, prices):
        if back < 0:
            for state, _, worth in opened:
                _keep(column, state, worth + 2 + price, -1, "")
        elif table[back][0]:
            before_column, (end, last) = table[back]
            for state, _, worth in opened:
                _keep(column, state, end + price + worth, back, last)
            steps: dict[str, float] = {}
            for before, way in before_column.items():
                reached = way[0] + price
                for state, kind_of_step in ways[before]:
                    if kind_of_step not in steps:
                        steps[kind_of_step] = step(back, before, i, state, evidence)
                    score = reached + (own[state] + steps[kind_of_step])
                    if state not in column or score > column[state][0]:
                        column[state] = (score, back, before)
    if not column:
        for state, worth, _ in opened:
            _keep(column, state, worth + AFRESH, -1, "")
    least = max([way[0] for way in column.values()], default=0.0) - HOPELESS
    return {state: way for state, way in column.items() if way[0] >= least}


def _keep(column: Column, state: str, score: float, back: int, before: str) -> None:
    if state not in column or score > column[state][0]:
        column[state] = (score, back, before)


def _predecessors(i: int, prices: list[float]) -> list[tuple[int, float]]:
    """Blocks that can stand before block i, with the price of what is passed over between (at most four)."""
    found, price = [(i - 1, 0.0)], 0.0
    for j in range(i - 1, max(i - 5, -1), -1):
        price += prices[j]
        if price <= TOO_DEAR:
            break
        found.append((j - 1, price))
    return found


def _trace(table: Table, prices: list[float]) -> Reading:
    n = len(table)
    path: list[str | None] = [None] * n
    last = [(back, price) for back, price in _predecessors(n, prices) if back >= 0 and table[back][0]]
    last = last or [(back, AFRESH) for back in range(n) if table[back][0]][-1:]
    if not last:
        return Reading(tuple(path), AFRESH)
    ends = [(back, price, *table[back][1]) for back, price in last]
    best, i, state = max((score + price, back, state) for back, price, score, state in ends)
    while i >= 0:
        path[i] = state
        _, i, state = table[i][0][state]
    return Reading(tuple(path), best)
