"""Read from a page of the site what the checks need: links, ids, language, alternates, text, faults of its markup."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from .markup import Tag, place_of, read_tag, tokens
from .nesting import Fault, Nesting, rules

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
NEVER_CONVERTED = frozenset({"code", "pre", "kbd", "samp", "script", "style", "textarea"})
READ_ALOUD = ("alt", "title", "aria-label", "placeholder")
"""Attributes that a reader sees or hears."""
TRADITIONAL = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")
HANT = "hant/"


@dataclass(frozen=True, slots=True)
class Link:
    """One link as it is written."""

    url: str
    element: str
    offset: int


@dataclass(slots=True)
class Page:
    """What one HTML file says. `path`: from the root of the site."""

    path: str
    html: str = field(repr=False)
    lang: str = ""
    hidden: bool = False
    """Whether search engines are asked to leave it out."""
    leads_on: bool = False
    """Whether it only sends its reader to another address."""
    links: list[Link] = field(default_factory=list)
    """But for canonical and alternates."""
    ids: dict[str, int] = field(default_factory=dict)
    """id -> offset of its first element."""
    repeated_ids: list[tuple[str, int]] = field(default_factory=list)
    """(id, offset) of each further element."""
    references: list[tuple[str, int]] = field(default_factory=list)
    """(id, offset) of what labels and relations of the page name."""
    canonical: Link | None = None
    alternates: dict[str, Link] = field(default_factory=dict)
    """hreflang -> link."""
    texts: list[tuple[int, str]] = field(default_factory=list)
    """(offset, text) that a reader sees and that is to be in the script of the page; only of Traditional pages."""
    faults: list[Fault] = field(default_factory=list)
    """Of the markup."""

    def place(self, offset: int) -> tuple[int, int]:
        """(line, column)."""
        return place_of(self.html, offset)


def read_page(path: str, html: str) -> Page:
    """Never fails: what is not HTML has faults, and no links."""
    page, nesting = Page(path, html), Nesting()
    words = Words(page) if path.startswith(HANT) else None
    for found in tokens(html):
        kind, offset = found.lastgroup, found.start()
        if kind == "start":
            tag = read_tag(found["start"])
            nesting.start(tag, offset)
            if tag.attributes:
                note(page, tag, offset)
            if words:
                words.start(tag, offset)
        elif kind == "end":
            name = found["end"].lower()
            nesting.end(name, offset)
            if words:
                words.end(name)
        elif kind == "text":
            nesting.text(found[0], offset)
            if words:
                words.text(found[0], offset)
        elif kind == "content":
            tag = read_tag(found["raw"][1:-1])
            nesting.raw(tag, found["content"], offset)
            note(page, tag, offset)
            if words and tag.name == "title":
                words.text(found["content"], found.start("content"))
        elif kind == "doctype":
            nesting.once("doctype", offset)
        elif kind == "fault":
            nesting.fault(offset, found[0])
    nesting.close(len(html))
    page.faults = nesting.faults
    return page


def note(page: Page, tag: Tag, offset: int) -> None:
    """The id, the links and the like of a start tag."""
    if tag.name == "html":
        page.lang = tag.get("lang")
    elif tag.name == "meta" and tag.get("name") == "robots":
        page.hidden = "noindex" in tag.get("content")
    elif tag.name == "meta" and tag.get("http-equiv").lower() == "refresh":
        page.leads_on = True
    for name, value in identities(tag):
        if name == "id" and value in page.ids:
            page.repeated_ids.append((value, offset))
        elif name in ("id", "name"):
            page.ids.setdefault(value, offset)
        else:
            page.references.append((value, offset))
    if tag.name in LINKS:
        relation = relation_of(tag)
        if relation == "canonical":
            page.canonical = Link(tag.get("href"), tag.name, offset)
        elif relation == "alternate":
            page.alternates[tag.get("hreflang")] = Link(tag.get("href"), tag.name, offset)
        else:
            page.links += [Link(url, tag.name, offset) for url in urls_of(tag)]


@cache
def identities(tag: Tag) -> tuple[tuple[str, str], ...]:
    """(attribute, id) of what a tag is called, and of what it names on the same page."""
    found = []
    for name, value in tag.attributes:
        if name == "id" or (name == "name" and tag.name == "a"):
            found.append((name, value))
        elif name in rules().references:
            found += [(name, one) for one in value.split()]
    return tuple(found)


@cache
def relation_of(tag: Tag) -> str:
    """`canonical`, `alternate` in another language, or ''."""
    relations = tag.get("rel").lower().split() if tag.name == "link" else []
    if "canonical" in relations:
        return "canonical"
    return "alternate" if "alternate" in relations and "hreflang" in tag.values else ""


@cache
def urls_of(tag: Tag) -> tuple[str, ...]:
    """The addresses that a tag names."""
    wanted = LINKS[tag.name]
    return tuple(url for name, value in tag.attributes if name in wanted for url in split(name, value))


class Words:
    """Collects the words of a page that are to be in its script."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._open: list[tuple[str, bool]] = []
        """Elements that are open: (name, whether their text is never converted)."""

    @property
    def kept(self) -> bool:
        """Whether the text here is never converted."""
        return bool(self._open) and self._open[-1][1]

    def start(self, tag: Tag, offset: int) -> None:
        """A start tag, and what its attributes say to a reader."""
        kept = self.kept or is_kept(tag)
        if tag.name not in rules().void and not tag.closed:
            self._open.append((tag.name, kept))
        if not kept and tag.attributes:
            self._page.texts += [(offset, text) for text in words_of(tag)]

    def end(self, name: str) -> None:
        """An end tag, and those that were left out before it."""
        if self._open and self._open[-1][0] == name:
            self._open.pop()
        elif any(name == one for one, _ in self._open):
            while self._open.pop()[0] != name:
                pass

    def text(self, text: str, offset: int) -> None:
        """Text between tags."""
        if not self.kept and not text.isspace():
            self._page.texts.append((offset, text))


@cache
def words_of(tag: Tag) -> tuple[str, ...]:
    """What the attributes of an element say to a reader."""
    words = [value for name, value in tag.attributes if name in READ_ALOUD]
    if tag.name == "meta" and (tag.get("name") == "description" or tag.get("property").startswith("og:")):
        words.append(tag.get("content"))
    return tuple(words)


@cache
def is_kept(tag: Tag) -> bool:
    """Whether the text of the element is never converted: code, marked so, or in another language."""
    language = tag.get("lang").lower()
    other = bool(language) and not language.startswith(TRADITIONAL)
    marked = tag.get("translate") == "no" or "notranslate" in tag.get("class").split()
    return tag.name in NEVER_CONVERTED or marked or other


def split(attribute: str, value: str) -> Iterator[str]:
    """The addresses in an attribute: one, or those of a `srcset`."""
    if attribute != "srcset":
        yield value.strip()
        return
    for candidate in value.split(","):
        if candidate.strip():
            yield candidate.split()[0]
