"""Terms that often stand on the same articles."""

from __future__ import annotations

import sqlite3
from collections import Counter
from itertools import chain

from .asking import Asker, question
from .listing import NEWEST_FILED, OF_TERM

EACH = 6
"""Related terms of each kind, at most."""
TELLING = 200
"""Articles of a term that tell what it goes with: of a section of ten years the newest say it best."""
KEPT = 5_000
"""Articles whose terms are kept at a time."""

Term = tuple[str, str]
"""(kind, key)."""


@question(lambda kind, key: f"ties {kind} {key}")
def related_terms(connection: sqlite3.Connection, kind: str, key: str) -> tuple[Term, ...]:
    """The terms that most often stand on the newest articles of this one, best first.

    Regions above or below a region, and terms that stand on nearly everything, say nothing: the first are left out,
    the second sink because the share is measured against their whole count (as a power of two).
    """
    return Together(Asker(connection))(kind, key)


class Together:
    """Related terms of one term after another: an article is looked up once for all its terms."""

    def __init__(self, asker: Asker) -> None:
        self.asker = asker
        self._terms: dict[str, list[Term]] = {}
        self._weights: dict[Term, int | None] = {}

    def __call__(self, kind: str, key: str) -> tuple[Term, ...]:
        """As `related_terms`."""
        newest = f"SELECT f.path {OF_TERM} ORDER BY {NEWEST_FILED} LIMIT {TELLING}"
        paths = self.asker.connection.execute(newest, (kind, key)).fetchall()
        counts = Counter(chain.from_iterable([self._terms_of(path) for (path,) in paths]))
        worth = {term: count * count / weight for term, count in counts.items() if (weight := self._weight(term))}
        found: list[Term] = []
        places: Counter[str] = Counter()
        for term in sorted(worth, key=lambda term: (-worth[term], term)):
            if places[term[0]] < EACH and not _are_one((kind, key), term):
                places[term[0]] += 1
                found.append(term)
        return tuple(found)

    def _terms_of(self, path: str) -> list[Term]:
        """All terms of an article."""
        if path not in self._terms:
            if len(self._terms) >= KEPT:
                self._terms.clear()
            query = "SELECT kind, key FROM term_use WHERE path = ?"
            self._terms[path] = self.asker.connection.execute(query, (path,)).fetchall()
        return self._terms[path]

    def _weight(self, term: Term) -> int | None:
        if term not in self._weights:
            query = "SELECT weight FROM term WHERE kind = ? AND key = ?"
            row = self.asker.connection.execute(query, term).fetchone()
            self._weights[term] = row[0] if row else None
        return self._weights[term]


def _are_one(one: Term, other: Term) -> bool:
    """Whether they are the same, or regions of which one lies in the other."""
    regions = one[0] == other[0] == "region"
    inside = regions and (one[1].startswith(f"{other[1]}/") or other[1].startswith(f"{one[1]}/"))
    return inside or one == other
