"""Quotation marks: “ ” ‘ ’ as mainland papers print them, " and ' of a bad scan -> 「 」『 』, by nesting.

“ opens 「, and 『 directly inside 「; ‘ opens 『, and 「 directly inside 『. A mark without
its partner (a quotation that goes on over paragraphs) is turned by its own shape. Straight marks turn in
pairs that hold Chinese or stand in it. Apostrophes, inches, and marks in a line that holds no Chinese, stay.
"""

from __future__ import annotations

import re

from .spans import BORDER

_MARK = re.compile("[“”‘’]")
_STRETCH = re.compile(f"[^\n{BORDER}]+")
_HAN = re.compile("[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LATIN = re.compile("[0-9A-Za-z\u00c0-\u024f]")
_SOFT = "\u00ad"
"""A place where a word may be broken (soft hyphen): nothing that a reader sees."""
_PLAIN = {"“": "「", "”": "」", "‘": "『", "’": "』"}
_INNER = {"「": "『", "『": "「"}
_CLOSING = {"「": "」", "『": "』"}
_OPENER = {"”": "“", "’": "‘"}


_STRAIGHT = re.compile("[\"']")
_CURLED = {'"': "“”", "'": "‘’"}
_CHINESE = re.compile("[\u2014\u2018-\u201d\u2026\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")

DEEPEST = 8
"""Marks open at once; more are not nesting but marks whose partners are lost."""

Opened = list[tuple[int, str, str]]
"""Marks not closed yet: offset, the mark, what it becomes."""
Turned = list[tuple[int, str]]
"""Offset and new mark."""


def convert_quotes(text: str) -> str:
    """The text with Chinese marks; same length. Nesting starts anew on every line and block."""
    text = _curl(text)
    if not _MARK.search(text):
        return text
    turned: Turned = []
    for stretch in _STRETCH.finditer(text):
        start, end = stretch.span()
        if _MARK.search(text, start, end) and _HAN.search(text, start, end):
            turned += _plain(text, start, end) or _turn(text, start, end)
    return _with(text, turned)


def _plain(text: str, start: int, end: int) -> Turned:
    """The marks of a stretch of plain pairs “ ” “ ”; nothing when it holds others."""
    found = [(mark.start(), mark[0]) for mark in _MARK.finditer(text, start, end)]
    pairs = "".join(mark for _, mark in found)
    return [(at, _PLAIN[mark]) for at, mark in found] if pairs == "“”" * (len(found) // 2) else []


def _curl(text: str) -> str:
    """The text with straight marks curled where they are a pair in Chinese text."""
    if not _STRAIGHT.search(text):
        return text
    turned: Turned = []
    for stretch in _STRETCH.finditer(text):
        if _STRAIGHT.search(text, *stretch.span()) and _HAN.search(text, *stretch.span()):
            turned += _pairs(text, *stretch.span())
    return _with(text, turned)


def _pairs(text: str, start: int, end: int) -> Turned:
    """The straight marks of one stretch that are pairs, as curly ones. No pair goes over another's end."""
    turned: Turned = []
    opened: dict[str, int] = {}
    for match in _STRAIGHT.finditer(text, start, end):
        at, mark = match.start(), match[0]
        if mark not in opened:
            if not (at > start and _LATIN.match(text, at - 1)):
                opened[mark] = at
        elif mark == '"' or not (_LATIN.match(text, at + 1) and _LATIN.match(text, at - 1)):
            first = opened.pop(mark)
            opened = {other: place for other, place in opened.items() if place < first}
            if _in_chinese(text, max(first - 1, start), min(at + 2, end)):
                turned += ((first, _CURLED[mark][0]), (at, _CURLED[mark][1]))
    return turned


def _in_chinese(text: str, start: int, end: int) -> bool:
    """Whether a pair with its neighbours is Chinese: it holds some, or stands directly beside some."""
    inside = _HAN.search(text, start + 1, end - 1)
    return inside is not None or bool(_CHINESE.match(text, start) or _CHINESE.match(text, end - 1))


def _with(text: str, turned: Turned) -> str:
    parts: list[str] = []
    done = 0
    for at, mark in sorted(turned):
        parts += (text[done:at], mark)
        done = at + 1
    return "".join(parts) + text[done:]


def _turn(text: str, start: int, end: int) -> Turned:
    """The marks of one stretch that change."""
    opened: Opened = []
    turned: Turned = []
    for match in _MARK.finditer(text, start, end):
        at, mark = match.start(), match[0]
        if mark in "“‘":
            opened.append((at, mark, _opening(mark, opened[-1][2] if opened else "")))
            if len(opened) > DEEPEST:
                turned += _unclosed(text, [opened.pop(0)])
        elif mark == "”" or not _apostrophe(text, at, opened):
            turned += _close(text, at, mark, opened)
    return turned + _unclosed(text, opened)


def _opening(mark: str, outer: str) -> str:
    plain = _PLAIN[mark]
    return _INNER[plain] if plain == outer else plain


def _close(text: str, at: int, mark: str, opened: Opened) -> Turned:
    """The closing mark, its partner, and what was left open between the two."""
    opener = _OPENER[mark]
    depth = len(opened) - 1
    while depth >= 0 and opened[depth][1] != opener:
        depth -= 1
    if depth < 0:
        return [(at, _PLAIN[mark])]
    start, _, opening = opened[depth]
    turned = [(start, opening), (at, _CLOSING[opening]), *_unclosed(text, opened[depth + 1 :])]
    del opened[depth:]
    return turned


def _unclosed(text: str, opened: Opened) -> Turned:
    """Opening marks without a partner; ‘90s is an apostrophe that was set wrongly."""
    return [(at, opening) for at, mark, opening in opened if mark == "“" or not _LATIN.match(text, at + 1)]


def _apostrophe(text: str, at: int, opened: Opened) -> bool:
    """Whether ’ is an apostrophe: between Latin letters, or beside one with no ‘ open (the workers’ union, ’90s)."""
    before = _LATIN.match(text[max(at - 8, 0) : at].rstrip(_SOFT)[-1:]) is not None
    after = _LATIN.match(text[at + 1 : at + 9].lstrip(_SOFT)) is not None
    if before and after:
        return True
    return (before or after) and not any(mark == "‘" for _, mark, _ in opened)
