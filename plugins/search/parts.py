"""Which issues are indexed together: what is long closed in large parts, what is new in small ones.

A year that is over is one part. Of the newest year the quarters that are over are one, of the newest quarter the months
that are over, of the newest month the thirds (旬) that are over; the newest third stands alone. So a new issue touches
the files of ten days at most, an archive of ten years has thirteen parts or so, and what an issue's part is follows
from its date and the newest date alone.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable
from itertools import groupby

from .models import Issue, Part

FORMAT = "1"
"""To be changed when the same texts give other files."""
UNDATED = "undated"
THIRDS = "abc"
"""上旬, 中旬, 下旬."""


def quarter(month: str) -> str:
    """2024-06 -> 2024q2."""
    return f"{month[:4]}q{(int(month[5:7]) + 2) // 3}"


def third(day: str) -> str:
    """2024-06-30 -> 2024-06c."""
    return day[:7] + THIRDS[min((int(day[8:10]) - 1) // 10, 2)]


def part_of(date: str, newest: str) -> str:
    """Name of the part of an issue; `newest` is the newest date of all. Dates are as precise as they are known."""
    if not date:
        return UNDATED
    if len(date) < 7 or len(newest) < 7 or quarter(date) != quarter(newest):
        return date[:4]
    if date[:7] != newest[:7]:
        return quarter(date)
    if len(date) < 10 or len(newest) < 10 or third(date) != third(newest):
        return date[:7]
    return third(date)


def names(dates: Iterable[str]) -> tuple[str, ...]:
    """The names of the parts of an edition, sorted, that of undated issues first; `dates`: of its issues."""
    known = set(dates)
    newest = max(known, default="")
    return tuple(sorted({part_of(date, newest) for date in known}, key=order))


def order(name: str) -> tuple[bool, str]:
    """By which names of parts are sorted."""
    return name != UNDATED, name


def cut(issues: Iterable[Issue]) -> tuple[Part, ...]:
    """The parts of an edition, oldest first, undated issues before all; `issues` are in the order of time."""
    ordered = tuple(issues)
    newest = max((issue.date for issue in ordered), default="")
    named = {issue.key: part_of(issue.date, newest) for issue in ordered}
    found = sorted(ordered, key=lambda issue: order(named[issue.key]))
    return tuple(Part(name, tuple(group)) for name, group in groupby(found, lambda issue: named[issue.key]))


def version(part: Part) -> str:
    """10 hex digits over all that a part's files are made from."""
    said = "\n".join(f"{issue.key}\t{issue.title}\t{issue.version}" for issue in part.issues)
    return hashlib.sha256(f"{FORMAT}\n{said}".encode()).hexdigest()[:10]


def shards(part: Part) -> int:
    """Over how many files the grams of a part are spread: the larger a part, the larger each of its files."""
    characters = sum(sum(issue.sizes) for issue in part.issues)
    return max(1, round(math.pow(characters, 0.75) / 52))
