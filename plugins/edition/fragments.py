"""Pieces of pages that are made once for all pages that show them alike: an article in the lists of its section, its
authors and its tags, or its text in several feeds.

They are kept with the answers of the catalogue that they were made from, which are noted for every output, and lie in
the catalogue for later builds.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from hashlib import blake2b
from typing import TypeVar, cast

from markupsafe import Markup

from catalogue.asking import Asker, Fact
from catalogue.pieces import Piece, Pieces

from .urls import Linker

Text = TypeVar("Text", bound=str)
MOST = 10_000
"""Pieces that are at hand at a time, of some 600 characters each."""


class Fragments:
    """The pieces of a build."""

    def __init__(self, asker: Asker) -> None:
        self.asker = asker
        self._earlier: Pieces | None = None
        self._kept: dict[bytes, tuple[str, Set[Fact]]] = {}
        self._new: list[Piece] = []

    def open(self, earlier: Pieces) -> None:
        """From now on use the pieces of earlier builds, and keep new ones for later builds."""
        self._earlier = earlier

    def keep(self, link: Callable[[str], str], *what: object, caller: Callable[[], Text]) -> Text:
        """The piece that `caller` makes, if it is not kept.

        `what` tells it from all others but for its links: plain values, and views of articles, whose records they
        stand for (with the addresses of its terms, by its `revision`). All else that it shows must be asked of the
        catalogue, or hang on code, settings or templates alone.
        """
        if not isinstance(link, Linker):
            return caller()
        name = _name(link.begin, what)
        if name not in self._kept:
            if len(self._kept) >= MOST:
                self._kept.clear()
            self._kept[name] = self._found(name) or self._made(name, caller)
        text, facts = self._kept[name]
        self.asker.note(facts)
        return cast(Text, text)  # what was kept under this name

    def taken(self) -> list[Piece]:
        """New ones that are to be kept, handed over."""
        pieces, self._new = self._new, []
        return pieces

    def _found(self, name: bytes) -> tuple[str, Set[Fact]] | None:
        """The piece as an earlier build made it."""
        found = self._earlier.find(self.asker.connection, name) if self._earlier else None
        return (Markup(found.text) if found.safe else found.text, found.facts) if found else None

    def _made(self, name: bytes, caller: Callable[[], str]) -> tuple[str, Set[Fact]]:
        with self.asker.noting() as facts:
            text = caller()
        asked = frozenset(fact for fact in facts if not isinstance(fact, int))
        if self._earlier and len(asked) == len(facts):  # else there is a piece of an earlier build in it
            self._new.append(Piece(name, str(text), isinstance(text, Markup), asked))
        return text, facts


def _name(begin: str, what: tuple[object, ...]) -> bytes:
    told = (begin, *[getattr(one, "record", one) for one in what])
    return blake2b(repr(told).encode("utf-8", "surrogatepass"), digest_size=16).digest()
