"""A page of HTML: which stretches of it are words, gathered for one conversion, put back by offset.

Words that inline tags cut (头<em>发</em>) are read as words; words never join across blocks.
Every byte that is not a converted word is left as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from .json_text import json_words
from .scope import RUBY, Item, parse
from .spans import BORDER, GAP, Converts, Span, convert_spans, html_span, splice
from .tokens import Attribute, Kind, Tag

INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark nobr q rb ruby s samp small span strike"
    " strong sub sup time tt u var wbr".split()
)
"""Elements that stand inside a line; every other tag ends the words before it."""
SPOKEN = frozenset(
    "alt title placeholder label summary abbr aria-label aria-description aria-placeholder aria-roledescription"
    " aria-valuetext".split()
)
"""Attributes a reader sees or hears."""
BUTTONS = frozenset({"submit", "button", "reset"})
"""Types of `input` whose value is shown as a label."""

_META = re.compile(
    r"(?:og|twitter|article|book|profile|citation|dc|dcterms)[:._].*|(?:news_)?keywords|description|author|subject"
    r"|abstract|copyright|publisher|rights|headline|name|articlesection|application-name|apple-mobile-web-app-title"
)
_ADDRESS_KEY = re.compile(r".*(?:url|image|video|audio|player|locale)$")
_ADDRESS = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|/|\.\.?/)", re.IGNORECASE)


def convert_html(source: str, converter: Converts) -> str:
    """The page, or the fragment, with its words converted. Never raises, whatever the markup."""
    return splice(source, convert_spans(gather(source, parse(source)), converter))


def words_of(source: str) -> str:
    """The words of a page, a line for each block."""
    return "".join(span.lead + span.text for span in gather(source, parse(source))).replace(BORDER, "\n")


def gather(source: str, items: Iterable[Item]) -> list[Span]:
    """All spans of words: the running text in order, then what stands beside it."""
    flow = _Flow(source)
    for item in items:
        flow.take(item)
    return flow.running + flow.beside


class _Flow:
    """Walks over the items of a page and collects spans."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.running: list[Span] = []
        self.beside: list[Span] = []
        self._lead = BORDER
        self._link_ended_at = -1
        self._element: Tag | None = None

    def take(self, item: Item) -> None:
        """Collect the words of one item."""
        kind = item.token.kind
        if kind is Kind.TEXT:
            self._text(item)
        elif kind is Kind.RAW:
            self._raw(item)
        elif kind is not Kind.OTHER:
            self._tag(item)

    def _text(self, item: Item) -> None:
        start, end = item.token.start, item.token.end
        if item.scope.protected or self.source[start:end].isspace():
            self._lead = self._lead or GAP
        elif item.scope.aside:
            self.beside.append(html_span(self.source, start, end, BORDER))
        else:
            self.running.append(html_span(self.source, start, end, self._lead))
            self._lead = ""

    def _tag(self, item: Item) -> None:
        token = item.token
        neighbours = token.name == "a" and token.start == self._link_ended_at
        if (token.name not in INLINE and token.name not in RUBY) or neighbours:
            self._lead = BORDER
        if not token.tag:
            self._link_ended_at = token.end if token.name == "a" else -1
            return
        self._element = token.tag
        if item.scope.protected:
            self._lead = self._lead or GAP
        else:
            for found in spoken(token.tag):
                self.beside.append(html_span(self.source, token.start + found.start, token.start + found.end, BORDER))

    def _raw(self, item: Item) -> None:
        start, end, name = item.token.start, item.token.end, item.token.name
        if item.scope.protected:
            return
        if name == "title":
            self.beside.append(html_span(self.source, start, end, BORDER))
        elif name == "script" and self._element and linked_data(self._element):
            self.beside += json_words(self.source, start, end)


def linked_data(tag: Tag) -> bool:
    """Whether a script element holds JSON-LD."""
    return tag.value("type").strip().lower().split(";")[0] == "application/ld+json"


@lru_cache(20_000)
def spoken(tag: Tag) -> tuple[Attribute, ...]:
    """The attributes of a tag that are words."""
    named = tag.attributes.items()
    return tuple(one for name, one in named if one.value and (name in SPOKEN or _shown(tag, name, one.value)))


def _shown(tag: Tag, name: str, value: str) -> bool:
    """Whether a reader sees an attribute whose meaning hangs on the others of its element."""
    if tag.name == "input":
        return name == "value" and tag.value("type").strip().lower() in BUTTONS
    if tag.name != "meta" or name != "content" or _ADDRESS.match(value):
        return False
    key = (tag.value("property") or tag.value("name") or tag.value("itemprop")).strip().lower()
    return _META.fullmatch(key) is not None and not _ADDRESS_KEY.fullmatch(key)
