"""Stage 3, group: lines become blocks, a paragraph or a heading each.

Blank lines part blocks. Inside a run of lines without a blank one, headings stand line by
line (a stacked headline is one block with several parts) and running text flows on.
"""

from __future__ import annotations

import re

from .bylines import parse_byline
from .folio import goes_with_folio, parse_folio
from .models import Block, Line, LineKind
from .text import INNER_STOP_RE, ends_sentence, is_blank, join_lines, visible_length
from .vocabulary import Vocabulary

HASH_RE = re.compile(r"^(#{1,6})(?!#)\s*")
OPENS_RE = re.compile(r"^(?:#{1,6}\s|[□■◎●○◆◇▲△★☆【〖]|——|本报讯|新华社)")
RUN_IN_RE = re.compile(
    r"(?<=[。！？”])\s+((?:（[一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}、)[^。；，]{4,30})$"
)
ROWS = 2
"""Lines below a heading that make a table."""
MOST_ROWS = 0.7
"""Share of them that have figures: the first names the columns, and the last may tell the source."""
ROW_RE = re.compile(r"\S\s+(?:\S.*\s)?\S*\d")
"""Cells with figures: 今日 多云 28℃~36℃"""
WHO = "(?:本报|全媒体|融媒体?)?(?:首席|见习|实习|特约)?(?:记者|通讯员)"
SIGNED_RE = re.compile(
    rf"^(?!{WHO}|.*{WHO}\s.*{WHO})(?P<head>[^，。；（(]{{8,40}}?)\s(?P<by>{WHO}\s?[^，。；：“]{{2,24}})$"
)
"""A headline and a byline behind it; a line that names people twice is a byline as a whole."""
LONGEST_SIGNED = 70
"""Characters of a headline with a byline."""
LONGEST_BYLINE = 40
"""Characters of a byline that is told from the lines around it."""
LONGEST_JUMP = 25
"""Characters of a pointer to another page."""
PAGE_RE = re.compile(r"[第A-Z\d]\s*\d*版")
DATELINE_RE = re.compile(r"^(?:本报讯|新华社|据新华社|本报[^，。]{2,12}电)")
LONGEST_HEADING_LINE = 34
"""Characters in one printed line of a headline."""
MOST_HEADING_LINES = 6
PRINTED_MEASURE = 30
"""Characters: text lines up to this long are lines of a column, longer ones whole paragraphs."""


def group(lines: tuple[Line, ...], vocabulary: Vocabulary) -> tuple[Block, ...]:
    """All non-blank lines in blocks, in order, with the number of blank lines before each."""
    blocks: list[Block] = []
    run: list[Line] = []
    gap = 0
    for line in (*lines, Line(0, "")):
        if not is_blank(line.text):
            run.append(line)
            continue
        if run:
            blocks += _blocks_of(run, gap, vocabulary)
            run, gap = [], 0
        gap += 1
    return tuple(blocks)


def _blocks_of(run: list[Line], gap: int, vocabulary: Vocabulary) -> list[Block]:
    width = max(visible_length(line.text) for line in run)
    pieces: list[list[Line]] = [[run[0]]]
    alone = _set_apart(run, vocabulary)
    below = [*alone[2:], False]
    for line, *furniture, name in zip(run[1:], alone, alone[1:], below, strict=False):
        parted = any(furniture) or OPENS_RE.match(line.text) or (name and _is_headline_behind(pieces[-1], line))
        if not parted and _goes_on(pieces[-1], line, width):
            pieces[-1].append(line)
        else:
            pieces.append([line])
    blocks = [_block(piece, gap if i == 0 else 0) for i, piece in enumerate(pieces)]
    return [part for block in blocks for part in _split(block, vocabulary)]


def _split(block: Block, vocabulary: Vocabulary) -> list[Block]:
    if block.parts:
        return split_table(block)
    if len(block.text) <= LONGEST_SIGNED and len(signed := split_signed(block, vocabulary)) > 1:
        return signed
    return split_run_in(block)


