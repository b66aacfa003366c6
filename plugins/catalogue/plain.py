"""The plain text of a Markdown body: what is counted, summed up and searched.

Not a Markdown parser: marks are taken off by pattern, which is enough for words that are
read, counted and cut, and never printed as markup.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from .spots import Mark, with_marks, without_marks

PARAGRAPH = re.compile(r"\n[ \t]*\n+")
HEADING = re.compile(r"#{1,6}\s+(.*?)\s*#*$")
TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--.*?-->", re.DOTALL)
IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
ANCHOR = re.compile(r"\[([^\]]*)\]\([^)]*\)")
EMPHASIS = re.compile(r"(?<!\\)(\*{1,3}|_{1,3}|`+)(?=\S)(.+?)(?<=\S)\1")
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
LINE_START = re.compile(r"^[ \t]*(?:>[ \t]?|[-*+][ \t]+)", re.MULTILINE)
ITEM = re.compile(r"\n[ \t]*(?:[-*+]|(\d+[.)]))[ \t]+")
"""The begin of the second and each further item of a list; a number is read, a bullet is not."""
TABLE = re.compile(r"[^\n]*\|[^\n]*\n[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*(?:\n|$)")
"""The first two lines of a table, whose second one rules off the head."""
CELL = re.compile(r"[ \t]*(?<!\\)\|[ \t]*|[ \t]*\n[ \t]*")
BREAK = re.compile(r"(?<=[^\x00-\x7f])\s*\n\s*|\s*\n\s*(?=[^\x00-\x7f])")
SENTENCE_END = re.compile(r"[。！？!?…][”’」』）)]*")
CLAUSE_END = re.compile(r"[，、；：,;:]")
LOOSE = "“‘「『《〈（(【[—· "
"""What no cut text ends on: it opens or joins something that is not there any more."""
WORD = re.compile(r"[0-9A-Za-z.,%+-]*$")
"""A number or a Latin word at the end, which is kept whole or left out."""

OPEN, CLOSE = "\ufdd0", "\ufdd1"
"""Stand around a marked place while its block is made plain; no text holds them (they are no characters)."""

SUMMARY = 120
"""Characters of a summary, about."""
OPENING = 300
"""Characters of an opening, about."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A body without its marks."""

    paragraphs: tuple[str, ...]
    """Paragraphs in reading order, headings left out."""
    characters: int
    """Characters of headings and paragraphs, spaces not counted."""


def unmark(block: str) -> str:
    """The words of one Markdown block on one line."""
    return _plain_block(_in_a_row(without_marks(block)))


def _in_a_row(block: str) -> str:
    """The cells of a table, or the items of a list, one behind the other."""
    if TABLE.match(block):
        head, _, *rows = block.split("\n")
        return CELL.sub(" ", "\n".join((head, *rows)))
    return ITEM.sub(lambda found: f" {found[1] or ''} ", block)


class Place(NamedTuple):
    """A place that a mark settles, among the plain words of its block."""

    left: str
    simplified: str
    form: str
    right: str


def marked_places(markdown: str, context: int) -> Iterator[Place]:
    """The marked places of a body, with as much of their plain context."""
    for block in PARAGRAPH.split(markdown) if "=" in markdown else ():
        forms: list[str] = []

        def around(mark: Mark, forms: list[str] = forms) -> str:
            forms.append(mark.form)
            return OPEN + mark.simplified + CLOSE

        heading = HEADING.fullmatch(block.strip())
        parts = _plain_block(with_marks(heading[1] if heading else block, around)).split(OPEN)
        done = parts[0]
        for number, part in enumerate(parts[1:]):
            simplified, _, rest = part.partition(CLOSE)
            # Each further part holds a marked character at least.
            right = "".join([rest, *parts[number + 2 : number + 2 + context]]).replace(CLOSE, "")
            yield Place(done[-context:], simplified, forms[number], right[:context])
            done = done[-context:] + simplified + rest


def _plain_block(block: str) -> str:
    text = LINE_START.sub("", IMAGE.sub(r"\1", block))
    text = EMPHASIS.sub(r"\2", ANCHOR.sub(r"\1", TAG.sub("", text)))
    return " ".join(BREAK.sub("", html.unescape(ESCAPE.sub(r"\1", text))).split())


def plain(markdown: str) -> Plain:
    """The plain paragraphs of a body and its length."""
    paragraphs: list[str] = []
    characters = 0
    for block in PARAGRAPH.split(markdown.strip()):
        heading = HEADING.fullmatch(block)
        text = unmark(heading[1] if heading else block)
        characters += len("".join(text.split()))
        if text and not heading:
            paragraphs.append(text)
    return Plain(tuple(paragraphs), characters)


def lines(markdown: str) -> Iterator[str]:
    """The words of every block of a body, headings too."""
    for block in PARAGRAPH.split(markdown.strip()):
        heading = HEADING.fullmatch(block)
        yield unmark(heading[1] if heading else block)


def cut(text: str, length: int) -> str:
    """At most `length` characters and one more: whole sentences if they fill half of it, else clauses, with …"""
    if len(text) <= length:
        return text
    for pattern, mark in ((SENTENCE_END, ""), (CLAUSE_END, "…")):
        ends = [end for found in pattern.finditer(text, 0, length) if (end := found.end()) >= length // 2]
        if ends:
            return text[: ends[-1]].rstrip("，、；：,;:") + mark
    return _shortened(text, length - 1) + "…"


def _shortened(text: str, end: int) -> str:
    """The first `end` characters, less a part of a number or Latin word and an opening mark at their end."""
    word = WORD.search(text, 0, end)
    inside = text[end].isascii() and text[end].isalnum()
    kept = text[: word.start() if word and inside and word.start() >= end // 2 else end]
    return kept.rstrip(LOOSE) or text[:end]


def summary(paragraphs: tuple[str, ...], length: int = SUMMARY) -> str:
    """The beginning of the text for a list: about 120 characters."""
    return cut("".join(paragraphs[:3]), length)


def opening(paragraphs: tuple[str, ...], length: int = OPENING) -> str:
    """The beginning of the text for the front page: paragraphs, one a line, of about 300 characters in all.

    Whole ones where that comes near enough; only a long one behind short ones is cut.
    """
    taken: list[str] = []
    for paragraph in paragraphs:
        room = length - sum(map(len, taken))
        if len(paragraph) <= room + length // 6:
            taken.append(paragraph)
            continue
        if room > length // 3:
            taken.append(cut(paragraph, room))
        break
    return "\n".join(taken)
