"""Putting articles on disk without ever overwriting an editor.

Beside the articles of a page lies its ledger (`<page>.ledger`, JSON): the fate of every
source line, and the hash of each file as the converter wrote it. A file that still has that
hash may be rewritten or removed; any other was edited and stays.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .ledger import ranges, tally
from .models import DROPPED, Conversion, Problem
from .write import files_of

LEDGER = ".ledger"


@dataclass(frozen=True, slots=True)
class Stored:
    """What was done on disk for one page."""

    written: int
    kept: int
    """Files edited by hand that were left alone."""
    problems: tuple[Problem, ...]


def store(conversion: Conversion, root: Path, origin: str) -> Stored:
    """Write the articles and the ledger of a page under `root/<issue>/`; only what changed is touched.

    `origin` is the name of the folder that is being converted.
    """
    folder = root / conversion.page.issue.key
    ledger = folder / f"{conversion.page.page}{LEDGER}"
    known, problems = read_hashes(ledger)
    fresh = files_of(conversion)
    results = [_put(folder / name, text, known.get(name)) for name, text in fresh.items()]
    gone = [_retire(folder / name, digest) for name, digest in known.items() if name not in fresh]
    problems += [p for _, p in results if p] + [p for p in gone if p]
    _write(ledger, json.dumps(to_json(conversion, fresh, origin), ensure_ascii=False, indent=1) + "\n")
    return Stored(sum(w for w, _ in results), sum(p is not None for _, p in results), tuple(problems))


def _put(path: Path, text: str, last: str | None) -> tuple[bool, Problem | None]:
    """Write one article unless an editor changed or deleted it. (whether written, what to say)"""
    proposal = path.with_suffix(".md.new")
    if not path.exists():
        if last is not None:
            return False, None
        return _write(path, text), None
    current = digest_of(path.read_bytes())
    if last == current or current == digest_of(text.encode()):
        proposal.unlink(missing_ok=True)
        return _write(path, text), None
    if last != digest_of(text.encode()):
        _write(proposal, text)
    elif not proposal.exists():
        return False, None
    return False, Problem("W201", path.as_posix())


def _retire(path: Path, digest: str) -> Problem | None:
    """Remove an article that its page no longer holds; keep it if it was edited."""
    if not path.exists():
        return None
    if digest_of(path.read_bytes()) != digest:
        return Problem("W202", path.as_posix())
    path.unlink()
    return None


def retire_pages(root: Path, origin: str, alive: Iterable[tuple[str, str]]) -> tuple[Problem, ...]:
    """Remove the articles of pages that lay in the folder named `origin` and are gone.

    `alive` are the (issue, page) that still have a file. Pages of other folders, converted into the same
    place, stay.
    """
    living = set(alive)
    problems: list[Problem] = []
    for ledger in sorted(root.glob(f"*/*{LEDGER}")):
        known, wrong = read_hashes(ledger)
        if (ledger.parent.name, ledger.stem) in living or read_origin(ledger) != origin:
            continue
        problems += wrong
        problems += filter(None, (_retire(ledger.parent / name, digest) for name, digest in known.items()))
        ledger.unlink()
        if not any(ledger.parent.iterdir()):
            ledger.parent.rmdir()
    return tuple(problems)


def read_hashes(ledger: Path) -> tuple[Mapping[str, str], list[Problem]]:
    """File name -> hash of the text last generated; names with a path in them are not believed."""
    if not ledger.exists():
        return {}, []
    try:
        files = json.loads(ledger.read_text(encoding="utf-8"))["files"]
        return {name: digest for name, digest in files.items() if Path(name).name == name}, []
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return {}, [Problem("W203", ledger.as_posix(), value=str(error))]


def read_origin(ledger: Path) -> str | None:
    """Name of the folder that was converted; None if the ledger cannot be read."""
    try:
        return str(json.loads(ledger.read_text(encoding="utf-8"))["source"]["folder"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def to_json(conversion: Conversion, files: Mapping[str, str], origin: str) -> dict[str, Any]:
    """The ledger of a page: source, counts, where each line went, and the files as generated."""
    counts, lines = tally(conversion), conversion.page.lines
    homeless = [line for line in conversion.fates if line.number not in conversion.owners]
    return {
        "source": {"folder": origin, "file": conversion.page.file, "sha256": conversion.page.sha256},
        "characters": {
            "total": counts.total, "used": counts.used, "dropped": counts.dropped, "unassigned": counts.unassigned,
        },
        "articles": {article.id: ranges(article.lines, lines) for article in conversion.articles},
        "dropped": {str(kind): ranges((line.number for line in homeless if line.kind is kind), lines)
                    for kind in sorted({line.kind for line in homeless} & DROPPED)},
        "unassigned": ranges((line.number for line in homeless if line.kind not in DROPPED), lines),
        "files": {name: digest_of(text.encode()) for name, text in files.items()},
    }  # fmt: skip


def digest_of(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def _write(path: Path, text: str) -> bool:
    """Write unless the file already says so; whether it was written."""
    data = text.encode("utf-8")
    if path.exists() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return True
