"""The calendar: years of twelve months, months of weeks, a cell a day with its issues."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from . import urls
from .dates import DateView


class Dated(Protocol):
    """What the calendar needs to know of an issue."""

    @property
    def date(self) -> DateView | None:
        """The date of the issue, as precise as it is known."""
        ...


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day of a month."""

    day: int
    issues: tuple[Dated, ...] = ()


@dataclass(frozen=True, eq=False)
class MonthView:
    """A month; without issues it has no page."""

    year: int
    month: int
    days: dict[int, tuple[Dated, ...]]
    undated: tuple[Dated, ...]
    """Issues known to the month only."""
    calendar: Calendar = field(repr=False)

    @property
    def name(self) -> str:
        """6月."""
        return f"{self.month}月"

    @cached_property
    def issues(self) -> tuple[Dated, ...]:
        """All issues of the month in time, those without a day first."""
        return self.undated + tuple(issue for day in sorted(self.days) for issue in self.days[day])

    @property
    def path(self) -> str | None:
        """Its page, or None without issues."""
        return urls.month(self.year, self.month) if self.issues else None

    @cached_property
    def weeks(self) -> tuple[tuple[DayCell | None, ...], ...]:
        """Rows of seven cells, Monday first; None for days of other months."""
        rows = calendar.Calendar().monthdayscalendar(self.year, self.month)
        return tuple(tuple(DayCell(day, self.days.get(day, ())) if day else None for day in row) for row in rows)

    @property
    def previous(self) -> MonthView | None:
        """The month with issues before this one."""
        return self.calendar.neighbour(self, -1)

    @property
    def next(self) -> MonthView | None:
        """The month with issues after this one."""
        return self.calendar.neighbour(self, 1)


@dataclass(frozen=True, eq=False)
class CalendarYear:
    """A year with issues."""

    year: int
    months: tuple[MonthView, ...]
    """All twelve."""
    undated: tuple[Dated, ...]
    """Issues known to the year only."""
    calendar: Calendar = field(repr=False)

    @property
    def path(self) -> str:
        """Its page."""
        return urls.year(self.year)

    @cached_property
    def count(self) -> int:
        """Number of its issues."""
        return len(self.undated) + sum(len(month.issues) for month in self.months)

    @property
    def previous(self) -> CalendarYear | None:
        """The year with issues before this one."""
        return max((one for one in self.calendar.years if one.year < self.year), key=lambda one: one.year, default=None)

    @property
    def next(self) -> CalendarYear | None:
        """The year with issues after this one."""
        return min((one for one in self.calendar.years if one.year > self.year), key=lambda one: one.year, default=None)


class Calendar:
    """All issues by year, month and day."""

    def __init__(self, issues: Iterable[Dated]) -> None:
        """Sort the issues, given in time, into their cells."""
        cells: dict[tuple[int | None, int | None, int | None], list[Dated]] = defaultdict(list)
        for issue in issues:
            date = issue.date
            cells[(date.year, date.month, date.day) if date else (None, None, None)].append(issue)
        self.undated = tuple(cells.pop((None, None, None), ()))
        """Issues without any date."""
        self.cells = {place: tuple(found) for place, found in cells.items()}
        numbers = sorted({place[0] for place in self.cells if place[0] is not None}, reverse=True)
        self.years = tuple(self.make_year(number) for number in numbers)
        """Newest first."""

    def make_year(self, year: int) -> CalendarYear:
        """A year and its months."""
        months = tuple(self.make_month(year, month) for month in range(1, 13))
        return CalendarYear(year, months, self.cells.get((year, None, None), ()), self)

    def make_month(self, year: int, month: int) -> MonthView:
        """A month and its days."""
        days = {
            day: found
            for day in range(1, calendar.monthrange(year, month)[1] + 1)
            if (found := self.cells.get((year, month, day), ()))
        }
        return MonthView(year, month, days, self.cells.get((year, month, None), ()), self)

    @cached_property
    def months(self) -> tuple[MonthView, ...]:
        """The months that have issues, oldest first."""
        return tuple(month for year in reversed(self.years) for month in year.months if month.issues)

    @cached_property
    def places(self) -> dict[tuple[int, int], int]:
        """(year, month) -> place in `months`."""
        return {(month.year, month.month): place for place, month in enumerate(self.months)}

    def neighbour(self, month: MonthView, step: int) -> MonthView | None:
        """The next month with issues in a direction (1 or -1)."""
        place = self.places.get((month.year, month.month))
        if place is None or not 0 <= place + step < len(self.months):
            return None
        return self.months[place + step]

    def month_of(self, date: DateView | None) -> MonthView | None:
        """The month a date falls in; None when the month is not known or without issues."""
        if date is None or date.month is None or (date.year, date.month) not in self.places:
            return None
        return self.months[self.places[date.year, date.month]]
