"""Pieces of pages that earlier builds made, each with the facts it was made from: while these are so, it is as it was.

A piece that is shown no more lies there until it is one of the oldest.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from . import manifest
from .asking import Key, digest_of

MOST = 200_000
"""Pieces that are kept, some 150 MB; the oldest are forgotten."""
KEEP = (
    "INSERT INTO piece (name, text, safe, facts, digest) VALUES (?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE"
    " SET text = excluded.text, facts = excluded.facts, digest = excluded.digest"
)


class Piece(NamedTuple):
    """A piece that was made."""

    name: bytes
    """Tells it from all others: a digest of what it shows and how."""
    text: str
    safe: bool
    """Whether it is markup."""
    facts: frozenset[Key]
    """All that was asked for it."""


class Found(NamedTuple):
    """A piece of an earlier build."""

    text: str
    safe: bool
    facts: frozenset[int]
    """Their numbers."""


class Pieces:
    """The pieces that earlier builds made."""

    def __init__(self, changed: Mapping[int, str]) -> None:
        """`changed`: facts that are not as the catalogue has them, each with the digest of the new answer."""
        self._digests: dict[int, str | None] = dict(changed)

    def find(self, connection: sqlite3.Connection, name: bytes) -> Found | None:
        """A piece, if its facts are as they were."""
        row = connection.execute("SELECT text, safe, facts, digest FROM piece WHERE name = ?", (name,)).fetchone()
        if row is None:
            return None
        text, safe, said, digest = row
        facts = tuple(map(int, said.split()))
        same = digest == digest_of([self._digest(connection, fact) for fact in facts])
        return Found(text, bool(safe), frozenset(facts)) if same else None

    def _digest(self, connection: sqlite3.Connection, fact: int) -> str | None:
        """Of the answer of today; None for a fact that is forgotten."""
        if fact not in self._digests:
            row = connection.execute("SELECT digest FROM fact WHERE id = ?", (fact,)).fetchone()
            self._digests[fact] = row[0] if row else None
        return self._digests[fact]


def forget_others(connection: sqlite3.Connection, stamp: str) -> None:
    """Forget the pieces that were made by other code, settings or templates."""
    if manifest.differs(connection, "pieces", stamp):
        connection.execute("DELETE FROM piece")


def keep(
    connection: sqlite3.Connection, pieces: Iterable[Piece], numbers: Mapping[Key, int], digests: Mapping[Key, str]
) -> None:
    """Keep pieces for later builds; of each fact its number in the catalogue and the digest of its answer are known."""
    rows = []
    for piece in pieces:
        facts = sorted(piece.facts, key=numbers.__getitem__)
        said = " ".join([str(numbers[fact]) for fact in facts])
        rows.append((piece.name, piece.text, piece.safe, said, digest_of([digests[fact] for fact in facts])))
    connection.executemany(KEEP, rows)
    if rows:
        connection.execute("DELETE FROM piece WHERE id <= (SELECT max(id) FROM piece) - ?", (MOST,))
