"""What a change touches: the rules from a changed article to the marks that questions hang on.

They may say too much, never too little: a question that is asked again and answered as before changes nothing.
They are asked before a change and after it, since an article leaves gaps where it was and neighbours where it is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from datetime import date as Day
from datetime import timedelta

Touch = tuple[str, str, str, str]
"""An article that is shown: (path, id, issue, date of the issue or '')."""

ALWAYS = ("any",)
"""Touched by every change."""
WINDOW = 30
"""Days around an article in which others may be related to it."""


def periods(date: str) -> tuple[str, ...]:
    """The periods a date falls in: 2024-06-11 -> 2024, 2024-06; '' for no date."""
    return tuple(dict.fromkeys((date[:4], date[:7])))


def window(date: str | None) -> tuple[str, str]:
    """First and last date of the time around a date; a month or a year is that time itself."""
    if date is None or len(date) < 10:
        return date or "", f"{date or ''}~"
    day, span = Day.fromisoformat(date), timedelta(days=WINDOW)
    return (max(day, Day.min + span) - span).isoformat(), (min(day, Day.max - span) + span).isoformat()


def own(connection: sqlite3.Connection, one: Touch) -> Iterator[str]:
    """The article, its issue and its time."""
    _, id, issue, date = one
    yield from (f"article {id}", f"issue {issue}", *(f"period {period}" for period in periods(date)))


def listed(connection: sqlite3.Connection, one: Touch) -> Iterator[str]:
    """All it is listed under."""
    path, _, _, date = one
    for kind, key in connection.execute("SELECT kind, key FROM term_use WHERE path = ?", (path,)):
        yield from (f"terms {kind}", f"term {kind} {key}", f"ties {kind} {key}")
        yield from (f"term {kind} {key} {period}" for period in periods(date))


def related(connection: sqlite3.Connection, one: Touch) -> Iterator[str]:
    """Articles of its time that share a term with it; those whose day is not known may be of any time."""
    path, id, _, date = one
    yield f"related {id}"
    query = (
        "SELECT DISTINCT a.id FROM term_use u JOIN term_use o ON o.kind = u.kind AND o.key = u.key"
        " JOIN article a ON a.path = o.path JOIN issue i ON i.key = a.issue WHERE u.path = ? AND u.kind <> 'section'"
        " AND a.shown AND (i.date BETWEEN ? AND ? OR i.date IS NULL OR length(i.date) < 10 OR ?)"
    )
    for (other,) in connection.execute(query, (path, *window(date or None), len(date) < 10)):
        yield f"related {other}"


RULES: tuple[Callable[[sqlite3.Connection, Touch], Iterator[str]], ...] = (own, listed, related)
"""One signature: (catalogue, article) -> marks."""


def marks_of(connection: sqlite3.Connection, paths: Iterable[str]) -> set[str]:
    """All that the articles of these files touch as the catalogue stands; nothing by those that are not shown."""
    found: set[str] = set()
    query = (
        "SELECT a.path, a.id, a.issue, coalesce(i.date, '') FROM article a JOIN issue i ON i.key = a.issue"
        " WHERE a.shown AND a.path = ?"
    )
    for path in paths:
        for one in connection.execute(query, (path,)).fetchall():
            for rule in RULES:
                found.update(rule(connection, one))
    return found


def touch(connection: sqlite3.Connection, marks: Iterable[str]) -> None:
    """Write down what changed; it stays until the outputs are made anew."""
    connection.executemany("INSERT OR IGNORE INTO touched VALUES (?)", ((mark,) for mark in marks))


def touch_articles(connection: sqlite3.Connection, paths: Iterable[str]) -> None:
    """Count articles as changed though their files are not: something around them is another now."""
    paths = tuple(paths)
    connection.executemany("UPDATE article SET revision = revision + 1 WHERE path = ?", ((path,) for path in paths))
    if paths:
        touch(connection, (*marks_of(connection, paths), *ALWAYS))
