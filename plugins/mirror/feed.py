"""Feeds and sitemaps: XML whose elements say what their text is, words, HTML or an address.

Links to other renderings (`hreflang`) keep their target; every other address of a mirrored page
becomes the twin's, and an id that is no address gets `#hant`, for ids are unique in the world.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator

from .links import Place
from .spans import BORDER, Converts, Edit, Span, convert_spans, html_span
from .switch import turn_language
from .tokens import Attribute, attributes

ADDRESSES = frozenset("link loc guid id uri url comments docs icon logo".split())
"""Elements, without their namespace, whose text is an address."""
IDS = frozenset({"id", "guid"})
WORD_ATTRIBUTES = frozenset({"term", "label", "title", "text"})
LINK_ATTRIBUTES = frozenset({"href", "src", "url", "rdf:about", "rdf:resource", "template"})
NEWS_LANGUAGES = {"zh-cn": "zh-tw"}
"""Google News sitemaps know Chinese by country only; elsewhere the tag names the script."""

_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[(?P<cdata>.*?)(?:\]\]>|\Z)|<![^>]*>?"
    r"|<\?xml-stylesheet\b(?P<style>.*?)\?>|<\?.*?(?:\?>|\Z)"
    r"|<(?P<end>/?)(?P<name>[^\s<>/!?][^\s<>/]*)(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>|(?P<text>[^<]+)",
    re.DOTALL,
)
_STYLE = re.compile(r"\bhref\s*=\s*([\"'])(.*?)\1", re.DOTALL)
_MARKUP = re.compile(r"<[A-Za-z/!]")
_SCHEME = re.compile(r"https?://", re.IGNORECASE)

Page = Callable[[str, Place, Converts], str]


def feed_edits(source: str, place: Place, converter: Converts, page: Page) -> list[Edit]:
    """All that changes in a feed; `page` turns HTML that a feed carries."""
    walk = _Walk(source, place, converter, page)
    walk.run()
    return walk.edits + convert_spans(walk.words, converter)


class _Walk:
    """Goes over the tokens and collects words for one conversion and edits for the rest."""

    def __init__(self, source: str, place: Place, converter: Converts, page: Page) -> None:
        self.source, self.place, self.converter, self.page = source, place, converter, page
        self.words: list[Span] = []
        self.edits: list[Edit] = []

    def run(self) -> None:
        """Collect. An element's text is judged by the tag just before it."""
        name = ""
        for match in _TOKEN.finditer(self.source):
            if match["name"]:
                name = "" if match["end"] else match["name"].rpartition(":")[2].lower()
                full = match["name"] if not match["end"] else ""
                if full:
                    self.edits += self._tag(match[0], len(full) + 1, match.start())
            elif match["text"] is not None:
                self._text(name, match.start(), match.end())
            elif match["cdata"] is not None:
                self._cdata(name, *match.span("cdata"))
            elif match["style"] and (href := _STYLE.search(self.source, *match.span("style"))):
                self.edits += _replaced(Attribute(href[2], *href.span(2)), self.place.follow)

    def _tag(self, tag: str, name_end: int, start: int) -> Iterator[Edit]:
        found = attributes(tag, name_end)
        stays = "hreflang" in found
        for name, (text, begin, end, _) in found.items():
            value = Attribute(text, start + begin, start + end)
            if name in WORD_ATTRIBUTES:
                self.words.append(html_span(self.source, value.start, value.end, BORDER))
            elif name in LINK_ATTRIBUTES and not stays:
                yield from _replaced(value, self.place.follow)
            elif name in LINK_ATTRIBUTES:
                yield from _replaced(value, self.place.keep)
            elif name == "xml:lang":
                yield from _replaced(value, turn_language)

    def _text(self, name: str, start: int, end: int) -> None:
        raw = Attribute(self.source[start:end], start, end)
        if not raw.value.strip():
            return
        if name in ADDRESSES:
            self.edits += _replaced(raw, lambda url: self._address(name, url))
        elif name == "language":
            self.edits += _replaced(raw, _feed_language)
        elif "&" in raw.value and _MARKUP.search(html.unescape(raw.value)):
            self.edits += _replaced(raw, self._markup, quote=False)
        else:
            self.words.append(html_span(self.source, start, end, BORDER))

    def _cdata(self, name: str, start: int, end: int) -> None:
        text = self.source[start:end]
        turned = self._address(name, text) if name in ADDRESSES else self._markup(text)
        if turned != text:
            self.edits.append(Edit(start, end, turned))

    def _markup(self, text: str) -> str:
        return self.page(text, self.place, self.converter)

    def _address(self, name: str, url: str) -> str:
        stripped = url.strip()
        if name not in IDS or _SCHEME.match(stripped):
            return url.replace(stripped, self.place.follow(stripped)) if stripped else url
        return url.replace(stripped, stripped + ("-" if "#" in stripped else "#") + self.place.site.prefix)


def _feed_language(tag: str) -> str:
    stripped = tag.strip()
    return tag.replace(stripped, NEWS_LANGUAGES.get(stripped.lower(), turn_language(stripped)))


def _replaced(found: Attribute, turn: Callable[[str], str], quote: bool = True) -> Iterator[Edit]:
    text = html.unescape(found.value)
    turned = turn(text)
    if turned != text:
        yield Edit(found.start, found.end, html.escape(turned, quote=quote))
