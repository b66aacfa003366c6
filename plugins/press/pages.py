"""Read from a page of the site what the checks need: links, ids, language, alternates, text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

LINKS = {
    "a": ("href",),
    "area": ("href",),
    "link": ("href",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "script": ("src",),
    "iframe": ("src",),
    "audio": ("src",),
    "video": ("src", "poster"),
    "track": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "form": ("action",),
}
"""Element -> its attributes that name another file."""
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
NEVER_CONVERTED = frozenset({"code", "pre", "kbd", "samp", "script", "style", "textarea"})
READ_ALOUD = ("alt", "title", "aria-label", "placeholder")
"""Attributes that a reader sees or hears."""
TRADITIONAL = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")


@dataclass(frozen=True, slots=True)
class Link:
    """One link as it is written."""

    url: str
    line: int
    element: str
    column: int = 1


@dataclass(slots=True)
class Page:
    """What one HTML file says. `path`: from the root of the site."""

    path: str
    lang: str = ""
    links: list[Link] = field(default_factory=list)
    """But for canonical and alternates."""
    ids: dict[str, int] = field(default_factory=dict)
    """id -> line of its first element."""
    repeated_ids: list[tuple[str, int, int]] = field(default_factory=list)
    """(id, line, column) of each further element."""
    leads_on: bool = False
    """Whether it only sends its reader to another address."""
    canonical: Link | None = None
    alternates: dict[str, Link] = field(default_factory=dict)
    """hreflang -> link."""
    texts: list[tuple[int, str]] = field(default_factory=list)
    """(line, text) that a reader sees and that is to be in the script of the page."""


def read_page(path: str, html: str) -> Page:
    """Never fails: what is not HTML has no links."""
    reader = PageReader(path)
    reader.feed(html)
    reader.close()
    return reader.page


class PageReader(HTMLParser):
    """Collects a `Page`."""

    def __init__(self, path: str) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page(path)
        self._open: list[tuple[str, bool]] = []
        """Elements that are open: (name, whether their text is never converted)."""

    @property
    def line(self) -> int:
        return self.getpos()[0]

    @property
    def column(self) -> int:
        return self.getpos()[1] + 1

    @property
    def kept(self) -> bool:
        """Whether the text here is never converted."""
        return bool(self._open) and self._open[-1][1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        kept = self.kept or is_kept(tag, values)
        if tag not in VOID:
            self._open.append((tag, kept))
        if tag == "html":
            self.page.lang = values.get("lang", "")
        if tag == "meta" and values.get("http-equiv", "").lower() == "refresh":
            self.page.leads_on = True
        self.note_id(tag, values)
        self.note_links(tag, values)
        if not kept:
            self.note_words(tag, values)

    def handle_endtag(self, tag: str) -> None:
        names = [name for name, _ in self._open]
        if tag in names:
            del self._open[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        if not self.kept:
            self.page.texts.append((self.line, data))

    def note_id(self, tag: str, values: dict[str, str]) -> None:
        """ids, and the old `<a name>`."""
        if values.get("id") in self.page.ids:
            self.page.repeated_ids.append((values["id"], self.line, self.column))
        for name in filter(None, [values.get("id"), values.get("name") if tag == "a" else None]):
            self.page.ids.setdefault(name, self.line)

    def note_links(self, tag: str, values: dict[str, str]) -> None:
        """Links of the element; canonical and alternates apart."""

        def link(url: str) -> Link:
            return Link(url, self.line, tag, self.column)

        relations = values.get("rel", "").lower().split() if tag == "link" else []
        if "canonical" in relations:
            self.page.canonical = link(values.get("href", ""))
        elif "alternate" in relations and "hreflang" in values:
            self.page.alternates[values["hreflang"]] = link(values.get("href", ""))
        else:
            urls = (url for name in LINKS.get(tag, ()) if name in values for url in split(name, values[name]))
            self.page.links.extend(map(link, urls))

    def note_words(self, tag: str, values: dict[str, str]) -> None:
        """What attributes say to a reader."""
        words = [values[name] for name in READ_ALOUD if name in values]
        if tag == "meta" and (values.get("name") == "description" or values.get("property", "").startswith("og:")):
            words.append(values.get("content", ""))
        self.page.texts.extend((self.line, text) for text in words)


def is_kept(tag: str, values: dict[str, str]) -> bool:
    """Whether the text of the element is never converted: code, marked so, or in another language."""
    other = bool(values.get("lang")) and not values["lang"].lower().startswith(TRADITIONAL)
    marked = values.get("translate") == "no" or "notranslate" in values.get("class", "").split()
    return tag in NEVER_CONVERTED or marked or other


def split(attribute: str, value: str) -> Iterator[str]:
    """The addresses in an attribute: one, or those of a `srcset`."""
    if attribute != "srcset":
        yield value.strip()
        return
    for candidate in value.split(","):
        if candidate.strip():
            yield candidate.split()[0]
