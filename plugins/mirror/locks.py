"""Words whose conversion is settled: they are put in before OpenCC sees the text, and always win."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Locks:
    """Simplified word -> Traditional word, both of the same number of code points."""

    table: Mapping[str, str]

    def __post_init__(self) -> None:
        """Raise ValueError for an empty word or a pair of unequal length."""
        for word, traditional in self.table.items():
            if not word or len(word) != len(traditional):
                raise ValueError(f"a lock needs two words of one length: {word!r} -> {traditional!r}")

    @classmethod
    def layered(cls, *tables: Mapping[str, str]) -> Locks:
        """Several tables as one, the strongest first."""
        merged: dict[str, str] = {}
        for table in reversed(tables):
            merged.update(table)
        return cls(merged)

    @cached_property
    def _lengths(self) -> dict[str, tuple[int, ...]]:
        """First character -> lengths of the words that begin with it, longest first."""
        found: dict[str, set[int]] = {}
        for word in self.table:
            found.setdefault(word[0], set()).add(len(word))
        return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}

    @cached_property
    def _first(self) -> re.Pattern[str] | None:
        return re.compile("[" + re.escape("".join(sorted(self._lengths))) + "]") if self.table else None

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and settled form of each locked word: leftmost, then longest; none overlap."""
        done = 0
        for match in self._first.finditer(text) if self._first else ():
            start = match.start()
            if start < done:
                continue
            word = self._longest(text, start)
            if word:
                done = start + len(word)
                yield start, done, self.table[word]

    def _longest(self, text: str, start: int) -> str:
        for length in self._lengths[text[start]]:
            if text[start : start + length] in self.table:
                return text[start : start + length]
        return ""
