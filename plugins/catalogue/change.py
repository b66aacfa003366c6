"""What a change touches: the rules from a changed article to the marks that questions hang on.

They may say too much, never too little: a question that is asked again and answered as before changes nothing.
They are asked before a change and after it, since an article leaves gaps where it was and neighbours where it is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator

from . import manifest, query

Touch = tuple[str, str, str, str]
"""An article that is shown: (path, id, issue, date of the issue or '')."""

ALWAYS = ("any",)
"""Touched by every change."""
NEWEST = "revision"
"""Under this name the catalogue has the number of the newest revision."""
REACH = 21
"""How far in its section an article is seen by others (`beside.py` looks 20 places around)."""


def periods(date: str) -> tuple[str, ...]:
    """The periods a date falls in: 2024-06-11 -> 2024, 2024-06; '' for no date."""
    return tuple(dict.fromkeys((date[:4], date[:7])))


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


def near(connection: sqlite3.Connection, one: Touch) -> Iterator[str]:
    """Articles of its section that it stands beside."""
    yield f"near {one[1]}"
    yield from (f"near {row[1]}" for row in query.around(connection, one[1], REACH))


RULES: tuple[Callable[[sqlite3.Connection, Touch], Iterator[str]], ...] = (own, listed, near)
"""One signature: (catalogue, article) -> marks."""


def marks_of(connection: sqlite3.Connection, paths: Iterable[str]) -> set[str]:
    """All that the articles of these files touch as the catalogue stands; nothing by those that are not shown."""
    found: set[str] = set()
    places = (
        "SELECT a.path, a.id, a.issue, coalesce(i.date, '') FROM article a JOIN issue i ON i.key = a.issue"
        " WHERE a.shown AND a.path = ?"
    )
    for path in paths:
        for one in connection.execute(places, (path,)).fetchall():
            for rule in RULES:
                found.update(rule(connection, one))
    return found


def touch(connection: sqlite3.Connection, marks: Iterable[str]) -> None:
    """Write down what changed; it stays until the outputs are made anew."""
    connection.executemany("INSERT OR IGNORE INTO touched VALUES (?)", ((mark,) for mark in marks))


def newest_revision(connection: sqlite3.Connection) -> int:
    """The revision of articles that are read now.

    No number is given twice: an article that was deleted comes back with one that tells it from what it was.
    """
    return int(manifest.noted(connection, NEWEST) or 0)


def new_revision(connection: sqlite3.Connection) -> int:
    """Something around articles, here or to come back, is another now: a number for those that it concerns."""
    number = newest_revision(connection) + 1
    manifest.differs(connection, NEWEST, str(number))
    return number


def touch_articles(connection: sqlite3.Connection, paths: Iterable[str]) -> None:
    """Count articles as changed though their files are not: something around them is another now."""
    paths, number = tuple(paths), new_revision(connection)
    connection.executemany("UPDATE article SET revision = ? WHERE path = ?", ((number, path) for path in paths))
    if paths:
        touch(connection, (*marks_of(connection, paths), *ALWAYS))


def traits_of(connection: sqlite3.Connection, paths: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """File -> what of its article others are related by (`related.py`), if it is shown."""
    known = "SELECT issue, page, id, summary, matter FROM article WHERE shown AND path = ?"
    return {path: row for path in paths for row in connection.execute(known, (path,))}


def kin_marks(connection: sqlite3.Connection, issues: Iterable[str], dates: Iterable[str | None]) -> Iterator[str]:
    """Marks of the articles that may be related to others now that something changed in these issues."""
    from .related import Kinship  # which asks questions that are defined by then

    for key in Kinship(connection).touched(issues, dates):
        yield from (f"kin {row[0]}" for row in connection.execute("SELECT id FROM article WHERE issue = ?", (key,)))
