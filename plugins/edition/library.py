"""The edition as one object graph: views made from the catalogue when asked for, and kept for the build.

Whatever is asked is noted by the `Asker`, so that each output of the site knows what it was made from (`remember.py`).
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from markupsafe import Markup

from catalogue import extras, listing, query
from catalogue.asking import Asker
from catalogue.related import Kinship, Tie, kin, kin_by
from catalogue.renaming import renamed
from catalogue.terms import Renamed, region_path, settled, term_key
from catalogue.together import Together, related_terms

from . import urls
from .articles import Articles
from .body import ALONE, Renderer, Setting
from .calendar import Calendar
from .corrections import CorrectionView, log
from .fragments import Fragments
from .issues import IssueView
from .outlines import Outlines, index_of, outline
from .past import NOTHING_PAST, Past
from .pictures import Placed, place_pictures
from .remember import remembered
from .settings import Edition
from .terms import TermView
from .texts import TextView
from .titles import TitlesView, title_pages
from .views import ArticleView, TieView
from .vocabulary import EMPTY, Vocabulary

KEPT = 2_000
"""Views of articles found one by one that are kept at a time."""


class Library:
    """All views of an edition, made when asked for."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        edition: Edition,
        texts: tuple[TextView, ...] = (),
        past: Past = NOTHING_PAST,
        vocabulary: Vocabulary = EMPTY,
        root: Path = Path(),
    ) -> None:
        """`connection` is an up-to-date catalogue in which addresses are settled; `texts` are hand-written pages.

        `past`: what was promised to readers, and what moved. `root`: where the paths of pictures begin.
        """
        self.asker = Asker(connection)
        self.edition = edition
        self.texts = texts
        self.past = past
        self.vocabulary = vocabulary
        self.root = root
        # The style sheet with the small font of the paper's name, if there is one.
        self.nameplate = urls.NAMEPLATE if (root / "content" / urls.NAMEPLATE).is_file() else None
        self.articles = Articles(self)
        self._renderer = Renderer()
        self.fragments = Fragments(self.asker)
        self._kinship: Kinship | None = None
        self.asker.ways |= {"kin": self._kin, "outline": Outlines(self.asker), "related_terms": Together(self.asker)}
        self._issues: dict[query.IssueRecord, IssueView] = {}
        self._terms: dict[query.AddressRecord, TermView] = {}
        self._about = {section.name: section.description for section in edition.sections}

    @property
    def kept(self) -> Callable[..., str]:
        """Pieces of pages that are made once: see `Fragments.keep`."""
        return self.fragments.keep

    def issue(self, record: query.IssueRecord) -> IssueView:
        """The view of an issue."""
        if len(self._issues) > KEPT:
            self._issues.clear()
        return self._issues.setdefault(record, IssueView(record, self))

    def article(self, record: query.ArticleRecord) -> ArticleView:
        """The view of an article."""
        return ArticleView(record, self.issue(record.head), self)

    @remembered
    def issues(self) -> tuple[IssueView, ...]:
        """Oldest first."""
        return tuple(map(self.issue, query.issues(self.asker)))

    @remembered
    def newest(self) -> tuple[IssueView, ...]:
        """Newest first."""
        return tuple(reversed(self.issues))

    def issue_of(self, key: str) -> IssueView:
        """The issue of a key; KeyError when nothing of it is shown."""
        record = query.issue(self.asker, key)
        if record is None:
            raise KeyError(key)
        return self.issue(record)

    def issues_in(self, period: str) -> tuple[IssueView, ...]:
        """The issues of a year (`2024`), a month (`2024-06`), or without a date (''), oldest first."""
        return tuple(map(self.issue, query.issues_in(self.asker, period)))

    def issues_of(self, month: str) -> tuple[IssueView, ...]:
        """The issues of one of `months`, oldest first: of `2024` those of which no month is known."""
        found = self.issues_in(month)
        return tuple(issue for issue in found if (issue.date.iso[:7] if issue.date else "") == month)

    def issues_beside(self, issue: IssueView) -> tuple[IssueView | None, IssueView | None]:
        """The issues before and behind one."""
        before, behind = query.issues_beside(self.asker, issue.key)
        return (self.issue(before) if before else None), (self.issue(behind) if behind else None)

    def size(self, issue: IssueView) -> tuple[int, int]:
        """(articles, characters) of an issue."""
        return query.size(self.asker, issue.key)

    def pictures_of(self, key: str) -> Placed:
        """The pictures of an issue."""
        found = extras.pictures(self.asker, key)
        return place_pictures(key, found, (query.articles if found else query.illustrated)(self.asker, key))

    @property
    def corrections(self) -> tuple[CorrectionView, ...]:
        """All corrections, newest first."""
        return log(self.articles[id] for id in query.corrected(self.asker))

    def articles_in(self, period: str) -> int:
        """Number of the articles in the issues of a year, a month, or without a date."""
        return query.articles_in(self.asker, period)

    def body(self, id: str, link: Callable[[str], str], setting: Setting = ALONE) -> Markup:
        """The text of an article as HTML."""
        return self._renderer.render(query.body(self.asker, id), link, setting)

    def _kin(self, id: str) -> tuple[Tie, ...]:
        """Ties of an article by an object that is kept: it knows the issues around."""
        if self._kinship is None or self._kinship.connection is not self.asker.connection:
            self._kinship = Kinship(self.asker.connection)
        return kin_by(self._kinship, id)

    def related_articles(self, article: ArticleView) -> tuple[TieView, ...]:
        """Articles about the same event as one."""
        return tuple(TieView(self.articles[tie.id], tie.reasons) for tie in kin(self.asker, article.id))

    def articles_of_term(
        self, kind: str, key: str, span: tuple[str, str] = listing.ALWAYS, limit: int = -1
    ) -> tuple[ArticleView, ...]:
        """The articles of a term, newest first: of issues in a span of dates, at most so many."""
        return tuple(map(self.article, listing.cards_of(self.asker, kind, key, span, limit)))

    def months_of_term(self, kind: str, key: str) -> tuple[tuple[str, int], ...]:
        """(month, articles) of a term, newest first."""
        return listing.months_of(self.asker, kind, key)

    def dates_of_term(self, kind: str, key: str) -> tuple[str | None, str | None]:
        """The first and the last date of a term."""
        return listing.dates_of(self.asker, kind, key)

    def term_view(self, record: query.AddressRecord) -> TermView:
        """The view of a term."""
        view = self._terms.get(record)
        if view is None:
            name = region_path(record.name)[-1] if record.kind == "region" else record.name
            about = self._about.get(name) if record.kind == "section" else None
            view = self._terms[record] = TermView(record, name, record.slug, record.path, about, self)
        return view

    def terms(self, kind: str) -> dict[str, TermView]:
        """Key -> term, all of a kind, in the order they came into the archive."""
        return {record.key: self.term_view(record) for record in listing.addresses(self.asker, kind)}

    def term_at(self, kind: str, key: str) -> TermView | None:
        """The term of a key."""
        record = listing.address(self.asker, kind, key)
        return self.term_view(record) if record else None

    def term_of(self, kind: str, key: str) -> TermView:
        """The term of a key; KeyError when no article has it."""
        term = self.term_at(kind, key)
        if term is None:
            raise KeyError(key)
        return term

    def part_of(self, kind: str, key: str, name: str) -> TermView:
        """A term that knows of its shelves only what the page of one of them shows."""
        term = replace(self.term_of(kind, key))
        TermView.index.set(term, index_of(term, outline(self.asker, kind, key, name)))
        return term

    def term(self, kind: str, name: str | None) -> TermView | None:
        """The term a name belongs to."""
        return self.term_at(kind, term_key(settled(kind, name, self._renamed))) if name else None

    @cached_property
    def _renamed(self) -> Renamed:
        """Other names of terms. Not noted: when they change, all articles are read anew."""
        return renamed(self.asker.connection)

    def own_term(self, kind: str, name: str | None) -> TermView | None:
        """The term a name in the record of an article belongs to. Not noted: the record is another when it changes."""
        with self.asker.noting():
            return self.term(kind, name)

    def region_line(self, path: tuple[str, ...]) -> tuple[TermView, ...]:
        """The region of an article and those above it, from the province down."""
        path = region_path(settled("region", "/".join(path), self._renamed))
        found = (self.own_term("region", "/".join(path[:depth])) for depth in range(1, len(path) + 1))
        return tuple(term for term in found if term)

    def has(self, term: TermView, least: int) -> bool:
        """Whether a term has so many articles."""
        return listing.has(self.asker, term.kind, term.record.key, least)

    def count(self, term: TermView) -> int:
        """Number of the articles of a term."""
        return listing.count(self.asker, term.kind, term.record.key)

    def parent(self, term: TermView) -> TermView | None:
        """The term above a term: of a region by its path, else as the vocabulary says."""
        above = term.record.name.rpartition("/")[0] if term.kind == "region" else term.said.parent
        return self.term(term.kind, above)

    @remembered
    def _children(self) -> dict[str, list[TermView]]:
        """Key of a region ('' above the provinces) -> the regions directly below it, most articles first."""
        found: dict[str, list[TermView]] = defaultdict(list)
        for term in sorted(self.terms("region").values(), key=lambda one: (-one.count, one.slug)):
            found[term.record.key.rpartition("/")[0]].append(term)
        return found

    def children(self, term: TermView) -> tuple[TermView, ...]:
        """The terms directly below a term."""
        if term.kind == "region":
            return tuple(self._children.get(term.record.key, ()))
        found = (self.term_at(term.kind, key) for key in self.vocabulary.below(term.kind, term.record.key))
        return tuple(sorted(filter(None, found), key=lambda one: (-one.count, one.slug)))

    def related_terms(self, term: TermView) -> tuple[TermView, ...]:
        """Terms that often occur with a term and have a page."""
        found = related_terms(self.asker, term.kind, term.record.key)
        views = (self.term_at(kind, key) for kind, key in found)
        return tuple(view for view in views if view and view.path)

    def roles(self, term: TermView) -> tuple[tuple[str, int], ...]:
        """(role, count) of an author."""
        return listing.roles(self.asker, term.record.key)

    def organisations(self, term: TermView) -> tuple[tuple[str, int], ...]:
        """(organisation, count) of an author."""
        return listing.organisations(self.asker, term.record.key)

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

    @remembered
    def sections(self) -> tuple[TermView, ...]:
        """Sections with articles, in the order of `edition.toml`, others behind them by name: all pages show them."""
        order = {section.name: place for place, section in enumerate(self.edition.sections)}
        terms = self.terms("section").values()
        return tuple(sorted(terms, key=lambda one: (order.get(one.name, len(order)), one.slug)))

    @remembered
    def calendar(self) -> Calendar:
        """All issues by year, month and day."""
        return Calendar(self.months, self.issues_in)

    @property
    def months(self) -> tuple[str, ...]:
        """The months with issues, oldest first: `2024-06`; `2024` where only the year is known, '' for no date."""
        return query.months(self.asker)

    @property
    def titles(self) -> tuple[TitlesView, ...]:
        """The pages of all headlines by year, newest first."""
        return title_pages(self)

    @property
    def digest(self) -> str:
        """12 hex digits over all articles."""
        return query.sources_digest(self.asker)
