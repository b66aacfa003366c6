"""What stands on a card, how large it is, and its colours (those of theme/static/css/tokens.css and of the icon)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 1200, 630
"""Pixels: what the services that show cards ask for."""

Colour = tuple[int, int, int]
PAPER: Colour = (0xFB, 0xF9, 0xF4)
SHEET: Colour = (0xFF, 0xFD, 0xF9)
INK: Colour = (0x1D, 0x1B, 0x18)
RED: Colour = (0xA3, 0x22, 0x1B)
Box = tuple[float, float, float, float]
"""Left, top, width, height on a page of 100 by 140."""
Page = Sequence[Box]
"""The articles of a page."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a card."""

    name: str
    """Of the edition."""
    title: str
    cuts: tuple[int, ...] = ()
    """Characters of each piece of the title that is not to be broken; () allows a break anywhere."""
    over: str = ""
    """What stands over the title: kicker."""
    left: str = ""
    """Below the title: section."""
    right: str = ""
    """Below the title: paper, date, page."""
    lang: str = "zh-Hans"

    @property
    def pieces(self) -> tuple[str, ...]:
        """The title in pieces that are not to be broken."""
        ends = [sum(self.cuts[: place + 1]) for place in range(len(self.cuts))]
        return tuple(self.title[end - cut : end] for cut, end in zip(self.cuts, ends, strict=True)) or tuple(self.title)
