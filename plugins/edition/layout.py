"""A page as a map: each article a box, as large as its room in print was likely to be, in print order.

The text does not say where on its page an article stood. But a page is made by cutting: across for what leads, down for
columns, again and again. So the sheet is cut in two where the texts balance, and each part likewise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol

WIDTH, HEIGHT = 100, 140
"""Of the sheet: a broadsheet stands upright."""
TALL = 1.25
"""A box wider than this share of its height is cut down, into columns; any other is cut across."""
LEAST, MOST = 300, 2500
"""Characters: the headline alone takes room, and a text of ten pages was not printed on this one."""


class Printed(Protocol):
    """What the map needs to know of an article."""

    @property
    def characters(self) -> int:
        """Characters of the text."""
        ...

    @property
    def kicker(self) -> str | None:
        """引题."""
        ...

    @property
    def deck(self) -> str | None:
        """副题."""
        ...

    @property
    def captions(self) -> tuple[str, ...]:
        """图片说明: where there is one, there was a picture."""
        ...


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the sheet."""

    x: float
    y: float
    width: float
    height: float

    def cut(self, share: float) -> tuple[Box, Box]:
        """In two, the first with this share of the room: side by side if it is wide, else one over the other."""
        if self.width > self.height / TALL:
            width = self.width * share
            return Box(self.x, self.y, width, self.height), Box(self.x + width, self.y, self.width - width, self.height)
        height = self.height * share
        return Box(self.x, self.y, self.width, height), Box(self.x, self.y + height, self.width, self.height - height)

    @property
    def centre(self) -> tuple[int, int]:
        """Its middle, to whole units."""
        return round(self.x + self.width / 2), round(self.y + self.height / 2)

    @property
    def drawn(self) -> str:
        """As the path of an SVG, to whole units, so that neighbours meet: M0 0H50V40H0z."""
        left, top, right, bottom = (round(edge) for edge in (self.x, self.y, self.x + self.width, self.y + self.height))
        return f"M{left} {top}H{right}V{bottom}H{left}z"


SHEET = Box(0, 0, WIDTH, HEIGHT)


def room(article: Printed) -> float:
    """How much room an article takes: its text, headlines over and under the headline, a picture."""
    heads = 1 + 0.15 * bool(article.kicker) + 0.15 * bool(article.deck) + 0.3 * bool(article.captions)
    return heads * min(LEAST + article.characters, MOST)


def lay_out(rooms: Sequence[float], box: Box = SHEET) -> list[Box]:
    """A box for each room, in the same order; together they fill the box given."""
    if len(rooms) < 2:
        return [box] * len(rooms)
    whole = sum(rooms)
    sums = [*accumulate(rooms[:-1])]
    middle = min(range(len(sums)), key=lambda place: abs(2 * sums[place] - whole))
    first, second = box.cut(sums[middle] / whole)
    return lay_out(rooms[: middle + 1], first) + lay_out(rooms[middle + 1 :], second)
