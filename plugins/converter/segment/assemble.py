"""From the reading of a page to its articles: headers, paragraphs made whole, crossheads."""

from __future__ import annotations

from collections.abc import Sequence

from ..models import DROPPED, ArticleDraft, Block, LineKind
from ..text import join_lines
from ..vocabulary import Vocabulary
from . import states as S
from .attach import attach_captions, attach_rubrics
from .clues import GIVEN_RE, NUMBERED_RE
from .decode import decode
from .evidence import gather
from .match import exchange_headers, match_headers, match_stray_headings, part_headers
from .stories import captions_out, tell_apart

READ = frozenset({LineKind.BODY, LineKind.EDITORS_NOTE, LineKind.CAPTION})
"""A page without any of these holds headings only, and no article."""


def segment(blocks: tuple[Block, ...], vocabulary: Vocabulary) -> tuple[tuple[ArticleDraft, ...], tuple[Block, ...]]:
    """The articles of a page in print order, and the blocks that found no place in any."""
    if not any(block.kind in READ for block in blocks):
        return (), tuple(block for block in blocks if block.kind not in DROPPED)
    articles, captions, rubrics = _read(blocks, vocabulary)
    articles, unplaced = match_headers(articles)
    articles, captions = match_stray_headings(exchange_headers(part_headers(articles)), captions)
    captions = [c if c.kind is LineKind.PHOTO_CREDIT else _as(LineKind.CAPTION, c) for c in captions]
    articles, captions = tell_apart(articles, captions)
    articles, loose = attach_captions(articles, captions)
    articles = [captions_out(article) for article in articles]
    return attach_rubrics(articles, rubrics), (*unplaced, *loose)


def _read(blocks: tuple[Block, ...], vocabulary: Vocabulary) -> tuple[list[ArticleDraft], list[Block], list[Block]]:
    reading = iter(decode(gather(blocks, vocabulary)).states)
    articles: list[list[tuple[Block, str]]] = []
    captions: list[Block] = []
    rubrics: list[Block] = []
    for block in blocks:
        state = None if block.kind in S.OUTSIDE else next(reading)
        if state is not None:
            if state in S.OPENERS:
                articles.append([])
            articles[-1].append((block, state))
        elif block.kind is LineKind.RUBRIC:
            rubrics.append(block)
        elif block.kind not in S.OUTSIDE:
            captions.append(block)
    return [_draft(article) for article in articles], captions, rubrics


def _draft(article: Sequence[tuple[Block, str]]) -> ArticleDraft:
    """Each block of an article where its state says it belongs."""
    parts: dict[str, list[Block]] = {name: [] for name in ("header", "bylines", "body", "captions", "notes")}
    body = parts["body"]
    for block, state in article:
        if state in S.JOINS and body:
            body[-1] = _joined(body[-1], block)
        elif state in S.CROSSES and body and _goes_on(body[-1], block):
            body[-1] = _in_two_lines(body[-1], block)
        else:
            name, kind = _place(block, state, len(body))
            parts[name].append(_as(kind, block))
    header, bylines, text, captions, notes = map(tuple, parts.values())
    return ArticleDraft(header=header, bylines=bylines, body=text, captions=captions, notes=notes)


def _place(block: Block, state: str, paragraphs: int) -> tuple[str, LineKind]:
    """The part of the article that a block read so belongs to, and what it is there."""
    if state in S.BYLINES or state == S.AFTER_BYLINE:
        return "bylines", LineKind.BYLINE
    if state in S.HEADS or state in S.AFTERS:
        return "header", block.kind
    if state in S.NOTES:
        return ("body" if block.kind is LineKind.EDITORS_NOTE else "notes"), block.kind
    if state in S.CROSSES:
        return "body", LineKind.CROSSHEAD
    if state not in S.SIGNS:
        return "body", block.kind if block.kind is LineKind.EDITORS_NOTE else LineKind.BODY
    # （…供图） and the credit of a picture in a longer article belong to the picture; 摄影报道 tells who wrote it too.
    pictured = GIVEN_RE.search(block.text) or (paragraphs > 1 and not block.text.endswith("报道"))
    if block.kind is LineKind.PHOTO_CREDIT and pictured:
        return "captions", block.kind
    return "bylines", block.kind if block.kind in (LineKind.TAGLINE, LineKind.PHOTO_CREDIT) else LineKind.BYLINE


def _as(kind: LineKind, block: Block) -> Block:
    return block if block.kind is kind else block._replace(kind=kind)


def _joined(first: Block, second: Block) -> Block:
    return first._replace(text=join_lines((first.text, second.text)), lines=first.lines + second.lines)


def _goes_on(last: Block, block: Block) -> bool:
    """Whether two crossheads are one set in two lines; 四、… and （一）… below each other are two."""
    return last.kind is LineKind.CROSSHEAD and not NUMBERED_RE.match(block.text)


def _in_two_lines(last: Block, block: Block) -> Block:
    apart = min(len(last.text), len(block.text)) >= 4 and not NUMBERED_RE.match(last.text)
    text = last.text + (" " if apart else "") + block.text
    return last._replace(text=text, lines=last.lines + block.lines)
