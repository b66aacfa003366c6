"""What templates are given: terms (section, region, tag, author, rubric) and their articles."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from catalogue.query import AddressRecord

from .dates import DateView
from .remember import remembered
from .views import ROLES, ArticleView

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
    description: str | None = field(repr=False)
    library: Library = field(repr=False)

    @property
    def kind(self) -> str:
        """section, region, tag, author or rubric."""
        return self.record.kind

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
        """Newest first, in print order within an issue."""
        return self.library.articles_of_term(self.kind, self.record.key)

    @remembered
    def places(self) -> dict[str, int]:
        """Id of an article -> its place in `articles`."""
        return {article.id: place for place, article in enumerate(self.articles)}

    @remembered
    def years(self) -> tuple[tuple[int | None, tuple[ArticleView, ...]], ...]:
        """(year of the issue, articles), newest first; None for issues without a date."""
        groups = groupby(self.articles, key=lambda one: one.issue.date.year if one.issue.date else None)
        return tuple((year, tuple(articles)) for year, articles in groups)

    @property
    def dates(self) -> list[DateView]:
        """The dates of its articles, in the order of time."""
        found = {article.date.iso: article.date for article in self.articles if article.date}
        return [found[iso] for iso in sorted(found)]

    @remembered
    def first(self) -> DateView | None:
        """The date of its oldest article."""
        return next(iter(self.dates), None)

    @remembered
    def last(self) -> DateView | None:
        """The date of its newest article."""
        return next(reversed(self.dates), None)

    @remembered
    def parent(self) -> TermView | None:
        """The region above it."""
        return self.library.parent(self)

    @remembered
    def children(self) -> tuple[TermView, ...]:
        """The regions directly below it, those with most articles first."""
        return self.library.children(self)

    @remembered
    def related(self) -> tuple[TermView, ...]:
        """Terms that often occur with it, at most 12, each with a page."""
        return self.library.related_terms(self)

    @remembered
    def roles(self) -> tuple[tuple[str, int], ...]:
        """(role as readers know it, number of articles), of an author."""
        if self.kind != "author":
            return ()
        return tuple((ROLES.get(role, role), count) for role, count in self.library.roles(self))
