"""What may befall the catalogue of an edition between two builds."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from catalogue.seal import BESIDE, BUILDING, note_of

PAGE = 4096
"""Bytes of a page of SQLite."""
Spoil = Callable[[Path, Path], object]
"""Takes the catalogue, and the scratch folder as it was a build ago."""


def over(data: Callable[[bytes], bytes]) -> Spoil:
    """Other bytes in the place of those of the file."""
    return lambda file, _: file.write_bytes(data(file.read_bytes()))


def patch(at: float, patch: bytes) -> Spoil:
    """Some bytes at a place, which is a share of the file and begins a page."""

    def bytes_of(data: bytes) -> bytes:
        place = int(at * len(data)) // PAGE * PAGE
        return data[:place] + patch + data[place + len(patch) :]

    return over(bytes_of)


def cut(to: float) -> Spoil:
    return lambda file, _: os.truncate(file, int(to * file.stat().st_size))


def swapped_pages(data: bytes) -> bytes:
    pages = [data[start : start + PAGE] for start in range(0, len(data), PAGE)]
    pages[2], pages[-2] = pages[-2], pages[2]
    return b"".join(pages)


def sql(text: str) -> Spoil:
    """What another program did to it."""

    def spoil(file: Path, _: Path) -> None:
        with closing(sqlite3.connect(file)) as connection:
            connection.executescript(text)

    return spoil


def killed_and(spoil: Spoil) -> Spoil:
    """A build was killed, and then this happened."""

    def both(file: Path, older: Path) -> None:
        spoil(file, older)
        note_of(file).write_text(BUILDING)

    return both


def folder_instead(file: Path, _: Path) -> None:
    file.unlink()
    (file / "inside").mkdir(parents=True)


def link_to_nowhere(file: Path, _: Path) -> None:
    file.unlink()
    file.symlink_to("nowhere")


def put_back(*names: str) -> Spoil:
    """Some files of a copy that somebody kept."""

    def spoil(file: Path, older: Path) -> None:
        for name in names:
            shutil.copy2(older / name, file.with_name(name))

    return spoil


@contextmanager
def at_work(file: Path, mode: str) -> Iterator[None]:
    """Another program is changing it, and has not come to an end."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA journal_mode = {mode}")
        connection.execute("PRAGMA cache_size = 1")  # so that it writes before it commits
        connection.execute("BEGIN")
        connection.execute("UPDATE fact SET digest = 'x' || digest")
        connection.execute("UPDATE article SET summary = 'y', matter = '{}'")
        if mode == "WAL":
            connection.execute("COMMIT")
        yield


def left_over(mode: str, end: str) -> Spoil:
    """The journal of another program that died is left beside it."""

    def spoil(file: Path, _: Path) -> None:
        kept = file.with_name("kept")
        with at_work(file, mode):
            for one in ("", end):
                shutil.copyfile(f"{file}{one}", f"{kept}{one}")
        for one in BESIDE:
            Path(f"{file}{one}").unlink(missing_ok=True)
        for one in ("", end):
            Path(f"{kept}{one}").replace(f"{file}{one}")

    return spoil


def strangers_journal(file: Path, older: Path) -> None:
    """A journal beside a file that it does not belong to: the file itself is as it was."""
    before = file.read_bytes(), file.stat()
    left_over("WAL", "-wal")(file, older)
    file.write_bytes(before[0])
    os.utime(file, ns=(before[1].st_atime_ns, before[1].st_mtime_ns))


TABLES = "file article body credit term_use issue term address fact made made_of placed meta"
NOISE = random.Random(1).randbytes(PAGE)

WAYS: dict[str, Spoil] = {
    "a folder in its place": folder_instead,
    "a table gone": sql("DROP TABLE made_of"),
    "another program changed it and died, with a journal": left_over("WAL", "-wal"),
    "an older one put back": put_back("catalogue.sqlite"),
    "empty": cut(0),
    "cut to a few bytes": cut(0.001),
    "cut in the middle": cut(0.5),
    "cut near its end": cut(0.99),
    "noise at its head": patch(0, NOISE[:512]),
    "noise at its first page": patch(0, NOISE),
    "noise in its middle": patch(0.5, NOISE),
    "noise everywhere": over(lambda data: random.Random(2).randbytes(len(data))),
    "a page of zeros": patch(0.3, bytes(PAGE)),
    "two pages changed places": over(swapped_pages),
    "gone": lambda file, _: file.unlink(),
    "text": lambda file, _: file.write_text("not a database"),
    "a link to nowhere": link_to_nowhere,
    "another database": sql(f"{''.join(f'DROP TABLE {name};' for name in TABLES.split())} CREATE TABLE meta (a)"),
    "another version": sql("UPDATE meta SET value = 'old' WHERE key = 'fingerprint'"),
    "a column gone": sql("ALTER TABLE article DROP COLUMN opening"),
    "all rows gone": sql("".join(f"DELETE FROM {name};" for name in TABLES.split() if name != "meta")),
    "articles and facts gone": sql("DELETE FROM article; DELETE FROM fact"),
    "files of the site forgotten": sql("DELETE FROM placed"),
    "outputs forgotten": sql("DELETE FROM touched; DELETE FROM made"),
    "other digests": sql("UPDATE fact SET digest = ''; UPDATE placed SET sha256 = ''"),
    "articles altered": sql("UPDATE article SET summary = 'x', shown = 0; UPDATE body SET text = 'x'"),
    "an older one put back with its note": put_back("catalogue.sqlite", "catalogue.seal"),
    "only the note put back": put_back("catalogue.seal"),
    "the note gone": lambda file, _: note_of(file).unlink(),
    "the note is noise": lambda file, _: note_of(file).write_bytes(NOISE[:20]),
    "the journal of another one": strangers_journal,
    "another program died in the midst of a change": left_over("DELETE", "-journal"),
    "unreadable": lambda file, _: file.chmod(0),
    "read-only": lambda file, _: file.chmod(0o400),
    "killed, and empty": killed_and(cut(0)),
    "killed, and a page of zeros": killed_and(patch(0.3, bytes(PAGE))),
    "killed, and a table gone": killed_and(sql("DROP TABLE made_of")),
    "killed, and a column gone": killed_and(sql("ALTER TABLE made DROP COLUMN stamp")),
    "killed, and an older one put back": killed_and(put_back("catalogue.sqlite")),
}
"""What happened -> how. The first few are what the suite has time for."""
