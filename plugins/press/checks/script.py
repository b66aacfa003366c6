"""Find Simplified characters in text that should be Traditional."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

SIMPLIFIED_ONLY = Path(__file__).resolve().parents[1] / "data" / "simplified_only.txt"
CONTEXT = 8
"""Characters shown on either side of a find."""


@cache
def simplified_only() -> re.Pattern[str]:
    """Any run of characters that only Simplified Chinese has; see the header of the data file."""
    lines = SIMPLIFIED_ONLY.read_text(encoding="utf-8").splitlines()
    return re.compile(f"[{''.join(line for line in lines if not line.startswith('#'))}]+")


@cache
def characters() -> frozenset[str]:
    """The same one by one: to look for none of them in a long text is much faster so."""
    return frozenset(simplified_only().pattern[1:-2])


def left_over(text: str) -> Iterator[tuple[int, str]]:
    """(offset, the characters with what stands around them), one for each line of the text."""
    if characters().isdisjoint(text):
        return
    start = 0
    for line in text.splitlines(keepends=True):
        found = simplified_only().search(line)
        if found:
            around = line[max(0, found.start() - CONTEXT) : found.end() + CONTEXT].strip()
            yield start + found.start(), f"{found[0]} in {around}"
        start += len(line)
