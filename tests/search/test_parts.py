"""How the index is cut by time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date as Day
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.models import Issue
from search.parts import cut, part_of, shards, version


def issue(date: str, key: str = "") -> Issue:
    return Issue(key or date, date, f"江城报 {date}", "", (1000,), "v", tuple)


@pytest.mark.parametrize(
    ("date", "newest", "part"),
    [
        ("", "2024-06-11", "undated"),
        ("2023-12-31", "2024-06-11", "2023"),
        ("2024-03-31", "2024-06-11", "2024"),
        ("2024-05-31", "2024-06-11", "2024q2"),
        ("2024-06-10", "2024-06-11", "2024-06"),
        ("2024-06-11", "2024-06-11", "2024-06b"),
        ("2024-06-20", "2024-06-20", "2024-06b"),
        ("2024-06-31", "2024-06-31", "2024-06c"),
        ("2024-06", "2024-06-11", "2024-06"),
        ("2024-05", "2024-06-11", "2024q2"),
        ("2024", "2024-06-11", "2024"),
        ("2024-06", "2024-06", "2024-06"),
        ("2024", "2024", "2024"),
    ],
)
def test_the_part_of_an_issue(date: str, newest: str, part: str) -> None:
    assert part_of(date, newest) == part


days = st.dates(Day(2020, 1, 1), Day(2024, 12, 31)).map(Day.isoformat)
dates = st.one_of(days, days.map(lambda day: day[:7]), days.map(lambda day: day[:4]), st.just(""))


@given(st.lists(dates, unique=True, min_size=1, max_size=40).map(sorted))
def test_every_issue_is_in_one_part_and_there_are_few(found: list[str]) -> None:
    parts = cut(issue(date, date or "weekly") for date in found)
    years = {date[:4] for date in found if date}

    assert sorted(one.date for part in parts for one in part.issues) == found
    assert len({part.name for part in parts}) == len(parts) <= len(years) + 4


def test_a_daily_issue_touches_the_newest_part_and_rarely_another() -> None:
    start, touched = Day(2023, 1, 1), []
    issues: list[Issue] = []
    before: dict[str, str] = {}
    for number in range(2 * 365):
        issues.append(issue((start + timedelta(number)).isoformat()))
        parts = cut(issues)
        after = {part.name: version(part) for part in parts}
        touched.append(sum(len(part.issues) for part in parts if before.get(part.name) != after[part.name]))
        before = after

    assert sorted(touched)[len(touched) // 2] <= 7
    assert sum(touched) / len(touched) <= 12
    assert sum(1 for issues_of_day in touched if issues_of_day > 100) <= 12


def test_the_version_follows_from_what_a_reader_sees() -> None:
    one = issue("2024-06-11")
    versions = {version(part) for changed in (one, replace(one, version="w"), replace(one, title="新题"))
                for part in cut([changed])}  # fmt: skip

    assert len(versions) == 3


def test_a_larger_part_has_larger_files_and_more() -> None:
    counts = [shards(*cut([replace(issue("2024"), sizes=(size,))])) for size in (0, 10_000, 100_000, 10_000_000)]

    assert counts == sorted(counts) and counts[0] == 1
    assert 10_000_000 / counts[3] > 100_000 / counts[2] > 10_000 / counts[1]
