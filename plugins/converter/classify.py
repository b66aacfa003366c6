"""Stage 4, classify: what each block is, as far as the block alone can tell.

`RULES` are tried in order, the first that answers wins. What no rule knows is a heading
(`HEADLINE`) when it is short and has no stops, else `BODY`; which headings open an article
is decided later, over the whole page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from .bylines import MARKED_RE, parse_byline
from .models import Block, LineKind
from .text import FOLIO_RE, HAN, WORD_RE, ends_sentence, visible_length
from .vocabulary import Vocabulary

Rule = Callable[[Block, Vocabulary], LineKind | None]

LONGEST_HEADING = 80
"""Characters in all lines of a merged kicker, headline and deck."""
BROKEN_OFF = ("，", "、", "：", "的", "和", "与", "及", "在", "是", "将", "从", "对", "把")
"""Endings that no headline has."""
LONGEST_WITH_COMMA = 19
"""Characters: a longer line with a comma in it is running text."""
CREDIT_AT_END_RE = re.compile(r"（[^（）。]{2,20}(?:摄|摄影|供图)）?$")
FROM_RE = re.compile(r"^—+[^，。]{0,20}《[^《》]{2,14}》$")
STOPS_RE = re.compile(r"[，。；]")


def noise(block: Block, vocabulary: Vocabulary) -> LineKind | None:
    """Rows of dots, rules, stray marks: nothing to read."""
    return None if WORD_RE.search(block.text) else LineKind.NOISE


def folio(block: Block, vocabulary: Vocabulary) -> LineKind | None:
    """第3版; 2024年6月11日 星期二; 责编 …"""
    if FOLIO_RE.match(block.text):
        return LineKind.FOLIO
    starts = vocabulary.folio.match(block.text)
    return LineKind.FOLIO if starts and _is_furniture(block.text, starts[0]) else None


def _is_furniture(text: str, start: str) -> bool:
    if visible_length(text) > 60 or ends_sentence(text) or STOPS_RE.search(text):
        return False
    return bool(re.match(r"[：:\s]", text[len(start) :])) or bool(re.search(r"\d版|第\d+期", text))


def jump(block: Block, vocabulary: Vocabulary) -> LineKind | None:
    """下转第3版"""
    return LineKind.JUMP if vocabulary.jump.match(block.text) and visible_length(block.text) <= 24 else None


def rubric(block: Block, vocabulary: Vocabulary) -> LineKind | None:
    """【学思践悟】; ——落实安全责任 推动安全发展——; …调研成果③"""
    if visible_length(block.text) > 30 or ends_sentence(block.text):
        return None
    found = vocabulary.rubric_pair.match(block.text) or vocabulary.rubric_series.search(block.text)
    return LineKind.RUBRIC if found else None


def author_note(block: Block, vocabulary: Vocabulary) -> LineKind | None:
    """（作者系…）"""
    return (
        LineKind.AUTHOR_NOTE if vocabulary.author_note.match(block.text) and visible_length(block.text) <= 160 else None
    )


def source_note(block: Block, vocabulary: Vocabulary) -> LineKind | None:
    """（据新华社电）, （本报平壤1月2日电）: where the text comes from."""
    return LineKind.TAGLINE if vocabulary.source_note.match(block.text) or FROM_RE.match(block.text) else None


def photo_credit(block: Block, vocabulary: Vocabulary) -> LineKind | None:
    """（…供图）; 本报记者 … 摄"""
    match = vocabulary.photo_credit.match(block.text)
    if not match or visible_length(block.text) > 40:
        return None
    bracketed = block.text[:1] in "（("
    return LineKind.PHOTO_CREDIT if bracketed or parse_byline(block.text, vocabulary) is not None else None


def byline(block: Block, vocabulary: Vocabulary) -> LineKind | None:
    """□本报记者 …; 通讯员 … …; （本报记者 …）"""
    return LineKind.BYLINE if parse_byline(block.text, vocabulary) is not None else None


def caption(block: Block, vocabulary: Vocabulary) -> LineKind | None:
    """图为…; …。图为…"""
    if visible_length(block.text) > 260:
        return None
    found = (
        vocabulary.caption_start.match(block.text)
        or vocabulary.caption_inside.search(block.text)
        or CREDIT_AT_END_RE.search(block.text)
    )
    return LineKind.CAPTION if found else None


def editors_note(block: Block, vocabulary: Vocabulary) -> LineKind | None:
    """编者按：…"""
    match = vocabulary.editors_note.match(block.text)
    return LineKind.EDITORS_NOTE if match and block.text[match.end() : match.end() + 1] in "：: 　" else None


def heading(block: Block, vocabulary: Vocabulary) -> LineKind | None:
    """Short, no stop inside, no end of a sentence: some kind of heading."""
    length = visible_length(block.text)
    if vocabulary.dateline.match(block.text):
        return None
    if length > LONGEST_HEADING or length < 2 or (MARKED_RE.match(block.text) and length > 40):
        return None
    if re.search(r"[。；]", block.text) or block.text.endswith(BROKEN_OFF):
        return None
    longest = max(map(len, block.text.split(" ")))
    if block.text.count("，") > 1 or ("，" in block.text and longest > LONGEST_WITH_COMMA):
        return None
    return LineKind.HEADLINE if re.search(f"[{HAN}A-Za-z]", block.text) else None


RULES: tuple[Rule, ...] = (
    noise, folio, jump, rubric, author_note, photo_credit, byline, source_note, editors_note, caption, heading,
)  # fmt: skip


def classify(blocks: tuple[Block, ...], vocabulary: Vocabulary) -> tuple[Block, ...]:
    """The blocks with their kinds; `HEADLINE` stands for every heading not yet told apart."""
    kinds = [kind_of(block, vocabulary) for block in blocks]
    return tuple(
        replace(block, kind=_beside(kind, kinds[i - 1] if i else None, block, vocabulary))
        for i, (block, kind) in enumerate(zip(blocks, kinds, strict=True))
    )


def _beside(kind: LineKind, before: LineKind | None, block: Block, vocabulary: Vocabulary) -> LineKind:
    """A series line (…述评之五) right below a headline is its deck, not a rubric."""
    series = kind is LineKind.RUBRIC and not vocabulary.rubric_pair.match(block.text)
    return LineKind.HEADLINE if series and before is LineKind.HEADLINE else kind


def kind_of(block: Block, vocabulary: Vocabulary) -> LineKind:
    """The answer of the first rule that has one, else `BODY`."""
    for rule in RULES:
        kind = rule(block, vocabulary)
        if kind:
            return kind
    return LineKind.BODY
