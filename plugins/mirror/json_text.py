"""JSON: which strings are words, and which are addresses. Read by offset, so its layout stays.

Used for JSON-LD inside a page, JSON feeds and the JSON files of an issue. Text that is not JSON
gives fewer strings, never an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .spans import Span, json_span

_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*+)"|[{}\[\],]', re.DOTALL)
_COLON = re.compile(r"\s*+:")
_LINK_KEYS = re.compile(r"(?:[a-z_]*_)?url|[a-z]*U(?:rl|RL)|image|logo|thumbnail|sameAs|icon|favicon|\$schema")
_NAME_KEYS = frozenset("@id @type @context id guid path slug file href src sha256 item target mainEntityOfPage".split())
_LANGUAGE_KEYS = frozenset({"inLanguage", "language", "lang"})
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?://\S+|[!-~]+)|(?:\.\.?)?/[!-~]*")
MARKUP_KEYS = frozenset({"content_html"})
"""Keys whose value is HTML (JSON Feed)."""


@dataclass(frozen=True, slots=True)
class Value:
    """A string value; source[start:end] is its inside, without the quotes."""

    key: str
    """Of the object it is in; of the list it is in for a list's member."""
    start: int
    end: int

    def is_link(self, source: str) -> bool:
        """Whether it is an address, absolute or relative to the page it is on."""
        return bool(_LINK_KEYS.fullmatch(self.key) or _ADDRESS.fullmatch(source, self.start, self.end))

    def is_word(self, source: str) -> bool:
        """Whether it is text for people."""
        return not (self.key in _NAME_KEYS or self.is_language or self.is_link(source))

    @property
    def is_language(self) -> bool:
        """Whether it is a language tag."""
        return self.key in _LANGUAGE_KEYS


def json_values(source: str, start: int, end: int) -> Iterator[Value]:
    """The string values of source[start:end] in order."""
    keys = [""]
    for match in _TOKEN.finditer(source, start, end):
        mark = source[match.start()]
        if mark in "{[":
            keys.append(keys[-1])
        elif mark in "}]":
            if len(keys) > 1:
                keys.pop()
        elif mark == '"':
            if _COLON.match(source, match.end(), end):
                keys[-1] = match[1]
            else:
                yield Value(keys[-1], *match.span(1))


def json_words(source: str, start: int, end: int) -> Iterator[Span]:
    """The strings that are words, as spans."""
    for value in json_values(source, start, end):
        if value.is_word(source) and value.key not in MARKUP_KEYS:
            yield json_span(source, value.start, value.end)
