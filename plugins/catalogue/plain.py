"""The plain text of a Markdown body: what is counted, summed up and searched.

Not a Markdown parser: marks are taken off by pattern, which is enough for words that are
read, counted and cut, and never printed as markup.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

PARAGRAPH = re.compile(r"\n[ \t]*\n+")
HEADING = re.compile(r"#{1,6}\s+(.*?)\s*#*$")
TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--.*?-->", re.DOTALL)
IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
ANCHOR = re.compile(r"\[([^\]]*)\]\([^)]*\)")
EMPHASIS = re.compile(r"(?<!\\)(\*{1,3}|_{1,3}|`+)(?=\S)(.+?)(?<=\S)\1")
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
LINE_START = re.compile(r"^[ \t]*(?:>[ \t]?|[-*+][ \t]+)", re.MULTILINE)
BREAK = re.compile(r"(?<=[^\x00-\x7f])\s*\n\s*|\s*\n\s*(?=[^\x00-\x7f])")
SENTENCE_END = re.compile(r"[。！？!?…][”’」』）)]*")
CLAUSE_END = re.compile(r"[，、；：,;:]")

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


def cut(text: str, length: int) -> str:
    """At most `length` characters and one more: whole sentences if they fill half of it, else clauses, with …"""
    if len(text) <= length:
        return text
    for pattern, mark in ((SENTENCE_END, ""), (CLAUSE_END, "…")):
        ends = [end for found in pattern.finditer(text, 0, length) if (end := found.end()) >= length // 2]
        if ends:
            return text[: ends[-1]].rstrip("，、；：,;:") + mark
    return text[: length - 1] + "…"


def summary(paragraphs: tuple[str, ...], length: int = SUMMARY) -> str:
    """The beginning of the text for a list: about 120 characters."""
    return cut("".join(paragraphs[:3]), length)


def opening(paragraphs: tuple[str, ...], length: int = OPENING) -> str:
    """The beginning of the text for the front page: whole paragraphs, one a line, of about 300 characters in all."""
    if not paragraphs or len(paragraphs[0]) > length:
        return cut("".join(paragraphs[:1]), length)
    taken = paragraphs[0]
    for paragraph in paragraphs[1:]:
        if len(taken) + len(paragraph) > length * 7 // 6:
            break
        taken += "\n" + paragraph
    return taken
