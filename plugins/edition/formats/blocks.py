"""The text of an article, from its HTML, for forms that are no web page: as typed blocks, and as XHTML.

Both read the HTML with the parser of the standard library and keep only what they know, so whatever an editor's
Markdown makes comes out as plain text or as well-formed XML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from html.parser import HTMLParser
from typing import NamedTuple

from .markup import attribute, xml

KINDS = {
    "p": "paragraph",
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "crosshead"),
    "li": "item",
    "blockquote": "quote",
    "pre": "code",
    "tr": "row",
}
"""Element -> kind of the block it makes."""
CELLS = frozenset({"td", "th"})
VOID = frozenset({"br", "hr", "img"})
KEPT = frozenset(
    "p h2 h3 h4 h5 h6 ul ol li blockquote pre code em strong del sup sub table thead tbody tr th td br hr a".split()
)
"""Elements that XHTML keeps; of others only their text."""


PLAIN = re.compile(r'<(?P<tag>p|h[1-6])(?: id="(?P<id>[^"&]*)")?>(?P<text>(?:[^<]|<wbr>)*)</(?P=tag)>')
"""A line that is a paragraph or a crosshead without any element in it but places where it may be broken."""


class Block(NamedTuple):
    """A piece of text that stands on lines of its own."""

    kind: str
    """paragraph, crosshead, item, quote, code or row (of a table, its cells parted by tabs)."""
    text: str
    anchor: str | None = None
    """Id of the paragraph on the article's page: p1."""


class _Blocks(HTMLParser):
    """Collects blocks. Text of inner elements belongs to the innermost block; a quote takes in its paragraphs."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Block] = []
        self._open: list[str] = []
        self._text: list[str] = []
        self._anchor: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in KINDS:
            self._end()
            self._open.append(tag)
            self._anchor = dict(attrs).get("id")
        elif tag in CELLS and self._text:
            self._text = ["".join(self._text).rstrip(), "\t"]
        elif tag == "br":
            self._text.append("\n")
        elif tag == "img":
            self._text.append(dict(attrs).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in KINDS:
            self._end()
            if tag in self._open:
                del self._open[len(self._open) - 1 - self._open[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        if data.strip() or self._text:
            self._text.append(data)

    def _end(self) -> None:
        text = "".join(self._text)
        text = text.strip("\n") if "pre" in self._open else text.strip()
        if text:
            # A paragraph of a list or of a quotation is a piece of that.
            outer = next((tag for tag in self._open if tag in ("li", "blockquote", "tr")), None)
            kind = KINDS[outer or (self._open[-1] if self._open else "p")]
            self.found.append(Block(kind, text, self._anchor))
        self._text, self._anchor = [], None


def blocks(html: str) -> tuple[Block, ...]:
    """The blocks of a text in order. Most texts are a paragraph or a crosshead a line; these need no parser."""
    lines = [PLAIN.fullmatch(line) for line in html.split("\n")]
    if all(lines):
        return tuple(_plain_blocks(filter(None, lines)))
    return parsed(html)


def _plain_blocks(lines: Iterable[re.Match[str]]) -> Iterator[Block]:
    for line in lines:
        text = "".join(map(unescape, line["text"].split("<wbr>"))).strip()
        if text:
            yield Block(KINDS[line["tag"]], text, line["id"])


def parsed(html: str) -> tuple[Block, ...]:
    """The blocks of any text."""
    reader = _Blocks()
    reader.feed(html)
    reader.close()
    reader.handle_endtag("p")
    return tuple(reader.found)


class _Xhtml(HTMLParser):
    """Writes the elements it knows anew, every one of them closed."""

    def __init__(self, prefix: str, link: Callable[[str], str | None]) -> None:
        super().__init__(convert_charrefs=True)
        self.prefix, self.link = prefix, link
        self.out: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "img":
            self.out.append(xml(values.get("alt", "")))
        elif tag in VOID:
            self.out.append(f"<{tag}/>")
        elif tag in KEPT:
            self._open.append(tag)
            self.out.append(f"<{tag}{self._attributes(tag, values)}>")

    def _attributes(self, tag: str, values: dict[str, str]) -> str:
        if tag == "p" and values.get("id"):
            return f" id={attribute(self.prefix + values['id'])}"
        href = self.link(values.get("href", "")) if tag == "a" else None
        return f" href={attribute(href)}" if href else ""

    def handle_endtag(self, tag: str) -> None:
        while tag in self._open:
            last = self._open.pop()
            self.out.append(f"</{last}>")
            if last == tag:
                break

    def handle_data(self, data: str) -> None:
        self.out.append(xml(data))


def xhtml(html: str, prefix: str, link: Callable[[str], str | None]) -> str:
    """The text as XHTML; ids get a prefix; `link` turns an address, None leaves the words without a link."""
    writer = _Xhtml(prefix, link)
    writer.feed(html)
    writer.close()
    for tag in list(reversed(writer._open)):
        writer.handle_endtag(tag)
    return "".join(writer.out)
