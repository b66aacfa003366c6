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
        where = (link.begin, *what)
        if where not in self._kept:
            if len(self._kept) >= MOST:
                self._kept.clear()
            with self.asker.noting() as facts:
                self._kept[where] = caller(), facts
        piece, facts = self._kept[where]
        self.asker.note(facts)
        return piece  # type: ignore[return-value]  # what was put in under this key
