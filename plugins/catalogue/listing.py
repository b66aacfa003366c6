"""Questions to the catalogue about terms and what is filed under them; see `query.py` for the rest."""

from __future__ import annotations

import sqlite3

from .asking import question
from .query import ARTICLE, NEWEST_FIRST, article_records
from .records import AddressRecord, ArticleRecord, TermRecord

ALWAYS = ("", "~")
"""A span of dates that holds them all."""


def paged_terms(connection: sqlite3.Connection) -> tuple[tuple[str, str], ...]:
    """(kind, key) of all terms with a page. Not noted."""
    return tuple(connection.execute("SELECT kind, key FROM address WHERE path IS NOT NULL ORDER BY kind, key"))


@question(lambda kind: f"terms {kind}")
def terms(connection: sqlite3.Connection, kind: str) -> tuple[TermRecord, ...]:
    """All terms of a kind with the number of their articles, in the order they came into the archive."""
    query = "SELECT kind, key, name, count, first FROM term WHERE kind = ? ORDER BY first, name"
    return tuple(TermRecord(*row) for row in connection.execute(query, (kind,)))


def known_terms(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    """(kind, key) of all terms. Not noted."""
    return set(connection.execute("SELECT kind, key FROM term"))


@question(lambda kind, key: f"term {kind} {key}")
def count(connection: sqlite3.Connection, kind: str, key: str) -> int:
    """Number of the articles of a term."""
    row = connection.execute("SELECT count FROM term WHERE kind = ? AND key = ?", (kind, key)).fetchone()
    return int(row[0]) if row else 0


@question(lambda kind, key, least: f"term {kind} {key}")
def has(connection: sqlite3.Connection, kind: str, key: str, least: int) -> bool:
    """Whether a term has so many articles: it seldom changes, unlike their number."""
    return count(connection, kind, key) >= least


@question(lambda kind: f"addresses {kind}")
def addresses(connection: sqlite3.Connection, kind: str) -> tuple[AddressRecord, ...]:
    """All terms of a kind with their addresses, in the order they came into the archive."""
    query = (
        "SELECT d.kind, d.key, d.name, d.slug, d.path FROM address d JOIN term t ON t.kind = d.kind AND t.key = d.key"
        " WHERE d.kind = ? ORDER BY t.first, d.name"
    )
    return tuple(AddressRecord(*row) for row in connection.execute(query, (kind,)))


@question(lambda kind, key: f"address {kind} {key}")
def address(connection: sqlite3.Connection, kind: str, key: str) -> AddressRecord | None:
    """Where the page of a term is, or None for a term that no article has."""
    row = connection.execute("SELECT * FROM address WHERE kind = ? AND key = ?", (kind, key)).fetchone()
    return AddressRecord(*row) if row else None


def mark_of_span(kind: str, key: str, span: tuple[str, str] = ALWAYS, limit: int = -1) -> str:
    """What the articles of a term in a span of dates hang on: its year or month alone, if it is one."""
    return f"term {kind} {key}" if span == ALWAYS else f"term {kind} {key} {span[0]}"


OF_TERM = "FROM filed f WHERE f.kind = ? AND f.key = ?"
IN_SPAN = "f.position >= ? AND f.position < ? || '!'"
"""The position of an issue begins with its date and a blank, which sorts before all else that may follow a date."""
NEWEST_FILED = "f.position DESC, f.print_order, f.id"


@question(mark_of_span)
def articles_of(
    connection: sqlite3.Connection, kind: str, key: str, span: tuple[str, str] = ALWAYS, limit: int = -1
) -> tuple[str, ...]:
    """Ids of the articles of a term, newest first; a region includes what is below it.

    `span`: first and last date of their issues ('' for one without a date), of a year or a month; `limit`: at most so
    many.
    """
    query = f"SELECT f.id {OF_TERM} AND {IN_SPAN} ORDER BY {NEWEST_FILED} LIMIT ?"
    return tuple(row[0] for row in connection.execute(query, (kind, key, *span, limit)))


@question(mark_of_span)
def cards_of(
    connection: sqlite3.Connection, kind: str, key: str, span: tuple[str, str] = ALWAYS, limit: int = -1
) -> tuple[ArticleRecord, ...]:
    """As `articles_of`, the articles themselves."""
    of_term = f"SELECT path {OF_TERM} AND {IN_SPAN} ORDER BY {NEWEST_FILED} LIMIT ?"
    query = f"{ARTICLE} AND a.path IN ({of_term}) ORDER BY {NEWEST_FIRST}"
    return tuple(article_records(connection.execute(query, (kind, key, *span, limit))))


@question(lambda kind, key: f"term {kind} {key}")
def months_of(connection: sqlite3.Connection, kind: str, key: str) -> tuple[tuple[str, int], ...]:
    """(month of the issue, number of articles) of a term, newest first: `2024-06`, `2024`, or '' without a date."""
    query = (
        f"SELECT substr(position, 1, min(7, instr(position, ' ') - 1)) AS month, count(*) {OF_TERM}"
        " GROUP BY month ORDER BY max(position) DESC"
    )
    return tuple((row[0], row[1]) for row in connection.execute(query, (kind, key)))


@question(lambda kind, key: f"term {kind} {key}")
def dates_of(connection: sqlite3.Connection, kind: str, key: str) -> tuple[str | None, str | None]:
    """The first and the last date of the articles of a term: their own, else that of their issue."""
    query = f"SELECT min(date), max(date) {OF_TERM}"
    first, last = connection.execute(query, (kind, key)).fetchone()
    return first, last


@question(lambda key: f"term author {key}")
def roles(connection: sqlite3.Connection, key: str) -> tuple[tuple[str, int], ...]:
    """(role, number of articles) of a person, most often first."""
    return _credited(connection, "role", key)


@question(lambda key: f"term author {key}")
def organisations(connection: sqlite3.Connection, key: str) -> tuple[tuple[str, int], ...]:
    """(organisation, number of articles) of a person, most often first."""
    return _credited(connection, "organisation", key)


def _credited(connection: sqlite3.Connection, column: str, key: str) -> tuple[tuple[str, int], ...]:
    query = (
        f"SELECT c.{column}, count(DISTINCT c.path) FROM credit c JOIN article a ON a.path = c.path"
        f" WHERE a.shown AND c.key = ? AND c.{column} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1"
    )
    return tuple((row[0], row[1]) for row in connection.execute(query, (key,)))
