"""Stage 7, headers: kicker 引题, headline 主题 and deck 副题 are told apart.

A header comes as lines of their own, or run together on one line with spaces. Of lines, the
way they end tells most (…强调 above, …出席 below); without a sign the upper of two is the
kicker, as papers set it. One line is parted only where a sign is certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from .models import Block
from .text import HAN_RE, visible_length
from .vocabulary import Vocabulary

NEEDS_MORE = (
    "收到",
    "达到",
    "超过",
    "突破",
    "迎来",
    "成为",
    "获得",
    "的",
    "和",
    "与",
    "及",
    "在",
    "将",
    "为",
    "获",
    "被",
    "、",
    "授予",
    "向",
    "把",
    "要学会",
    "应学会",
    "先学会",
    "变成",
    "走进",
    "打造",
    "唱响",
    "打通",
    "是",
    "让",
    "给",
    "从",
    "叫",
    "不止",
)
"""Endings of a line that is not yet a sentence."""
LEANING = "向为对把与和及的、"
"""Beginnings of a line that leans on the one above it."""
POINTER_RE = re.compile(r"^（[上紧]接[^（）]*）")
"""（上接第1版）"""
FIGURE_RE = re.compile("(?<=[^的])“")
LONGEST_FIGURE = 16
FIGURE = 0.9
"""What a figure of speech in the upper of two lines (搭上“早班车”) speaks for the headline, explained below."""
QUOTATION_RE = re.compile("“[^“”]+”")
PLACE_FIRST_RE = re.compile("在[^，。]{2,14}")
"""在江西婺源，游客…: where, before who does what."""
LONGEST_MERGED = 34
"""Characters: a merged header longer than this is not one headline."""


@dataclass(frozen=True, slots=True)
class Header:
    """The three parts as printed; lines of one part are joined with a space."""

    headline: str
    kicker: str | None = None
    deck: str | None = None


class Unit(NamedTuple):
    """One line of a header."""

    text: str
    level: int
    block: int
    """Which block of the header it stands in: lines of one block were set together."""


def split_header(blocks: tuple[Block, ...], vocabulary: Vocabulary) -> Header | None:
    """The parts of a header; None if there is none."""
    units = [Unit(text, block.level, n) for n, block in enumerate(blocks) for text in (block.parts or (block.text,))]
    if len(units) < 2:
        return _split_line(units[0].text, vocabulary) if units else None
    options = [(i, j) for i in range(len(units)) for j in range(i + 1, len(units) + 1)]
    i, j = max(options, key=lambda cut: (_worth(units, cut[0], cut[1], vocabulary), -cut[0]))
    texts = [unit.text for unit in units]
    return _header(texts[:i], texts[i:j], texts[j:])


def _header(kicker: list[str], headline: list[str], deck: list[str]) -> Header:
    return Header(_joined(headline), _joined(kicker) or None, _joined(deck) or None)


def _joined(units: Iterable[str]) -> str:
    return " ".join(units)


def _worth(units: list[Unit], i: int, j: int, vocabulary: Vocabulary) -> float:
    """How well units[:i], units[i:j], units[j:] are kicker, headline and deck."""
    above, main, below = units[:i], units[i:j], units[j:]
    size = sum(visible_length(unit.text) for unit in main)
    score = {1: 1.0, 2: 0.0}.get(len(main), -2.0) - (1.5 if size < 4 else 1.0 if size > LONGEST_MERGED else 0.0)
    first, last = main[0].text, main[-1].text
    score -= 2.0 if vocabulary.kicker_end.search(first) or _is_place_or_body(first, vocabulary) else 0.0
    score -= 2.0 if vocabulary.deck_end.search(last) and not above and len(main) > 1 else 0.0
    score += 1.5 if len(main) == 1 and len(units) > 1 and QUOTATION_RE.fullmatch(first) else 0.0
    levels = [unit.level for unit in units if unit.level]
    score += 1.0 if levels and main[0].level == min(levels) else 0.0
    explained = (
        len(units) == 2
        and bool(below)
        and size <= LONGEST_FIGURE
        and FIGURE_RE.search(first)
        and "“" not in below[0].text
    )
    score += FIGURE if explained else 0.0
    score += _kicker_worth(above, vocabulary) + _deck_worth(below, size, len(units), vocabulary)
    score += _pair_worth(main) + (_pair_worth(below) if below else 0.0)
    return score - (_parted(units, i, j) if len(units) > 3 else 0.0)


def _kicker_worth(units: list[Unit], vocabulary: Vocabulary) -> float:
    if not units:
        return 0.0
    last = units[-1].text
    apart = len(units) == 2 and (units[0].block != units[1].block or not _alike(*units))
    score = 0.6 - 1.0 * max(len(units) - 2, 0) - (0.5 if apart else 0.0)
    score += 3.0 if vocabulary.kicker_end.search(last) else 0.0
    score += 2.0 if len(units) == 1 and _is_place_or_body(last, vocabulary) else 0.0
    score -= (
        3.0 if any(vocabulary.deck_end.search(u.text) or vocabulary.deck_start.match(u.text) for u in units) else 0.0
    )
    return score - (3.0 if last.endswith(NEEDS_MORE) else 0.0)


def _deck_worth(units: list[Unit], headline: int, count: int, vocabulary: Vocabulary) -> float:
    """`headline` is the size of the headline, `count` the number of lines of the whole header."""
    if not units:
        return 0.0
    score = -0.2 - 1.0 * max(len(units) - 2, 0)
    score += 3.0 if vocabulary.deck_end.search(units[-1].text) or vocabulary.deck_start.match(units[0].text) else 0.0
    longer = sum(visible_length(unit.text) for unit in units) > headline + 4
    score += 0.9 if longer and count > 2 and len(units) == 1 else 0.0
    score -= 0.5 if len(units) == 2 and not longer else 0.0
    return score + (1.2 if _two_in_one(units) and longer else 0.0)


def _two_in_one(units: list[Unit]) -> bool:
    """Two lines of a deck that the parser put on one: … …"""
    segments = units[0].text.split(" ")
    return len(units) == 1 and len(segments) == 2 and abs(_size(segments[0]) - _size(segments[1])) <= 2


def _pair_worth(part: list[Unit]) -> float:
    """Two lines of one part: the first leads into the second, or both are set alike."""
    if len(part) != 2:
        return 0.0
    one, two = part
    score = 2.0 if _unfinished(one.text, two.text) else 0.0
    return score + ((1.0 if one.block == two.block else 0.5) if _alike(one, two) else 0.0)


def _parted(units: list[Unit], i: int, j: int) -> float:
    """Cost of cutting between two lines that are set alike."""
    return sum(0.8 for cut in {i, j} if 0 < cut < len(units) and _alike(units[cut - 1], units[cut]))


def _alike(one: Unit, two: Unit) -> bool:
    return abs(_size(one.text) - _size(two.text)) <= 2


def _size(text: str) -> int:
    """Characters without the quotation marks, which squeeze together in print."""
    return visible_length(text) - sum(text.count(mark) for mark in "“”‘’")


def _unfinished(first: str, second: str) -> bool:
    """Whether one line of a heading needs the next to be a sentence."""
    return first.endswith(NEEDS_MORE) or (second[:1] in LEANING and visible_length(first) >= 6)


def _is_place_or_body(text: str, vocabulary: Vocabulary) -> bool:
    """四川广汉; 区市场监管局: no sentence, only a place or a body of people."""
    short = visible_length(text) <= 16 and " " not in text and not text.endswith(NEEDS_MORE)
    return short and (vocabulary.is_organisation(text) or vocabulary.is_place(text))


def _split_line(line: str, vocabulary: Vocabulary) -> Header:
    """A header on one line: parted before or behind a segment that can only be kicker or deck."""
    segments = line.split(" ")
    if len(segments) == 1 or max(map(len, segments)) == 1:  # 简 讯: set out to the width of the column
        return Header("".join(segments))
    first, last = segments[0], segments[-1]
    if vocabulary.kicker_end.search(first) or _is_place_or_body(first, vocabulary):
        return _header(segments[:1], segments[1:], [])
    if vocabulary.deck_end.search(last) or vocabulary.deck_start.match(last):
        cut = len(segments) - 1
        while cut > 1 and vocabulary.deck_end.search(segments[cut - 1]):
            cut -= 1
        return _header([], segments[:cut], segments[cut:])
    if len(segments) < 3 or visible_length(line) <= LONGEST_MERGED:
        return Header(line)
    if _size(last) >= max(map(_size, segments[:-1])) + 6:
        return _header(segments[:-1], segments[-1:], [])
    return _header([], segments[:1], segments[1:])


def make_headline(text: str, vocabulary: Vocabulary, longest: int = 22) -> str:
    """A headline for an item printed without one: its first clause, without the word of time it opens with."""
    text = POINTER_RE.sub("", text)
    dateline = vocabulary.dateline.match(text)
    text = text[dateline.end() :].lstrip("，、： ") if dateline else text
    opening = vocabulary.opening.match(text)
    rest = text[opening.end() :].lstrip("，、 ") if opening else text
    place, comma, told = rest.partition("，")
    rest = told if comma and PLACE_FIRST_RE.fullmatch(place) else rest
    clause = rest.split("。")[0].split("，")[0].strip("“”‘’《》 ")
    clause = clause if len(HAN_RE.findall(clause)) >= 4 else rest.strip()
    return clause if len(clause) <= longest else clause[: longest - 1] + "…"
