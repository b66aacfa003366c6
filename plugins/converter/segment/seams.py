"""Whether a sentence that breaks off in one block may go on in another."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from ..text import HAN, WORD_RE, bigrams

LEANS_RE = re.compile(
    r"^(?:[，、。；：）》”’！？]|（[^（）]{1,12}）[，、。的]|了(?![解却结不])|的(?![确士哥])|"
    rf"[{HAN}][，。；]|[{HAN}]{{1,3}}[。；]”?)"
)
"""How no paragraph begins: with such a mark, with 了 or 的, in the last characters of a clause, or with a bracket that
the sentence goes on behind."""


class Pairs(NamedTuple):
    """Pairs of characters that stand beside each other, on the page or in the language."""

    spread: Collection[int]
    """Those of the page, also over marks, as numbers."""
    page: str
    words: Collection[str]

    def has(self, pair: str) -> bool:
        """Whether the two characters are known side by side, with no mark between them."""
        if pair in self.words:
            return True
        # Most texts end with a mark.
        beside = all(map(WORD_RE.match, pair)) and any(number in self.spread for number in bigrams(pair))
        return beside and pair in self.page


def fits(one: str, two: str, known: Pairs) -> bool:
    """Whether a sentence broken off at the end of `one` may go on with `two`."""
    return known.has(one[-1:] + two[:1]) or _leans(one, two) or _in_brackets(one, two)


def _leans(one: str, two: str) -> bool:
    """Whether `two` begins as no paragraph does; one that takes up a word of `one` may: 慢一点 / 慢，不是停."""
    match = LEANS_RE.match(two)
    return match is not None and not (len(match[0]) == 2 and two[0] in one)


def _in_brackets(one: str, two: str) -> bool:
    """A bracket opened in one text and closed at the beginning of the other: 本报讯（记者 / 张三）近日."""
    return one.count("（") > one.count("）") and "）" in two[:40] and "（" not in two[: two.index("）")]
