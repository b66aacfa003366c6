"""Which lines are in Traditional script already: they are left as they are, so a second conversion changes nothing."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

PLUGINS = Path(__file__).parent.parent
TRADITIONAL = PLUGINS / "mirror" / "data" / "traditional.txt"
SIMPLIFIED = PLUGINS / "press" / "data" / "simplified_only.txt"
"""The table by which the built site is checked."""


def is_traditional(line: str) -> bool:
    """Whether a line holds characters that only Traditional Chinese has, and none that only Simplified has."""
    return _one_of(TRADITIONAL).search(line) is not None and _one_of(SIMPLIFIED).search(line) is None


@cache
def _one_of(table: Path) -> re.Pattern[str]:
    lines = table.read_text(encoding="utf-8").splitlines()
    return re.compile("[" + "".join(line for line in lines if not line.startswith("#")) + "]")
