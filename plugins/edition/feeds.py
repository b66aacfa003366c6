"""Which feeds there are: of all articles, of the first pages, and of the terms a reader may want to follow.

A feed is two files of the same content, `feed.xml` (Atom) and `feed.json` (JSON Feed), in the folder of the page it
belongs to. It holds the newest articles and is not touched by what happens elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from . import urls

if TYPE_CHECKING:
    from .library import Library
    from .terms import TermView
    from .views import ArticleView

ENOUGH = 30
"""A feed goes on to the end of the issue in which so many articles are reached: of a whole day nothing is missing …"""
MOST = 100
"""… but it never holds more."""
FRONT_PAGE = "头版"
LEAST: dict[str, int] = {"section": 1, "region": 2, "author": 2, "rubric": 2}
"""Kind of a term -> articles from which on it has a feed. Tags have none: they are found by a program, not followed."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed."""

    title: str
    subtitle: str
    page: str
    """Path of the page whose articles it holds."""
    folder: str
    """'', or section/jiao-yu/."""
    source: Callable[[], Iterable[ArticleView]] = field(repr=False)
    """Its articles, newest first."""

    @property
    def atom(self) -> str:
        """Path of the Atom file."""
        return f"{self.folder}feed.xml"

    @property
    def json(self) -> str:
        """Path of the JSON Feed file."""
        return f"{self.folder}feed.json"

    @property
    def articles(self) -> tuple[ArticleView, ...]:
        """What it holds."""
        return tuple(newest(self.source()))


def newest(articles: Iterable[ArticleView]) -> Iterator[ArticleView]:
    """The first articles up to the end of an issue, `ENOUGH` at least and `MOST` at most."""
    last = None
    for place, article in enumerate(islice(articles, MOST)):
        if place >= ENOUGH and article.issue.key != last:
            return
        yield article
        last = article.issue.key


def all_articles(library: Library) -> Feed:
    """The newest articles of the edition."""
    edition = library.edition

    def source() -> Iterator[ArticleView]:
        return (article for issue in library.newest for article in issue.articles)

    return Feed(edition.name, edition.tagline, urls.HOME, "", source)


def front_pages(library: Library) -> Feed:
    """What stands on the first page of each issue."""
    edition = library.edition

    def source() -> Iterator[ArticleView]:
        return (article for issue in library.newest for article in issue.pages[0].articles)

    return Feed(f"{edition.name} - {FRONT_PAGE}", edition.tagline, urls.HOME, urls.FRONT, source)


def of_term(term: TermView) -> Feed | None:
    """The articles of a term, if it has a feed."""
    if not term.path or term.kind not in LEAST or not term.library.has(term, LEAST[term.kind]):
        return None
    title = f"{term.library.edition.name} - {term.full_name}"
    folder = term.path.removesuffix(urls.HOME)
    return Feed(title, term.description or "", term.path, folder, lambda: term.latest(MOST))


def of_edition(library: Library) -> Iterator[Feed]:
    """The feeds that look over the whole edition."""
    yield all_articles(library)
    yield front_pages(library)
