"""What follows from the articles: which of them are shown, the issues, the terms with their counts."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date as Day
from typing import Any

from converter.models import Problem

ISSUE_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:-[a-z0-9]+)?)?)?")

CLASH = """
    SELECT later.path, later.{column}, min(earlier.path) FROM article later
    JOIN article earlier ON earlier.{column} = later.{column} AND earlier.path < later.path {extra}
    GROUP BY later.path ORDER BY later.path
"""


def date_of_key(key: str) -> str | None:
    """The date an issue key begins with: 2024-06-11-b -> 2024-06-11, 2024-06 -> 2024-06, weekly-3 -> None."""
    parts = ISSUE_DATE.fullmatch(key)
    if not parts:
        return None
    try:
        Day(int(parts[1]), int(parts[2] or 1), int(parts[3] or 1))
    except ValueError:
        return None
    return "-".join(part for part in parts.groups() if part)


def clashes(connection: sqlite3.Connection) -> tuple[Problem, ...]:
    """Two articles with one id, or with one address; the file that sorts first keeps it."""
    ids = connection.execute(CLASH.format(column="id", extra="")).fetchall()
    same = connection.execute(
        CLASH.format(column="stem", extra="AND earlier.issue = later.issue AND earlier.id <> later.id")
    ).fetchall()
    found = [Problem("E307", path, 1, f"{value} ({other})") for path, value, other in ids]
    found += [Problem("E309", path, 1, f"{value} ({other})") for path, value, other in same]
    return tuple(found)


def common(values: Iterable[tuple[str | None, int]]) -> str | None:
    """The value that stands most often; of several the one that sorts first; None only when there is no value."""
    counts: Counter[str] = Counter()
    for value, count in values:
        if value:
            counts[value] += count
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None


def issue_rows(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    """The columns of table `issue`, in time; issues without any date come first."""
    groups: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for key, *facts in connection.execute(
        "SELECT issue, date, paper, issue_number, count(*), sum(characters) FROM article WHERE shown"
        " GROUP BY issue, date, paper, issue_number"
    ):
        groups[key].append(tuple(facts))
    rows: list[tuple[Any, ...]] = []
    for key, parts in groups.items():
        date = date_of_key(key) or common((one[0], one[3]) for one in parts)
        paper, number = (common((one[column], one[3]) for one in parts) for column in (1, 2))
        rows.append((key, date, paper, number, sum(one[3] for one in parts), sum(one[4] for one in parts)))
    rows.sort(key=lambda row: (row[1] or "", row[0]))
    return [(row[0], position, *row[1:]) for position, row in enumerate(rows, 1)]


def derive_issues(connection: sqlite3.Connection) -> None:
    """Fill table `issue`."""
    connection.execute("DELETE FROM issue")
    connection.executemany("INSERT INTO issue VALUES (?, ?, ?, ?, ?, ?, ?)", issue_rows(connection))


def derive_terms(connection: sqlite3.Connection) -> None:
    """Fill table `term`: the spelling used most stands for all."""
    spellings: dict[tuple[str, str], list[tuple[str | None, int]]] = defaultdict(list)
    first: dict[tuple[str, str], int] = {}
    for kind, key, name, count, issue in connection.execute(
        "SELECT u.kind, u.key, u.name, count(*), min(i.position) FROM term_use u"
        " JOIN article a ON a.path = u.path JOIN issue i ON i.key = a.issue WHERE a.shown"
        " GROUP BY u.kind, u.key, u.name"
    ):
        spellings[kind, key].append((name, count))
        first[kind, key] = min(first.get((kind, key), issue), issue)
    connection.execute("DELETE FROM term")
    connection.executemany(
        "INSERT INTO term VALUES (?, ?, ?, ?, ?)",
        ((*mark, common(names), sum(count for _, count in names), first[mark]) for mark, names in spellings.items()),
    )


def derive(connection: sqlite3.Connection, anew: bool) -> tuple[Problem, ...]:
    """Bring the derived tables up to date when something changed; return the clashes in any case."""
    found = clashes(connection)
    if anew:
        connection.execute("UPDATE article SET shown = (status = 'published')")
        connection.executemany("UPDATE article SET shown = 0 WHERE path = ?", ((problem.path,) for problem in found))
        derive_issues(connection)
        derive_terms(connection)
    return found
