"""What templates are given: issues and their pages. The contract is `docs/theme.md`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from catalogue import query
from catalogue.query import IssueRecord

from . import urls
from .dates import DateView, date_view
from .layout import Box, lay_out, room
from .pictures import PictureView, Placed
from .remember import remembered
from .views import ArticleView
from .weight import by_weight

if TYPE_CHECKING:
    from .library import Library


LEAD = 14
"""Characters of a headline that tell an issue without a date from another one."""


@dataclass(frozen=True, eq=False)
class PageView:
    """A page (版) of an issue."""

    number: str
    issue: IssueView = field(repr=False)
    name: str | None
    """版名, if an article names it."""
    ids: tuple[str, ...] = field(repr=False)
    """Of its articles, in print order."""

    @property
    def library(self) -> Library:
        """The edition."""
        return self.issue.library

    @property
    def path(self) -> str:
        """2024/06/11/01.html."""
        return urls.page(self.issue.key, self.number)

    @remembered
    def articles(self) -> tuple[ArticleView, ...]:
        """In print order. Each is asked for by itself: what shows one page hangs on no other."""
        return tuple(self.library.articles[id] for id in self.ids)

    @remembered
    def boxes(self) -> tuple[Box, ...]:
        """Where each article may have stood, in print order."""
        return tuple(lay_out([*map(room, self.articles)]))

    @property
    def plan(self) -> tuple[tuple[ArticleView, str], ...]:
        """(article, its box as the path of an SVG of 100 by 140), in print order."""
        return tuple(zip(self.articles, (box.drawn for box in self.boxes), strict=True))

    @property
    def centres(self) -> tuple[tuple[int, int], ...]:
        """The middle of each box."""
        return tuple(box.centre for box in self.boxes)

    @remembered
    def by_weight(self) -> tuple[ArticleView, ...]:
        """The weightiest article first."""
        return by_weight(self.articles)

    @remembered
    def characters(self) -> int:
        """Characters of its articles."""
        return sum(article.characters for article in self.articles)

    @property
    def pictures(self) -> tuple[PictureView, ...]:
        """The pictures of the printed page that lie beside its text."""
        return self.issue.pictures.pages.get(self.number, ())

    @property
    def pdf(self) -> str | None:
        """Path of the PDF of the printed page, if it lies beside its text."""
        found = self.issue.pictures.pdfs.get(self.number)
        return found.path if found else None

    @property
    def previous(self) -> PageView | None:
        """The page before it."""
        place = self.issue.pages.index(self)
        return self.issue.pages[place - 1] if place else None

    @property
    def next(self) -> PageView | None:
        """The page behind it."""
        place = self.issue.pages.index(self) + 1
        return self.issue.pages[place] if place < len(self.issue.pages) else None


@dataclass(frozen=True, eq=False)
class IssueView:
    """An issue (期)."""

    record: IssueRecord = field(repr=False)
    library: Library = field(repr=False)

    @property
    def key(self) -> str:
        """2024-06-11, 2024-06-11-b, weekly-3."""
        return self.record.key

    @cached_property
    def path(self) -> str:
        """2024/06/11/index.html."""
        return urls.issue(self.record.key)

    def file(self, ending: str) -> str:
        """The whole issue in another form: 2024/06/11/issue.ris."""
        return urls.issue_file(self.key, ending)

    @property
    def reading_path(self) -> str:
        """2024/06/11/read.html."""
        return urls.reading(self.record.key)

    @property
    def paper(self) -> str | None:
        """报名."""
        return self.record.paper

    @cached_property
    def date(self) -> DateView | None:
        """As precise as is known."""
        return date_view(self.record.date)

    @property
    def number(self) -> str | None:
        """期号, as printed."""
        return self.record.number

    @cached_property
    def title(self) -> str:
        """For people: 渝西都市报 2024年4月19日; of an issue that nothing tells the time of, what it leads with."""
        undated = f"第{self.number}期" if self.number else f"日期未详（{self.leads_with}）"
        when = self.date.text if self.date else undated
        when += f"（{self.edition}）" if self.edition else ""
        return " ".join(part for part in (self.paper, when) if part)

    @property
    def leads_with(self) -> str:
        """Its first headline, in short: 《水库开闸》."""
        lead = self.record.lead or ""
        return f"《{lead[: LEAD - 1]}…》" if len(lead) > LEAD else f"《{lead}》"

    @property
    def edition(self) -> str:
        """What tells it from another issue of its day: the b of 2024-06-11-b, else ''."""
        found = urls.DAY_KEY.fullmatch(self.key)
        return found[1].partition("-")[2] if found else ""

    @remembered
    def articles(self) -> tuple[ArticleView, ...]:
        """In print order."""
        return tuple(article for page in self.pages for article in page.articles)

    @remembered
    def ids(self) -> tuple[str, ...]:
        """Of its articles, in print order."""
        return tuple(id for page in self.pages for id in page.ids)

    @remembered
    def pages(self) -> tuple[PageView, ...]:
        """In the order of the paper."""
        return tuple(self._pages())

    def _pages(self) -> Iterator[PageView]:
        for number, group in groupby(query.in_print(self.library.asker, self.key), key=lambda row: row[1]):
            rows = list(group)
            name = next((name for _, _, name in rows if name), None)
            yield PageView(number, self, name, tuple(id for id, _, _ in rows))

    def page(self, number: str) -> PageView:
        """The page of a number; StopIteration never happens for pages of its articles."""
        return next(page for page in self.pages if page.number == number)

    @remembered
    def pictures(self) -> Placed:
        """The pictures of its pages and articles."""
        return self.library.pictures_of(self.key)

    @property
    def count(self) -> int:
        """Number of its articles."""
        return self.library.size(self)[0]

    @property
    def characters(self) -> int:
        """Characters of all its articles."""
        return self.library.size(self)[1]

    @property
    def previous(self) -> IssueView | None:
        """The issue before it in time."""
        return self.library.issues_beside(self)[0]

    @property
    def next(self) -> IssueView | None:
        """The issue after it in time."""
        return self.library.issues_beside(self)[1]
