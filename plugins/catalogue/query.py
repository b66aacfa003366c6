"""Questions to the catalogue. Drafts, and articles that clash with another, are never in an answer.

Every function takes the connection and returns frozen records or ids; bodies are only
read by `body`.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from .front_matter import FrontMatter

IN_PRINT_ORDER = "i.position, a.print_order, a.id"
NEWEST_FIRST = "i.position DESC, a.print_order, a.id"
ALWAYS = ("", "~")
"""A span of dates that holds them all."""


@dataclass(frozen=True)
class ArticleRecord:
    """An article without its body."""

    id: str
    issue: str
    page: str
    stem: str
    """File name of its address: 01-03."""
    characters: int
    paragraphs: int
    summary: str
    opening: str
    json: str
    """The front matter as it is stored."""

    @cached_property
    def matter(self) -> FrontMatter:
        """The front matter; it was validated when the file was read."""
        return FrontMatter.model_validate_json(self.json)


@dataclass(frozen=True, slots=True)
class IssueRecord:
    """An issue that has at least one article."""

    key: str
    position: int
    date: str | None
    paper: str | None
    number: str | None
    articles: int
    characters: int


@dataclass(frozen=True, slots=True)
class TermRecord:
    """Something articles are listed under."""

    kind: str
    key: str
    name: str
    count: int
    first: int
    """Position of the first issue it occurs in."""


@dataclass(frozen=True, slots=True)
class Source:
    """All of an article that a reader sees, for the mirror."""

    path: str
    """File of the article, as messages name it."""
    matter: FrontMatter
    body: str


ARTICLE = (
    "SELECT a.id, a.issue, a.page, a.stem, a.characters, a.paragraphs, a.summary, a.opening, a.matter"
    " FROM article a JOIN issue i ON i.key = a.issue WHERE a.shown"
)


def article_records(rows: sqlite3.Cursor) -> Iterator[ArticleRecord]:
    """The rows of an `ARTICLE` query as records."""
    for row in rows:
        yield ArticleRecord(*row)


def articles(connection: sqlite3.Connection, issue: str | None = None) -> tuple[ArticleRecord, ...]:
    """The articles of an issue, or of all, in print order, oldest issue first."""
    where, values = (" AND a.issue = ?", (issue,)) if issue else ("", ())
    return tuple(article_records(connection.execute(f"{ARTICLE}{where} ORDER BY {IN_PRINT_ORDER}", values)))


def article(connection: sqlite3.Connection, id: str) -> ArticleRecord | None:
    """One article, or None when it is not shown."""
    return next(article_records(connection.execute(f"{ARTICLE} AND a.id = ?", (id,))), None)


def body(connection: sqlite3.Connection, id: str) -> str:
    """The Markdown of an article; KeyError when it is not shown."""
    row = connection.execute(
        "SELECT b.text FROM body b JOIN article a ON a.path = b.path WHERE a.shown AND a.id = ?", (id,)
    ).fetchone()
    if row is None:
        raise KeyError(id)
    return str(row[0])


def issues(connection: sqlite3.Connection) -> tuple[IssueRecord, ...]:
    """All issues, oldest first."""
    return tuple(IssueRecord(*row) for row in connection.execute("SELECT * FROM issue ORDER BY position"))


def pages(connection: sqlite3.Connection, issue: str) -> tuple[str, ...]:
    """The page numbers of an issue in the order of the paper."""
    query = "SELECT DISTINCT page FROM article WHERE shown AND issue = ? ORDER BY print_order"
    return tuple(dict.fromkeys(row[0] for row in connection.execute(query, (issue,))))


def neighbours(connection: sqlite3.Connection, id: str) -> tuple[str | None, str | None]:
    """Ids of the articles before and after this one in its issue."""
    ids = [
        row[0]
        for row in connection.execute(
            "SELECT id FROM article WHERE shown AND issue = (SELECT issue FROM article WHERE id = ? AND shown)"
            " ORDER BY print_order, id",
            (id,),
        )
    ]
    at = ids.index(id)
    return (ids[at - 1] if at else None), (ids[at + 1] if at + 1 < len(ids) else None)


def terms(connection: sqlite3.Connection, kind: str) -> tuple[TermRecord, ...]:
    """All terms of a kind with the number of their articles, in the order they came into the archive."""
    query = "SELECT * FROM term WHERE kind = ? ORDER BY first, name"
    return tuple(TermRecord(*row) for row in connection.execute(query, (kind,)))


OF_TERM = (
    "FROM term_use u JOIN article a ON a.path = u.path JOIN issue i ON i.key = a.issue"
    " WHERE a.shown AND u.kind = ? AND u.key = ?"
)


def articles_of(
    connection: sqlite3.Connection, kind: str, key: str, span: tuple[str, str] = ALWAYS, limit: int = -1
) -> tuple[str, ...]:
    """Ids of the articles of a term, newest first; a region includes what is below it.

    `span`: first and last date of their issues ('' for one without a date); `limit`: at most so many.
    """
    query = f"SELECT a.id {OF_TERM} AND coalesce(i.date, '') BETWEEN ? AND ? ORDER BY {NEWEST_FIRST} LIMIT ?"
    return tuple(row[0] for row in connection.execute(query, (kind, key, *span, limit)))


def months_of(connection: sqlite3.Connection, kind: str, key: str) -> tuple[tuple[str, int], ...]:
    """(month of the issue, number of articles) of a term, newest first: `2024-06`, `2024`, or '' without a date."""
    query = (
        f"SELECT substr(coalesce(i.date, ''), 1, 7) AS month, count(*) {OF_TERM}"
        " GROUP BY month ORDER BY max(i.position) DESC"
    )
    return tuple((row[0], row[1]) for row in connection.execute(query, (kind, key)))


def dates_of(connection: sqlite3.Connection, kind: str, key: str) -> tuple[str | None, str | None]:
    """The first and the last date of the articles of a term: their own, else that of their issue."""
    query = f"SELECT min(coalesce(a.date, i.date)), max(coalesce(a.date, i.date)) {OF_TERM}"
    first, last = connection.execute(query, (kind, key)).fetchone()
    return first, last


def sections_in_time(connection: sqlite3.Connection) -> tuple[tuple[str, str, str, str], ...]:
    """(section, article, its issue, its page) of every article that has a section, oldest first in each."""
    query = (
        "SELECT u.key, a.id, a.issue, a.page FROM term_use u JOIN article a ON a.path = u.path"
        f" JOIN issue i ON i.key = a.issue WHERE a.shown AND u.kind = 'section' ORDER BY u.key, {IN_PRINT_ORDER}"
    )
    return tuple(connection.execute(query).fetchall())


def related_terms(connection: sqlite3.Connection, kind: str, key: str, each: int = 6) -> tuple[tuple[str, str], ...]:
    """(kind, key) of the terms that most often stand on the articles of this one: at most so many of each kind.

    Regions above or below a region, and terms that stand on nearly everything, say nothing: the
    first are left out, the second sink because the share is measured against their whole count.
    """
    query = (
        "SELECT kind, key FROM (SELECT *, row_number() OVER (PARTITION BY kind ORDER BY worth DESC, key) AS place FROM"
        " (SELECT o.kind AS kind, o.key AS key, count(*) * 1.0 * count(*) / t.count AS worth FROM term_use u"
        " JOIN article a ON a.path = u.path JOIN term_use o ON o.path = u.path"
        " JOIN term t ON t.kind = o.kind AND t.key = o.key"
        " WHERE a.shown AND u.kind = ? AND u.key = ? AND (o.kind <> u.kind OR o.key <> u.key)"
        " AND NOT (o.kind = 'region' AND u.kind = 'region'"
        "          AND (instr(o.key, u.key || '/') = 1 OR instr(u.key, o.key || '/') = 1))"
        " GROUP BY o.kind, o.key)) WHERE place <= ? ORDER BY worth DESC, kind, key"
    )
    return tuple((row[0], row[1]) for row in connection.execute(query, (kind, key, each)))


def corrected(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Ids of the articles with corrections, newest issue first."""
    query = (
        "SELECT a.id FROM article a JOIN issue i ON i.key = a.issue"
        f" WHERE a.shown AND instr(a.matter, '\"corrections\":') ORDER BY {NEWEST_FIRST}"
    )
    return tuple(row[0] for row in connection.execute(query))


