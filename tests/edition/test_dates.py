"""Dates as readers see them, and the calendar."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from edition.calendar import Calendar
from edition.dates import DateView, date_view


@dataclass(frozen=True)
class Issue:
    """The least an issue is to the calendar."""

    date: DateView | None


def calendar_of(*dates: str | None) -> Calendar:
    """The calendar of issues of these dates, given in time."""

    def within(period: str) -> tuple[Issue, ...]:
        return tuple(
            Issue(date_view(date)) for date in dates if (date or "").startswith(period) and bool(date) == bool(period)
        )

    return Calendar([(date or "")[:7] for date in dates], within)


@pytest.mark.parametrize(
    ("iso", "text", "weekday", "precision", "timestamp"),
    [
        ("2024-06-11", "2024年6月11日", "星期二", "day", "2024-06-11T00:00:00+08:00"),
        ("2024-06", "2024年6月", "", "month", "2024-06-01T00:00:00+08:00"),
        ("2024", "2024年", "", "year", "2024-01-01T00:00:00+08:00"),
        ("2024-12-01", "2024年12月1日", "星期日", "day", "2024-12-01T00:00:00+08:00"),
    ],
)
def test_dates(iso: str, text: str, weekday: str, precision: str, timestamp: str) -> None:
    date = DateView(iso)
    assert (date.text, date.weekday, date.precision, date.timestamp) == (text, weekday, precision, timestamp)


def test_no_date() -> None:
    assert date_view(None) is None


def test_every_issue_is_in_the_calendar_as_precisely_as_it_is_dated() -> None:
    calendar = calendar_of(None, "2023", "2024-06", "2024-06-11", "2024-06-11", "2024-08-01")
    assert len(calendar.undated) == 1
    assert [(year.year, year.count, len(year.undated)) for year in calendar.years] == [(2024, 4, 0), (2023, 1, 1)]
    june = calendar.years[0].months[5]
    assert (june.name, june.path, len(june.issues), len(june.undated)) == ("6月", "2024/06/index.html", 3, 1)
    cells = [cell for week in june.weeks for cell in week if cell and cell.issues]
    assert [(cell.day, len(cell.issues)) for cell in cells] == [(11, 2)]


def test_a_month_begins_on_its_weekday() -> None:
    june = calendar_of("2024-06-11").years[0].months[5]
    assert [cell.day if cell else None for cell in june.weeks[0]] == [None, None, None, None, None, 1, 2]
    assert {len(week) for week in june.weeks} == {7}


def test_months_without_issues_have_no_page_and_are_passed_over() -> None:
    calendar = calendar_of("2023-12-31", "2024-03-01")
    december, march = calendar.months
    assert calendar.years[0].months[1].path is None
    assert (december.next, march.previous) == (march, december)
    assert (december.previous, march.next) == (None, None)
    assert calendar.years[0].months[1].next is None
    assert (calendar.years[0].previous, calendar.years[1].next) == (calendar.years[1], calendar.years[0])


def test_the_month_of_a_date() -> None:
    calendar = calendar_of("2024-06-11")
    assert calendar.month_of(DateView("2024-06")) == calendar.months[0]
    assert calendar.month_of(DateView("2024")) is None
    assert calendar.month_of(DateView("2024-07-01")) is None
    assert calendar.month_of(None) is None
