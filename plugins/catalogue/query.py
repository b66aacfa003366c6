"""Questions to the catalogue. Drafts, and articles that clash with another, are never in an answer.

Every function takes the connection and returns frozen records or ids; bodies are only
read by `body`. A function marked as a `question` is noted when an `Asker` is asked (`asking.py`): the mark says which
changes may give another answer (`change.py`); `any` is always right, and dear.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from .asking import question
from .front_matter import FrontMatter
from .records import AddressRecord, ArticleRecord, IssueRecord, Source, TermRecord

__all__ = ["AddressRecord", "ArticleRecord", "IssueRecord", "Source", "TermRecord"]

IN_PRINT_ORDER = "i.position, a.print_order, a.id"
NEWEST_FIRST = "i.position DESC, a.print_order, a.id"


ARTICLE = (
    "SELECT a.id, a.issue, a.page, a.stem, a.characters, a.paragraphs, a.summary, a.opening, a.matter, a.revision,"
    " i.key, i.position, i.date, i.paper, i.number, i.lead FROM article a JOIN issue i ON i.key = a.issue WHERE a.shown"
)
ISSUE = "SELECT key, position, date, paper, number, lead FROM issue"


def article_records(rows: sqlite3.Cursor) -> Iterator[ArticleRecord]:
    """The rows of an `ARTICLE` query as records."""
    for row in rows:
        yield ArticleRecord(*(*row[:10], IssueRecord(*row[10:])))


@question(lambda issue=None: f"issue {issue}" if issue else "any")
def articles(connection: sqlite3.Connection, issue: str | None = None) -> tuple[ArticleRecord, ...]:
    """The articles of an issue, or of all, in print order, oldest issue first."""
    where, values = (" AND a.issue = ?", (issue,)) if issue else ("", ())
    return tuple(article_records(connection.execute(f"{ARTICLE}{where} ORDER BY {IN_PRINT_ORDER}", values)))


@question(lambda issue: f"issue {issue}")
def in_print(connection: sqlite3.Connection, issue: str) -> tuple[tuple[str, str, str | None], ...]:
    """(id, page, name of the page if it says so) of the articles of an issue in print order.

    Seldom changes, unlike the articles themselves.
    """
    query = (
        "SELECT id, page, json_extract(matter, '$.page_name') FROM article"
        " WHERE shown AND issue = ? ORDER BY print_order, id"
    )
    return tuple((row[0], row[1], row[2]) for row in connection.execute(query, (issue,)))


@question(lambda issue: f"issue {issue}")
def illustrated(connection: sqlite3.Connection, issue: str) -> tuple[ArticleRecord, ...]:
    """The articles of an issue that name pictures, in print order."""
    query = f"{ARTICLE} AND a.issue = ? AND instr(a.matter, '\"images\":') ORDER BY {IN_PRINT_ORDER}"
    return tuple(article_records(connection.execute(query, (issue,))))


@question(lambda id: f"article {id}")
def article(connection: sqlite3.Connection, id: str) -> ArticleRecord | None:
    """One article, or None when it is not shown."""
    return next(article_records(connection.execute(f"{ARTICLE} AND a.id = ?", (id,))), None)


@question(lambda id: f"article {id}")
def body(connection: sqlite3.Connection, id: str) -> str:
    """The Markdown of an article; KeyError when it is not shown."""
    row = connection.execute(
        "SELECT b.text FROM body b JOIN article a ON a.path = b.path WHERE a.shown AND a.id = ?", (id,)
    ).fetchone()
    if row is None:
        raise KeyError(id)
    return str(row[0])


@question("issues")
def issues(connection: sqlite3.Connection) -> tuple[IssueRecord, ...]:
    """All issues, oldest first."""
    return tuple(IssueRecord(*row) for row in connection.execute(f"{ISSUE} ORDER BY position"))


@question(lambda period: f"issues {period}")
def issues_in(connection: sqlite3.Connection, period: str) -> tuple[IssueRecord, ...]:
    """The issues of a year (`2024`) or a month (`2024-06`), or those without a date (''), oldest first."""
    where = "date IS NULL" if not period else "date = ?1 OR date LIKE ?1 || '-%'"
    values = (period,) if period else ()
    return tuple(IssueRecord(*row) for row in connection.execute(f"{ISSUE} WHERE {where} ORDER BY position", values))


@question(lambda period: f"period {period}")
def articles_in(connection: sqlite3.Connection, period: str) -> int:
    """Number of the articles in the issues of a year (`2024`), of a month (`2024-06`), or without a date ('')."""
    where = "date IS NULL" if not period else "date = ?1 OR date LIKE ?1 || '-%'"
    values = (period,) if period else ()
    return int(connection.execute(f"SELECT total(articles) FROM issue WHERE {where}", values).fetchone()[0])


@question("issues")
def months(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The months with issues, oldest first: `2024-06`; `2024` where only the year is known, '' for no date."""
    query = "SELECT DISTINCT substr(coalesce(date, ''), 1, 7) FROM issue ORDER BY 1"
    return tuple(row[0] for row in connection.execute(query))


