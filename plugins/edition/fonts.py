"""The font of the cards with words: which file it is, and whether it does."""

from __future__ import annotations

import hashlib
import importlib.util
from functools import cache
from importlib.metadata import version
from pathlib import Path

from cards.words import NoFont, lacking

UNUSABLE, NO_PILLOW = "E407", "E408"
NEEDED = "国國報"
"""What it must have besides the name of the paper: characters of both scripts."""


def font_of(named: str, root: Path) -> str:
    """The file of a font that `edition.toml` names, '' when it names none."""
    return str(root / named) if named else ""


def digest(file: str) -> str:
    """16 hex digits over a font and what draws with it; '' without a font."""
    return _digest(file, Path(file).stat().st_mtime_ns) if file else ""


@cache
def _digest(file: str, changed: int) -> str:
    """`changed`: the time of the file, so that a process that lives long looks again."""
    del changed
    return hashlib.sha256(version("pillow").encode() + Path(file).read_bytes()).hexdigest()[:16]


def font_faults(named: str, name: str, lang: str, root: Path) -> tuple[tuple[str, str], ...]:
    """(code, value) of what is wrong with the font for an edition of this name."""
    if not named:
        return ()
    if importlib.util.find_spec("PIL") is None:
        return ((NO_PILLOW, named),)
    file = font_of(named, root)
    if not Path(file).is_file():
        return ((UNUSABLE, f"{named}: no such file"),)
    try:
        missing = lacking(file, name + NEEDED, lang)
    except (NoFont, OSError) as error:
        return ((UNUSABLE, f"{named}: {error}"),)
    return ((UNUSABLE, f"{named}: it has no {missing}"),) if missing else ()
