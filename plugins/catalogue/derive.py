"""What follows from the articles: which of them are shown, the issues, the terms with their counts."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable
from datetime import date as Day
from typing import Any

from converter.models import Problem

ISSUE_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:-[a-z0-9]+)?)?)?")

SAME_ID = """
    SELECT later.path, later.id, min(earlier.path) FROM article later JOIN article earlier
    ON earlier.id = later.id AND earlier.path < later.path WHERE {those} GROUP BY later.path
"""
SAME_PLACE = """
    SELECT later.path, later.stem, min(earlier.path) FROM article later JOIN article earlier
    ON earlier.issue = later.issue AND earlier.stem = later.stem AND earlier.id <> later.id
    AND earlier.path < later.path WHERE {those} GROUP BY later.path
"""
"""Two articles with one id, or with one address; the file that sorts first keeps it."""
ALL_IDS = "later.id IN (SELECT id FROM article GROUP BY id HAVING count(*) > 1)"
ALL_PLACES = "(later.issue, later.stem) IN (SELECT issue, stem FROM article GROUP BY issue, stem HAVING count(*) > 1)"


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
    """All articles that another one keeps out."""
    ids = connection.execute(SAME_ID.format(those=ALL_IDS)).fetchall()
    same = connection.execute(SAME_PLACE.format(those=ALL_PLACES)).fetchall()
    found = [Problem("E307", path, 1, f"{value} ({other})") for path, value, other in sorted(ids)]
    found += [Problem("E309", path, 1, f"{value} ({other})") for path, value, other in sorted(same)]
    return tuple(found)


def rivals(connection: sqlite3.Connection, paths: Iterable[str]) -> set[str]:
    """The files given, and those whose articles have the id or the address of one of theirs."""
    query = (
        "SELECT b.path FROM article a JOIN article b ON b.id = a.id WHERE a.path = ?1"
        " UNION SELECT b.path FROM article a JOIN article b ON b.issue = a.issue AND b.stem = a.stem WHERE a.path = ?1"
    )
    found = set(paths)
    for path in tuple(found):
        found.update(row[0] for row in connection.execute(query, (path,)))
    return found


def settle_shown(connection: sqlite3.Connection, paths: Iterable[str]) -> None:
    """Decide which of these articles are shown."""
    for path in paths:
        kept_out = any(
            connection.execute(query.format(those="later.path = ?"), (path,)).fetchone()
            for query in (SAME_ID, SAME_PLACE)
        )
        connection.execute(
            "UPDATE article SET shown = (status = 'published' AND NOT ?) WHERE path = ?", (kept_out, path)
        )


def common(values: Iterable[tuple[str | None, int]]) -> str | None:
    """The value that stands most often; of several the one that sorts first; None only when there is no value."""
    counts: Counter[str] = Counter()
    for value, count in values:
        if value:
            counts[value] += count
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None


def issue_row(connection: sqlite3.Connection, key: str) -> tuple[Any, ...] | None:
    """The columns of table `issue`; None for an issue of which nothing is shown."""
    parts = connection.execute(
        "SELECT date, paper, issue_number, count(*), sum(characters) FROM article WHERE shown AND issue = ?"
        " GROUP BY date, paper, issue_number",
        (key,),
    ).fetchall()
    if not parts:
        return None
    date = date_of_key(key) or common((one[0], one[3]) for one in parts)
    paper, number = (common((one[column], one[3]) for one in parts) for column in (1, 2))
    lead = None if date or number else first_headline(connection, key)
    articles, characters = (sum(one[column] for one in parts) for column in (3, 4))
    # Issues without any date come first.
    return key, f"{date or ''} {key}", date, paper, number, lead, articles, characters


def first_headline(connection: sqlite3.Connection, key: str) -> str:
    """The headline of the first article of an issue."""
    query = (
        "SELECT json_extract(matter, '$.title') FROM article WHERE shown AND issue = ? ORDER BY print_order, id LIMIT 1"
    )
    return str(connection.execute(query, (key,)).fetchone()[0])


def derive_issues(connection: sqlite3.Connection, keys: Iterable[str]) -> dict[str, tuple[str | None, str | None]]:
    """Fill table `issue` for these; the heads (position to lead) before and now of those that changed."""
    changed: dict[str, tuple[str | None, str | None]] = {}
    for key in sorted(keys):
        before = connection.execute("SELECT * FROM issue WHERE key = ?", (key,)).fetchone()
        now = issue_row(connection, key)
        connection.execute("DELETE FROM issue WHERE key = ?", (key,))
        if now:
            connection.execute("INSERT INTO issue VALUES (?, ?, ?, ?, ?, ?, ?, ?)", now)
        if (before and before[1:6]) != (now and now[1:6]):
            changed[key] = (before[1] if before else None, now[1] if now else None)
    return changed


def file_articles(connection: sqlite3.Connection, paths: Iterable[str]) -> None:
    """Fill table `filed` for these files; issues and what is shown are known."""
    query = (
        "INSERT INTO filed SELECT u.kind, u.key, i.position, a.print_order, a.id, a.path, u.name,"
        " coalesce(a.date, i.date) FROM article a JOIN issue i ON i.key = a.issue JOIN term_use u ON u.path = a.path"
        " WHERE a.shown AND a.path = ?"
    )
    rows = [(path,) for path in paths]
    # First all are taken out: one may come in for another of its id.
    connection.executemany("DELETE FROM filed WHERE path = ?", rows)
    connection.executemany(query, rows)


def derive_terms(connection: sqlite3.Connection, terms: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Fill table `term` for these: the spelling used most stands for all. Those whose weight is another now."""
    query = "SELECT name, count(*), min(position) FROM filed WHERE kind = ? AND key = ? GROUP BY name"
    moved = []
    for mark in terms:
        names = connection.execute(query, mark).fetchall()
        before = connection.execute("SELECT weight FROM term WHERE kind = ? AND key = ?", mark).fetchone()
        connection.execute("DELETE FROM term WHERE kind = ? AND key = ?", mark)
        count = sum(one[1] for one in names)
        weight = 1 << (count - 1).bit_length()
        if names:
            row = (*mark, common(one[:2] for one in names), count, min(one[2] for one in names), weight)
            connection.execute("INSERT INTO term VALUES (?, ?, ?, ?, ?, ?)", row)
        if (before and before[0]) != (names and weight):
            moved.append(mark)
    return tuple(moved)
