"""Pictures and PDF files that lie beside the pages in `content/issues/`: found, measured, and judged usable or not.

Only heads of files are read. A file that is a link to somewhere outside of `content` is never published.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import imagesize

from converter.models import Problem
from converter.naming import issue_key

SHOWN = {"jpg": "jpg", "jpeg": "jpg", "png": "png", "webp": "webp", "gif": "gif", "avif": "avif"}
"""Ending of a picture that every browser shows -> ending of its address."""
NOT_SHOWN = frozenset({"tif", "tiff", "bmp", "heic", "heif", "jp2", "psd", "svg", "jxl"})
"""Endings of pictures that browsers do not show, or (SVG) that may hold programs."""
UNREADABLE, OUTSIDE, NOT_FOR_BROWSERS = "W315", "W316", "W317"


def walk(folder: Path) -> Iterator[Path]:
    """All pictures and PDF files below a folder; hidden files are left out, links to folders are not followed."""
    for current, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name[0] not in ".~" and ending_of(name) in {*SHOWN, *NOT_SHOWN, "pdf"}:
                yield Path(current, name)


def ending_of(name: str) -> str:
    """`01.JPG` -> jpg."""
    return name.rpartition(".")[2].lower()


def measure(file: Path) -> tuple[int, int] | None:
    """(width, height) in pixels; None for what is no picture."""
    try:
        width, height = imagesize.get(file)
    except (OSError, ValueError, KeyError, IndexError, OverflowError):
        return None
    return (int(width), int(height)) if width > 0 and height > 0 else None


def is_pdf(file: Path) -> bool:
    """Whether a file begins as a PDF does."""
    try:
        with file.open("rb") as source:
            return b"%PDF-" in source.read(1024)
    except OSError:
        return False


def look_at(file: Path, content: Path) -> tuple[str, int | None, int | None, str | None]:
    """(ending of its address, width, height, code of what is wrong) of a file below `content`."""
    ending = ending_of(file.name)
    if not file.resolve().is_relative_to(content.resolve()):
        return ending, None, None, OUTSIDE
    if ending in NOT_SHOWN:
        return ending, None, None, NOT_FOR_BROWSERS
    if ending == "pdf":
        return ending, None, None, None if is_pdf(file) else UNREADABLE
    width, height = measure(file) or (None, None)
    return SHOWN[ending], width, height, None if width else UNREADABLE


def scan_pictures(connection: sqlite3.Connection, issues: Path, root: Path) -> tuple[Problem, ...]:
    """Bring table `picture` up to date with a folder of issues; all problems of all files."""
    known = {row[0]: row[1:] for row in connection.execute("SELECT path, mtime_ns, size FROM picture")}
    with connection:
        for file in walk(issues):
            path, status = file.relative_to(root).as_posix(), file.lstat()
            mark = (status.st_mtime_ns, status.st_size)
            if known.pop(path, None) != mark:
                issue = issue_key("-".join(file.parent.relative_to(issues).parts))
                row = (path, *mark, issue, file.stem, *look_at(file, issues.parent))
                connection.execute(f"INSERT OR REPLACE INTO picture VALUES ({', '.join('?' * len(row))})", row)
        connection.executemany("DELETE FROM picture WHERE path = ?", ((path,) for path in known))
    faults = connection.execute("SELECT fault, path FROM picture WHERE fault IS NOT NULL ORDER BY path")
    return tuple(Problem(code, path) for code, path in faults)
