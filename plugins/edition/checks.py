"""What is wrong with the edition as a whole, beyond single files."""

from __future__ import annotations

import difflib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from catalogue.listing import articles_of, terms
from catalogue.reading import line_of_key
from converter.models import Problem

from .settings import Edition


def unknown_sections(connection: sqlite3.Connection, edition: Edition, root: Path) -> Iterator[Problem]:
    """A section that no list has, told once, at the first article filed under it. It still gets its page.

    `root` is the folder that paths in messages begin at.
    """
    names = [section.name for section in edition.sections]
    if not names:
        return
    for term in terms(connection, "section"):
        if term.name in names:
            continue
        close = difflib.get_close_matches(term.name, names, n=1, cutoff=0.6)
        path = connection.execute(
            "SELECT path FROM article WHERE id = ?", (articles_of(connection, "section", term.key)[-1],)
        ).fetchone()[0]
        line = line_of_key(root / path, "section")
        yield Problem("W312", path, line, f"{term.name} (did you mean {close[0]}?)" if close else term.name)
