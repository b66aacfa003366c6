"""What is remembered of a page from when it was converted last: its ledger, `<page>.ledger` (JSON), and the
articles as they were generated, in `.generated/` beside them. Nobody edits either.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .describe.identity import Sketch, number_of
from .ledger import ranges, tally
from .models import DROPPED, Conversion, Problem

LEDGER = ".ledger"
GENERATED = ".generated"
"""Folder of the articles as generated; hidden, so that nothing takes them for articles."""
NUMBERS = "numbers.json"
"""In it: page -> the highest number given on that page, for pages whose articles have moved to another."""


@dataclass(frozen=True, slots=True)
class Past:
    """One page as it was converted last."""

    origin: str = ""
    """Name of the folder it was converted from."""
    file: str = ""
    sha256: str = ""
    """Of the bytes of that file."""
    hashes: Mapping[str, str] = field(default_factory=dict)
    """File name -> hash of the text as generated."""
    sketches: Mapping[str, Sketch] = field(default_factory=dict)
    """Id of an article -> its sketch; also of articles that the page no longer holds."""
    last: int = 0
    """The highest number ever given on the page."""
    open: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """File name -> fields in conflict that no editor has settled yet."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is to be remembered of the files of a page."""

    hashes: Mapping[str, str]
    open: Mapping[str, tuple[str, ...]]


def read_past(ledger: Path) -> tuple[Past, list[Problem]]:
    """What the ledger says; nothing, and a problem, if it cannot be read."""
    if not ledger.exists():
        return Past(), []
    try:
        return _past(json.loads(ledger.read_text(encoding="utf-8"))), []
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        return Past(), [Problem("W203", ledger.as_posix(), value=str(error))]


def _past(told: Mapping[str, Any]) -> Past:
    sketches = {id: article["sketch"] for id, article in told["articles"].items()} | told.get("absent", {})
    return Past(
        origin=str(told["source"]["folder"]),
        file=str(told["source"]["file"]),
        sha256=str(told["source"]["sha256"]),
        # A name with a path in it could lead out of the folder; it is not believed.
        hashes={name: str(digest) for name, digest in told["files"].items() if Path(name).name == name},
        sketches={id: sketch_from(sketches[id]) for id in sorted(sketches, key=number_of)},
        last=int(told["last"]),
        open={name: tuple(map(str, fields)) for name, fields in told.get("open", {}).items()},
    )


def to_json(
    conversion: Conversion, sketches: Mapping[str, Sketch], kept: Kept, origin: str, past: Past
) -> dict[str, Any]:
    """The ledger of a page: source, counts, where each line went, and the files as generated."""
    counts, lines = tally(conversion), conversion.page.lines
    homeless = [line for line in conversion.fates if line.number not in conversion.owners]
    kinds = sorted({line.kind for line in homeless} & DROPPED)
    told = {
        "source": {"folder": origin, "file": conversion.page.file, "sha256": conversion.page.sha256},
        "characters": {
            "total": counts.total,
            "used": counts.used,
            "dropped": counts.dropped,
            "unassigned": counts.unassigned,
        },
        "articles": {
            article.id: {"lines": ranges(article.lines, lines), "sketch": sketch_text(sketches[article.id])}
            for article in conversion.articles
        },
        "absent": {id: sketch_text(words) for id, words in past.sketches.items() if id not in sketches},
        "last": max(past.last, *_numbers(sketches, conversion.page.page)),
        "dropped": {str(kind): ranges((n.number for n in homeless if n.kind is kind), lines) for kind in kinds},
        "unassigned": ranges((line.number for line in homeless if line.kind not in DROPPED), lines),
        "files": dict(kept.hashes),
        "open": {name: list(fields) for name, fields in kept.open.items()},
    }
    return {key: value for key, value in told.items() if value or key not in ("absent", "open")}


def json_text(told: Mapping[str, Any]) -> str:
    """The text of a file of JSON."""
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _numbers(ids: Iterable[str], page: str) -> list[int]:
    """Numbers of the ids given on this very page; articles that moved here keep those of another."""
    return [0, *(number_of(id) for id in ids if id.rpartition("-")[0].endswith(f"-{page}"))]


def sketch_from(text: str) -> Sketch:
    """A sketch from its hexadecimal form."""
    return tuple(int(value, 16) for value in text.split())


def sketch_text(words: Sketch) -> str:
    """The hexadecimal form of a sketch."""
    return " ".join(f"{value:08x}" for value in words)


def remembered_pages(root: Path, origin: str) -> dict[tuple[str, str], str]:
    """(issue key, file name) -> page, of all pages converted from the folder named `origin`."""
    # One at a time: the sketches of a whole archive would fill the memory.
    ledgers = ((ledger, read_past(ledger)[0]) for ledger in sorted(root.glob(f"*/*{LEDGER}")))
    return {(ledger.parent.name, past.file): ledger.stem for ledger, past in ledgers if past.origin == origin}


def numbers_given(folder: Path) -> dict[str, int]:
    """Page -> highest number given on it before its articles moved to another page of the issue."""
    try:
        told = json.loads((folder / GENERATED / NUMBERS).read_text(encoding="utf-8"))
        return {str(page): int(number) for page, number in told.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def verified(generated: Path, digest: str | None) -> str | None:
    """An article as generated last; None if that is not there, or is not what the ledger tells of."""
    data = generated.read_bytes() if digest and generated.is_file() else b""
    return data.decode("utf-8").replace("\r\n", "\n") if data and digest_of(data) == digest else None


def digest_of(data: bytes) -> str:
    """SHA-256 in hexadecimal, the same for all line ends: git on Windows may change them."""
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()


def write_file(path: Path, text: str) -> None:
    """As `write_bytes`, in UTF-8."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, data: bytes) -> None:
    """Write unless the file already says so; whole or not at all, whatever happens meanwhile."""
    if path.exists() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(data)
    part.replace(path)
