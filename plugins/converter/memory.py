"""What is remembered of a page from when it was converted last: its ledger, `<page>.ledger` (JSON), read back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .describe.identity import Sketch, number_of
from .models import Problem

LEDGER = ".ledger"


@dataclass(frozen=True, slots=True)
class Past:
    """One page as it was converted last."""

    origin: str = ""
    """Name of the folder it was converted from."""
    file: str = ""
    hashes: Mapping[str, str] = field(default_factory=dict)
    """File name -> hash of the text as generated."""
    sketches: Mapping[int, Sketch] = field(default_factory=dict)
    """Number of an article -> its sketch."""
    last: int = 0
    """The highest number ever given on the page."""


def read_past(ledger: Path) -> tuple[Past, list[Problem]]:
    """What the ledger says; nothing, and a problem, if it cannot be read."""
    if not ledger.exists():
        return Past(), []
    try:
        return _past(json.loads(ledger.read_text(encoding="utf-8"))), []
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        return Past(), [Problem("W203", ledger.as_posix(), value=str(error))]


def _past(told: Mapping[str, Any]) -> Past:
    return Past(
        origin=str(told["source"]["folder"]),
        file=str(told["source"]["file"]),
        # A name with a path in it could lead out of the folder; it is not believed.
        hashes={name: str(digest) for name, digest in told["files"].items() if Path(name).name == name},
        sketches={number_of(id): sketch_from(article["sketch"]) for id, article in told["articles"].items()},
        last=int(told["last"]),
    )


def sketch_from(text: str) -> Sketch:
    """A sketch from its hexadecimal form."""
    return tuple(int(value, 16) for value in text.split())


def sketch_text(sketch: Sketch) -> str:
    """The hexadecimal form of a sketch."""
    return " ".join(f"{value:08x}" for value in sketch)


def remembered_pages(root: Path, origin: str) -> dict[tuple[str, str], str]:
    """(issue key, file name) -> page, of all pages converted from the folder named `origin`."""
    ledgers = [(ledger, read_past(ledger)[0]) for ledger in sorted(root.glob(f"*/*{LEDGER}"))]
    return {(ledger.parent.name, past.file): ledger.stem for ledger, past in ledgers if past.origin == origin}
