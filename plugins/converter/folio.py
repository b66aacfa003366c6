"""Furniture of a page (眉线, 版尾): date, page number, issue number, editors, telephone numbers of the paper.

Such a line is made of set pieces in any order, with the name of the page among them. What is known as a piece is
taken out of the line; it is furniture if hardly anything is left. Near the head and the foot of the page less proof
is needed than between articles.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from .text import HAN, visible_length
from .vocabulary import Vocabulary

LONGEST = 110
"""Characters of such a line."""
LONGEST_NAME = 8
"""Characters of the name of a page: 要闻, 都市·民生."""
WIDE_RE = re.compile("[０-９]")
NARROW = {ord("０") + i: str(i) for i in range(10)}
"""２０１８年: figures as wide as characters."""
EDGE = 4
"""Blocks at the head and at the foot of a page among which furniture is expected."""
SENTENCE_RE = re.compile("[，。；！？“”《》]")
JOINTS_RE = re.compile(r"[\s|｜│·•—\-/／:：、,()（）【】]+")
NUMBER_RE = re.compile(r"(?<![^\s|｜·])\d{1,3}(?![^\s|｜·])")
NAME_RE = re.compile(rf"[{HAN}A-Za-z]+")
COUNTED_RE = re.compile(r"^\d{1,3} ?[天日月年岁成件名个户人家次位条项分元亿万千百时点大小成省市县区]")
"""7 天后高考, 9 成考生: a headline that begins with a number."""
PAGE_NAME_RE = re.compile(rf"[{HAN}·]{{2,}}")
PAPER_RE = re.compile("报$|出版|校对|编辑")
"""What is left of a line, but is the paper or its makers."""
CONTENTS_RE = re.compile(r"(?:第?[A-Z]?\d{1,2}版\s*[：:]?[^\d。]{2,40}){2,}")
"""A list of what stands on other pages: 2版 … 3版 …"""
WORKERS_RE = re.compile("记者|通讯员|作者|[文图摄]$")
"""Who made an article, not the page."""
SURE = frozenset({"page", "issue", "date", "weekday", "editor", "licence"})
"""Pieces that no headline has beside another piece."""
ENOUGH = SURE - {"weekday"}
"""Pieces that beside the name of a page need no other, near head and foot."""


@dataclass(frozen=True, slots=True)
class Folio:
    """A line of furniture."""

    name: str | None
    """The name of the page, if one is printed in it."""


@lru_cache(maxsize=256)
def parse_folio(text: str, vocabulary: Vocabulary, edge: bool = False) -> Folio | None:
    """What a line of furniture says, None for any other line; `edge`: it stands near the head or foot of its page."""
    text = text.translate(NARROW) if WIDE_RE.search(text) else text
    if visible_length(text) > LONGEST or text[-1:] in "。！？" or not vocabulary.folio_hint.search(text):
        return None
    if CONTENTS_RE.fullmatch(text) or (edge and text in vocabulary.folio_words):
        return Folio(None)
    pieces, rest = _taken_apart(text, vocabulary)
    if not pieces or SENTENCE_RE.search(rest) or WORKERS_RE.search(rest):
        return None
    left = JOINTS_RE.sub("", rest)
    if not left:
        return Folio(None) if _stands_alone(text, pieces, vocabulary, edge) else None
    if visible_length(left) > LONGEST_NAME:
        return None
    proven = len(pieces) > 1 and SURE & {*pieces}
    begun = pieces == ("page",) and vocabulary.folio["page"].match(text)
    own = edge and vocabulary.folio_own.match(text)
    return (
        Folio(_name(rest))
        if proven or begun or own or (edge and not COUNTED_RE.match(text) and _names_page(pieces, left, vocabulary))
        else None
    )


def goes_with_folio(text: str, vocabulary: Vocabulary) -> str | None:
    """What a line right below the furniture at the head of a page says: the name of the page, '' for the numbers and
    addresses of the paper (电话：…); None for any other line.
    """
    if vocabulary.page_name.match(text):
        return text
    pieces, rest = _taken_apart(text, vocabulary) if vocabulary.folio_hint.search(text) else ((), text)
    return "" if pieces and not JOINTS_RE.sub("", rest) else None


@lru_cache(maxsize=256)
def _taken_apart(text: str, vocabulary: Vocabulary) -> tuple[tuple[str, ...], str]:
    """(kinds of the pieces of a line, what is left of it)."""
    pieces, rest = [], text
    for kind, pattern in vocabulary.folio.items():
        rest, count = pattern.subn(" ", rest)
        pieces += [kind] * count
    rest, count = NUMBER_RE.subn(" ", rest)
    return (*pieces, *["number"] * count), rest


def _stands_alone(text: str, pieces: Sequence[str], vocabulary: Vocabulary, edge: bool) -> bool:
    """Whether pieces alone make furniture: a telephone number may be that of a notice."""
    if {*SURE, "day", "weather", "lunar"} & {*pieces} or pieces == ("number",):
        return True
    return edge and (len(pieces) > 1 or vocabulary.folio_own.match(text) is not None)


def _names_page(pieces: Sequence[str], left: str, vocabulary: Vocabulary) -> bool:
    """The name of a page beside its number (理论 5), its date or its editor; no body that signs a notice."""
    named = len(left) >= 2 and NAME_RE.fullmatch(left) is not None and not vocabulary.is_organisation(left)
    return named and bool({*ENOUGH, "number"} & {*pieces})


def _name(rest: str) -> str | None:
    """都市·民生 of what is left of a line."""
    found = [part.strip("·—-：:") for part in re.split(r"[\s|｜]+", rest) if NAME_RE.search(part)]
    return found[0] if len(found) == 1 and PAGE_NAME_RE.fullmatch(found[0]) and not PAPER_RE.search(found[0]) else None
