"""The floors: no score of a folder of pages may fall below what it once was. `tests/evaluation/floors.toml` holds them,
with a digest of the pages and truth they were taken on, so that a score cannot be raised by changing the question."""

from __future__ import annotations

import hashlib
import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .truth import TRUTHS, Truth

Scores = Mapping[str, Mapping[str, float]]
"""Folder -> field -> score."""
FLOORS = TRUTHS / "floors.toml"
HEAD = """# Purpose: the lowest score each field may have over the annotated pages; a change may only raise them.
# Columns: a table a folder of pages, field = score (rounded down); digest = of all pages and their truth.
# User: tests/evaluate.py, which writes this file: python tests/evaluate.py --update.
"""


@dataclass(frozen=True)
class Floors:
    """What was once reached."""

    digest: str = ""
    scores: Scores = field(default_factory=dict)


def read(path: Path = FLOORS) -> Floors:
    """The floors of a file; none if there is no file."""
    told = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return Floors(told.pop("digest", ""), told)


def write(path: Path, floors: Floors) -> None:
    """Put floors on disk, rounded down to four places."""
    rows = [f'{HEAD}digest = "{floors.digest}"\n']
    for folder, scores in floors.scores.items():
        rows += [f"\n[{folder}]\n"]
        rows += [f"{name} = {math.floor(value * 1e4 + 1e-6) / 1e4:.4f}\n" for name, value in scores.items()]
    path.write_text("".join(rows), encoding="utf-8")


def digest_of(corpus: Iterable[Truth]) -> str:
    """SHA-256 of all pages and truths, by name."""
    whole = hashlib.sha256()
    for truth in corpus:
        for path in (truth.file, truth.source):
            whole.update(f"{path.name}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def regressions(scores: Scores, floors: Scores) -> list[str]:
    """What lies below its floor, or is not measured any more."""
    faults = []
    for folder, field_, floor in ((folder, *row) for folder, rows in floors.items() for row in rows.items()):
        value = scores.get(folder, {}).get(field_)
        if value is None:
            faults.append(f"{folder} {field_}: no longer measured")
        elif value < floor - 1e-9:
            faults.append(f"{folder} {field_}: {value:.4f} is below its floor {floor:.4f}")
    return faults


def table(scores: Scores, floors: Scores) -> str:
    """A line a field, with score and floor of each folder."""
    names = next(iter(scores.values()), {})
    head = " " * 16 + "".join(f"{folder:>10}{'floor':>8}" for folder in scores)
    cells = {
        name: "".join(_cell(scores[folder][name], floors.get(folder, {}).get(name)) for folder in scores)
        for name in names
    }
    return "\n".join([head, *(f"{name:16}{row}" for name, row in cells.items())])


def _cell(value: float, floor: float | None) -> str:
    return f"{value:10.4f}{'-' if floor is None else f'{floor:.4f}':>8}"


def line(scores: Mapping[str, float]) -> str:
    """The scores of one page that are not full."""
    low = [f"{name} {value:.2f}" for name, value in scores.items() if value < 0.9995]
    return "  ".join(low) or "all right"
