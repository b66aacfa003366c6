"""Words whose conversion is settled: they are put in before OpenCC sees the text, and always win."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from .frames import stands
from .spans import BORDER, GAP

SPOT, FRONT_MATTER, GLOSSARY, CREDIT, TITLE = "spot", "front matter", "glossary", "byline", "title"
"""Who settles a word, strongest first."""
ENOUGH = 5
"""So many of them must be there, where a text is cut off."""
FEW = 3
"""With fewer in all a spot is known only where its block, such as the cell of a table, stands alone."""
NAMES = frozenset({CREDIT, TITLE})
CONTEXT = 6
"""Characters on either side by which a spot is known again in a summary, a feed or a list."""
_ENDS = re.compile(f"[\n{BORDER}{GAP}]")
"""The end of a line or a block, or what a page does not show as words (code)."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One place that an editor marked in a text: `left` + simplified + `right` stands there."""

    simplified: str
    form: str
    left: str = ""
    right: str = ""

    def is_at(self, text: str, start: int) -> bool:
        """Whether it is this place; where the text is cut off, what is left of its context decides."""
        end = start + len(self.simplified)
        known = len(self.left) + len(self.right)
        if known < FEW:
            return self._is_alone_at(text, start, end)
        before = _ENDS.split(text[max(0, start - len(self.left)) : start])[-1]
        behind = _ENDS.split(text[end : end + len(self.right)])[0].rstrip("…")
        seen = len(before) + len(behind)
        return seen >= min(ENOUGH, known) and self.left.endswith(before) and self.right.startswith(behind)

    def _is_alone_at(self, text: str, start: int, end: int) -> bool:
        """Whether all of a short block (the cell of a table) stands there, and nothing else beside it."""
        start, end = start - len(self.left), end + len(self.right)
        ends = start >= 0 and _ENDS.fullmatch(text[max(0, start - 1) : start] or "\n")
        return bool(ends and _ENDS.fullmatch(text[end : end + 1] or "\n")) and (
            text[start:end] == self.left + self.simplified + self.right
        )


class Match(NamedTuple):
    """A settled word in a text."""

    start: int
    end: int
    form: str
    source: str
    """Who settled it."""


@dataclass(frozen=True)
class Locks:
    """Simplified word -> Traditional word, both of the same number of code points."""

    table: Mapping[str, str]
    sources: Mapping[str, str] = field(default_factory=dict)
    """Word -> who settled it. Names (`CREDIT`, `TITLE`) hold only where they stand as names."""
    spots: tuple[Spot, ...] = ()

    def __post_init__(self) -> None:
        """Raise ValueError for an empty word or a pair of unequal length."""
        for word, traditional in (*self.table.items(), *((spot.simplified, spot.form) for spot in self.spots)):
            if not word or len(word) != len(traditional):
                raise ValueError(f"a lock needs two words of one length: {word!r} -> {traditional!r}")

    @classmethod
    def layered(cls, layers: Iterable[tuple[str, Mapping[str, str]]], spots: Iterable[Spot] = ()) -> Locks:
        """Several tables (who settled it, words) as one, the strongest first."""
        merged: dict[str, str] = {}
        sources: dict[str, str] = {}
        for source, table in reversed(list(layers)):
            merged.update(table)
            sources.update(dict.fromkeys(table, source))
        return cls(merged, sources, tuple(spots))

    @cached_property
    def _spots(self) -> dict[str, list[Spot]]:
        """Simplified text -> the spots it is marked at."""
        found: dict[str, list[Spot]] = {}
        for spot in self.spots:
            found.setdefault(spot.simplified, []).append(spot)
        return found

    @cached_property
    def _lengths(self) -> dict[str, tuple[int, ...]]:
        """First character -> lengths of the words that begin with it, longest first."""
        found: dict[str, set[int]] = {}
        for word in (*self.table, *self._spots):
            found.setdefault(word[0], set()).add(len(word))
        return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}

    @cached_property
    def _first(self) -> re.Pattern[str] | None:
        return re.compile("[" + re.escape("".join(sorted(self._lengths))) + "]") if self._lengths else None

    def find(self, text: str) -> Iterator[Match]:
        """Each settled word: spots first, else leftmost, then longest; none overlap."""
        marked = list(self._marked(text)) if self.spots else []
        done = 0
        for match in self._first.finditer(text) if self._first else ():
            start = match.start()
            while marked and marked[0].start <= start:
                done = marked[0].end
                yield marked.pop(0)
            if start < done:
                continue
            word = self._longest(text, start)
            end = start + len(word)
            if word and not (marked and marked[0].start < end):
                done = end
                yield Match(start, end, self.table[word], self.sources.get(word, GLOSSARY))

    def _marked(self, text: str) -> Iterator[Match]:
        """The spots in a text, in order."""
        done = 0
        for match in self._first.finditer(text) if self._first else ():
            start = match.start()
            for length in self._lengths[match[0]] if start >= done else ():
                spots = self._spots.get(text[start : start + length], ())
                spot = next((one for one in spots if one.is_at(text, start)), None)
                if spot:
                    done = start + length
                    yield Match(start, done, spot.form, SPOT)
                    break

    def _longest(self, text: str, start: int) -> str:
        for length in self._lengths[text[start]]:
            word = text[start : start + length]
            if word in self.table and (self.sources.get(word) not in NAMES or stands(text, start, start + length)):
                return word
        return ""
