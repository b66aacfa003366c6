"""Poems: lines without a stop below a name, which alone would be a stack of headings."""

from __future__ import annotations

from itertools import takewhile

from ..bylines import MARKED_RE
from ..models import Block, LineKind

VERSES = 5
"""Lines below a byline that are more than a headline has."""
STANZA = 3
"""Lines of a block among others that are surely no headline."""


def mark_verse(blocks: list[Block], kinds: list[LineKind]) -> None:
    """Many short lines without a stop below a byline are a poem: text, not a stack of headings.

    Where it ends in blocks of its own lines, the last is left to be the heading of what follows. Single lines between
    stanzas are the titles of a group of poems.
    """
    for start in (i + 1 for i, kind in enumerate(kinds) if kind is LineKind.BYLINE):
        run = list(
            takewhile(
                lambda i: kinds[i] is LineKind.HEADLINE or len(blocks[i].parts) >= VERSES, range(start, len(kinds))
            )
        )
        stanzas = [i for i in run if len(blocks[i].parts) >= STANZA]
        run = run[:-1] if len(run) > 1 and run[-1] not in stanzas[1:] else run
        if sum(max(len(blocks[i].parts), 1) for i in run) >= VERSES:
            for i in stanzas if len(stanzas) > 1 else run:
                kinds[i] = LineKind.BODY


def without_second_names(blocks: list[Block], kinds: list[LineKind]) -> None:
    """Two bare names below each other are a name and the title of the first poem of a group."""
    for i in range(1, len(kinds)):
        both = kinds[i - 1] is LineKind.BYLINE and kinds[i] is LineKind.BYLINE
        if (
            both
            and all(blocks[j].kind is LineKind.HEADLINE for j in (i - 1, i))
            and not MARKED_RE.match(blocks[i].text)
        ):
            kinds[i] = LineKind.HEADLINE
