"""The catalogue as if drafts were published, to show them in the preview: nothing of it is kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from .derive import derive_issues, derive_terms, file_articles, rivals, settle_shown
from .scan import issues_of, terms_of_files

Draft = tuple[str, str]
"""(id, path of the file from the root of the project)."""


@contextmanager
def published(connection: sqlite3.Connection) -> Iterator[tuple[Draft, ...]]:
    """The drafts that no other article keeps out, in print order; meanwhile the catalogue has them as published."""
    connection.execute("BEGIN")
    try:
        paths = {row[0] for row in connection.execute("SELECT path FROM article WHERE status = 'draft'")}
        connection.executemany("UPDATE article SET status = 'published' WHERE path = ?", ((path,) for path in paths))
        now = rivals(connection, paths)
        settle_shown(connection, now)
        derive_issues(connection, issues_of(connection, paths))
        file_articles(connection, now)
        derive_terms(connection, terms_of_files(connection, paths))
        shown = connection.execute("SELECT id, path FROM article WHERE shown ORDER BY issue, print_order").fetchall()
        yield tuple((id, path) for id, path in shown if path in paths)
    finally:
        connection.rollback()
