"""Feeds as Atom (RFC 4287), with the whole text.

The text is XHTML, so that a browser shows the feed as a page to read, with links that work, by a style sheet alone:
no script, no XSLT (which browsers give up, and refuse from a disk).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from xml.etree import ElementTree

from .. import urls
from ..feeds import Feed
from ..library import Library
from ..views import ArticleView
from .entries import changed, content, day, entry_id, entry_title
from .markup import HEAD, attribute, clean, xml

EPOCH = "1970-01-01T00:00:00Z"
"""`updated` must be there, also of what has no date; the clock would make two builds differ."""
VOID = re.compile(r"<((?:br|hr|img|wbr)\b[^<>]*?)\s*/?>")
XHTML = '<div xmlns="http://www.w3.org/1999/xhtml">{}</div>'


def updated(article: ArticleView) -> str:
    """The earliest moment of its date, or of its last correction."""
    date = changed(article)
    return date.timestamp if date else EPOCH


@lru_cache(1_000)
def text(markup: str) -> str:
    """An Atom `content`: as XHTML where it is XML, else as escaped HTML."""
    wrapped = XHTML.format(VOID.sub(r"<\1/>", clean(markup)))
    try:
        ElementTree.fromstring(wrapped)
    except ElementTree.ParseError:
        return f'<content type="html">{xml(markup)}</content>'
    return f'<content type="xhtml">{wrapped}</content>'


def entry(article: ArticleView, feed: Feed) -> Iterator[str]:
    """The lines of one article. `published` only when the day is known."""
    edition = article.library.edition
    address = partial(urls.address, edition.url, feed.atom)
    yield "<entry>"
    yield f"<title>{xml(entry_title(article))}</title>"
    yield f'<link rel="alternate" type="text/html" href={attribute(address(article.path))}/>'
    yield f"<id>{xml(entry_id(edition, article.path))}</id>"
    yield f"<updated>{updated(article)}</updated>"
    if moment := day(article.date):
        yield f"<published>{moment}</published>"
    for credit in article.credits:
        yield f"<author><name>{xml(credit.name)}</name></author>"
    for term in filter(None, (article.section, *article.tags)):
        yield f"<category term={attribute(term.name)}/>"
    yield f"<summary>{xml(article.summary)}</summary>"
    yield text(content(article, feed))
    yield "</entry>"


def head(library: Library, feed: Feed, moment: str) -> Iterator[str]:
    """The lines about the feed itself."""
    edition = library.edition
    address = partial(urls.address, edition.url, feed.atom)
    yield f"<title>{xml(feed.title)}</title>"
    if feed.subtitle:
        yield f"<subtitle>{xml(feed.subtitle)}</subtitle>"
    yield f"<id>{xml(entry_id(edition, feed.atom))}</id>"
    yield f'<link rel="self" type="application/atom+xml" href={attribute(address(feed.atom))}/>'
    yield f'<link rel="alternate" type="text/html" href={attribute(address(feed.page))}/>'
    yield f'<link rel="alternate" type="application/feed+json" href={attribute(address(feed.json))}/>'
    yield f"<icon>{xml(address('favicon.svg'))}</icon>"
    yield f"<updated>{moment}</updated>"
    yield f"<author><name>{xml(edition.name)}</name></author>"
    if edition.rights:
        yield f"<rights>{xml(edition.rights)}</rights>"


def atom(library: Library, feed: Feed) -> str:
    """The feed."""
    articles = feed.articles
    style = urls.link(feed.atom, "theme/feed.css")
    lines = [
        HEAD,
        f'<?xml-stylesheet type="text/css" href={attribute(style)}?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{library.edition.lang}">',
        *head(library, feed, max(map(updated, articles), default=EPOCH)),
    ]
    lines += [line for article in articles for line in entry(article, feed)]
    return "\n".join([*lines, "</feed>", ""])


def files_of(library: Library, found: Iterable[Feed]) -> Iterator[tuple[str, Callable[[], str]]]:
    """Some feeds: those of the edition (`feeds.of_edition`), or that of a term (`feeds.of_term`)."""
    for feed in found:
        yield feed.atom, partial(atom, library, feed)