def split_signed(block: Block, vocabulary: Vocabulary) -> list[Block]:
    """Part a headline from the byline that stands behind it on its line: … 记者 张三."""
    named = "记者" in block.text or "通讯员" in block.text
    match = SIGNED_RE.match(block.text) if named and len(block.lines) == 1 else None
    if not match or parse_byline(block.text, vocabulary) or not parse_byline(match["by"], vocabulary):
        return [block]
    return [block._replace(text=match["head"]), block._replace(text=match["by"], level=0, gap=0)]


def split_table(block: Block) -> list[Block]:
    """Part the heading of a table from its rows, where no blank line stands between them."""
    first, *rows = block.parts or ("",)
    figures = sum(ROW_RE.search(row) is not None for row in rows)
    if figures < ROWS or " " in first or figures < MOST_ROWS * len(rows):
        return [block]
    number, *numbers = block.lines
    below = block._replace(text=" ".join(rows), parts=tuple(rows), lines=tuple(numbers), level=0, gap=0)
    return [block._replace(text=first, parts=(), lines=(number,)), below]


def split_run_in(block: Block) -> list[Block]:
    """Part a numbered crosshead that the parser left at the end of a paragraph: 。 （五）构建…"""
    match = RUN_IN_RE.search(block.text) if " " in block.text else None
    before = block.text[: match.start()] if match else ""
    # A pointer to another page (下转第3版。) is dropped by the line, and would take the crosshead with it.
    if not match or (visible_length(before) < LONGEST_JUMP and PAGE_RE.search(before)):
        return [block]
    return [block._replace(text=before), block._replace(text=match[1], level=0, gap=0)]


def _set_apart(run: list[Line], vocabulary: Vocabulary) -> list[bool]:
    """For each line whether it stands by itself: furniture of the page and what goes on with it, bylines."""
    found: list[bool] = []
    for line in run if len(run) > 1 else ():
        goes_on = bool(found) and all(found) and goes_with_folio(line.text, vocabulary) is not None
        found.append(goes_on or _is_set_apart(line.text, vocabulary))
    return found or [False]


def _is_set_apart(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a line is furniture of the page, or a byline."""
    return bool(parse_folio(text, vocabulary)) or (len(text) <= LONGEST_BYLINE and bool(parse_byline(text, vocabulary)))


def _is_headline_behind(piece: list[Line], line: Line) -> bool:
    """Whether a line above a byline is a headline, no more of the text or the verse before it."""
    text = len(piece) >= MOST_HEADING_LINES or any(runs(one.text) for one in piece)
    return text and not runs(line.text)


def _goes_on(piece: list[Line], line: Line, width: int) -> bool:
    """Whether the line belongs to the block that the lines of `piece` make."""
    last = piece[-1].text
    if len(piece) < MOST_HEADING_LINES and not any(runs(p.text) for p in piece):
        return not runs(line.text)
    if ends_sentence(last):
        return width <= PRINTED_MEASURE and visible_length(last) >= width - 1
    return True


def runs(text: str) -> bool:
    """Whether a line is of running text rather than of a heading."""
    return "，" in text or DATELINE_RE.match(text) is not None or not looks_like_heading(text)


def looks_like_heading(text: str) -> bool:
    """Short, and without the stops of running text."""
    return visible_length(text) <= LONGEST_HEADING_LINE and not INNER_STOP_RE.search(text) and text[-1:] not in "，、："


def _block(piece: list[Line], gap: int) -> Block:
    texts = [line.text for line in piece]
    mark = HASH_RE.match(texts[0])
    parts = tuple([(HASH_RE.sub("", text) if text[:1] == "#" else text).strip() for text in texts])
    stacked = len(parts) > 1 and all(looks_like_heading(part) for part in parts)
    return Block(
        kind=LineKind.UNKNOWN,
        text=" ".join(parts) if stacked else join_lines(parts),
        lines=tuple(line.number for line in piece),
        parts=parts if stacked else (),
        level=len(mark[1]) if mark else 0,
        gap=gap,
    )
