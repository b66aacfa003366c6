"""Notice a catalogue that was damaged or changed by others, and throw it away: it is made again from the articles.

Behind every build the size and time of the file, and of each journal beside it, are noted. While a build runs the note
says so, and when it was killed SQLite brings the file back in order by itself; its structure is checked then.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from pathlib import Path

from .store import open_catalogue

BUILDING = "building"
"""What the note says while a build runs."""
JOURNALS = ("-journal", "-wal")
BESIDE = ("", *JOURNALS, "-shm")
"""Ends of the names of the files that SQLite keeps."""


def note_of(path: Path) -> Path:
    """The note beside a catalogue."""
    return path.with_suffix(".seal")


def discard(path: Path) -> None:
    """Throw a catalogue away, with all that belongs to it and whatever lies in its place."""
    for end in BESIDE:
        place = Path(f"{path}{end}")
        if place.is_dir() and not place.is_symlink():
            shutil.rmtree(place)
        else:
            place.unlink(missing_ok=True)
    note_of(path).unlink(missing_ok=True)


def said(path: Path) -> str:
    """What the note says: another text behind each build that changed anything; '' when there is none."""
    try:
        return note_of(path).read_text(encoding="ascii")
    except (OSError, ValueError):
        return ""


def is_sound(path: Path) -> bool:
    """Whether the file is as the last build left it, or as SQLite mends it after a build that was killed; and ours."""
    if not os.access(path, os.R_OK | os.W_OK):
        return False
    try:
        if said(path) == BUILDING:
            with contextlib.closing(sqlite3.connect(path)) as connection:
                return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
        return said(path) == mark_of(path)
    except (OSError, ValueError, sqlite3.Error):
        return False


def mark_of(path: Path) -> str:
    """Size and time of change of the file and of each journal beside it: what one holds is part of the catalogue."""
    beside = (Path(f"{path}{end}") for end in JOURNALS)
    found = [path.stat(), *(file.stat() for file in beside if file.is_file())]
    return " ".join(f"{status.st_size} {status.st_mtime_ns}" for status in found)


def begin(path: Path) -> None:
    """Before a build: a catalogue that is not sound is thrown away."""
    if not is_sound(path):
        discard(path)
    with contextlib.closing(open_catalogue(path)):
        note_of(path).write_text(BUILDING, encoding="ascii")


def end(path: Path) -> None:
    """Behind a build, when nobody has the catalogue open."""
    note_of(path).write_text(mark_of(path), encoding="ascii")
