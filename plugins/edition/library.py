"""The edition as one object graph: views made from the catalogue once, and kept for the build."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path

from markupsafe import Markup

from catalogue import extras, query
from catalogue.related import Kinship
from catalogue.renaming import renamed
from catalogue.terms import Renamed, region_path, settled, term_key

from . import slugs, urls
from .addresses import Address, Given, Mark
from .beside import Beside, beside
from .body import ALONE, Renderer, Setting
from .calendar import Calendar
from .corrections import CorrectionView, log
from .issues import IssueView
from .past import NOTHING_PAST, Past
from .pictures import Placed, place_pictures
from .settings import Edition
from .terms import TermView
from .texts import TextView
from .titles import TitlesView, title_pages
from .views import ArticleView, TieView
from .vocabulary import EMPTY, Vocabulary

KINDS = tuple(urls.FOLDERS)
NOTHING_GIVEN = Given()
PLAIN: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(KINDS, slugs.slug_of),
    "author": slugs.person_slug,
    "region": lambda path: slugs.region_slug(path.rpartition("/")[2]),
}
"""Kind -> the slug of a name that shares it with no other."""
LEAST_OF_TAG = 2
"""A tag needs this many articles for a page of its own."""


class Library:
    """All views of an edition, made when asked for."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        edition: Edition,
        given: Given = NOTHING_GIVEN,
        texts: tuple[TextView, ...] = (),
        past: Past = NOTHING_PAST,
        vocabulary: Vocabulary = EMPTY,
        root: Path = Path(),
    ) -> None:
        """`connection` is an up-to-date catalogue, `given` the addresses that are settled, `texts` hand-written.

        `past`: what was promised to readers, and what moved. `root`: where the paths of pictures begin.
        """
        self.connection = connection
        self.edition = edition
        self.texts = texts
        self.past = past
        self.root = root
        sheet = root / "content" / urls.NAMEPLATE
        self.nameplate = urls.NAMEPLATE if sheet.is_file() else None
        self._given = given
        self.vocabulary = vocabulary
        self._renderer = Renderer()
        self._terms: dict[str, dict[str, TermView]] = {}

    @cached_property
    def issues(self) -> tuple[IssueView, ...]:
        """Oldest first."""
        return tuple(IssueView(record, self) for record in query.issues(self.connection))

    @cached_property
    def newest(self) -> tuple[IssueView, ...]:
        """Newest first."""
        return tuple(reversed(self.issues))

    def issue_at(self, position: int) -> IssueView | None:
        """The issue at a position in time, from 1."""
        return self.issues[position - 1] if 1 <= position <= len(self.issues) else None

    @cached_property
    def records(self) -> dict[str, list[query.ArticleRecord]]:
        """Key of an issue -> its articles in print order."""
        found: dict[str, list[query.ArticleRecord]] = defaultdict(list)
        for record in query.articles(self.connection):
            found[record.issue].append(record)
        return found

    def articles_of_issue(self, issue: IssueView) -> tuple[ArticleView, ...]:
        """The articles of an issue in print order."""
        return tuple(ArticleView(one, issue, n, self) for n, one in enumerate(self.records.get(issue.key, ()), 1))

    def pictures_of(self, key: str) -> Placed:
        """The pictures of an issue."""
        return place_pictures(key, extras.pictures(self.connection, key), self.records.get(key, []))

    @cached_property
    def articles(self) -> dict[str, ArticleView]:
        """Id -> article, oldest issue first."""
        return {article.id: article for issue in self.issues for article in issue.articles}

    def body(self, id: str, link: Callable[[str], str], setting: Setting = ALONE) -> Markup:
        """The text of an article as HTML."""
        return self._renderer.render(query.body(self.connection, id), link, setting)

    @cached_property
    def _beside(self) -> dict[str, Beside]:
        """Article -> what stands beside it in its section."""
        return beside(query.sections_in_time(self.connection))

    def beside(self, id: str) -> Beside:
        """What stands beside an article in its section."""
        return self._beside.get(id, Beside())

    @cached_property
    def kinship(self) -> Kinship:
        """Finds related articles."""
        return Kinship(self.connection)

    def related_articles(self, article: ArticleView) -> tuple[TieView, ...]:
        """Articles about the same event as one."""
        return tuple(TieView(self.articles[tie.id], tie.reasons) for tie in self.kinship.related(article.record))

    @cached_property
    def corrections(self) -> tuple[CorrectionView, ...]:
        """All corrections, newest first."""
        return log(self.articles[id] for id in query.corrected(self.connection))

    def articles_of_term(
        self, kind: str, key: str, span: tuple[str, str] = query.ALWAYS, limit: int = -1
    ) -> tuple[ArticleView, ...]:
        """The articles of a term, newest first: of issues in a span of dates, at most so many."""
        return tuple(self.articles[id] for id in query.articles_of(self.connection, kind, key, span, limit))

    def months_of_term(self, kind: str, key: str) -> tuple[tuple[str, int], ...]:
        """(month, articles) of a term, newest first."""
        return query.months_of(self.connection, kind, key)

    def dates_of_term(self, kind: str, key: str) -> tuple[str | None, str | None]:
        """The first and the last date of a term."""
        return query.dates_of(self.connection, kind, key)

    def terms(self, kind: str) -> dict[str, TermView]:
        """Key -> term, all of a kind, in the order they came into the archive."""
        if kind not in self._terms:
            self._terms[kind] = self._make_terms(kind)
        return self._terms[kind]

    def _make_terms(self, kind: str) -> dict[str, TermView]:
        """The terms of a kind with their addresses."""
        records = query.terms(self.connection, kind)
        paged = {record.name for record in records if kind != "tag" or record.count >= LEAST_OF_TAG}
        addresses = self._addresses(kind, [record.name for record in records if record.name in paged])
        about = {section.name: section.description for section in self.edition.sections} if kind == "section" else {}
        views = {}
        for record in records:
            # What has no page takes no address from those that have one.
            parts = addresses.get(record.name) or (slugs.slug_of(record.name),)
            path = urls.term(kind, *parts) if record.name in paged else None
            name = region_path(record.name)[-1] if kind == "region" else record.name
            views[record.key] = TermView(record, name, parts[-1], path, about.get(name), self)
        return views

    def _addresses(self, kind: str, names: list[str]) -> dict[str, tuple[str, ...]]:
        """Name -> slugs of its address. Names that are settled first, then in the order they came into the archive."""
        fixed = {one.name: one.slug for one in self._given.of(kind)}
        fixed |= {name: slug for name in names if (slug := self._given.slug(kind, name))}
        if kind == "region":
            return slugs.assign_regions(self._given.known_first(kind, sorted(names)), fixed)
        if kind == "section":
            fixed |= {one.name: one.slug for one in self.edition.sections if one.slug}
        made = slugs.assign(self._given.known_first(kind, names), PLAIN[kind], fixed)
        return {name: (slug,) for name, slug in made.items()}

    @cached_property
    def new_addresses(self) -> tuple[Address, ...]:
        """Those of names that share one, and that the file of addresses has not yet."""
        found = []
        for kind in KINDS:
            views = {view.record.name: view.slug for view in self.terms(kind).values() if view.path}
            settled = {one.name for one in self.edition.sections if one.slug} if kind == "section" else set()
            found += [
                Address(kind, name, views[name])
                for name in slugs.contested(views, PLAIN[kind], kind == "region")
                if name not in settled and not self._given.slug(kind, name)
            ]
        return tuple(found)

    @property
    def addressed(self) -> Iterator[Mark]:
        """All names with a page."""
        return ((kind, key) for kind in KINDS for key, view in self.terms(kind).items() if view.path)

    def term(self, kind: str, name: str | None) -> TermView | None:
        """The term a name belongs to."""
        return self.terms(kind).get(term_key(settled(kind, name, self._renamed))) if name else None

    @cached_property
    def _renamed(self) -> Renamed:
        """Other names of terms."""
        return renamed(self.connection)

    def region_line(self, path: tuple[str, ...]) -> tuple[TermView, ...]:
        """A region and those above it, from the province down."""
        path = region_path(settled("region", "/".join(path), self._renamed))
        found = (self.term("region", "/".join(path[:depth])) for depth in range(1, len(path) + 1))
        return tuple(term for term in found if term)

    def parent(self, term: TermView) -> TermView | None:
        """The region above a region."""
        above = term.record.name.rpartition("/")[0] if term.kind == "region" else term.said.parent
        return self.term(term.kind, above)

    @cached_property
    def _children(self) -> dict[str, list[TermView]]:
        """Key of a region ('' above the provinces) -> the regions directly below it, most articles first."""
        found: dict[str, list[TermView]] = defaultdict(list)
        for term in sorted(self.terms("region").values(), key=lambda one: (-one.count, one.slug)):
            found[term.record.key.rpartition("/")[0]].append(term)
        return found

    def children(self, term: TermView) -> tuple[TermView, ...]:
        """The regions directly below a region."""
        if term.kind == "region":
            return tuple(self._children.get(term.record.key, ()))
        terms = self.terms(term.kind)
        below = (terms[key] for key in self.vocabulary.below(term.kind, term.record.key) if key in terms)
        return tuple(sorted(below, key=lambda one: (-one.count, one.slug)))

    def related_terms(self, term: TermView) -> tuple[TermView, ...]:
        """Terms that often occur with a term and have a page."""
        found = query.related_terms(self.connection, term.kind, term.record.key)
        return tuple(view for kind, key in found if (view := self.terms(kind)[key]).path)

    def roles(self, term: TermView) -> tuple[tuple[str, int], ...]:
        """(role, count) of an author."""
        return query.roles(self.connection, term.record.key)

    def organisations(self, term: TermView) -> tuple[tuple[str, int], ...]:
        """(organisation, count) of an author."""
        return query.organisations(self.connection, term.record.key)

    def overview(self, kind: str) -> tuple[TermView, ...]:
        """The terms of a kind as its overview lists them: each kind in the order a reader looks for it."""
        if kind == "section":
            return self.sections
        if kind == "region":
            return tuple(self._children.get("", ()))
        terms = (term for term in self.terms(kind).values() if term.path)
        if kind == "author":
            return tuple(sorted(terms, key=lambda one: (one.slug, one.name)))
        return tuple(sorted(terms, key=lambda one: (-one.count, one.slug)))

    @cached_property
    def sections(self) -> tuple[TermView, ...]:
        """Sections with articles, in the order of `edition.toml`; others behind them."""
        order = {section.name: place for place, section in enumerate(self.edition.sections)}
        terms = self.terms("section").values()
        return tuple(sorted(terms, key=lambda one: (order.get(one.name, len(order)), -one.count, one.slug)))

    @cached_property
    def calendar(self) -> Calendar:
        """All issues by year, month and day."""
        return Calendar(self.issues)

    @cached_property
    def titles(self) -> tuple[TitlesView, ...]:
        """The pages of all headlines by year, newest first."""
        return title_pages(self.newest)

    @cached_property
    def digest(self) -> str:
        """12 hex digits over all articles."""
        return query.sources_digest(self.connection)
