"""Files beside the pages: feed, sitemap, robots.txt, icon, a mark for one host. Texts, no templates."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from xml.sax.saxutils import escape, quoteattr

from . import urls
from .library import Library
from .settings import Edition
from .views import ArticleView

NEWEST = 30
"""Articles in the feed."""
EPOCH = "1970-01-01T00:00:00Z"
"""For a feed without any date; the clock would make two builds differ."""
NAMESPACE = uuid.UUID("6d0f1f4e-5d5c-5d0b-9c39-6a1e54f4d3a7")
"""For the ids of a feed that has no address."""
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

ICON = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
<rect width="64" height="64" rx="6" fill="#a3221b"/>
<text x="32" y="33" fill="#fffdf9" font-family="'Noto Serif SC','Songti SC',SimSun,serif" font-size="44"
 font-weight="700" text-anchor="middle" dominant-baseline="central">{character}</text>
</svg>
"""


def xml(text: str) -> str:
    """Text for an XML element; characters XML cannot hold are left out."""
    return escape(NOT_XML.sub("", text))


def attribute(text: str) -> str:
    """Text as a quoted XML attribute."""
    return quoteattr(NOT_XML.sub("", text))


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
        '<?xml version="1.0" encoding="utf-8"?>',
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


def sitemap(url: str, paths: Iterable[str]) -> str:
    """All pages with their twins, for search engines."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    full = partial(urls.absolute, url)
    for path in sorted(paths):
        pair = (("zh-Hans", full(path)), ("zh-Hant", full(urls.twin(path))))
        links = "".join(f'<xhtml:link rel="alternate" hreflang="{lang}" href={attribute(one)}/>' for lang, one in pair)
        lines += [f"<url><loc>{xml(one)}</loc>{links}</url>" for _, one in pair]
    return "\n".join([*lines, "</urlset>", ""])


def robots(url: str) -> str:
    """Everything may be read; the sitemap is named when there is one."""
    return "User-agent: *\nAllow: /\n" + (f"Sitemap: {urls.absolute(url, 'sitemap.xml')}\n" if url else "")


def icon(name: str) -> str:
    """The first character of the paper's name, white on vermilion."""
    return ICON.format(character=xml(name.strip()[:1]))


def extras(library: Library) -> Iterator[tuple[str, Callable[[], str]]]:
    """(path, maker of the text) of every file."""
    edition = library.edition
    yield "feed.xml", partial(feed, library)
    yield "robots.txt", partial(robots, edition.url)
    yield "favicon.svg", partial(icon, edition.name)
    yield ".nojekyll", str
