"""Feeds: Atom with the whole text of the newest articles."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice

from .. import urls
from ..library import Library
from ..settings import Edition
from ..views import ArticleView
from .markup import HEAD, attribute, xml

NEWEST = 30
"""Articles in the feed."""
EPOCH = "1970-01-01T00:00:00Z"
"""For a feed without any date; the clock would make two builds differ."""
NAMESPACE = uuid.UUID("6d0f1f4e-5d5c-5d0b-9c39-6a1e54f4d3a7")
"""For the ids of a feed that has no address."""


def newest_articles(library: Library) -> Iterator[ArticleView]:
    """The newest articles, in print order within an issue."""
    return islice((article for issue in library.newest for article in issue.articles), NEWEST)


def feed_address(edition: Edition, path: str) -> str:
    """URL of a path in the feed: full when the address of the edition is known, else relative to the feed."""
    return urls.absolute(edition.url, path) if edition.url else urls.as_file(path)


def feed_id(edition: Edition, name: str) -> str:
    """A permanent id: the address, or a UUID made from the name."""
    return urls.absolute(edition.url, name) if edition.url else f"urn:uuid:{uuid.uuid5(NAMESPACE, name)}"


def entry(article: ArticleView, edition: Edition) -> Iterator[str]:
    """The lines of one article in the feed."""
    moment = article.date.timestamp if article.date else EPOCH
    yield "<entry>"
    yield f"<title>{xml(article.title)}</title>"
    yield f"<link href={attribute(feed_address(edition, article.path))}/>"
    yield f"<id>{xml(feed_id(edition, article.path))}</id>"
    yield f"<updated>{moment}</updated><published>{moment}</published>"
    for credit in article.credits:
        yield f"<author><name>{xml(credit.name)}</name></author>"
    if article.section:
        yield f"<category term={attribute(article.section.name)}/>"
    yield f"<summary>{xml(article.summary)}</summary>"
    yield f'<content type="html">{xml(article.body_for(partial(feed_address, edition)))}</content>'
    yield "</entry>"


def feed(library: Library) -> str:
    """Atom: the newest articles with their whole text."""
    edition = library.edition
    articles = list(newest_articles(library))
    moments = [article.date.timestamp for article in articles if article.date]
    lines = [
        HEAD,
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{edition.lang}">',
        f"<title>{xml(edition.name)}</title>",
        *([f"<subtitle>{xml(edition.tagline)}</subtitle>"] if edition.tagline else ()),
        f"<id>{xml(feed_id(edition, 'feed.xml'))}</id>",
        f'<link rel="self" href={attribute(feed_address(edition, "feed.xml"))}/>',
        f"<link href={attribute(feed_address(edition, 'index.html'))}/>",
        f"<updated>{max(moments, default=EPOCH)}</updated>",
        f"<author><name>{xml(edition.name)}</name></author>",
    ]
    lines += [line for article in articles for line in entry(article, edition)]
    return "\n".join([*lines, "</feed>", ""])


def files(library: Library) -> Iterator[tuple[str, Callable[[], str]]]:
    """The feed of all articles."""
    yield "feed.xml", partial(feed, library)
