"""Pieces of pages that are made once for all pages that show them alike: an article in the lists of its section, its
authors and its tags, or its text in several feeds.

Kept for one build, with the answers of the catalogue that a piece was made from: they are noted for every output.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from catalogue.asking import Asker, Key

from .urls import Linker

Piece = TypeVar("Piece", bound=str)
Where = tuple[object, ...]
MOST = 10_000
"""Pieces that are kept at a time, of some 600 characters each."""


class Fragments:
    """The pieces of a build."""

    def __init__(self, asker: Asker) -> None:
        self.asker = asker
        self._kept: dict[Where, tuple[str, set[Key]]] = {}

    def keep(self, link: Callable[[str], str], *what: object, caller: Callable[[], Piece]) -> Piece:
        """The piece that `caller` makes, if it is not kept. `what` tells it from all others but for its links."""
        if not isinstance(link, Linker):
            return caller()
        everywhere, here = (link.deep, *what), (None, link.folder, *what)
        known = self._kept.get(everywhere)
        if known is None:
            known = self._kept.get(here) or self._make(link, everywhere, here, caller)
            link.own = link.own or here in self._kept
        self.asker.note(known[1])
        return known[0]  # type: ignore[return-value]  # what was put in under this key

    def _make(self, link: Linker, everywhere: Where, here: Where, caller: Callable[[], str]) -> tuple[str, set[Key]]:
        before, link.own = link.own, False
        with self.asker.noting() as facts:
            made = caller(), facts
        if len(self._kept) >= MOST:
            self._kept.clear()
        self._kept[here if link.own else everywhere] = made
        link.own = link.own or before
        return made
