"""Which texts are in Traditional script already: they are left as they are; a second conversion changes nothing."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

PLUGINS = Path(__file__).parent.parent
TRADITIONAL = PLUGINS / "mirror" / "data" / "traditional.txt"
SIMPLIFIED = PLUGINS / "press" / "data" / "simplified_only.txt"
"""The table by which the built site is checked."""


def is_traditional(text: str) -> bool:
    """Whether a text holds characters that only Traditional Chinese has, and none that only Simplified has."""
    return has_traditional(text) and _one_of(SIMPLIFIED).search(text) is None


def has_traditional(text: str) -> bool:
    """Whether a text holds a character that only Traditional Chinese has."""
    return _one_of(TRADITIONAL).search(text) is not None


@cache
def _one_of(table: Path) -> re.Pattern[str]:
    lines = table.read_text(encoding="utf-8").splitlines()
    return re.compile("[" + "".join(line for line in lines if not line.startswith("#")) + "]")
