"""Where a headline may be broken: between words, never inside one.

Browsers know no Chinese words and break between any two characters (经济圈教|育协同). So `<wbr>`
goes between words, and the style sheet forbids every other break.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path

from markupsafe import Markup, escape

WORDS = Path(__file__).parent.parent / "converter" / "data" / "words.txt"
"""Common words of two characters: a line holds a first character and all second ones."""

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff〇"
PIECE_RE = re.compile(rf"“[^“”]{{1,8}}”|[{HAN}]+|[^{HAN}“]+|“")
"""A short phrase in quotation marks is not broken either."""
CLOSES_RE = re.compile(r"^[，。、；：？！”’）》」』】…—·]")
OPENS_RE = re.compile(r"[“‘（《「『【]$")
UNITS = "年月日时分秒个名位万亿元人次岁家项条期届米吨斤亩级强大号路版辆户公里平方倍成余多"
"""Characters that stay with the number before them."""
LEANING = "新再全各将在与和及为以从向对把被让使由到于不第大小老总副更最可多促助推赴访"
"""Characters that, standing alone, belong to the word behind them."""


@cache
def words() -> frozenset[str]:
    """The table of words."""
    rows = (line.split("\t") for line in WORDS.read_text(encoding="utf-8").splitlines() if line[:1] != "#")
    return frozenset(first + second for first, seconds in rows for second in seconds)


def pieces(text: str) -> list[str]:
    """The text in pieces that must not be broken; put together they are the text."""
    found: list[str] = []
    for run in PIECE_RE.findall(text):
        number = found[-1][-1:].isdigit() if found else False
        for part in _parts(run, after_number=number):
            if found and (CLOSES_RE.match(part) or OPENS_RE.search(found[-1]) or (number and part[0] in UNITS)):
                found[-1] += part
            else:
                found.append(part)
            number = False
    return found


def _parts(run: str, after_number: bool) -> list[str]:
    """Words of a run of Chinese, its unit apart if a number stands before it; anything else whole."""
    if not re.match(f"[{HAN}]", run):
        return [run]
    unit = re.match(f"[{UNITS}]*", run)[0] if after_number else ""  # type: ignore[index]
    return [part for part in (unit, *split_run(run[len(unit) :])) if part]


def split_run(run: str) -> list[str]:
    """A run of Chinese characters in words: as many known ones as fit, what is left over stays with its neighbour."""
    best: list[tuple[int, int]] = [(0, 0)]
    for end in range(1, len(run) + 1):
        single = (best[end - 1][0], 1)
        pair = (best[end - 2][0] + 1, 2) if end > 1 and run[end - 2 : end] in words() else (-1, 2)
        best.append(max(single, pair))
    cuts, end = [], len(run)
    while end:
        cuts.append(run[end - best[end][1] : end])
        end -= best[end][1]
    return _whole(cuts[::-1])


def _whole(parts: list[str]) -> list[str]:
    """Characters that are in no known word: two or three beside each other are taken for one, a lone one leans."""
    joined: list[str] = []
    waiting = ""
    for is_word, group in groupby(parts, key=lambda part: len(part) > 1):
        found = list(group)
        if is_word:
            joined += [waiting + found[0], *found[1:]]
            waiting = ""
        elif len(found) == 1 and (found[0] in LEANING or not joined):
            waiting = found[0]
        elif len(found) == 1:
            joined[-1] += found[0]
        else:
            joined += _in_twos("".join(found))
    return [*joined[:-1], (joined[-1] if joined else "") + waiting]


def _in_twos(run: str) -> list[str]:
    """Two characters each, the last piece two or three."""
    cuts = range(0, max(len(run) - 1, 1), 2)
    return [run[i : i + 2] if i + 3 < len(run) else run[i:] for i in cuts if i == 0 or i + 1 < len(run)]


def breakable(text: object) -> Markup:
    """HTML of a headline with `<wbr>` where it may be broken."""
    return _breakable(str(text))


@lru_cache(10_000)
def _breakable(text: str) -> Markup:
    return Markup("<wbr>").join(escape(piece) for piece in pieces(text))
