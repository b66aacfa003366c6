"""Stretches of a source text that hold words, and how changed words go back to their places.

A conversion never changes the number of characters, so a word is put back by offset and every
byte between the words stays as it was. An escape (`&#21457;`, `\u53d1`) counts as the one
character it stands for and keeps its spelling unless that character changed.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, Protocol

BORDER = "\x1e"
"""Stands where a block ends: no word and no pair of quotation marks reaches over it."""
GAP = "\ue000"
"""Stands for something that is not to be read (protected text): no word reaches over it."""
OBJECT = "\ufffc"
"""Stands for an escape that means several characters."""
PLAIN: Mapping[int, str] = MappingProxyType({})
"""The spelling of a span without escapes."""

ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")
JSON_ESCAPE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\[^u]")


class Converts(Protocol):
    """What the modules of the mirror need of a converter."""

    def convert(self, text: str) -> str:
        """The text in the other script; as many code points as before."""


class Span(NamedTuple):
    """A stretch of words: source[start:end], decoded."""

    start: int
    end: int
    text: str
    lead: str = ""
    """`BORDER`, `GAP` or nothing: what stands between this span and the one before it."""
    spelling: Mapping[int, str] = PLAIN
    """Offset in `text` -> the escape that is written in the source for that one character."""


class Edit(NamedTuple):
    """source[start:end] becomes `text`."""

    start: int
    end: int
    text: str


def splice(source: str, edits: Iterable[Edit], start: int = 0, end: int | None = None) -> str:
    """source[start:end] with the edits made, which lie in it; of two that overlap the first one wins."""
    parts: list[str] = []
    done = start
    for edit in sorted(edits):
        if edit.start < done:
            continue
        parts += (source[done : edit.start], edit.text)
        done = edit.end
    return "".join(parts) + source[done:end]


def convert_spans(spans: Iterable[Span], converter: Converts) -> list[Edit]:
    """All spans in one conversion; an edit for each that changed."""
    return convert_groups([list(spans)], converter)[0]


def convert_groups(groups: Sequence[Sequence[Span]], converter: Converts) -> list[list[Edit]]:
    """Groups of spans in one conversion, each of which begins with a border; for each the edits of what changed."""
    converted = converter.convert("".join([span.lead + span.text for group in groups for span in group]))
    found: list[list[Edit]] = []
    at = 0
    for group in groups:
        edits: list[Edit] = []
        for span in group:
            at += len(span.lead)
            text = converted[at : at + len(span.text)]
            at += len(span.text)
            if text != span.text:
                edits.append(Edit(span.start, span.end, respell(span, text)))
        found.append(edits)
    return found


def respell(span: Span, text: str) -> str:
    """The converted text as it is written: an unchanged character keeps its escape."""
    if not span.spelling:
        return text
    return "".join(
        span.spelling[at] if at in span.spelling and new == old else new
        for at, (old, new) in enumerate(zip(span.text, text, strict=True))
    )


def html_span(source: str, start: int, end: int, lead: str = "") -> Span:
    """A span of HTML or XML text or of an attribute value; entities decoded."""
    raw = source[start:end]
    if "&" not in raw:
        return Span(start, end, raw, lead)
    return _decoded(raw, start, lead, ENTITY, html.unescape)


def json_span(source: str, start: int, end: int, lead: str = BORDER) -> Span:
    """A span of the inside of a JSON string; escapes decoded."""
    raw = source[start:end]
    if "\\" not in raw:
        return Span(start, end, raw, lead)
    return _decoded(raw, start, lead, JSON_ESCAPE, _json_character)


def _decoded(raw: str, start: int, lead: str, escape: re.Pattern[str], meaning: Callable[[str], str]) -> Span:
    parts: list[str] = []
    spelling: dict[int, str] = {}
    done = length = 0
    for match in escape.finditer(raw):
        character = meaning(match[0])
        character = character if len(character) == 1 else OBJECT
        parts += (raw[done : match.start()], character)
        length += match.start() - done
        spelling[length] = match[0]
        length += 1
        done = match.end()
    return Span(start, start + len(raw), "".join(parts) + raw[done:], lead, spelling)


def _json_character(escape: str) -> str:
    """The character of a JSON escape; the control characters all stand as a space."""
    if escape[1] != "u":
        return escape[1] if escape[1] in '"\\/' else " "
    units = [int(part, 16) for part in escape.split("\\u")[1:]]
    if len(units) == 1:
        return chr(units[0])
    return chr(0x10000 + ((units[0] - 0xD800) << 10) + (units[1] - 0xDC00))
