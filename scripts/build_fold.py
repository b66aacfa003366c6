#!/usr/bin/env python3
"""Make `plugins/search/data/fold.txt` anew from OpenCC's tables: `python scripts/build_fold.py`.

To be run when OpenCC is upgraded. Two characters are one for the search if OpenCC may write one where the other stood:
by its tables of characters in either direction, by a phrase, or by a variant of Taiwan or Hong Kong.
"""

from __future__ import annotations

import sys
import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "plugins"))

from press.derive_simplified_only import read  # noqa: E402

TARGET = ROOT / "plugins" / "search" / "data" / "fold.txt"
TO_SIMPLIFIED = "TSCharacters"
TO_TRADITIONAL = ("STCharacters", "STPhrases", "STPhrases_GeneratedFromRegionalPhrases")
VARIANTS = ("TWVariants", "TWVariantsPhrases", "HKVariants", "HKVariantsPhrases")
HEADER = """\
# Purpose: characters that are one for the search: the first of each group stands for the others.
# Columns: groups with spaces between them. Order: by the first character. User: plugins/search/fold.py.
# Made by scripts/build_fold.py from the tables of OpenCC (Apache-2.0).
"""


class Groups:
    """Characters put together; the first of a group is one that Simplified Chinese writes."""

    def __init__(self) -> None:
        self.parent: dict[str, str] = {}

    def first(self, character: str) -> str:
        """What stands for a character."""
        while (above := self.parent.get(character, character)) != character:
            character = above
        return character

    def join(self, simplified: str, other: str) -> None:
        """Put the groups of two characters together under that of the first."""
        first, second = self.first(simplified), self.first(other)
        if first != second:
            self.parent[second] = first

    def all(self) -> dict[str, list[str]]:
        """First of a group -> the others."""
        found: dict[str, list[str]] = defaultdict(list)
        for character in sorted(self.parent):
            if (first := self.first(character)) != character:
                found[first].append(character)
        return found


def pairs(name: str) -> Iterator[tuple[str, str]]:
    """(character, what it may become) of a table of characters or phrases."""
    for key, values in read(name):
        for value in values.split():
            yield from zip(key, value, strict=True) if len(key) == len(value) else ()


def join_all(groups: Groups, found: Iterable[tuple[str, str]]) -> None:
    """Put the characters of all pairs together, in a fixed order."""
    for simplified, other in sorted(set(found)):
        groups.join(simplified, other)


def is_common(character: str) -> bool:
    """Whether it is among the 6,763 characters of GB 2312."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def commonest_first(group: list[str]) -> str:
    """A group with a character first that everybody knows, if it has one."""
    return "".join(sorted(group, key=lambda one: (not is_common(one), one != group[0] and is_common(group[0]), one)))


def main() -> None:
    """Write the data file."""
    groups = Groups()
    join_all(groups, ((values.split()[0], key) for key, values in read(TO_SIMPLIFIED)))
    join_all(groups, (pair for name in TO_TRADITIONAL for pair in pairs(name)))
    join_all(groups, (pair for name in VARIANTS for pair in pairs(name)))
    rows = sorted(commonest_first([first, *others]) for first, others in groups.all().items())
    TARGET.write_text(HEADER + textwrap.fill(" ".join(rows), 100) + "\n", encoding="utf-8")
    print(f"{len(rows)} groups, {sum(map(len, rows))} characters")


if __name__ == "__main__":
    main()
