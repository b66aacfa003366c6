"""All headlines on plain pages, a year a page: what readers without JavaScript search with their browser's own search.

A year with too many headlines for one page is cut into its months. Where it is cut follows from the issues alone, so a
page of an earlier time never moves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from . import urls
from .issues import IssueView

MOST = 1000
"""Headlines on one page."""


@dataclass(frozen=True, eq=False)
class TitlesView:
    """A page of headlines."""

    name: str
    """2024, 2024-06, or undated."""
    issues: tuple[IssueView, ...] = field(repr=False)
    """Those whose headlines stand on this page, newest first."""
    months: tuple[TitlesView, ...] = field(default=(), repr=False)
    """The pages it is cut into, newest first."""

    @property
    def path(self) -> str:
        """search/2024.html."""
        return urls.titles(self.name)

    @property
    def text(self) -> str:
        """2024年, 2024年6月 or 日期未详."""
        year, _, month = self.name.partition("-")
        if not year.isdigit():
            return "日期未详"
        return f"{year}年{int(month)}月" if month else f"{year}年"

    @property
    def count(self) -> int:
        """Headlines on this page and those it is cut into."""
        return sum(issue.record.articles for issue in self.issues) + sum(month.count for month in self.months)


def year_of(issue: IssueView) -> str:
    """Name of the year's page."""
    return f"{issue.date.year:04d}" if issue.date else "undated"


def month_of(issue: IssueView) -> str:
    """Name of the month's page; '' when the month is not known."""
    return f"{issue.date.year:04d}-{issue.date.month:02d}" if issue.date and issue.date.month else ""


def make_year(name: str, issues: tuple[IssueView, ...]) -> TitlesView:
    """A year on one page, or cut into its months."""
    whole = TitlesView(name, issues)
    if whole.count <= MOST or name == "undated":
        return whole
    months = {key: tuple(group) for key, group in groupby(issues, month_of)}
    loose = tuple(issue for key, group in months.items() if not key for issue in group)
    return TitlesView(name, loose, tuple(TitlesView(key, group) for key, group in months.items() if key))


def title_pages(newest: Iterable[IssueView]) -> tuple[TitlesView, ...]:
    """The pages of all years, newest first, undated issues last; `newest` are the issues, newest first."""
    years: dict[str, list[IssueView]] = {}
    for issue in newest:
        years.setdefault(year_of(issue), []).append(issue)
    names = sorted(years, key=lambda name: (name != "undated", name), reverse=True)
    return tuple(make_year(name, tuple(sorted(years[name], key=month_of, reverse=True))) for name in names)


def every(pages: Iterable[TitlesView]) -> Iterator[TitlesView]:
    """The pages and those they are cut into."""
    for page in pages:
        yield page
        yield from page.months
