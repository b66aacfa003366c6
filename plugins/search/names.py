"""The names of sections, regions, rubrics, tags and authors, so that a query leads to their pages too.

A name is found by any part of it or of another name for it, folded as texts are. It lies in the file of each pair of
its characters, and in that of a single character when it is one of the best for it: who types one wants a few.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from heapq import nsmallest

from .fold import fold
from .grams import lines_grams, shard_of
from .models import Name

SHARE = 32
"""Names for each file."""
BEST = 12
"""Names that are kept for a single character."""
Row = list[int | str]
"""[place of the kind, path, name, other name …]."""


def files_for(names: Sequence[Name]) -> int:
    """How many files: a power of two, so that it seldom changes."""
    return 1 << max(0, math.ceil(math.log2(max(1, len(names) / SHARE))))


def worth(name: Name, lines: list[str], character: str) -> tuple[bool, bool, int, int, str]:
    """Smaller is better: the character itself, a name that begins with it, the kind, the length."""
    begins = any(line.startswith(character) for line in lines)
    return character not in lines, not begins, name.kind, len(name.name), name.path


def folded(name: Name) -> list[str]:
    """The name and the others, as they are compared."""
    return [fold(line) for line in (name.name, *name.others)]


def rows_by_file(names: Sequence[Name]) -> list[list[Row]]:
    """What each file holds, in the order of the names."""
    count = files_for(names)
    found: list[set[int]] = [set() for _ in range(count)]
    of_character: dict[str, list[int]] = defaultdict(list)
    lines = [folded(name) for name in names]
    for place, own in enumerate(lines):
        for gram in lines_grams(own):
            if len(gram) == 1:
                of_character[gram].append(place)
            else:
                found[shard_of(gram, count)].add(place)
    for character, holders in of_character.items():
        best = nsmallest(BEST, holders, key=lambda place: worth(names[place], lines[place], character))
        found[shard_of(character, count)].update(best)
    return [rows(names[place] for place in sorted(held)) for held in found]


def rows(names: Iterable[Name]) -> list[Row]:
    """Names as they are written."""
    return [[name.kind, name.path, name.name, *name.others] for name in names]
