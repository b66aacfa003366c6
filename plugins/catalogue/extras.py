"""Questions to the catalogue about what stands beside the articles: pictures, old addresses, what was removed."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from .asking import question
from .front_matter import FrontMatter


@dataclass(frozen=True, slots=True)
class Removed:
    """An article that was taken away."""

    issue: str
    stem: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Alias:
    """An address that an article had before."""

    address: str
    issue: str
    stem: str
    path: str
    """File of the article, as messages name it."""


@dataclass(frozen=True, slots=True)
class PictureRecord:
    """A picture, or a PDF file, that lies beside the pages of an issue."""

    path: str
    """From the root of the project."""
    stem: str
    ending: str
    size: int
    """Bytes."""
    width: int | None
    """Pixels; None of a PDF file."""
    height: int | None
    mtime_ns: int = 0
    """When it was last changed: another time is another file."""


def removed(connection: sqlite3.Connection) -> tuple[Removed, ...]:
    """The articles that were taken away and whose files say so."""
    query = "SELECT issue, stem, matter FROM article WHERE status = 'removed' ORDER BY issue, stem"
    return tuple(
        Removed(issue, stem, FrontMatter.model_validate_json(matter).reason)
        for issue, stem, matter in connection.execute(query)
    )


def aliases(connection: sqlite3.Connection) -> tuple[Alias, ...]:
    """All addresses that articles had before, sorted."""
    query = (
        "SELECT l.address, a.issue, a.stem, a.path FROM alias l JOIN article a ON a.path = l.path"
        " WHERE a.shown ORDER BY l.address, a.path"
    )
    return tuple(Alias(*row) for row in connection.execute(query))


@question(lambda issue: f"pictures {issue}")
def pictures(connection: sqlite3.Connection, issue: str) -> tuple[PictureRecord, ...]:
    """The usable pictures and PDF files beside the pages of an issue, by name."""
    query = (
        "SELECT path, stem, ending, size, width, height, mtime_ns FROM picture"
        " WHERE issue = ? AND fault IS NULL ORDER BY stem, path"
    )
    return tuple(PictureRecord(*row) for row in connection.execute(query, (issue,)))


def pictured(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Keys of the issues beside whose pages pictures lie, or whose articles name some. Not noted."""
    query = (
        "SELECT key FROM issue WHERE key IN (SELECT issue FROM picture WHERE fault IS NULL"
        " UNION SELECT issue FROM article WHERE shown AND instr(matter, '\"images\":')) ORDER BY key"
    )
    return tuple(row[0] for row in connection.execute(query))
