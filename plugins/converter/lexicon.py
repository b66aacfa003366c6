"""Many words found in a text in one pass, the longest at each place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from .text import bigrams

V = TypeVar("V")


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon(Generic[V]):
    """Words, none empty, and what each stands for. Build it with `lexicon`."""

    words: Mapping[str, V]
    heads: Mapping[str, tuple[int, ...]]
    """First two characters (of a word of one: that one) -> lengths of the words that begin so, longest first."""
    numbers: frozenset[int]
    """The heads that are two word characters, as the numbers that `bigrams` has for them."""
    pairs: Mapping[int, str]
    """Number -> head."""
    others: tuple[str, ...]
    """The other heads, hardly any."""

    def find(self, text: str) -> list[tuple[int, int, V]]:
        """Start, end and meaning of the words of a text from left to right; none overlap."""
        found, words, end = [], self.words, 0
        for start, lengths in self.candidates(text):
            if start >= end:
                for length in lengths:
                    word = text[start : start + length]
                    if word in words:
                        end = start + len(word)  # at the end of the text the slice is short
                        found.append((start, end, words[word]))
                        break
        return found

    def candidates(self, text: str) -> list[tuple[int, tuple[int, ...]]]:
        """Where two characters stand with which a word begins, and how long the words are that begin so."""
        found, offset = [], 0
        # Line by line, as other stages have asked for the pairs of the same paragraphs.
        for line in text.split("\n"):
            numbers = self.numbers & bigrams(line)
            if numbers or self.others:
                places = _places((*self.others, *map(self.pairs.__getitem__, numbers)), line, self.heads)
                found += [(offset + at, places[at]) for at in sorted(places)]
            offset += len(line) + 1
        return found


def lexicon(words: Mapping[str, V]) -> Lexicon[V]:
    """A lexicon of these words."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for word in words:
        lengths[word[:2]].add(len(word))
    for head in [head for head in lengths if len(head) == 2]:
        lengths[head] |= lengths.get(head[0], set())
    heads = {head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()}
    pairs = {number: head for head in heads if len(head) == 2 for number in bigrams(head)}
    others = tuple(sorted(heads.keys() - pairs.values(), key=len))
    return Lexicon(words, heads, frozenset(pairs), pairs, others)


def _places(heads: Iterable[str], text: str, lengths: Mapping[str, tuple[int, ...]]) -> dict[int, tuple[int, ...]]:
    """Where in a text the heads stand, a longer one over a shorter, and the lengths of each."""
    found = {}
    for head in heads:
        at = text.find(head)
        while at >= 0:
            found[at] = lengths[head]
            at = text.find(head, at + 1)
    return found
