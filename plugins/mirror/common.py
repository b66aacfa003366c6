"""Common words of two characters, and surnames: tables the converter has, read from its folder of data."""

from __future__ import annotations

from functools import cache
from pathlib import Path

DATA = Path(__file__).parent.parent / "converter" / "data"


@cache
def words() -> frozenset[str]:
    """The 22,000 commonest words of two characters."""
    rows = (line.split("\t") for line in _lines("words.txt"))
    return frozenset(first + second for first, seconds in rows for second in seconds)


@cache
def surnames() -> frozenset[str]:
    """Surnames of one character and of two."""
    single, _, compound = "\n".join(_lines("surnames.txt")).partition("compound")
    return frozenset("".join(single.split())) | frozenset(compound.split())


def _lines(name: str) -> list[str]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
