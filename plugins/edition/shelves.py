"""The articles of a term on shelves that never shift: a year each, with months where a year is long.

The index page of a term shows whole shelves, newest first, until it has `ENOUGH` articles; every older shelf has a page
of its own. So a short list stays on one page, the index is never nearly empty in January, and a new issue touches only
the index: a shelf with a page gets no more articles, unless an editor adds to that very year. A year with more than
`LARGE` articles is cut into its months, and its own page then only leads to them: no address is given up as the archive
grows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from . import urls
from .remember import remembered

if TYPE_CHECKING:
    from .terms import TermView
    from .views import ArticleView

ENOUGH = 30
"""An index page shows whole shelves until it has so many articles."""
LARGE = 200
"""A year with more articles is cut into months."""
FEW = 12
"""A list this short needs no headings of months."""
UNKNOWN = 0
"""Stands for the month of articles of which only the year is known."""


@dataclass(frozen=True, slots=True)
class Month:
    """Articles of a month of a year."""

    number: int
    """1 to 12; 0 when only the year is known."""
    count: int
    href: str = ""
    """Path and anchor where they stand."""

    @property
    def name(self) -> str:
        """6月, or 月份未详."""
        return f"{self.number}月" if self.number else "月份未详"


@dataclass(frozen=True, eq=False)
class Year:
    """A year with articles of a term."""

    year: int | None
    """None for articles without a date."""
    counts: dict[int, int]
    """Month (0 when not known) -> articles; not for `None`."""
    shelves: tuple[Shelf, ...] = field(repr=False)
    """Newest first: one, or one a month."""
    term: TermView = field(repr=False)

    @property
    def label(self) -> str:
        """2024年, or 日期未详."""
        return f"{self.year}年" if self.year else "日期未详"

    @property
    def name(self) -> str:
        """What its page is called: 2024, undated."""
        return f"{self.year:04d}" if self.year else "undated"

    @property
    def cut(self) -> bool:
        """Whether it is cut into months."""
        return self.shelves[0].month is not None

    @property
    def count(self) -> int:
        """Number of its articles."""
        return sum(self.counts.values())

    @property
    def href(self) -> str:
        """Where its articles are, or what leads to them: a page of its own, else its place on the index."""
        path = str(self.term.path)
        return f"{path}#y{self.name}" if not self.cut and self.shelves[0].on_index else urls.shelf(path, self.name)

    @cached_property
    def months(self) -> tuple[Month, ...]:
        """All twelve, and the one that stands for unknown if it has any; none for articles without a date."""
        if self.year is None:
            return ()
        known = tuple(self.make_month(number) for number in range(1, 13))
        return known + ((self.make_month(UNKNOWN),) if UNKNOWN in self.counts else ())

    def make_month(self, number: int) -> Month:
        """A month and where it stands."""
        count = self.counts.get(number, 0)
        home = next((one for one in self.shelves if one.month in (None, number)), None) if count else None
        return Month(number, count, f"{home.path}#m{self.year:04d}-{number:02d}" if home else "")

    @property
    def spoken(self) -> str:
        """The bars of its months in words: 3月2篇，5月1篇."""
        return "，".join(f"{month.name}{month.count}篇" for month in self.months if month.count)

    @property
    def most(self) -> int:
        """Articles of its fullest month."""
        return max(self.counts.values())


@dataclass(frozen=True, eq=False)
class Shelf:
    """Articles of a term that stand on one page: of a year, of a month of a long year, or without a date."""

    term: TermView = field(repr=False)
    year: int | None
    month: int | None
    """None for a whole year; 0 for the articles of a long year whose month is not known."""
    count: int
    on_index: bool
    """Whether it stands on the index page of the term."""

    @property
    def name(self) -> str:
        """2024, 2024-05, 2024-undated, undated."""
        if self.year is None:
            return "undated"
        return f"{self.year:04d}" + ("" if self.month is None else f"-{self.month:02d}" if self.month else "-undated")

    @property
    def label(self) -> str:
        """2024年, 2024年5月, 2024年（月份未详）, 日期未详."""
        if self.year is None:
            return "日期未详"
        month = "" if self.month is None else f"{self.month}月" if self.month else "（月份未详）"
        return f"{self.year}年{month}"

    @property
    def path(self) -> str:
        """Its page: one of its own, or the index of the term."""
        return str(self.term.path) if self.on_index else urls.shelf(str(self.term.path), self.name)

    @property
    def span(self) -> tuple[str, str]:
        """First and last date of the issues it holds."""
        if self.year is None:
            return "", ""
        if self.month == UNKNOWN:
            return f"{self.year:04d}", f"{self.year:04d}"
        start = f"{self.year:04d}" if self.month is None else f"{self.year:04d}-{self.month:02d}"
        return start, f"{start}~"

    @remembered
    def articles(self) -> tuple[ArticleView, ...]:
        """Newest first, in print order within an issue."""
        return self.term.articles_in(self.span)

    @remembered
    def groups(self) -> tuple[tuple[Month, tuple[ArticleView, ...]], ...]:
        """Its articles by the month of their issue, newest first."""

        def month(article: ArticleView) -> int:
            return (article.issue.date and article.issue.date.month) or UNKNOWN

        groups = ((number, tuple(found)) for number, found in groupby(self.articles, key=month))
        return tuple((Month(number, len(found)), found) for number, found in groups)

    @property
    def headed(self) -> bool:
        """Whether its months need headings: a long list of several."""
        return self.count > FEW and len(self.groups) > 1

    def anchor(self, month: Month) -> str:
        """The id of a month on its page; '' without a year."""
        return f"m{self.year:04d}-{month.number:02d}" if self.year else ""

    @property
    def newer(self) -> Shelf | None:
        """The shelf after it in time."""
        return self.term.index.neighbour(self, -1)

    @property
    def older(self) -> Shelf | None:
        """The shelf before it in time."""
        return self.term.index.neighbour(self, 1)

    @property
    def of_year(self) -> Year:
        """The year it belongs to."""
        return next(year for year in self.term.index.years if year.year == self.year)


@dataclass(frozen=True, eq=False)
class Index:
    """All shelves of a term."""

    years: tuple[Year, ...]
    """Newest first, articles without a date last."""

    @cached_property
    def shelves(self) -> tuple[Shelf, ...]:
        """All of them, newest first."""
        return tuple(shelf for year in self.years for shelf in year.shelves)

    @cached_property
    def here(self) -> tuple[Shelf, ...]:
        """Those on the index page itself."""
        return tuple(shelf for shelf in self.shelves if shelf.on_index)

    @cached_property
    def away(self) -> tuple[Shelf, ...]:
        """Those with a page of their own."""
        return tuple(shelf for shelf in self.shelves if not shelf.on_index)

    @property
    def most(self) -> int:
        """Articles of the fullest month of all, so that bars of years can be compared."""
        return max((year.most for year in self.years if year.year), default=1)

    def neighbour(self, shelf: Shelf, step: int) -> Shelf | None:
        """The next shelf in a direction (-1 newer, 1 older)."""
        place = self.shelves.index(shelf) + step
        return self.shelves[place] if 0 <= place < len(self.shelves) else None


def cells(months: Iterable[tuple[str, int]]) -> Iterator[tuple[int | None, dict[int, int]]]:
    """(year, month -> articles) from months as the catalogue tells them: `2024-06`, `2024`, ''; newest first."""
    for year, group in groupby(months, key=lambda one: one[0][:4]):
        yield int(year) if year else None, {int(month[5:] or UNKNOWN): count for month, count in group}


def make_index(term: TermView, months: Iterable[tuple[str, int]]) -> Index:
    """The shelves of a term from the number of its articles in each month, newest first."""
    years: list[Year] = []
    shown = 0
    for year, counts in cells(months):
        long = year is not None and sum(counts.values()) > LARGE
        shelves: list[Shelf] = []
        for month, count in counts.items() if long else ((None, sum(counts.values())),):
            shelves.append(Shelf(term, year, month, count, on_index=shown < ENOUGH))
            shown += count
        years.append(Year(year, counts, tuple(shelves), term))
    return Index(tuple(years))
