"""What the page of one shelf of a term shows of the other shelves. It seldom changes, unlike the list of all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from catalogue import listing
from catalogue.asking import Asker, question

from .shelves import Index, Shelf, Year, make_index

if TYPE_CHECKING:
    from .terms import TermView

MOST = 1_000
"""Terms whose counts are kept at a time."""

Outline = tuple[int | None, tuple[tuple[int, int], ...], tuple[tuple[int | None, int, bool], ...]]
"""A year, its months with their articles, its shelves (month, articles, whether it stands on the index)."""


@question(lambda kind, key, name: f"term {kind} {key}")
def outline(connection: sqlite3.Connection, kind: str, key: str, name: str) -> tuple[Outline, ...]:
    """What the page of a shelf (`2023-05`), or of a long year (`2023`), shows of the shelves of its term.

    Its own year, and of those before and behind it the nearest shelf. This seldom changes, unlike the count of all.
    """
    return outline_of(counted(connection, kind, key), name)


class Outlines:
    """Outlines for shelves one after another: when a term changes, all its shelves are asked for, and counted once."""

    def __init__(self, asker: Asker) -> None:
        self.asker = asker
        self._counted: dict[tuple[str, str], tuple[Year, ...]] = {}

    def __call__(self, kind: str, key: str, name: str) -> tuple[Outline, ...]:
        """As `outline`."""
        if (kind, key) not in self._counted:
            if len(self._counted) >= MOST:
                self._counted.clear()
            self._counted[kind, key] = counted(self.asker.connection, kind, key)
        return outline_of(self._counted[kind, key], name)


def counted(connection: sqlite3.Connection, kind: str, key: str) -> tuple[Year, ...]:
    """The years of a term as far as their articles are counted."""
    return make_index(None, listing.months_of(connection, kind, key)).years  # type: ignore[arg-type]  # only counts


def outline_of(years: Sequence[Year], name: str) -> tuple[Outline, ...]:
    """The outline for one shelf, from the years of its term."""
    own = next((place for place, year in enumerate(years) if year.name == name.partition("-")[0]), -1)
    found: list[Outline] = []
    for place in range(max(own - 1, 0), min(own + 2, len(years))) if own >= 0 else ():
        year = years[place]
        if place == own:
            shelves = tuple((shelf.month, shelf.count, shelf.on_index) for shelf in year.shelves)
            found.append((year.year, tuple(year.counts.items()), shelves))
        else:
            nearest = year.shelves[0 if place > own else -1]
            found.append((year.year, (), ((nearest.month, 0, nearest.on_index),)))
    return tuple(found)


def index_of(term: TermView, years: Iterable[Outline]) -> Index:
    """An index of those shelves that one page shows."""
    made = []
    for year, counts, parts in years:
        shelves = tuple(Shelf(term, year, *part) for part in parts)
        made.append(Year(year, dict(counts), shelves, term))
    return Index(tuple(made))
