"""What stands beside an article in its section: the one before and after it in time, and a few that stay the same.

Only what an article shows for ever is chosen: articles of its own issue and of earlier ones. So a new issue changes
one article of each section, the newest of those before it, which gets somebody behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice

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


def beside(rows: Iterable[Row]) -> dict[str, Beside]:
    """Article -> what stands beside it; rows of one section stand together, oldest first."""
    found: dict[str, Beside] = {}
    for _, group in groupby(rows, key=lambda row: row[0]):
        section = list(group)
        for place, row in enumerate(section):
            before = section[place - 1][1] if place else None
            after = section[place + 1][1] if place + 1 < len(section) else None
            found[row[1]] = Beside(before, after, tuple(islice(near(section, place), NEAR)))
    return found
