"""HTML cut into tokens by offset, as a browser cuts it; nothing is lost and nothing is mended.

Joined again, source[start:end] of all tokens is the source. `html.parser` is not used: it does
not say where an attribute's value stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

RAW_ELEMENTS = frozenset("script style textarea title xmp iframe noembed noframes".split())
"""Their content is text up to their own end tag, whatever it looks like."""
FOREIGN = frozenset({"svg", "math"})

_OPENING = re.compile(r"<(?=[A-Za-z/!?])")
_TAG = re.compile(
    r"<(/?)([A-Za-z][^\t\n\f\r />]*+)"
    r"(?:[^>\"'=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+)?+|[\"'])*+>"
)
_ATTRIBUTE = re.compile(r"([^\s/>=\"'][^\s/>=]*+)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>][^\s>]*+)))?+")
_COMMENT_END = re.compile(r"--!?>")


class Kind(Enum):
    """What a token is."""

    TEXT = auto()
    START = auto()
    END = auto()
    RAW = auto()
    """The content of an element of `RAW_ELEMENTS`."""
    OTHER = auto()
    """Comment, doctype, processing instruction, or a tag that the end of the file cut off."""


class Attribute(NamedTuple):
    """An attribute; tag[start:end] is its value without quotes, empty without one."""

    value: str
    start: int
    end: int
    begin: int = 0
    """Where its name begins."""


class Tag:
    """A start tag by itself. Tags that read the same are one object, so what is worked out of one is kept for all."""

    __slots__ = ("attributes", "closed", "name")

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.attributes: Mapping[str, Attribute] = attributes(text, len(name) + 1) if len(text) > len(name) + 2 else {}
        """By name in lower case."""
        self.closed = text.endswith("/>")
        """Whether it closes itself (`<path/>`)."""

    def value(self, name: str) -> str:
        """Value of an attribute, empty without it."""
        found = self.attributes.get(name)
        return found.value if found else ""


tag_of = lru_cache(20_000)(Tag)


class Token(NamedTuple):
    """source[start:end]."""

    kind: Kind
    start: int
    end: int
    name: str = ""
    """Of the element, lower case; for `RAW` the element it is in."""
    tag: Tag | None = None
    """For a start tag."""


def tokenize(source: str, at: int = 0) -> Iterator[Token]:
    """The tokens from a place on, in order; adjacent texts may come in pieces. Never raises."""
    foreign = 0
    while at < len(source):
        opening = _OPENING.search(source, at)
        if opening is None:
            yield Token(Kind.TEXT, at, len(source))
            return
        if opening.start() > at:
            yield Token(Kind.TEXT, at, opening.start())
        token = _markup(source, opening.start())
        yield token
        at = token.end
        if token.name in FOREIGN:
            foreign += 1 if token.tag else -1
        if token.name in RAW_ELEMENTS and token.tag and not (foreign > 0 and token.tag.closed):
            end = _raw_end(source, at, token.name)
            if end > at:
                yield Token(Kind.RAW, at, end, token.name)
            at = end


def attributes(tag: str, start: int) -> dict[str, Attribute]:
    """Lower-case name -> attribute of a start tag whose name ends at `start`; of two with one name the first counts."""
    found: dict[str, Attribute] = {}
    for match in _ATTRIBUTE.finditer(tag, start, len(tag) - 1):
        group = match.lastindex or 1
        span = match.span(group) if group > 1 else (match.end(), match.end())
        found.setdefault(match[1].lower(), Attribute(tag[slice(*span)], *span, match.start()))
    return found


def _markup(source: str, at: int) -> Token:
    tag = _TAG.match(source, at)
    if tag:
        end, name = tag.end(), tag[2].lower()
        return Token(Kind.END, at, end, name) if tag[1] else Token(Kind.START, at, end, name, tag_of(tag[0], name))
    if source.startswith("<!--", at):
        return Token(Kind.OTHER, at, _comment_end(source, at))
    unfinished = source[at + 1 : at + 2] != "/" or source[at + 2 : at + 3].isalpha()
    if source[at + 1] in "!?" or not unfinished:
        close = source.find(">", at)
        return Token(Kind.OTHER, at, close + 1 if close >= 0 else len(source))
    return Token(Kind.OTHER, at, len(source))


def _comment_end(source: str, at: int) -> int:
    for empty in ("<!-->", "<!--->"):
        if source.startswith(empty, at):
            return at + len(empty)
    end = _COMMENT_END.search(source, at + 4)
    return end.end() if end else len(source)


def _raw_end(source: str, at: int, name: str) -> int:
    end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(source, at)
    return end.start() if end else len(source)
