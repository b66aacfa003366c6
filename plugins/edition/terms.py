"""What templates are given: terms (section, region, tag, author, rubric) and their articles."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from catalogue.query import AddressRecord

from .credits import ROLES
from .dates import DateView, date_view
from .remember import remembered
from .shelves import Index, make_index
from .views import ArticleView
from .vocabulary import Entry

if TYPE_CHECKING:
    from .library import Library

HEADINGS = {"section": "版块", "region": "地区", "tag": "标签", "author": "作者", "rubric": "栏目"}
"""Kind of a term -> the word readers know."""


@dataclass(frozen=True, eq=False)
class TermView:
    """A term with its page."""

    record: AddressRecord = field(repr=False)
    name: str
    """As readers see it; of a region the last part."""
    slug: str
    path: str | None
    """None for a tag with one article."""
    about: str | None = field(repr=False)
    """The line about a section in `edition.toml`."""
    library: Library = field(repr=False)

    @property
    def kind(self) -> str:
        """section, region, tag, author or rubric."""
        return self.record.kind

    @property
    def heading(self) -> str:
        """版块 …: the word for its kind."""
        return HEADINGS[self.kind]

    @property
    def said(self) -> Entry:
        """What the vocabulary of the edition says of it."""
        return self.library.vocabulary.entry(self.kind, self.record.key)

    @property
    def description(self) -> str | None:
        """A line about it."""
        return self.said.description or self.about

    @property
    def aliases(self) -> tuple[str, ...]:
        """Other names it goes by; what is filed under them is listed under it."""
        return self.said.aliases

    @property
    def count(self) -> int:
        """Number of its articles; a region counts what is below it."""
        return self.library.count(self)

    @property
    def full_name(self) -> str:
        """四川省德阳市; the name for other kinds."""
        return self.record.name.replace("/", "") if self.kind == "region" else self.name

    @property
    def initial(self) -> str:
        """The first letter of the slug, for alphabetical lists."""
        return self.slug[0].upper()

    @remembered
    def articles(self) -> tuple[ArticleView, ...]:
        """All of them, newest first, in print order within an issue; pages show `index` or `latest`."""
        return self.library.articles_of_term(self.kind, self.record.key)

    def articles_in(self, span: tuple[str, str]) -> tuple[ArticleView, ...]:
        """Those of issues in a span of dates, newest first."""
        return self.library.articles_of_term(self.kind, self.record.key, span)

    def latest(self, limit: int) -> tuple[ArticleView, ...]:
        """The newest few."""
        return self.library.articles_of_term(self.kind, self.record.key, limit=limit)

    @remembered
    def index(self) -> Index:
        """Its articles on shelves by year."""
        return make_index(self, self.library.months_of_term(self.kind, self.record.key))

    @remembered
    def dates(self) -> tuple[str | None, str | None]:
        """The first and the last date of its articles."""
        return self.library.dates_of_term(self.kind, self.record.key)

    @property
    def first(self) -> DateView | None:
        """The date of its oldest article."""
        return date_view(self.dates[0])

    @property
    def last(self) -> DateView | None:
        """The date of its newest article."""
        return date_view(self.dates[1])

    @remembered
    def parent(self) -> TermView | None:
        """The term above it."""
        return self.library.parent(self)

    @remembered
    def children(self) -> tuple[TermView, ...]:
        """The terms directly below it, those with most articles first."""
        return self.library.children(self)

    @remembered
    def related(self) -> tuple[TermView, ...]:
        """Terms that often occur with it, at most six of a kind, each with a page."""
        return self.library.related_terms(self)

    @remembered
    def roles(self) -> tuple[tuple[str, int], ...]:
        """(role as readers know it, number of articles), of an author."""
        if self.kind != "author":
            return ()
        return tuple((ROLES.get(role, role), count) for role, count in self.library.roles(self))

    @remembered
    def organisations(self) -> tuple[tuple[str, int], ...]:
        """(organisation, number of articles), of an author: several may mean several people of one name."""
        return self.library.organisations(self) if self.kind == "author" else ()
