"""Questions to the catalogue. Drafts, and articles that clash with another, are never in an answer.

Every function takes the connection and returns frozen records or ids; bodies are only
read by `body`. A function marked as a `question` is noted when an `Asker` is asked (`asking.py`): the mark says which
changes may give another answer (`change.py`); `any` is always right, and dear.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from .asking import question
from .change import window
from .front_matter import FrontMatter

IN_PRINT_ORDER = "i.position, a.print_order, a.id"
NEWEST_FIRST = "i.position DESC, a.print_order, a.id"


@dataclass(frozen=True, slots=True)
class IssueRecord:
    """An issue that has at least one article. What it holds is asked for apart: it changes more often."""

    key: str
    position: str
    """Sorts issues in time."""
    date: str | None
    paper: str | None
    number: str | None


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
    revision: int
    """Another number, another address of one of its terms, or another word of the mirror in it."""
    head: IssueRecord
    """The issue it is in."""

    @cached_property
    def matter(self) -> FrontMatter:
        """The front matter; it was validated when the file was read."""
        return FrontMatter.model_validate_json(self.json)


@dataclass(frozen=True, slots=True)
class TermRecord:
    """Something articles are listed under."""

    kind: str
    key: str
    name: str
    count: int
    first: str
    """Position of the first issue it occurs in."""


@dataclass(frozen=True, slots=True)
class AddressRecord:
    """A term and where its page is."""

    kind: str
    key: str
    name: str
    slug: str
    """The last part of its address."""
    path: str | None
    """None for a term without a page."""


@dataclass(frozen=True, slots=True)
class Source:
    """All of an article that a reader sees, for the mirror."""

    path: str
    """File of the article, as messages name it."""
    matter: FrontMatter
    body: str


ARTICLE = (
    "SELECT a.id, a.issue, a.page, a.stem, a.characters, a.paragraphs, a.summary, a.opening, a.matter, a.revision,"
    " i.key, i.position, i.date, i.paper, i.number FROM article a JOIN issue i ON i.key = a.issue WHERE a.shown"
)
ISSUE = "SELECT key, position, date, paper, number FROM issue"


def article_records(rows: sqlite3.Cursor) -> Iterator[ArticleRecord]:
    """The rows of an `ARTICLE` query as records."""
    for row in rows:
        yield ArticleRecord(*(*row[:10], IssueRecord(*row[10:])))


@question(lambda issue=None: f"issue {issue}" if issue else "any")
def articles(connection: sqlite3.Connection, issue: str | None = None) -> tuple[ArticleRecord, ...]:
    """The articles of an issue, or of all, in print order, oldest issue first."""
    where, values = (" AND a.issue = ?", (issue,)) if issue else ("", ())
    return tuple(article_records(connection.execute(f"{ARTICLE}{where} ORDER BY {IN_PRINT_ORDER}", values)))


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


@question("issues")
def months(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The months with issues, oldest first: `2024-06`; `2024` where only the year is known, '' for no date."""
    query = "SELECT DISTINCT substr(coalesce(date, ''), 1, 7) FROM issue ORDER BY 1"
    return tuple(row[0] for row in connection.execute(query))


