"""What was promised of a site: addresses that were given out stay good."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from converter.models import Problem

from .links import HOME
from .models import Site

FILE = "permalinks.txt"
"""Below the content folder: an address a line, from the root of the site; `#` begins a comment."""


def check_promises(site: Site, content: Path) -> Iterator[Problem]:
    """Addresses that were promised and that the site no longer has."""
    file = content / FILE
    try:
        lines = file.read_text("utf-8-sig").splitlines()
    except OSError:
        return
    for number, line in enumerate(lines, 1):
        words = line.split("#")[0].split()
        path = words[0].lstrip("/") if words else ""
        if words and (path + HOME if path.endswith("/") or not path else path) not in site.files:
            yield Problem("E564", f"{content.name}/{FILE}", number, words[0])
