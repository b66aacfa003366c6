"""Three-way merge of a row of paragraphs.

Changes of both sides go in as long as they touch different paragraphs, be they neighbours; a line merger
would call neighbours a conflict.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from .document import Paragraph


@dataclass(frozen=True, slots=True)
class Change:
    """Paragraphs `start` to `end` (from 0, end not included) of the base that become others."""

    start: int
    end: int
    fresh: tuple[Paragraph, ...]
    at: int = field(default=0, compare=False)
    """Where the change begins in the side that made it."""


def weave(
    base: Sequence[Paragraph], mine: Sequence[Paragraph], theirs: Sequence[Paragraph]
) -> tuple[tuple[Paragraph, ...], int | None]:
    """(the merged paragraphs, None), or (mine, number of the first of mine that both sides changed differently)."""
    ours, others = list(changes(base, mine)), list(changes(base, theirs))
    for change in ours:
        if any(clash(change, other) for other in others):
            return tuple(mine), min(change.at, max(len(mine) - 1, 0))
    merged = _apply(base, mine, {*ours, *others})
    doubled = _doubled(merged, mine, theirs)
    return (tuple(mine), mine.index(doubled)) if doubled else (_spaced(merged, mine), None)


def changes(base: Sequence[Paragraph], other: Sequence[Paragraph]) -> Iterator[Change]:
    """What one side changed; paragraphs rewritten one by one are changes of their own."""
    for what, i, i_end, j, j_end in SequenceMatcher(None, base, other, autojunk=False).get_opcodes():
        if what == "replace" and i_end - i == j_end - j:
            yield from (Change(i + n, i + n + 1, (other[j + n],), j + n) for n in range(i_end - i))
        elif what != "equal":
            yield Change(i, i_end, tuple(other[j:j_end]), j)


def clash(one: Change, two: Change) -> bool:
    """Whether two changes touch the same paragraphs, or put different ones in at the same place."""
    if one == two:
        return False
    if one.start == one.end == two.start == two.end:
        return True
    return one.start < two.end and two.start < one.end


def _apply(base: Sequence[Paragraph], mine: Sequence[Paragraph], all_changes: set[Change]) -> list[Paragraph]:
    """The base with all changes made; what nobody changed comes with the editor's blank lines."""
    blocks = SequenceMatcher(None, base, mine, autojunk=False).get_matching_blocks()
    kept = {i + n: mine[j + n] for i, j, size in blocks for n in range(size)}
    merged, done = [], 0
    for change in sorted(all_changes, key=lambda change: (change.start, change.end)):
        merged += [kept.get(n, base[n]) for n in range(done, change.start)]
        merged += change.fresh
        done = change.end
    return merged + [kept.get(n, base[n]) for n in range(done, len(base))]


def _doubled(merged: Sequence[Paragraph], mine: Sequence[Paragraph], theirs: Sequence[Paragraph]) -> Paragraph | None:
    """A paragraph of mine that would stand in the text more often than on either side: both moved it."""
    counts, own, other = Counter(merged), Counter(mine), Counter(theirs)
    return next((p for p in mine if counts[p] > max(own[p], other[p])), None)


def _spaced(merged: Sequence[Paragraph], mine: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """A blank line between any two, and the end of the text as the editor has it."""
    end = mine[-1].gap if mine else "\n"
    spaced = [p if p.gap.count("\n") > 1 else replace(p, gap="\n\n") for p in merged[:-1]]
    return (*spaced, *(replace(p, gap=end) for p in merged[-1:]))