def roles(connection: sqlite3.Connection, key: str) -> tuple[tuple[str, int], ...]:
    """(role, number of articles) of a person, most often first."""
    return _credited(connection, "role", key)


def organisations(connection: sqlite3.Connection, key: str) -> tuple[tuple[str, int], ...]:
    """(organisation, number of articles) of a person, most often first."""
    return _credited(connection, "organisation", key)


def _credited(connection: sqlite3.Connection, column: str, key: str) -> tuple[tuple[str, int], ...]:
    query = (
        f"SELECT c.{column}, count(DISTINCT c.path) FROM credit c JOIN article a ON a.path = c.path"
        f" WHERE a.shown AND c.key = ? AND c.{column} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1"
    )
    return tuple((row[0], row[1]) for row in connection.execute(query, (key,)))


def sources(connection: sqlite3.Connection) -> Iterator[Source]:
    """Every article with its body, in print order."""
    query = (
        "SELECT a.path, a.matter, b.text FROM article a JOIN body b ON b.path = a.path"
        f" JOIN issue i ON i.key = a.issue WHERE a.shown ORDER BY {IN_PRINT_ORDER}"
    )
    for path, matter, text in connection.execute(query):
        yield Source(path, FrontMatter.model_validate_json(matter), text)


def sources_digest(connection: sqlite3.Connection) -> str:
    """12 hex digits over all articles shown: the same edition, the same digits."""
    query = "SELECT f.path, f.sha256 FROM file f JOIN article a ON a.path = f.path WHERE a.shown ORDER BY f.path"
    digest = hashlib.sha256()
    for path, sha256 in connection.execute(query):
        digest.update(f"{path}\0{sha256}\n".encode())
    return digest.hexdigest()[:12]


def issue_digests(connection: sqlite3.Connection) -> dict[str, str]:
    """Key of an issue -> 12 hex digits over its articles shown: the same texts, the same digits."""
    query = (
        "SELECT a.issue, f.path, f.sha256 FROM file f JOIN article a ON a.path = f.path WHERE a.shown"
        " ORDER BY a.issue, f.path"
    )
    rows = connection.execute(query)
    return {
        issue: hashlib.sha256("".join(f"{path}\0{sha256}\n" for _, path, sha256 in group).encode()).hexdigest()[:12]
        for issue, group in groupby(rows, lambda row: str(row[0]))
    }
