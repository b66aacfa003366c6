"""All headlines on plain pages, a year a page: what readers without JavaScript search with their browser's own search.

A year with too many headlines for one page is cut into its months. Where it is cut follows from the issues alone, so a
page of an earlier time never moves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from . import urls

if TYPE_CHECKING:
    from .issues import IssueView
    from .library import Library

MOST = 1000
"""Headlines on one page."""
UNDATED = "undated"


@dataclass(frozen=True)
class TitlesView:
    """A page of headlines."""

    name: str
    """2024, 2024-06, or undated."""
    library: Library = field(repr=False, compare=False)

    @property
    def period(self) -> str:
        """As the catalogue knows it: '' for issues without a date."""
        return "" if self.name == UNDATED else self.name

    @property
    def issues(self) -> tuple[IssueView, ...]:
        """Those whose headlines stand on this page, newest first."""
        found = tuple(reversed(self.library.issues_in(self.period)))
        return tuple(issue for issue in found if not (issue.date and issue.date.month)) if self.months else found

    @property
    def months(self) -> tuple[TitlesView, ...]:
        """The pages it is cut into, newest first."""
        if self.name == UNDATED or "-" in self.name or self.count <= MOST:
            return ()
        names = (name for name in self.library.months if name.startswith(f"{self.name}-"))
        return tuple(TitlesView(name, self.library) for name in reversed(tuple(names)))

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
        return self.library.articles_in(self.period)


def title_pages(library: Library) -> tuple[TitlesView, ...]:
    """The pages of all years, newest first, undated issues last."""
    names = dict.fromkeys(name[:4] or UNDATED for name in reversed(library.months))
    return tuple(TitlesView(name, library) for name in names)


def every(pages: Iterable[TitlesView]) -> Iterator[TitlesView]:
    """The pages and those they are cut into."""
    for page in pages:
        yield page
        yield from page.months
