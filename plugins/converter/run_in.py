"""A line has one fate: a heading that was parted from a line, and found no article, goes back behind its text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from .models import ArticleDraft, Block, LineKind


def put_back(
    drafts: Sequence[ArticleDraft], unplaced: Iterable[Block]
) -> tuple[tuple[ArticleDraft, ...], tuple[Block, ...]]:
    """The drafts with such headings as crossheads, and the blocks that still have no place."""
    placed, left = tuple(drafts), []
    for block in unplaced:
        home = next((i for i, draft in enumerate(placed) if _place(draft, block) is not None), None)
        if home is None:
            left.append(block)
        else:
            placed = (*placed[:home], _with(placed[home], block), *placed[home + 1 :])
    return placed, tuple(left)


def _place(draft: ArticleDraft, block: Block) -> int | None:
    """Index of the last paragraph that has a line of the block."""
    return max((i for i, text in enumerate(draft.body) if not set(block.lines).isdisjoint(text.lines)), default=None)


def _with(draft: ArticleDraft, block: Block) -> ArticleDraft:
    place = (_place(draft, block) or 0) + 1
    crosshead = block._replace(kind=LineKind.CROSSHEAD)
    return replace(draft, body=(*draft.body[:place], crosshead, *draft.body[place:]))
