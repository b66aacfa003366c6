"""Hold the site to `vocabulary/permalinks.txt`: an address once published has a page or a stub, in both scripts."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from converter.models import Problem

from ..models import Edition

PERMALINKS = "vocabulary/permalinks.txt"
HANT = "hant/"


def promises(text: str) -> Iterator[tuple[int, str]]:
    """(line, address) of every promise."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line.strip()


def broken(text: str, files: Collection[str], shown: str) -> Iterator[Problem]:
    """Each address of the file that a site of these files has not; `shown` is what messages call the file."""
    for number, address in promises(text):
        for path in (address, HANT + address):
            if path not in files:
                yield Problem("E540", shown, number, path)


def broken_promises(edition: Edition, files: Collection[str]) -> Iterator[Problem]:
    """The same for the file of an edition; one that never published has none."""
    file = edition.content / PERMALINKS
    if file.is_file():
        text = file.read_text(encoding="utf-8-sig", errors="replace")
        yield from broken(text, files, f"{edition.content.name}/{PERMALINKS}")
