"""Whether the converter has anything to do: it is not even started when nothing it reads has changed.

What it reads: everything under `content` but articles, pictures and hand-written pages; its own code and data; how it
is called; and what it left beside the articles. What it said the last time is said again. Articles that an editor
changed wait for the next conversion, unless one was named in what was said.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

NOT_READ = frozenset({"articles", "images", "pages"})
"""Folders of `content` that the converter does not read."""
MADE = ("vocabulary/addresses.tsv", "vocabulary/permalinks.txt")
"""Files of `content` that builds write down; the converter does not read them either."""
NAMED = re.compile(r"(content/articles/\S+?\.md)")
Trace = tuple[str, int, int]
"""Path, time of change, size of a file."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the converter said of the pages."""

    refused: bool
    """Whether it refused some."""
    text: str


def traces(folder: Path, leave_out: frozenset[str] = frozenset()) -> Iterator[Trace]:
    """Every file below a folder, hidden ones left out; `leave_out`: names of folders directly in it."""
    waiting = [str(folder)] if folder.is_dir() else []
    while waiting:
        place = waiting.pop()
        with os.scandir(place) as entries:
            for entry in entries:
                outside = place == str(folder) and entry.name in leave_out
                if entry.name.startswith(".") or entry.name == "__pycache__" or outside:
                    continue
                if entry.is_dir():
                    waiting.append(entry.path)
                else:
                    status = entry.stat()
                    yield entry.path, status.st_mtime_ns, status.st_size


def ledgers(articles: Path) -> Iterator[Trace]:
    """What the converter left beside the articles, one file a page."""
    for issue in sorted(articles.iterdir()) if articles.is_dir() else ():
        if issue.is_dir():
            yield from (one for one in traces(issue) if one[0].endswith(".ledger"))


def change_of(file: Path) -> tuple[int, int]:
    """Time of change and size of a file that may not be there."""
    try:
        status = file.stat()
    except OSError:
        return 0, -1
    return status.st_mtime_ns, status.st_size


def state(root: Path, code: Path, arguments: Iterable[str], said: str = "") -> str:
    """Digest of all that the outcome of a conversion hangs on."""
    content = root / "content"
    named = [(path, *change_of(root / path)) for path in sorted(set(NAMED.findall(said)))]
    made = {str(content / name) for name in MADE}
    read = (one for one in traces(content, NOT_READ) if one[0] not in made)
    found = [*read, *traces(code), *ledgers(content / "articles")]
    # A copy of an edition in another folder is the same edition.
    files = [(path.removeprefix(str(root)), *rest) for path, *rest in found]
    return hashlib.sha256(json.dumps([sorted(files), named, list(arguments), said]).encode()).hexdigest()


def last_said(note: Path, root: Path, code: Path, arguments: Iterable[str]) -> Said | None:
    """What the last conversion said, if another one would say and do the same."""
    try:
        noted = json.loads(note.read_text(encoding="utf-8"))
        found = Said(bool(noted["refused"]), str(noted["said"]))
        same = noted["state"] == state(root, code, arguments, found.text)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found if same else None


def note_said(note: Path, root: Path, code: Path, arguments: Iterable[str], said: Said) -> None:
    """Note what a conversion said."""
    note.parent.mkdir(parents=True, exist_ok=True)
    noted = {"state": state(root, code, arguments, said.text), "refused": said.refused, "said": said.text}
    half = note.with_suffix(".half")
    half.write_text(json.dumps(noted, ensure_ascii=False), encoding="utf-8")
    half.replace(note)
