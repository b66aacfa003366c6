"""Putting articles on disk without ever overwriting an editor.

Beside the articles of a page lies its ledger: the fate of every source line, and the hash of
each file as the converter wrote it. A file that still has that hash may be rewritten or
removed; any other was edited and stays.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from .describe.identity import article_id, number_of, settle_numbers, sketch
from .ledger import ranges, tally
from .memory import LEDGER, Past, read_past, sketch_text
from .models import DROPPED, Article, Conversion, Problem
from .write import files_of


def store(conversion: Conversion, root: Path, origin: str) -> tuple[Problem, ...]:
    """Write the articles and the ledger of a page under `root/<issue>/`; only what changed is touched.

    `origin` is the name of the folder that is being converted.
    """
    folder = root / conversion.page.issue.key
    ledger = folder / f"{conversion.page.page}{LEDGER}"
    past, problems = read_past(ledger)
    conversion = keep_numbers(conversion, past)
    fresh = files_of(conversion)
    said = [_put(folder / name, text, past.hashes.get(name)) for name, text in fresh.items()]
    said += [_retire(folder / name, digest) for name, digest in past.hashes.items() if name not in fresh]
    told = to_json(conversion, fresh, origin, past.last)
    _write(ledger, json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    return (*problems, *filter(None, said))


def text_of(article: Article) -> str:
    """What an article is known by when its page is converted again."""
    return "".join((article.headline, *(block.text for block in article.body)))


def keep_numbers(conversion: Conversion, past: Past) -> Conversion:
    """The conversion with the ids that its articles had before; new articles get new ones."""
    page = conversion.page
    numbers = settle_numbers([sketch(text_of(a)) for a in conversion.articles], past.sketches, past.last)
    ids = {a.id: article_id(page.issue.key, page.page, n) for a, n in zip(conversion.articles, numbers, strict=True)}
    return replace(
        conversion,
        articles=tuple(replace(article, id=ids[article.id]) for article in conversion.articles),
        owners={line: ids[owner] for line, owner in conversion.owners.items()},
    )


def _put(path: Path, text: str, last: str | None) -> Problem | None:
    """Write one article unless an editor changed or deleted it."""
    proposal = path.with_suffix(".md.new")
    fresh = digest_of(text.encode())
    if not path.exists():
        if last is None:
            _write(path, text)
        return None
    current = digest_of(path.read_bytes())
    if current in (last, fresh):
        proposal.unlink(missing_ok=True)
        _write(path, text)
        return None
    if last != fresh:
        _write(proposal, text)
    return Problem("W201", path.as_posix()) if proposal.exists() else None


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
        past, wrong = read_past(ledger)
        if (ledger.parent.name, ledger.stem) in living or past.origin != origin:
            continue
        problems += wrong
        problems += filter(None, (_retire(ledger.parent / name, digest) for name, digest in past.hashes.items()))
        ledger.unlink()
        if not any(ledger.parent.iterdir()):
            ledger.parent.rmdir()
    return tuple(problems)


def to_json(conversion: Conversion, files: Mapping[str, str], origin: str, last: int) -> dict[str, Any]:
    """The ledger of a page: source, counts, where each line went, and the files as generated."""
    counts, lines = tally(conversion), conversion.page.lines
    homeless = [line for line in conversion.fates if line.number not in conversion.owners]
    kinds = sorted({line.kind for line in homeless} & DROPPED)
    return {
        "source": {"folder": origin, "file": conversion.page.file, "sha256": conversion.page.sha256},
        "characters": {
            "total": counts.total,
            "used": counts.used,
            "dropped": counts.dropped,
            "unassigned": counts.unassigned,
        },
        "articles": {
            article.id: {"lines": ranges(article.lines, lines), "sketch": sketch_text(sketch(text_of(article)))}
            for article in conversion.articles
        },
        "last": max(last, *(number_of(article.id) for article in conversion.articles)),
        "dropped": {str(kind): ranges((n.number for n in homeless if n.kind is kind), lines) for kind in kinds},
        "unassigned": ranges((line.number for line in homeless if line.kind not in DROPPED), lines),
        "files": {name: digest_of(text.encode()) for name, text in files.items()},
    }


def digest_of(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def _write(path: Path, text: str) -> None:
    """Write unless the file already says so; whole or not at all, whatever happens meanwhile."""
    data = text.encode("utf-8")
    if path.exists() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(data)
    part.replace(path)
