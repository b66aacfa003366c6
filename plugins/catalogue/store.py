"""Opening the catalogue: one SQLite file that is thrown away when its schema is not ours."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

SCHEMA = Path(__file__).parent / "schema.sql"
MODULES = "asking change derive extras front_matter manifest pictures plain reading renaming scan spots terms"
CODE = tuple(f"{name}.py" for name in MODULES.split())
"""The files that decide what is stored: when one of them changes, everything is read again."""


def fingerprint() -> str:
    """Of the schema and of the code that fills it."""
    digest = hashlib.sha256(SCHEMA.read_bytes())
    for name in CODE:
        digest.update((SCHEMA.parent / name).read_bytes())
    return digest.hexdigest()


def connect(path: Path | str) -> sqlite3.Connection:
    """A connection that deletes what hangs on a deleted file. What it commits is there whole or not at all."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    return connection


def is_current(connection: sqlite3.Connection, mark: str) -> bool:
    """Whether the file was made by this very code."""
    try:
        row = connection.execute("SELECT value FROM meta WHERE key = 'fingerprint'").fetchone()
    except sqlite3.DatabaseError:
        return False
    return row is not None and row[0] == mark


def create(path: Path | str, mark: str) -> sqlite3.Connection:
    """A new, empty catalogue."""
    connection = connect(path)
    connection.executescript(SCHEMA.read_text(encoding="utf-8"))
    connection.execute("INSERT INTO meta VALUES ('fingerprint', ?)", (mark,))
    connection.commit()
    return connection


def open_existing(path: Path, mark: str) -> sqlite3.Connection | None:
    """The catalogue of an earlier build, or None when there is none that can be used."""
    if not path.exists():
        return None
    try:
        with closing(sqlite3.connect(path)) as connection:
            current = is_current(connection, mark)
        return connect(path) if current else None
    except sqlite3.Error:
        return None


def open_catalogue(path: Path) -> sqlite3.Connection:
    """The catalogue at `path`, made anew when it is missing, damaged or of another version."""
    mark = fingerprint()
    existing = open_existing(path, mark)
    if existing:
        return existing
    path.parent.mkdir(parents=True, exist_ok=True)
    for end in ("", "-journal", "-wal", "-shm"):
        Path(f"{path}{end}").unlink(missing_ok=True)
    return create(path, mark)
