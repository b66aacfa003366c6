"""What each output of the site was made from, and the files of the site as they were put in place.

An output is made again when an answer it was made from is another now, when its stamp (code, settings, templates) is
another, when the site does not hold it as it was put there, or when it was never made.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from .asking import Asker, Fact, Key, mark_of, read, written


@dataclass(frozen=True, slots=True)
class Making:
    """How one output came to be."""

    name: str
    """Path from the root of the site; of a sheaf its name."""
    sheaf: str
    stamp: str
    facts: frozenset[Fact]


@dataclass(frozen=True, slots=True)
class PlacedFile:
    """A file of the site as it was put in place."""

    path: str
    sha256: str
    size: int
    mtime_ns: int


def is_begun(connection: sqlite3.Connection) -> bool:
    """Whether anything was ever made."""
    return connection.execute("SELECT 1 FROM made LIMIT 1").fetchone() is not None


def changed_facts(asker: Asker) -> dict[int, str]:
    """The facts that are no longer so, each with the digest of the new answer."""
    query = "SELECT f.id, f.key, f.digest FROM touched t JOIN fact f ON f.mark = t.mark"
    found = {}
    for id, text, digest in asker.connection.execute(query).fetchall():
        key = read(text)
        now = _digest(asker, key)
        if now != digest:
            found[id] = now
    return found


def _digest(asker: Asker, key: Key) -> str:
    """Of the answer of today; '' when what is asked about is gone."""
    try:
        with asker.noting():
            asker.answer(key)
    except KeyError:
        return ""
    return asker.digests[key]


def touched_articles(connection: sqlite3.Connection) -> list[str]:
    """Ids of the articles that changed since the last build, or were deleted, sorted."""
    query = "SELECT substr(mark, 9) FROM touched WHERE mark GLOB 'article *' ORDER BY mark"
    return [row[0] for row in connection.execute(query)]


def made_of(connection: sqlite3.Connection, facts: Iterable[int]) -> set[str]:
    """The outputs and sheaves that were made of any of these facts."""
    query = "SELECT m.name FROM made_of o JOIN made m ON m.id = o.made WHERE o.fact = ?"
    return {row[0] for fact in facts for row in connection.execute(query, (fact,))}


def stamped_otherwise(connection: sqlite3.Connection, stamps: Iterable[str]) -> set[str]:
    """Outputs whose stamp begins with none of these digests."""
    known = tuple(stamps)
    query = f"SELECT name FROM made WHERE substr(stamp, 1, 16) NOT IN ({', '.join('?' * len(known))})"
    return {row[0] for row in connection.execute(query, known)}


def waiting(connection: sqlite3.Connection) -> set[str]:
    """Outputs that were made and, as far as is known, never got into the site."""
    return {row[0] for row in connection.execute("SELECT name FROM made WHERE placed = 0")}


def sheaves(connection: sqlite3.Connection) -> set[str]:
    """The names of all sheaves."""
    return {row[0] for row in connection.execute("SELECT DISTINCT sheaf FROM made")}


def sheaf_of(connection: sqlite3.Connection, name: str) -> str | None:
    """The sheaf an output is listed in."""
    row = connection.execute("SELECT sheaf FROM made WHERE name = ?", (name,)).fetchone()
    return row[0] if row else None


def stamps_of(connection: sqlite3.Connection, sheaf: str) -> dict[str, str]:
    """Output -> its stamp, of a sheaf."""
    return dict(connection.execute("SELECT name, stamp FROM made WHERE sheaf = ? AND name <> sheaf", (sheaf,)))


def whole(connection: sqlite3.Connection, sheaf: str) -> set[str]:
    """A sheaf and its outputs."""
    return {row[0] for row in connection.execute("SELECT name FROM made WHERE sheaf = ?", (sheaf,))}


def outputs(connection: sqlite3.Connection, but: str = "") -> set[str]:
    """All outputs, those of one sheaf left out."""
    return {row[0] for row in connection.execute("SELECT name FROM made WHERE name <> sheaf AND sheaf <> ?", (but,))}


def noted(connection: sqlite3.Connection, name: str) -> str | None:
    """The value that was written down under a name."""
    known = connection.execute("SELECT value FROM meta WHERE key = ?", (name,)).fetchone()
    return str(known[0]) if known else None


def differs(connection: sqlite3.Connection, name: str, value: str) -> bool:
    """Write down a value under a name; whether it is another one than before."""
    known = noted(connection, name)
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))
    return known != value


def record(
    connection: sqlite3.Connection,
    makings: Iterable[Making],
    digests: Mapping[Key, str],
    gone: Iterable[tuple[str, str]],
) -> dict[Key, int]:
    """Note what was made of what, and forget what is gone: (output, sheaf), if no other sheaf has it now.

    Returns the number of each question that was asked.
    """
    for name, sheaf in gone:
        row = connection.execute("SELECT id FROM made WHERE name = ? AND sheaf = ?", (name, sheaf)).fetchone()
        if row:
            connection.execute("UPDATE placed SET output = '' WHERE output = ?", (name,))
            connection.execute("DELETE FROM made_of WHERE made = ?", row)
            connection.execute("DELETE FROM made WHERE id = ?", row)
    ids: dict[Key, int] = {}

    def numbered(key: Key) -> int:
        if key not in ids:
            ids[key] = _fact(connection, key, digests[key])
        return ids[key]

    for making in makings:
        is_sheaf = making.name == making.sheaf
        (made,) = connection.execute(
            "INSERT INTO made (name, sheaf, stamp, placed) VALUES (?, ?, ?, ?) ON CONFLICT (name) DO UPDATE"
            " SET sheaf = excluded.sheaf, stamp = excluded.stamp, placed = excluded.placed RETURNING id",
            (making.name, making.sheaf, making.stamp, is_sheaf),
        ).fetchone()
        now = {fact if isinstance(fact, int) else numbered(fact) for fact in making.facts}
        before = {row[0] for row in connection.execute("SELECT fact FROM made_of WHERE made = ?", (made,))}
        connection.executemany("DELETE FROM made_of WHERE fact = ? AND made = ?", ((one, made) for one in before - now))
        connection.executemany("INSERT INTO made_of VALUES (?, ?)", ((one, made) for one in now - before))
    return ids


def _fact(connection: sqlite3.Connection, key: Key, digest: str) -> int:
    """The number of a fact; its digest is that of today."""
    (id,) = connection.execute(
        "INSERT INTO fact (key, mark, digest) VALUES (?, ?, ?)"
        " ON CONFLICT (key) DO UPDATE SET digest = excluded.digest RETURNING id",
        (written(key), mark_of(key), digest),
    ).fetchone()
    return int(id)


def settle(connection: sqlite3.Connection, changed: Mapping[int, str]) -> None:
    """Take over the new answers: nothing is touched any more. Facts that nothing is made of are dropped."""
    connection.executemany("UPDATE fact SET digest = ? WHERE id = ?", ((digest, id) for id, digest in changed.items()))
    connection.execute(
        "DELETE FROM fact WHERE mark IN (SELECT mark FROM touched)"
        " AND NOT EXISTS (SELECT 1 FROM made_of o WHERE o.fact = fact.id)"
    )
    connection.execute("DELETE FROM touched")


def placed(connection: sqlite3.Connection) -> Iterator[PlacedFile]:
    """The files of the site, sorted by path."""
    for row in connection.execute("SELECT path, sha256, size, mtime_ns FROM placed ORDER BY path"):
        yield PlacedFile(*row)


def placed_at(connection: sqlite3.Connection, paths: Iterable[str]) -> dict[str, PlacedFile]:
    """Those of some paths."""
    query = "SELECT path, sha256, size, mtime_ns FROM placed WHERE path = ?"
    return {row[0]: PlacedFile(*row) for path in paths for row in connection.execute(query, (path,))}


def count(connection: sqlite3.Connection) -> int:
    """Number of the files of the site."""
    return int(connection.execute("SELECT count(*) FROM placed").fetchone()[0])


def unclaimed(connection: sqlite3.Connection) -> set[str]:
    """Files of the site that no output stands behind: copied files, and those of outputs that are gone."""
    return {row[0] for row in connection.execute("SELECT path FROM placed WHERE output = ''")}


def place(connection: sqlite3.Connection, files: Iterable[PlacedFile], gone: Iterable[str]) -> None:
    """Note files that were put in place, and those that were removed.

    A file is an output, or its twin in a folder of its own (`hant/…`), or stands for itself.
    """
    connection.executemany("DELETE FROM placed WHERE path = ?", ((path,) for path in gone))
    claim = "SELECT name FROM made WHERE name = ?"
    for file in files:
        names = (file.path, file.path.partition("/")[2])
        output = next((row[0] for name in names for row in connection.execute(claim, (name,))), "")
        row = (file.path, output, file.sha256, file.size, file.mtime_ns)
        connection.execute("INSERT OR REPLACE INTO placed VALUES (?, ?, ?, ?, ?)", row)
    connection.execute("UPDATE made SET placed = 1 WHERE placed = 0")


def misplace(connection: sqlite3.Connection, damaged: Iterable[str]) -> None:
    """Note files that the site does not hold as they were put there: their outputs are to be made again."""
    query = "UPDATE made SET placed = 0 WHERE name = (SELECT output FROM placed WHERE path = ?)"
    connection.executemany(query, ((path,) for path in damaged))


def unplace(connection: sqlite3.Connection, names: Iterable[str]) -> None:
    """Note outputs that are made anew and are not in the site yet."""
    connection.executemany("UPDATE made SET placed = 0 WHERE name = ?", ((name,) for name in names))
