"""What the last check read: a page that is as it was, and all of whose links still lead somewhere, is not read again.

Kept in the scratch folder; it may be deleted at any time, and one that cannot be read is as if it were not there.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from .models import Facts, Site

NAME = "check.sqlite"
TABLE = "CREATE TABLE IF NOT EXISTS page (path TEXT PRIMARY KEY, stamp TEXT NOT NULL, facts TEXT NOT NULL)"


class Memory:
    """Facts of pages without a fault, by path."""

    def __init__(self, work: Path | None) -> None:
        """`work`: the scratch folder; None: nothing is remembered."""
        self._file = work / NAME if work else None

    def recall(self, site: Site, names: Iterable[str]) -> dict[str, Facts]:
        """The pages that need not be read again."""
        names = list(names)
        rows = dict(self._rows())
        known: dict[str, Facts] = {}
        context = context_of(site)
        for name in names:
            if name in rows and rows[name][0] == stamp_of(site, name, context):
                facts = Facts.from_list(json.loads(rows[name][1]))
                if site.files.issuperset(facts.needs):
                    known[name] = facts
        return known

    def _rows(self) -> Iterator[tuple[str, tuple[str, str]]]:
        if not self._file or not self._file.is_file():
            return
        with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite3.connect(self._file)) as connection:
            for path, stamp, facts in connection.execute("SELECT path, stamp, facts FROM page"):
                yield path, (stamp, facts)

    def keep(self, site: Site, facts: dict[str, Facts], gone: Iterable[str]) -> None:
        """Remember these pages instead of what was known of them, and forget those that are `gone`."""
        if not self._file:
            return
        context = context_of(site)
        rows = [(name, stamp_of(site, name, context), json.dumps(one.to_list())) for name, one in facts.items()]
        try:
            self._write(rows, list(gone))
        except sqlite3.DatabaseError:
            with contextlib.suppress(OSError, sqlite3.Error):
                self._file.unlink(missing_ok=True)
                self._write(rows, [])

    def _write(self, rows: list[tuple[str, str, str]], gone: list[str]) -> None:
        assert self._file
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.closing(sqlite3.connect(self._file)) as connection, connection:
            connection.execute(TABLE)
            connection.executemany("DELETE FROM page WHERE path = ?", [(name,) for name in gone])
            connection.executemany("INSERT OR REPLACE INTO page VALUES (?, ?, ?)", rows)


def stamp_of(site: Site, name: str, context: str) -> str:
    """Another one as soon as the page, or what it is judged by, is another."""
    status = (site.folder / name).stat()
    return f"{status.st_mtime_ns} {status.st_size} {context}"


def context_of(site: Site) -> str:
    """What all pages are judged by: the address of the site, and the checks themselves."""
    return f"{site.alternates} {code_version()} {site.base}"


@cache
def code_version() -> str:
    """Of the checks and their data."""
    folder = Path(__file__).resolve().parent
    files = sorted(
        [*folder.glob("*.py"), *(folder.parent / "data").glob("*.t*t"), *(folder.parent / "data").glob("*.toml")]
    )
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]
