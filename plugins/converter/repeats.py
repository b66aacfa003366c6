"""Stage 5, mark repeats: text that the parser printed twice is told once.

A parser often gives the end of a column a second time, torn into pieces. A run of
neighbouring blocks whose text, put together, stands word for word elsewhere on the page is
such a repeat; nothing is removed, the blocks get the kind `REPEAT`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from .models import Block, LineKind
from .text import bigrams, squeeze

SHORTEST = 30
"""Word characters: a repeat of fewer may be chance (a slogan, a title quoted in the text)."""
ABOVE = 8
"""Blocks above a credit that may tell whose picture it is."""
NOTABLE = 3
"""Pairs of characters by which one place must speak more of the giver than the one before it."""
LONGEST_RUN = 12
"""Blocks that one torn repeat may be made of."""
TEXT = frozenset({LineKind.BODY, LineKind.HEADLINE, LineKind.UNKNOWN})


def mark_repeats(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks, those that only repeat text of others marked `REPEAT`."""
    shared = _shared_lines(blocks)
    texts = [squeeze(b.text) if b.kind in TEXT and shared.isdisjoint(b.lines) else "" for b in blocks]
    doubled = _same_credits(blocks, shared)
    for start, stop in _runs(blocks, texts):
        doubled.update(range(start, stop))
    if not doubled:
        return blocks
    return tuple(b._replace(kind=LineKind.REPEAT) if i in doubled else b for i, b in enumerate(blocks))


def _same_credits(blocks: tuple[Block, ...], shared: frozenset[int]) -> set[int]:
    """（某局供图） printed twice is told once, where the text above it speaks most of the giver."""
    pictures = ((i, block.text) for i, block in enumerate(blocks) if block.kind is LineKind.PHOTO_CREDIT)
    places: dict[str, list[int]] = {}
    for i, text in pictures:
        if text.endswith("供图）") and shared.isdisjoint(blocks[i].lines):
            places.setdefault(text, []).append(i)

    def named(i: int) -> int:
        above = "".join(block.text for block in blocks[max(i - ABOVE, 0) : i] if block.kind in TEXT)
        return len(bigrams(blocks[i].text) & bigrams(above)) // NOTABLE

    return {i for same in places.values() for i in same if i != max(same, key=named)}


def _shared_lines(blocks: tuple[Block, ...]) -> frozenset[int]:
    """Lines that stand in two blocks. A line has one fate, so such a block is not dropped alone."""
    counts = Counter(number for block in blocks for number in block.lines)
    return frozenset(number for number, count in counts.items() if count > 1)


def _runs(blocks: tuple[Block, ...], texts: list[str]) -> Iterator[tuple[int, int]]:
    """(first, behind last) of every run that stands elsewhere: from the end of the page, longest runs first."""
    stop = len(blocks)
    while stop > 0:
        start = _start_of_repeat(blocks, texts, stop)
        if start is None:
            stop -= 1
        else:
            yield start, stop
            texts[start:stop] = [""] * (stop - start)
            stop = start


def _start_of_repeat(blocks: tuple[Block, ...], texts: list[str], stop: int) -> int | None:
    found, run = None, ""
    for start in range(stop - 1, max(stop - LONGEST_RUN, 0) - 1, -1):
        if not texts[start]:
            break
        run = texts[start] + run
        if not _stands_elsewhere(run, texts, start, stop):
            break
        if len(run) >= SHORTEST and any(b.kind is LineKind.BODY for b in blocks[start:stop]):
            found = start
    return found


def _stands_elsewhere(run: str, texts: list[str], start: int, stop: int) -> bool:
    """In one block before or behind the run; of two equal blocks the first stays."""
    # Put together without a joint: the first printing may be torn where the second is whole.
    if run in "".join(texts[:start]):
        return True
    behind = texts[stop:]
    return run in "\n".join(behind) and any(run in text and len(text) > len(run) for text in behind)