def issue_keys(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The keys of all issues, newest first. Not noted."""
    return tuple(row[0] for row in connection.execute("SELECT key FROM issue ORDER BY position DESC"))


@question(lambda key: f"head {key}")
def issue(connection: sqlite3.Connection, key: str) -> IssueRecord | None:
    """One issue, or None when nothing of it is shown."""
    row = connection.execute(f"{ISSUE} WHERE key = ?", (key,)).fetchone()
    return IssueRecord(*row) if row else None


@question(lambda key: f"issue {key}")
def size(connection: sqlite3.Connection, key: str) -> tuple[int, int]:
    """(articles, characters) of an issue."""
    row = connection.execute("SELECT articles, characters FROM issue WHERE key = ?", (key,)).fetchone()
    return (row[0], row[1]) if row else (0, 0)


@question(lambda key: f"beside {key}")
def issues_beside(connection: sqlite3.Connection, key: str) -> tuple[IssueRecord | None, IssueRecord | None]:
    """The issues before and behind one in time."""
    found = []
    for sign, order in (("<", "DESC"), (">", "")):
        where = f"position {sign} (SELECT position FROM issue WHERE key = ?) ORDER BY position {order} LIMIT 1"
        row = connection.execute(f"{ISSUE} WHERE {where}", (key,)).fetchone()
        found.append(IssueRecord(*row) if row else None)
    return found[0], found[1]


def around(connection: sqlite3.Connection, id: str, reach: int) -> tuple[tuple[str, str, str, str], ...]:
    """(section, article, its issue, its page) of an article and so many of its section before and behind it in time."""
    row = connection.execute(
        "SELECT f.key, f.position, f.print_order, f.id FROM article a CROSS JOIN filed f ON f.path = a.path"
        " WHERE f.kind = 'section' AND a.shown AND a.id = ?",
        (id,),
    ).fetchone()
    if row is None:
        return ()
    sides = []
    for sign, order in (("<", "DESC"), (">=", "ASC")):
        query = (
            "SELECT f.key, a.id, a.issue, a.page FROM (SELECT * FROM filed WHERE kind = 'section' AND key = ?"
            f" AND (position, print_order, id) {sign} (?, ?, ?) ORDER BY position {order}, print_order {order},"
            f" id {order} LIMIT ?) f CROSS JOIN article a ON a.path = f.path"
            f" ORDER BY f.position, f.print_order, f.id"
        )
        sides.append(connection.execute(query, (*row, reach + (sign == ">="))).fetchall())
    return (*sides[0], *sides[1])


@question("any")
def corrected(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Ids of the articles with corrections, newest issue first."""
    query = (
        "SELECT a.id FROM article a JOIN issue i ON i.key = a.issue"
        f" WHERE a.shown AND instr(a.matter, '\"corrections\":') ORDER BY {NEWEST_FIRST}"
    )
    return tuple(row[0] for row in connection.execute(query))


def sources(connection: sqlite3.Connection) -> Iterator[Source]:
    """Every article with its body, in print order."""
    query = (
        "SELECT a.path, a.matter, b.text FROM article a JOIN body b ON b.path = a.path"
        f" JOIN issue i ON i.key = a.issue WHERE a.shown ORDER BY {IN_PRINT_ORDER}"
    )
    for path, matter, text in connection.execute(query):
        yield Source(path, FrontMatter.model_validate_json(matter), text)


def raw_sources(connection: sqlite3.Connection) -> Iterator[tuple[str, str, str]]:
    """(path, front matter as JSON, body) of every article."""
    query = "SELECT a.path, a.matter, b.text FROM article a JOIN body b ON b.path = a.path WHERE a.shown"
    yield from connection.execute(query)


def sources_at(connection: sqlite3.Connection, paths: Iterable[str]) -> Iterator[Source]:
    """Some articles with their bodies."""
    query = "SELECT a.path, a.matter, b.text FROM article a JOIN body b ON b.path = a.path WHERE a.path = ?"
    for one in paths:
        for path, matter, text in connection.execute(query, (one,)).fetchall():
            yield Source(path, FrontMatter.model_validate_json(matter), text)


@question("any")
def sources_digest(connection: sqlite3.Connection) -> str:
    """12 hex digits over all articles shown: the same edition, the same digits."""
    row = connection.execute("SELECT count(*), sum(thumb) FROM article WHERE shown").fetchone()
    return hashlib.sha256(repr(tuple(row)).encode()).hexdigest()[:12]


class IssueTexts(NamedTuple):
    """The texts of an issue, told without reading them."""

    issue: str
    digest: str
    """12 hex digits over its articles shown: same texts, same digits."""
    characters: tuple[int, ...]
    """Of each text in print order."""
    revisions: int
    """Of all together: what changes around the texts, such as a word of the mirror, shows in them."""


@question("any")
def issue_texts(connection: sqlite3.Connection) -> tuple[IssueTexts, ...]:
    """Of all issues, oldest first."""
    return tuple(_texts(connection, "", ()))


@question(lambda key: f"issue {key}")
def texts_of_issue(connection: sqlite3.Connection, key: str) -> IssueTexts | None:
    """Of one issue; None when nothing of it is shown."""
    return next(_texts(connection, "AND a.issue = ?", (key,)), None)


def _texts(connection: sqlite3.Connection, where: str, values: tuple[str, ...]) -> Iterator[IssueTexts]:
    query = (
        "SELECT a.issue, a.thumb, a.characters, a.revision FROM article a JOIN issue i ON i.key = a.issue"
        f" WHERE a.shown {where} ORDER BY {IN_PRINT_ORDER}"
    )
    for issue, rows in groupby(connection.execute(query, values), lambda row: str(row[0])):
        _, thumbs, characters, revisions = zip(*rows, strict=True)
        digest = hashlib.sha256(repr(list(thumbs)).encode()).hexdigest()[:12]
        yield IssueTexts(issue, digest, characters, sum(revisions))


def issue_dates(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The dates of all issues, '' where none is known, oldest first. Not noted."""
    return tuple(row[0] or "" for row in connection.execute("SELECT date FROM issue ORDER BY position"))