def issue_keys(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The keys of all issues, newest first. Not noted."""
    return tuple(row[0] for row in connection.execute("SELECT key FROM issue ORDER BY position DESC"))


def paged_terms(connection: sqlite3.Connection) -> tuple[tuple[str, str], ...]:
    """(kind, key) of all terms with a page. Not noted."""
    return tuple(connection.execute("SELECT kind, key FROM address WHERE path IS NOT NULL ORDER BY kind, key"))


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


@question(lambda issue: f"issue {issue}")
def pages(connection: sqlite3.Connection, issue: str) -> tuple[str, ...]:
    """The page numbers of an issue in the order of the paper."""
    query = "SELECT DISTINCT page FROM article WHERE shown AND issue = ? ORDER BY print_order"
    return tuple(dict.fromkeys(row[0] for row in connection.execute(query, (issue,))))


@question("any")
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


@question(lambda kind: f"terms {kind}")
def terms(connection: sqlite3.Connection, kind: str) -> tuple[TermRecord, ...]:
    """All terms of a kind with the number of their articles, in the order they came into the archive."""
    query = "SELECT kind, key, name, count, first FROM term WHERE kind = ? ORDER BY first, name"
    return tuple(TermRecord(*row) for row in connection.execute(query, (kind,)))


@question(lambda kind, key: f"term {kind} {key}")
def count(connection: sqlite3.Connection, kind: str, key: str) -> int:
    """Number of the articles of a term."""
    row = connection.execute("SELECT count FROM term WHERE kind = ? AND key = ?", (kind, key)).fetchone()
    return int(row[0]) if row else 0


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


@question(lambda kind, key: f"term {kind} {key}")
def articles_of(connection: sqlite3.Connection, kind: str, key: str) -> tuple[str, ...]:
    """Ids of the articles of a term, newest first; a region includes what is below it."""
    return tuple(record.id for record in cards_of(connection, kind, key))


@question(lambda kind, key: f"term {kind} {key}")
def cards_of(connection: sqlite3.Connection, kind: str, key: str) -> tuple[ArticleRecord, ...]:
    """The articles of a term, newest first; a region includes what is below it."""
    query = f"{ARTICLE} AND a.path IN (SELECT path FROM term_use WHERE kind = ? AND key = ?) ORDER BY {NEWEST_FIRST}"
    return tuple(article_records(connection.execute(query, (kind, key))))


@question(lambda kind, key, limit=12: f"ties {kind} {key}")
def related_terms(connection: sqlite3.Connection, kind: str, key: str, limit: int = 12) -> tuple[tuple[str, str], ...]:
    """(kind, key) of the terms that share at least two articles with this one, or all of its few; most often first.

    Regions above or below a region, and terms that stand on nearly everything, say nothing: the
    first are left out, the second sink because the share is measured against the size of their whole count.
    """
    query = (
        "SELECT o.kind, o.key, count(*) AS together FROM term_use u"
        " JOIN article a ON a.path = u.path JOIN term_use o ON o.path = u.path"
        " JOIN term t ON t.kind = o.kind AND t.key = o.key"
        " WHERE a.shown AND u.kind = ? AND u.key = ? AND (o.kind <> u.kind OR o.key <> u.key)"
        " AND NOT (o.kind = 'region' AND u.kind = 'region'"
        "          AND (instr(o.key, u.key || '/') = 1 OR instr(u.key, o.key || '/') = 1))"
        " GROUP BY o.kind, o.key ORDER BY together * 1.0 * together / t.weight DESC, o.kind, o.key LIMIT ?"
    )
    return tuple((row[0], row[1]) for row in connection.execute(query, (kind, key, limit)))


@question(lambda id, limit=5: f"related {id}")
def related(connection: sqlite3.Connection, id: str, limit: int = 5) -> tuple[ArticleRecord, ...]:
    """Articles that share rare terms with this one, best first; never of the same page.

    Only what was printed within `WINDOW` days of it counts, so that an article shows the same for ever once they are
    over. A term is worth the less the more articles it has in that time.
    """
    row = connection.execute(
        "SELECT a.path, a.issue, a.page, i.date FROM article a JOIN issue i ON i.key = a.issue"
        " WHERE a.shown AND a.id = ?",
        (id,),
    ).fetchone()
    if row is None:
        return ()
    path, issue, page, date = row
    time = "i.key = ?2" if date is None else "i.date BETWEEN ?3 AND ?4"
    query = (
        f"WITH near AS MATERIALIZED (SELECT u.kind, u.key, o.path FROM term_use u"
        f"   JOIN term_use o ON o.kind = u.kind AND o.key = u.key JOIN article b ON b.path = o.path AND b.shown"
        f"   JOIN issue i ON i.key = b.issue AND {time} WHERE u.path = ?1 AND u.kind <> 'section'),"
        " worth AS (SELECT kind, key, 1.0 / count(*) AS share FROM near GROUP BY kind, key HAVING count(*) > 1)"
        " SELECT b.id FROM near n JOIN worth w ON w.kind = n.kind AND w.key = n.key"
        " JOIN article b ON b.path = n.path JOIN issue i ON i.key = b.issue"
        " WHERE n.path <> ?1 AND NOT (b.issue = ?2 AND b.page = ?5)"
        " GROUP BY b.path ORDER BY round(sum(w.share), 9) DESC, i.position DESC, b.print_order, b.id LIMIT ?6"
    )
    ids = [row[0] for row in connection.execute(query, (path, issue, *window(date), page, limit))]
    return tuple(found for id in ids if (found := article(connection, id)))


@question(lambda key: f"term author {key}")
def roles(connection: sqlite3.Connection, key: str) -> tuple[tuple[str, int], ...]:
    """(role, number of articles) of a person, most often first."""
    query = (
        "SELECT c.role, count(*) FROM credit c JOIN article a ON a.path = c.path"
        " WHERE a.shown AND c.key = ? AND c.role IS NOT NULL GROUP BY c.role ORDER BY count(*) DESC, c.role"
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


@question("any")
def sources_digest(connection: sqlite3.Connection) -> str:
    """12 hex digits over all articles shown: the same edition, the same digits."""
    row = connection.execute("SELECT count(*), sum(thumb) FROM article WHERE shown").fetchone()
    return hashlib.sha256(repr(tuple(row)).encode()).hexdigest()[:12]
