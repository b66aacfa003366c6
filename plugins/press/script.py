"""Find Simplified characters in text that should be Traditional."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

SIMPLIFIED_ONLY = Path(__file__).parent / "data" / "simplified_only.txt"
CONTEXT = 8
"""Characters shown on either side of a find."""


@cache
def simplified_only() -> re.Pattern[str]:
    """Any run of characters that only Simplified Chinese has; see the header of the data file."""
    lines = SIMPLIFIED_ONLY.read_text(encoding="utf-8").splitlines()
    return re.compile(f"[{''.join(line for line in lines if not line.startswith('#'))}]+")


def left_over(text: str) -> Iterator[tuple[int, str]]:
    """(line within the text, from 0; the characters with what stands around them), one for each line of the text."""
    for number, line in enumerate(text.splitlines()):
        found = simplified_only().search(line)
        if found:
            around = line[max(0, found.start() - CONTEXT) : found.end() + CONTEXT].strip()
            yield number, f"{found[0]} in {around}"
