"""Sitemaps, for editions with an address: an index, one file a year, one a kind of term, one of the news.

Each lists the pages of one script, with links to those of the other; the mirror makes the other half of the files, and
the index names both. No `lastmod`: when a page was last changed is not known, and a guess would be believed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import partial
from itertools import islice

from .. import urls
from ..issues import IssueView
from ..library import Library
from ..outputs import outputs
from ..views import ArticleView
from .markup import HEAD, attribute, xml

YEAR = re.compile(r"(\d{4})/")
MOST = 50_000
"""Pages in a file; the protocol allows no more."""
NEWS = "news"
NEWS_DAYS, NEWS_MOST = 2, 1000
"""What a news sitemap may hold. Days are counted from the newest issue: the clock would make two builds differ."""
NEWS_LANGUAGE = "zh-cn"
"""Simplified Chinese as news sitemaps name it; the mirror turns it into zh-tw."""
NAMESPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
)
GROUPS = {folder: kind for kind, folder in urls.FOLDERS.items()} | {"x": "undated"}
"""First part of a path -> name of its sitemap. Years have their own; all else is in `pages`."""


def group(path: str) -> str:
    """2024 of 2024/06/11/01.html, author of author/wang-er/index.html, pages of about/index.html."""
    year = YEAR.match(path)
    return year[1] if year else GROUPS.get(path.partition("/")[0], "pages")


def pages(library: Library) -> Iterator[str]:
    """Paths of all pages that have an address of their own."""
    return (output.path for output in outputs(library, library.texts) if output.path != urls.NOT_FOUND)


def groups(pages: Iterable[str]) -> dict[str, list[str]]:
    """Name of a sitemap -> paths of its pages, sorted; one with too many pages goes on in `author-2`."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in pages:
        found[group(path)].append(path)
    return {
        f"{name}-{start // MOST + 1}" if start else name: sorted(paths)[start : start + MOST]
        for name, paths in sorted(found.items())
        for start in range(0, len(paths), MOST)
    }


def file_of(name: str) -> str:
    """sitemap/2024.xml."""
    return f"sitemap/{name}.xml"


def alternates(url: str, path: str) -> str:
    """Links to a page in each script; the Simplified one is for all others, too."""
    here, twin = urls.absolute(url, path), urls.absolute(url, urls.twin(path))
    pairs = (("zh-Hans", here), ("zh-Hant", twin), ("x-default", here))
    return "".join(f'<xhtml:link rel="alternate" hreflang="{lang}" href={attribute(one)}/>' for lang, one in pairs)


def entry(url: str, path: str, news: str = "") -> str:
    """One page."""
    return f"<url><loc>{xml(urls.absolute(url, path))}</loc>{news}{alternates(url, path)}</url>"


def urlset(entries: Iterable[str]) -> str:
    """A sitemap."""
    return "\n".join([HEAD, f"<urlset {NAMESPACES}>", *entries, "</urlset>", ""])


def index(url: str, names: Iterable[str]) -> str:
    """The sitemap of sitemaps, those of both scripts."""
    files = [path for name in names for path in (file_of(name), urls.twin(file_of(name)))]
    lines = [f"<sitemap><loc>{xml(urls.absolute(url, path))}</loc></sitemap>" for path in files]
    opening = '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return "\n".join([HEAD, opening, *lines, "</sitemapindex>", ""])


def day_of(issue: IssueView) -> date | None:
    """The day of an issue, if it is known."""
    return date.fromisoformat(issue.date.iso) if issue.date and issue.date.precision == "day" else None


def latest(library: Library) -> Iterator[ArticleView]:
    """The articles of the newest days."""
    dated = [(day, issue) for issue in library.newest if (day := day_of(issue))]
    for day, issue in dated:
        if dated[0][0] - day >= timedelta(days=NEWS_DAYS):
            return
        yield from issue.articles


def news(article: ArticleView) -> str:
    """What a news sitemap says of an article."""
    edition = article.library.edition
    return (
        f"<news:news><news:publication><news:name>{xml(edition.name)}</news:name>"
        f"<news:language>{NEWS_LANGUAGE}</news:language></news:publication>"
        f"<news:publication_date>{article.issue.date.iso if article.issue.date else ''}</news:publication_date>"
        f"<news:title>{xml(article.title)}</news:title></news:news>"
    )


def news_sitemap(library: Library) -> str:
    """The newest articles, the first `NEWS_MOST` of them."""
    articles = islice(latest(library), NEWS_MOST)
    return urlset(entry(library.edition.url, article.path, news(article)) for article in articles)


def pages_sitemap(url: str, paths: Iterable[str]) -> str:
    """A sitemap of pages."""
    return urlset(entry(url, path) for path in paths)


def files(library: Library) -> Iterator[tuple[str, Callable[[], str]]]:
    """Every sitemap; none for an edition without an address. Which there are, only the pages tell."""
    url = library.edition.url
    if not url:
        return
    found = groups(pages(library))
    has_news = any(map(day_of, library.newest))
    for name, paths in found.items():
        yield file_of(name), partial(pages_sitemap, url, paths)
    if has_news:
        yield file_of(NEWS), partial(news_sitemap, library)
    yield urls.SITEMAP, partial(index, url, [*found, *([NEWS] if has_news else [])])
