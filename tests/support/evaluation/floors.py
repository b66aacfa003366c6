"""The floors: no score may fall below what it once was. `tests/evaluation/floors.toml` holds them, with a digest of
the pages and truth they were taken on, so that a score cannot be raised by changing the question."""

from __future__ import annotations

import hashlib
import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .truth import TRUTHS, Truth

FLOORS = TRUTHS / "floors.toml"
HEAD = """# Purpose: the lowest score each field may have over the annotated pages; a change may only raise them.
# Columns: field = score (rounded down); digest = of all pages and their truth.
# User: tests/evaluate.py, which writes this file: python tests/evaluate.py --update.
"""


@dataclass(frozen=True)
class Floors:
    """What was once reached."""

    digest: str = ""
    scores: Mapping[str, float] = field(default_factory=dict)


def read(path: Path = FLOORS) -> Floors:
    """The floors of a file; none if there is no file."""
    told = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return Floors(told.get("digest", ""), told.get("floors", {}))


def write(path: Path, floors: Floors) -> None:
    """Put floors on disk, rounded down to four places."""
    rows = [f"{name} = {math.floor(value * 1e4 + 1e-6) / 1e4:.4f}" for name, value in floors.scores.items()]
    path.write_text("\n".join([f'{HEAD}digest = "{floors.digest}"', "", "[floors]", *rows, ""]), encoding="utf-8")


def digest_of(corpus: Iterable[Truth]) -> str:
    """SHA-256 of all pages and truths, by name."""
    whole = hashlib.sha256()
    for truth in corpus:
        for path in (truth.file, truth.source):
            whole.update(f"{path.name}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def regressions(scores: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """What lies below its floor, or is not measured any more."""
    gone = [f"{name}: no longer measured" for name in floors if name not in scores]
    low = [(name, floor) for name, floor in floors.items() if name in scores and scores[name] < floor - 1e-9]
    return [*gone, *(f"{name}: {scores[name]:.4f} is below its floor {floor:.4f}" for name, floor in low)]


def table(scores: Mapping[str, float], floors: Mapping[str, float]) -> str:
    """A line a field: score and floor."""
    return "\n".join(f"{name:16}{value:8.4f}{_floor(floors.get(name))}" for name, value in scores.items())


def _floor(value: float | None) -> str:
    return "" if value is None else f"   floor {value:.4f}"


def line(scores: Mapping[str, float]) -> str:
    """The scores of one page that are not full."""
    low = [f"{name} {value:.2f}" for name, value in scores.items() if value < 0.9995]
    return "  ".join(low) or "all right"
