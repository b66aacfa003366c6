"""All outputs of the site in sheaves, which are listed one by one and only when something of them changed.

A sheaf is what comes and goes together: an issue with its pages and articles, a term with its lists. Listing says
which outputs there are; what they show is asked for when they are made, and noted then (`catalogue/asking.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from catalogue import listing, query
from catalogue.asking import digest_of

from . import cards, formats, outputs, urls
from .addressing import KINDS
from .body import Renderer
from .formats import bulk, host, search, sitemap
from .hosting import redirect_lines
from .library import Library
from .orders import KINDS as ORDERED
from .orders import ORDERS
from .outputs import Output
from .stubs import Remains, remains, stub_of
from .titles import every
from .views import ArticleView


@dataclass(frozen=True, slots=True)
class Sheet:
    """An output that is listed and not yet made."""

    path: str
    template: str
    """Name without `.html`; '' for a file that no template makes."""
    make: Callable[[], Output | str | bytes]
    """Takes what it shows from the library by its key, so that all of it is noted."""
    made_of: str = ""
    """Digest of what it is made from beside the answers of the catalogue."""
    inherits: bool = False
    """Whether it is made of all that its sheaf was listed from: it holds views that were made then."""


Lister = Callable[[], Iterator[Sheet]]


def of_front(library: Library) -> Iterator[Sheet]:
    """The pages that look over the whole edition."""
    yield Sheet(urls.HOME, "home", partial(outputs.home, library))
    yield Sheet("calendar/index.html", "calendar", partial(outputs.calendar, library))
    yield Sheet(urls.NOT_FOUND, "404", partial(outputs.not_found, library))
    for kind in KINDS:
        for order in ORDERS if kind in ORDERED else ORDERS[:1]:
            yield Sheet(urls.order(kind, order.key), "terms", partial(outputs.overview, library, kind, order))
    yield Sheet(urls.SEARCH, "search", partial(outputs.search, library))
    for path, make in (*formats.edition_files(library), *cards.of_edition(library)):
        yield Sheet(path, "", make)


def of_texts(library: Library) -> Iterator[Sheet]:
    """Hand-written pages."""
    renderer = Renderer()
    for view in library.texts:
        make = partial(outputs.text, library, view, renderer)
        yield Sheet(view.path, outputs.template_of(view), make, digest_of(view))


def of_data(library: Library) -> Iterator[Sheet]:
    """All articles as data."""
    for path, make in bulk.files(library):
        yield Sheet(path, "", make)


def of_search(library: Library) -> Iterator[Sheet]:
    """What every search begins with."""
    yield from searched(library, search.files_of_edition(library))


def of_part(library: Library, name: str) -> Iterator[Sheet]:
    """The index of the search for a part of time."""
    yield from searched(library, search.files_of_part(library, name))


def searched(library: Library, files: Iterable[search.File]) -> Iterator[Sheet]:
    """Files of the search. A digest says what one is made of: to note each of its articles would be dear."""

    def unnoted(make: Callable[[], str]) -> str:
        with library.asker.noting():
            return make()

    for path, make, digest in files:
        yield Sheet(path, "", partial(unnoted, make), digest)


def of_paths(library: Library, paths: frozenset[str], left: Remains) -> Iterator[Sheet]:
    """What is made of the addresses of all pages: sitemaps, and stubs where pages were once."""
    for path, make, digest in sitemap.files(library, paths):
        yield Sheet(path, "", make, digest)
    for path in (*left.redirects, *left.gone):
        stub = stub_of(path, left, paths)
        yield Sheet(path, stub.template, partial(stub_of, path, left, paths), digest_of(stub.names))
    lines = redirect_lines(library.edition.url, left.redirects)
    yield Sheet(host.REDIRECTS, "", partial(str, lines), digest_of(lines))


def of_calendar(library: Library) -> Iterator[Sheet]:
    """Years and months."""
    for year in library.calendar.years:
        yield Sheet(year.path, "year", partial(outputs.year, library, year.year))
    for month in library.calendar.months:
        yield Sheet(str(month.path), "month", partial(outputs.month, library, month.year, month.month))
    for titles in every(library.titles):
        yield Sheet(titles.path, "titles", partial(outputs.titles, library, titles.name))


def of_issue(library: Library, key: str) -> Iterator[Sheet]:
    """An issue, its pages, its articles, and its texts for the search."""
    issue = library.issue_of(key)
    yield Sheet(issue.path, "issue", partial(outputs.issue, library, key))
    yield Sheet(issue.reading_path, "read", partial(outputs.reading, library, key))
    for page in issue.pages:
        yield Sheet(page.path, "page", partial(outputs.page, library, key, page.number))
    for article in issue.articles:
        yield of_article(library, article)
    for path, make in (*formats.issue_files(issue), *cards.of_issue(issue)):
        yield Sheet(path, "", make, inherits=True)
    for path, make in cards.of_articles(issue):
        yield Sheet(path, "", make)
    yield from searched(library, search.files_of_issue(issue))


def of_article(library: Library, article: ArticleView) -> Sheet:
    """The page of an article."""
    return Sheet(article.path, "article", partial(outputs.article, library, article.id))


def of_term(library: Library, kind: str, key: str) -> Iterator[Sheet]:
    """A term with a page, and its shelves that have pages of their own."""
    term = library.term_of(kind, key)
    yield Sheet(str(term.path), "term", partial(outputs.term, library, kind, key))
    for year in term.index.years:
        if year.cut:
            yield Sheet(year.href, "shelf", partial(outputs.long_year, library, kind, key, year.name))
        for shelf in year.shelves:
            if not shelf.on_index:
                yield Sheet(shelf.path, "shelf", partial(outputs.shelf, library, kind, key, shelf.name))
    for path, make in formats.term_files(term):
        yield Sheet(path, "", make, inherits=True)
    for path, make in cards.of_term(library, kind, key):
        yield Sheet(path, "", make)


def sheaves(library: Library) -> Iterator[tuple[str, Lister]]:
    """(name, what lists it) of every sheaf, in a fixed order."""
    catalogue = library.asker.connection
    yield "front/", partial(of_front, library)
    yield "texts/", partial(of_texts, library)
    yield "calendar/", partial(of_calendar, library)
    yield "data/", partial(of_data, library)
    yield "search/", partial(of_search, library)
    for name in search.parts_of(library):
        yield f"search/{name}/", partial(of_part, library, name)
    for key in query.issue_keys(catalogue):
        yield f"{ISSUE}{key}/", partial(of_issue, library, key)
    for kind, key in listing.paged_terms(catalogue):
        yield f"term/{kind}/{key}/", partial(of_term, library, kind, key)


ISSUE = "issue/"
"""Begins the name of the sheaf of an issue."""
PATHS = "paths/"
"""The sheaf that is listed last, when all others are known."""
ALWAYS = frozenset({"texts/"})
"""Sheaves that are listed at every build: they are few, and the catalogue knows nothing of them."""


def all_outputs(library: Library) -> Iterator[Output]:
    """Every page of the site but for stubs, in a fixed order."""
    for _, lister in sheaves(library):
        made = (sheet.make() for sheet in lister() if sheet.template)
        yield from (output for output in made if isinstance(output, Output))


def all_files(library: Library) -> Iterator[tuple[str, Callable[[], str | bytes]]]:
    """(path, maker) of every file that no template makes, in a fixed order."""
    paths = paths_of(library)
    last: Lister = partial(of_paths, library, paths, remains(library, paths))
    listers = [*(lister for _, lister in sheaves(library)), last]
    for sheet in (sheet for lister in listers for sheet in lister() if not sheet.template):
        yield sheet.path, partial(file_of, sheet)


def file_of(sheet: Sheet) -> str | bytes:
    """The content of a file that no template makes."""
    made = sheet.make()
    assert not isinstance(made, Output)
    return made


def paths_of(library: Library) -> frozenset[str]:
    """The addresses of all pages, but for the one of what was not found."""
    listed = (sheet for _, lister in sheaves(library) for sheet in lister() if sheet.template)
    return frozenset(sheet.path for sheet in listed) - {urls.NOT_FOUND}
