"""Other names of terms in the catalogue: written before a scan, and asked for while articles are read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from .change import new_revision
from .terms import Alias, Renamed


def renamed(connection: sqlite3.Connection) -> Renamed:
    """(kind, key of another name) -> name of the term."""
    return {(kind, key): name for kind, key, name in connection.execute("SELECT kind, key, name FROM other_name")}


def rename(connection: sqlite3.Connection, aliases: Iterable[Alias]) -> None:
    """Keep the aliases; when they are others than before, every article is read again at the next scan."""
    wanted = {(kind, key): name for kind, key, name in aliases}
    if renamed(connection) == wanted:
        return
    with connection:
        connection.execute("DELETE FROM other_name")
        connection.executemany(
            "INSERT INTO other_name VALUES (?, ?, ?)", ((*mark, name) for mark, name in wanted.items())
        )
        connection.execute("UPDATE article SET revision = ?", (new_revision(connection),))
        connection.execute("UPDATE file SET mtime_ns = 0")
