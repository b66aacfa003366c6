"""The calendar: years of twelve months, months of weeks, a cell a day with its issues."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable
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


@dataclass(frozen=True)
class MonthView:
    """A month; without issues it has no page."""

    year: int
    month: int
    calendar: Calendar = field(repr=False, compare=False)

    @property
    def name(self) -> str:
        """6月."""
        return f"{self.month}月"

    @property
    def issues(self) -> tuple[Dated, ...]:
        """All issues of the month in time, those without a day first."""
        return self.calendar.issues_in(month_key(self.year, self.month)) if self.path else ()

    @property
    def undated(self) -> tuple[Dated, ...]:
        """Issues known to the month only."""
        return tuple(issue for issue in self.issues if issue.date and issue.date.day is None)

    @property
    def days(self) -> dict[int, tuple[Dated, ...]]:
        """Day -> its issues."""
        found: dict[int, tuple[Dated, ...]] = {}
        for issue in self.issues:
            if issue.date and issue.date.day:
                found[issue.date.day] = (*found.get(issue.date.day, ()), issue)
        return found

    @property
    def path(self) -> str | None:
        """Its page, or None without issues."""
        return urls.month(self.year, self.month) if (self.year, self.month) in self.calendar.places else None

    @property
    def weeks(self) -> tuple[tuple[DayCell | None, ...], ...]:
        """Rows of seven cells, Monday first; None for days of other months."""
        rows, days = calendar.Calendar().monthdayscalendar(self.year, self.month), self.days
        return tuple(tuple(DayCell(day, days.get(day, ())) if day else None for day in row) for row in rows)

    @property
    def previous(self) -> MonthView | None:
        """The month with issues before this one."""
        return self.calendar.neighbour(self, -1)

    @property
    def next(self) -> MonthView | None:
        """The month with issues after this one."""
        return self.calendar.neighbour(self, 1)


@dataclass(frozen=True)
class CalendarYear:
    """A year with issues."""

    year: int
    calendar: Calendar = field(repr=False, compare=False)

    @property
    def path(self) -> str:
        """Its page."""
        return urls.year(self.year)

    @cached_property
    def months(self) -> tuple[MonthView, ...]:
        """All twelve."""
        return tuple(MonthView(self.year, month, self.calendar) for month in range(1, 13))

    @property
    def issues(self) -> tuple[Dated, ...]:
        """All its issues in time."""
        return self.calendar.issues_in(f"{self.year:04d}")

    @property
    def undated(self) -> tuple[Dated, ...]:
        """Issues known to the year only."""
        return tuple(issue for issue in self.issues if issue.date and issue.date.month is None)

    @property
    def count(self) -> int:
        """Number of its issues."""
        return len(self.issues)

    @property
    def previous(self) -> CalendarYear | None:
        """The year with issues before this one."""
        return self.calendar.year(max((one for one in self.calendar.numbers if one < self.year), default=None))

    @property
    def next(self) -> CalendarYear | None:
        """The year with issues after this one."""
        return self.calendar.year(min((one for one in self.calendar.numbers if one > self.year), default=None))


class Calendar:
    """All issues by year, month and day; what is not looked at is not asked for."""

    def __init__(self, periods: Iterable[str], issues_in: Callable[[str], tuple[Dated, ...]]) -> None:
        """`periods`: the months with issues (`2024-06`), years of those without a month, '' for no date.

        `issues_in` gives the issues of a year, a month, or without a date, in time.
        """
        found = sorted(set(periods))
        self.issues_in = issues_in
        self.places = {
            (int(period[:4]), int(period[5:])): place
            for place, period in enumerate(period for period in found if len(period) > 4)
        }
        """(year, month) -> place among the months that have issues."""
        self.numbers = tuple(sorted({int(period[:4]) for period in found if period}, reverse=True))
        """Years with issues, newest first."""

    @property
    def undated(self) -> tuple[Dated, ...]:
        """Issues without any date."""
        return self.issues_in("")

    @property
    def years(self) -> tuple[CalendarYear, ...]:
        """Newest first."""
        return tuple(CalendarYear(number, self) for number in self.numbers)

    @property
    def months(self) -> tuple[MonthView, ...]:
        """The months that have issues, oldest first."""
        return tuple(MonthView(*place, self) for place in self.places)

    def year(self, number: int | None) -> CalendarYear | None:
        """A year with issues."""
        return CalendarYear(number, self) if number in self.numbers and number is not None else None

    def month(self, year: int, month: int) -> MonthView:
        """A month."""
        return MonthView(year, month, self)

    def neighbour(self, month: MonthView, step: int) -> MonthView | None:
        """The next month with issues in a direction (1 or -1)."""
        place = self.places.get((month.year, month.month))
        if place is None or not 0 <= place + step < len(self.places):
            return None
        return MonthView(*list(self.places)[place + step], self)

    def month_of(self, date: DateView | None) -> MonthView | None:
        """The month a date falls in; None when the month is not known or without issues."""
        if date is None or date.month is None or (date.year, date.month) not in self.places:
            return None
        return MonthView(date.year, date.month, self)


def month_key(year: int, month: int) -> str:
    """2024-06."""
    return f"{year:04d}-{month:02d}"
