"""What each block shows by itself: its clue."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from ..bylines import MARKED_RE, parse_tail
from ..models import Block, LineKind
from ..text import bigrams, ends_sentence, visible_length
from ..vocabulary import Vocabulary
from .states import OUTSIDE

NUMBERED_RE = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十]+[、，：]?|\d{1,2}[.、．]|[①-⑳])"
)
NOTICE_RE = re.compile(r"(?:声明|公告|启事|通知|通告|公示|告示|讣告|更正)$")
GIVEN_RE = re.compile("供图|提供|资料")
"""Of a credit that names no photographer: it may stand under any picture."""
ITEM_RE = re.compile(
    r"[●○■□◆◇▲△★☆▶►◎※]|(?:问|答|记者|主持人|Q|A)：|\d{1,2}[.．、](?!\d)|（[一二三四五六七八九十\d]{1,2}）"
)
CLOSED_RE = re.compile(
    r"(?:电话|热线|传真|邮箱|信箱|微信|QQ|手机|邮编)[^。；，]{0,24}$|[\d×*]{7,}[）)]?$|（[^（）]{2,24}[：:][^（）]*）$|[\w.]+@[\w.]+$"
)
"""How a text ends without a stop: with a telephone number, an address, or a remark such as （数据来源：…）."""
LONGEST_CAPTION = 60
"""Characters."""
HEAD = 24
"""Characters at the beginning of a paragraph by which parallel ones are known."""


class Clue(NamedTuple):
    """What one block shows."""

    block: Block
    kind: LineKind
    length: int
    """Visible characters."""
    open: bool
    """The text breaks off: it goes on in another block."""
    signed: bool
    """Text with names in brackets behind its last sentence, as at the end of an article."""
    dateline: bool
    opening: bool
    continuing: bool
    numbered: bool
    marked: bool
    """A byline with □ or the like before it."""
    bracketed: bool
    organisation: bool
    header_like: bool
    """Ends as a kicker or deck does, or is set in several parts."""
    notice: bool
    """The name of a kind of notice (遗失声明): it is a headline however short."""
    pictorial: bool
    """One short sentence that tells what is to be seen: a caption, though it does not say 图为."""
    credit_next: bool
    """Text right above the credit of a picture."""
    item: bool
    """Text with a mark before it, or someone's words in an interview: a paragraph of its own."""
    parallel: bool
    """Text that begins as others of the page do: 区科技局开展…, 区应急局开展…"""
    rubric_before: bool
    after_picture: bool
    """Three or more blank lines before it, as where a picture stood."""


def clues_of(blocks: tuple[Block, ...], vocabulary: Vocabulary) -> tuple[Clue, ...]:
    """The clues of all blocks that can be a part of an article, in order."""
    clues, rubric = [], False
    for block, following, parallel in zip(blocks, (*blocks[1:], None), _parallels(blocks), strict=True):
        if block.kind in OUTSIDE:
            rubric = rubric or block.kind is LineKind.RUBRIC
            continue
        credited = (
            following is not None and following.kind is LineKind.PHOTO_CREDIT and not GIVEN_RE.search(following.text)
        )
        clues.append(clue_of(block, vocabulary, rubric, credited, parallel))
        rubric = False
    return tuple(clues)


def _parallels(blocks: Sequence[Block]) -> list[bool]:
    """For each block whether it is text and at least two others of the page begin like it."""
    heads = [bigrams(block.text[:HEAD]) if block.kind is LineKind.BODY else frozenset() for block in blocks]
    spread = Counter(chain.from_iterable(heads))
    common = frozenset(word for word, count in spread.items() if count >= 3)
    return [len(head & common) * 2 >= len(head) > 0 for head in heads]


def clue_of(block: Block, vocabulary: Vocabulary, rubric: bool, credited: bool, parallel: bool) -> Clue:
    """What one block shows; the rest says what stands before and behind it, and whether others begin so."""
    text, heading = block.text, block.kind is LineKind.HEADLINE
    dateline = vocabulary.dateline.match(text)
    return Clue(
        block=block,
        kind=block.kind,
        length=visible_length(text),
        open=not ends_sentence(text) and text[-1:] != "：" and not CLOSED_RE.search(text),
        signed=block.kind is LineKind.BODY and _signed(text, vocabulary),
        dateline=bool(dateline),
        opening=bool(vocabulary.opening.match(text)),
        continuing=bool(vocabulary.continuing.match(text)),
        numbered=bool(NUMBERED_RE.match(text)),
        marked=bool(MARKED_RE.match(text)),
        bracketed=text[:1] in "（(",
        organisation=heading and vocabulary.is_organisation(text) and " " not in text,
        header_like=heading and _header_like(block, vocabulary),
        notice=heading and NOTICE_RE.search(text) is not None,
        pictorial=block.kind is LineKind.BODY and _pictorial(text),
        credit_next=credited and block.kind is LineKind.BODY,
        item=block.kind is LineKind.BODY and ITEM_RE.match(text) is not None,
        parallel=parallel,
        rubric_before=rubric,
        after_picture=block.gap >= 3,
    )


def _signed(text: str, vocabulary: Vocabulary) -> bool:
    return text[-1:] == "）" and bool(parse_tail(text, vocabulary))


def _pictorial(text: str) -> bool:
    return visible_length(text) <= LONGEST_CAPTION and text.find("。") == len(text) - 1 and text[:1] not in "“《（"


def _header_like(block: Block, vocabulary: Vocabulary) -> bool:
    ends = vocabulary.kicker_end.search(block.text) or vocabulary.deck_end.search(block.text)
    return bool(ends) or len(block.parts) > 1 or (" " in block.text and visible_length(block.text) > 16)
