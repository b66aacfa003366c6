"""A line has one fate: a heading that was parted from a line, and found no article, goes back behind its text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from .models import ArticleDraft, Block, LineKind


def put_back(
    drafts: Sequence[ArticleDraft], unplaced: Iterable[Block]
) -> tuple[tuple[ArticleDraft, ...], tuple[Block, ...]]:
    """The drafts with such headings as crossheads, and the blocks that still have no place."""
    placed, left = list(drafts), []
    for block in unplaced:
        for i, draft in enumerate(placed):
            found = _with(draft, block) or _joined(draft, block)
            if found:
                placed[i] = found
                break
        else:
            left.append(block)
    return tuple(placed), tuple(left)


def _place(draft: ArticleDraft, block: Block) -> int | None:
    """Index of the last paragraph that has a line of the block."""
    return max((i for i, text in enumerate(draft.body) if not set(block.lines).isdisjoint(text.lines)), default=None)


def _with(draft: ArticleDraft, block: Block) -> ArticleDraft | None:
    """The draft with a block as a crosshead behind its paragraph; None when no paragraph has a line of it."""
    place = _place(draft, block)
    if place is None:
        return None
    crosshead = block._replace(kind=LineKind.CROSSHEAD)
    return replace(draft, body=(*draft.body[: place + 1], crosshead, *draft.body[place + 1 :]))


def _joined(draft: ArticleDraft, block: Block) -> ArticleDraft | None:
    """The draft with a block behind the note or the caption that it was parted from; None when it has neither."""

    def join(one: Block) -> Block:
        return one if set(block.lines).isdisjoint(one.lines) else one._replace(text=f"{one.text} {block.text}")

    joined = replace(draft, notes=tuple(map(join, draft.notes)), captions=tuple(map(join, draft.captions)))
    return None if joined == draft else joined
