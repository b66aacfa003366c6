"""What all twins hang on: the code and the data of the mirror, its settings, and the decisions of the edition."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from pathlib import Path

from catalogue.asking import digest_of

from .common import DATA
from .house import House
from .tree import Plan

PACKAGE = Path(__file__).parent


@cache
def code() -> str:
    """Digest of the package, of the tables it reads elsewhere, and of OpenCC."""
    read = (DATA / "words.txt", DATA / "surnames.txt")
    files = sorted(file for file in PACKAGE.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
    return digest_of(([(file.name, file.read_bytes()) for file in (*files, *read)], version("opencc")))


def stamp_of(plan: Plan, house: House) -> str:
    """Digest of all that, but for what single articles settle (`notes.py`)."""
    settled = (sorted(house.glossary.items()), house.config, house.quotes)
    return digest_of((code(), plan.prefix, plan.base, tuple(plan.skipped), settled))
