"""What stands beside an article in its section: the one before and after it in time, and a few that stay the same.

Only what an article shows for ever is chosen: articles of its own issue and of earlier ones. So a new issue changes
one article of each section, the newest of those before it, which gets somebody behind it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from . import query
from .asking import question

NEAR = 5
"""How many articles of the same section are shown beside one."""
REACH = 4 * NEAR
"""How far they are looked for in either direction."""

Row = tuple[str, str, str, str]
"""(section, article, its issue, its page)."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Ids of the articles beside one in its section."""

    previous: str | None = None
    next: str | None = None
    near: tuple[str, ...] = ()
    """On other pages: those of its issue in print order, then earlier ones, newest first."""


def near(rows: Sequence[Row], place: int) -> Iterator[str]:
    """The articles of the same issue, then the earlier ones; none of the same page."""
    _, _, issue, page = rows[place]
    around = rows[max(0, place - REACH) : place + REACH]
    yield from (id for _, id, other, on in around if other == issue and on != page)
    yield from (id for _, id, other, _ in reversed(rows[max(0, place - REACH) : place]) if other != issue)


@question(lambda id: f"near {id}")
def beside(connection: sqlite3.Connection, id: str) -> Beside:
    """What stands beside an article."""
    return beside_of(query.around(connection, id, REACH), id)


def beside_of(rows: Sequence[Row], id: str) -> Beside:
    """What stands beside an article; `rows` are those around it in its section, oldest first, itself among them."""
    place = next((place for place, row in enumerate(rows) if row[1] == id), None)
    if place is None:
        return Beside()
    before = rows[place - 1][1] if place else None
    after = rows[place + 1][1] if place + 1 < len(rows) else None
    return Beside(before, after, tuple(islice(near(rows, place), NEAR)))
