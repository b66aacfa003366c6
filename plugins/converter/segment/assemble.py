"""From the reading of a page to its articles: headers, paragraphs made whole, crossheads."""

from __future__ import annotations

from dataclasses import replace

from ..models import DROPPED, ArticleDraft, Block, LineKind
from ..text import join_lines
from ..vocabulary import Vocabulary
from . import states as S
from .attach import attach_captions, attach_rubrics
from .clues import NUMBERED_RE
from .decode import decode
from .evidence import gather
from .match import match_headers

READ = frozenset({LineKind.BODY, LineKind.EDITORS_NOTE, LineKind.CAPTION})
"""A page without any of these holds headings only, and no article."""


def segment(blocks: tuple[Block, ...], vocabulary: Vocabulary) -> tuple[tuple[ArticleDraft, ...], tuple[Block, ...]]:
    """The articles of a page in print order, and the blocks that found no place in any."""
    if not any(block.kind in READ for block in blocks):
        return (), tuple(block for block in blocks if block.kind not in DROPPED)
    articles, captions, rubrics = _read(blocks, vocabulary)
    articles, unplaced = match_headers(articles)
    articles, loose = attach_captions(articles, captions)
    return attach_rubrics(articles, rubrics), (*unplaced, *loose)


def _read(blocks: tuple[Block, ...], vocabulary: Vocabulary) -> tuple[list[ArticleDraft], list[Block], list[Block]]:
    reading = iter(decode(gather(blocks, vocabulary)).states)
    articles: list[ArticleDraft] = []
    captions: list[Block] = []
    rubrics: list[Block] = []
    for block in blocks:
        state = None if block.kind in S.OUTSIDE else next(reading)
        if state is not None:
            if state in S.OPENERS:
                articles.append(ArticleDraft())
            articles[-1] = _placed(articles[-1], block, state)
        elif block.kind is LineKind.RUBRIC:
            rubrics.append(block)
        elif block.kind not in S.OUTSIDE:
            captions.append(replace(block, kind=LineKind.CAPTION))
    return articles, captions, rubrics


def _placed(article: ArticleDraft, block: Block, state: str) -> ArticleDraft:
    """The article with the block where its state says it belongs."""
    if state in S.HEADS or state in S.AFTERS:
        return replace(article, header=(*article.header, block))
    if state in S.BYLINES:
        return replace(article, bylines=(*article.bylines, replace(block, kind=LineKind.BYLINE)))
    if state in S.SIGNS:
        return _signed(article, block)
    if state in S.NOTES:
        return replace(article, notes=(*article.notes, block))
    if state in S.CROSSES:
        return replace(article, body=_with_crosshead(article.body, block))
    if state in S.JOINS and article.body:
        return replace(article, body=(*article.body[:-1], _joined(article.body[-1], block)))
    kind = block.kind if block.kind is LineKind.EDITORS_NOTE else LineKind.BODY
    return replace(article, body=(*article.body, replace(block, kind=kind)))


def _signed(article: ArticleDraft, block: Block) -> ArticleDraft:
    """A signature; （…供图） and the credit of a picture in a longer article belong to the picture."""
    of_picture = block.kind is LineKind.PHOTO_CREDIT and (block.text[:1] in "（(" or len(article.body) > 1)
    if of_picture:
        return replace(article, captions=(*article.captions, block))
    kind = block.kind if block.kind in (LineKind.TAGLINE, LineKind.PHOTO_CREDIT) else LineKind.BYLINE
    return replace(article, bylines=(*article.bylines, replace(block, kind=kind)))


def _joined(first: Block, second: Block) -> Block:
    return replace(first, text=join_lines((first.text, second.text)), lines=first.lines + second.lines)


def _with_crosshead(body: tuple[Block, ...], block: Block) -> tuple[Block, ...]:
    """A crosshead set in two lines is one; 四、… and （一）… below each other are two."""
    last = body[-1] if body else None
    if last is None or last.kind is not LineKind.CROSSHEAD or NUMBERED_RE.match(block.text):
        return (*body, replace(block, kind=LineKind.CROSSHEAD))
    apart = min(len(last.text), len(block.text)) >= 4 and not NUMBERED_RE.match(last.text)
    text = last.text + (" " if apart else "") + block.text
    return (*body[:-1], replace(last, text=text, lines=last.lines + block.lines))
