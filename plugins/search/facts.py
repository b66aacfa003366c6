"""What is counted and shown beside the hits: section, regions, authors of each text, its issue, where its words are.

Numbers are one for both scripts (`facts`), names are words and have a twin in the mirror (`names`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from .models import Issue, Text
from .numbers import encode_all

MOST = 2000
"""Characters of the texts in one file; a longer text has a file of its own."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The texts of a part, issue by issue."""

    issues: tuple[tuple[Issue, tuple[Text, ...]], ...]

    @property
    def texts(self) -> Iterator[Text]:
        """All texts; their place in this order is their number."""
        return (text for _, texts in self.issues for text in texts)


def with_parents(region: str) -> list[str]:
    """四川省/德阳市 -> 四川省, 四川省/德阳市."""
    steps = region.split("/")
    return ["/".join(steps[: depth + 1]) for depth in range(len(steps))]


def kinds(text: Text) -> tuple[tuple[str, ...], ...]:
    """Section, regions with those above them, authors: what a reader narrows by."""
    regions = dict.fromkeys(step for region in text.regions for step in with_parents(region))
    return ((text.section,) if text.section else (), tuple(regions), tuple(dict.fromkeys(text.authors)))


def vocabulary(shelf: Shelf) -> list[list[str]]:
    """The names of each kind, in the order they turn up."""
    found: list[dict[str, None]] = [{}, {}, {}]
    for text in shelf.texts:
        for names, own in zip(found, kinds(text), strict=True):
            names.update(dict.fromkeys(own))
    return [list(names) for names in found]


def columns(shelf: Shelf) -> list[str]:
    """For each kind: of every text how many names it has, and which, by their place in the vocabulary."""
    places = [{name: place for place, name in enumerate(names)} for names in vocabulary(shelf)]
    found: list[list[int]] = [[], [], []]
    for text in shelf.texts:
        for column, place, own in zip(found, places, kinds(text), strict=True):
            column += [len(own), *(place[name] for name in own)]
    return [encode_all(column) for column in found]


def chunks(sizes: Iterable[int]) -> list[int]:
    """How many texts each file of an issue holds, by their sizes: neighbours of `MOST` characters at most in all."""
    found: list[int] = []
    full = MOST
    for size in sizes:
        if full + size > MOST or not found:
            found.append(0)
            full = 0
        found[-1] += 1
        full += size
    return found


def facts(shelf: Shelf) -> dict[str, Any]:
    """Of each issue how many files of texts it has and how many texts are in each; columns of sections and regions."""
    files = [chunks(issue.sizes) for issue, _ in shelf.issues]
    return {
        "files": encode_all(number for counts in files for number in (len(counts), *counts)),
        "columns": columns(shelf)[:2],
    }


def names(shelf: Shelf) -> dict[str, Any]:
    """Issues as [key, version, date, folder, title]; the names of sections and regions."""
    issues = [[one.key, one.version, one.date, one.folder, one.title] for one, _ in shelf.issues]
    return {"issues": issues, "kinds": vocabulary(shelf)[:2]}


def authors(shelf: Shelf) -> dict[str, Any]:
    """The names of authors and their column: the greater part of all names, asked for when a reader narrows by them."""
    return {"names": vocabulary(shelf)[2], "column": columns(shelf)[2]}


def chunk(texts: Iterable[Text]) -> list[Any]:
    """The words of some texts, as a hit shows them: [stem, page, heads, [[anchor, passage] …]]."""
    return [
        [text.stem, text.page, list(text.heads), [[one.anchor, one.text] for one in text.passages]] for text in texts
    ]
