"""Stage 4, classify: what each block is, as far as the block alone can tell.

`RULES` are tried in order, the first that answers wins. What no rule knows is a heading
(`HEADLINE`) when it is short and has no stops, else `BODY`; which headings open an article
is decided later, over the whole page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import takewhile

from .bylines import LEAD_RE, MARKED_RE, PEN_NAME_RE, is_name, is_word, parse_byline
from .folio import EDGE, parse_folio
from .models import Block, LineKind
from .text import HAN, WORD_RE, ends_sentence, visible_length
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
IS_OF_RE = re.compile(r"是[^，。]+的$")
"""A sentence may end in 的 behind 是: 好钢是这样炼成的."""
SPEECH_RE = re.compile(r"^(?:问|答|记者|主持人|本报记者|嘉宾|编辑|Q|A)：")
"""Someone speaks: a paragraph of an interview, however short."""
CONTACT_RE = re.compile(r"(?:电话|热线|地址|邮箱|邮编|传真|联系人|网址|邮政编码|QQ|微信)：|\d{3,4}-\d{7}")
"""Where to call and to write: the end of a notice."""
DAY_RE = re.compile(r"^\d{4}年\d{1,2}月\d{1,2}日$")
"""Right below a body of people: the date under a notice, not that of the page."""
VERSES = 5
"""Lines below a byline that are more than a headline has."""
NO_PICTURE_RE = re.compile(r"^[上下左右大小题]图(?![为是中示：:，、\s（\d])[^。]*$")
"""A heading that begins as a caption does: 大图书馆时代来了."""
SIGNED_RE = re.compile(rf"^(?P<who>[{HAN}\s]{{2,20}}?|[{HAN}]{{1,8}}：[{HAN}\s]{{2,5}})\s*\d{{4}}年\d{{1,2}}月\d{{1,2}}日$")
"""Who issues a notice, and when."""


def noise(block: Block, vocabulary: Vocabulary) -> LineKind | None:
    """Rows of dots, rules, stray marks: nothing to read."""
    return None if WORD_RE.search(block.text) else LineKind.NOISE


def folio(block: Block, vocabulary: Vocabulary) -> LineKind | None:
    """第3版; 2024年6月11日 星期二; 责编 …"""
    return LineKind.FOLIO if parse_folio(block.text, vocabulary) else None


def jump(block: Block, vocabulary: Vocabulary) -> LineKind | None:
    """下转第3版"""
    to_page = re.search(r"\d|版", block.text)
    return LineKind.JUMP if to_page and vocabulary.jump.match(block.text) and visible_length(block.text) <= 24 else None


def rubric(block: Block, vocabulary: Vocabulary) -> LineKind | None:
    """【乡村纪事】; ——安全生产月——; 县政协调研报告选登③"""
    if visible_length(block.text) > 30 or ends_sentence(block.text):
        return None
    named = block.text.replace(" ", "") in vocabulary.rubric_names
    found = vocabulary.rubric_pair.match(block.text) or vocabulary.rubric_series.search(block.text)
    return LineKind.RUBRIC if named or found else None


def author_note(block: Block, vocabulary: Vocabulary) -> LineKind | None:
    """（作者系…）"""
    return (
        LineKind.AUTHOR_NOTE if vocabulary.author_note.match(block.text) and visible_length(block.text) <= 160 else None
    )


def issued(block: Block, vocabulary: Vocabulary) -> LineKind | None:
    """市财政局 2025年3月14日; 市长：张三 2022年12月26日"""
    match = SIGNED_RE.match(block.text)
    return LineKind.TAGLINE if match and ("：" in match["who"] or vocabulary.is_organisation(match["who"])) else None


def source_note(block: Block, vocabulary: Vocabulary) -> LineKind | None:
    """（据新华社电）, （本报平壤1月2日电）: where the text comes from."""
    return LineKind.TAGLINE if vocabulary.source_note.match(block.text) or FROM_RE.match(block.text) else None


def photo_credit(block: Block, vocabulary: Vocabulary) -> LineKind | None:
    """（…供图）; 本报记者 … 摄; but not 张三/文 李四/摄, which names the writer too."""
    match = vocabulary.photo_credit.match(block.text)
    if not match or visible_length(block.text) > 40:
        return None
    credits = parse_byline(block.text, vocabulary)
    if credits and len({credit.role == "photographer" for credit in credits}) > 1:
        return None
    return LineKind.PHOTO_CREDIT if credits is not None or block.text[:1] in "（(" else None


def byline(block: Block, vocabulary: Vocabulary) -> LineKind | None:
    """□本报记者 …; 通讯员 … …; （本报记者 …）"""
    return LineKind.BYLINE if parse_byline(block.text, vocabulary) is not None else None


def caption(block: Block, vocabulary: Vocabulary) -> LineKind | None:
    """图为…; …。图为…"""
    if visible_length(block.text) > 260 or NO_PICTURE_RE.match(block.text):
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
    if block.text.count("（") != block.text.count("）"):
        return None
    if re.search(r"[。；]", block.text) or SPEECH_RE.match(block.text) or CONTACT_RE.search(block.text):
        return None
    if block.text.endswith(BROKEN_OFF) and not IS_OF_RE.search(block.text):
        return None
    longest = max(map(len, block.text.split(" ")))
    if block.text.count("，") > 1 or ("，" in block.text and longest > LONGEST_WITH_COMMA):
        return None
    return LineKind.HEADLINE if re.search(f"[{HAN}A-Za-z]", block.text) else None


RULES: tuple[Rule, ...] = (
    noise, issued, folio, jump, rubric, author_note, photo_credit, byline, source_note, editors_note, caption, heading,
)  # fmt: skip


def classify(blocks: tuple[Block, ...], vocabulary: Vocabulary) -> tuple[Block, ...]:
    """The blocks with their kinds; `HEADLINE` stands for every heading not yet told apart."""
    alone = [replace(block, kind=kind_of(block, vocabulary)) for block in blocks]
    for i in {*range(len(alone))[:EDGE], *range(len(alone))[-EDGE:]}:
        if parse_folio(alone[i].text, vocabulary, edge=True):
            alone[i] = replace(alone[i], kind=LineKind.FOLIO)
    beside = zip([None, *alone], alone, [*alone[1:], None], strict=False)
    kinds = [_beside(before, block, after, vocabulary) for before, block, after in beside]
    _mark_verse(alone, kinds)
    return tuple(b if b.kind is kind else replace(b, kind=kind) for b, kind in zip(alone, kinds, strict=True))


def _beside(before: Block | None, block: Block, after: Block | None, vocabulary: Vocabulary) -> LineKind:
    """The kind of a block, as its neighbours mend it."""
    below_heading = before is not None and before.kind is LineKind.HEADLINE
    if block.kind is LineKind.RUBRIC and below_heading and vocabulary.rubric_series.search(block.text):
        return LineKind.HEADLINE
    if block.kind is LineKind.HEADLINE and after is not None and DAY_RE.match(after.text):
        return LineKind.TAGLINE if vocabulary.is_organisation(block.text) else block.kind
    if before is not None and DAY_RE.match(block.text) and vocabulary.is_organisation(before.text):
        return LineKind.TAGLINE if below_heading else block.kind
    if block.kind is LineKind.HEADLINE and below_heading and _is_author(block.text, after, vocabulary):
        return LineKind.BYLINE
    return block.kind


def _mark_verse(blocks: list[Block], kinds: list[LineKind]) -> None:
    """Many short lines without a stop below a byline are a poem: text, not a stack of headings.

    Where it ends in blocks of its own lines, the last is left to be the heading of what follows.
    """
    for start in (i + 1 for i, kind in enumerate(kinds) if kind is LineKind.BYLINE):
        run = list(takewhile(lambda i: kinds[i] is LineKind.HEADLINE, range(start, len(kinds))))
        run = run[:-1] if len(run) > 1 else run
        if sum(max(len(blocks[i].parts), 1) for i in run) >= VERSES:
            kinds[run[0] : run[-1] + 1] = [LineKind.BODY] * len(run)


def _is_author(text: str, after: Block | None, vocabulary: Vocabulary) -> bool:
    """Below a headline: a pen name behind a mark (□闲云), or a bare name with the text right behind it."""
    if MARKED_RE.match(text):
        return bool(PEN_NAME_RE.match(LEAD_RE.sub("", text)))
    followed = after is not None and after.kind is LineKind.BODY
    return followed and len(text) < 4 and is_name(text, vocabulary) and not is_word(text, vocabulary)


def kind_of(block: Block, vocabulary: Vocabulary) -> LineKind:
    """The answer of the first rule that has one, else `BODY`."""
    for rule in RULES:
        kind = rule(block, vocabulary)
        if kind:
            return kind
    return LineKind.BODY
