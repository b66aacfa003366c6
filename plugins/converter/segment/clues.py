"""What each block shows by itself: its clue."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from ..bylines import MARKED_RE, parse_tail
from ..models import Block, LineKind
from ..text import HOURS_RE, ITEMS_RE, LABEL_RE, NO_WORD_RE, bigrams, ends_sentence, visible_length
from ..vocabulary import LONGEST_ENDING, Vocabulary
from .states import OUTSIDE

NUMBERED_RE = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十百]+(?:[、，：\s]|[章节编条]|部分)|"
    r"\d{1,2}[.、．]|[①-⑳])"
)
"""第一章 总则, 第二，…; not 第二炮兵 or 第六届…, which a headline may begin with."""
NOTICE_RE = re.compile(
    r"(?:(?:政府|委员会)令|(?:条例|细则|管理办法|暂行办法|章程|公报)(?:（[^（）]{2,6}）)?|声明|公告|启事|通知|通告|公示|告示|讣告|更正|招聘|招租|求购)$"
)
GIVEN_RE = re.compile("供图|提供|资料")
"""Of a credit that names no photographer: it may stand under any picture."""
ITEM_RE = re.compile(
    r"[●○■□◆◇▲△★☆▶►◎※]|(?:问|答|记者|主持人|Q|A)：|\d{1,2}[.．、](?!\d)|（[一二三四五六七八九十\d]{1,2}）"
)
CLOSED_RE = re.compile(
    r"(?:电话|热线|传真|邮箱|信箱|微信|QQ|手机|邮编)[^。；，]{0,24}$|[\d×*]{7,}[）)]?$|（[^（）]{2,24}[：:][^（）]*）$|[\w.]+@[\w.]+$"
)
"""How a text ends without a stop: with a telephone number, an address, or a remark such as （数据来源：…）."""
BRACKETED_RE = re.compile(r"（[^（）]*(?:（[^（）]*）[^（）]*)*）")
"""A note that is all in brackets: （《…》，…出版社2007年8月版，定价：26元）."""
QUOTED_RE = re.compile("“[^“”]+”")
SCENE_RE = re.compile(r"\d日|近日|日前|当日|连日来|[昨今前][日天]|目前|[一二三四五六七八九十]日|在|正|图")
REFERS_RE = re.compile("[该此其他她它这那]")
"""该校…: of something that was named before."""
SCENE = 30
"""Characters in which the story of a picture says when, or where."""
CELL_RE = re.compile(r"[\s：]\d+(?=\s|$)")
LONGEST_ROW = 80
"""Characters."""
LONGEST_NOTICE = 16
"""Characters of the end of a heading by which its kind is known: …管理办法（试行）."""
CELLS = 3
"""Figures set apart in one line that make it a row of a table."""
CONTINUED_RE = re.compile(r"[（(]?(?:上接|紧接)[^，。）)]{0,10}版")
AFRESH_RE = re.compile(rf"{CONTINUED_RE.pattern}|[\u4e00-\u9fff]{{2,10}}气象台[^，。]{{0,16}}(?:发布|预报)")
SPOKEN_RE = re.compile("“[^”]*[！？]”[\u4e00-\u9fff]{2,6}$")
"""What somebody said, and who: “今年又是一个丰收年！”种粮大户"""
YEAR_RE = re.compile(r"\d{4}年(?!\d{1,2}月)")
"""A year without a month is no news: it begins a later paragraph as often as an article."""
LONGEST_CAPTION = 60
"""Characters."""
ITEMS = 2
"""Blocks with a mark that make a column of items of what stands above them."""
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
    brief: bool
    """The name of a column of short items (赛场快讯), or one with such items below it."""
    quoted: bool
    """A heading that is one quotation: “没有过不去的坎”."""
    set_crosshead: bool
    """A heading that papers only use inside articles: 人物简介."""
    lopsided: bool
    """A heading with one comma that does not halve it, or with speech, as when a line of text was torn off."""
    scene: bool
    """Text that says when or where at its beginning, as the story of a picture does."""
    pictorial: bool
    """One short sentence that tells what is to be seen: a caption, though it does not say 图为."""
    credit_next: bool
    """Text right above the credit of a picture."""
    item: bool
    """Text with a mark before it, or someone's words in an interview: a paragraph of its own."""
    parallel: bool
    """Text that begins as others of the page do: 区科技局开展…, 区应急局开展…"""
    afresh: bool
    """Text that surely begins anew: a weather forecast, or one whose beginning stands on another page （上接第1版）."""
    rubric_before: bool
    after_picture: bool
    """Three or more blank lines before it, as where a picture stood."""


def clues_of(blocks: tuple[Block, ...], vocabulary: Vocabulary) -> tuple[Clue, ...]:
    """The clues of all blocks that can be a part of an article, in order."""
    clues, rubric, afresh = [], False, False
    for i, (block, parallel) in enumerate(zip(blocks, _parallels(blocks), strict=True)):
        following = blocks[i + 1] if i + 1 < len(blocks) else None
        if block.kind in OUTSIDE:
            rubric = rubric or block.kind is LineKind.RUBRIC
            afresh = afresh or (block.kind is LineKind.JUMP and CONTINUED_RE.match(block.text) is not None)
            continue
        credited = (
            following is not None and following.kind is LineKind.PHOTO_CREDIT and not GIVEN_RE.search(following.text)
        )
        clue = clue_of(block, vocabulary, rubric, credited, parallel)
        if block.kind is LineKind.HEADLINE and _over_items(blocks[i + 1 : i + 3]):
            clue = clue._replace(brief=True)
        clues.append(clue._replace(afresh=True) if afresh and block.kind is LineKind.BODY else clue)
        rubric = afresh = False
    return tuple(clues)


def _over_items(below: Sequence[Block]) -> bool:
    """Whether the two blocks below a heading have the same mark before them: ●…, ●…"""
    marks = {block.text[:1] for block in below if block.kind is LineKind.BODY and MARKED_RE.match(block.text)}
    return len(below) == ITEMS and len(marks) == 1 and all(block.text[:1] in marks for block in below)


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
        open=not _closed(block),
        signed=block.kind is LineKind.BODY and _signed(text, vocabulary),
        dateline=bool(dateline),
        opening=bool(vocabulary.opening.match(text)) and not YEAR_RE.match(text),
        continuing=bool(vocabulary.continuing.match(text)),
        numbered=bool(NUMBERED_RE.match(text)),
        marked=bool(MARKED_RE.match(text)),
        bracketed=text[:1] in "（(",
        organisation=heading and vocabulary.is_organisation(text) and " " not in text,
        header_like=heading and _header_like(block, vocabulary),
        notice=heading and NOTICE_RE.search(text[-LONGEST_NOTICE:]) is not None,
        brief=heading and vocabulary.brief_end.search(text[-LONGEST_ENDING:]) is not None,
        quoted=heading and QUOTED_RE.fullmatch(text) is not None,
        set_crosshead=heading and text.strip("【】〖〗[]［］") in vocabulary.crossheads,
        lopsided=heading and _lopsided(text),
        scene=credited and SCENE_RE.search(text[:SCENE]) is not None and not REFERS_RE.match(text),
        pictorial=block.kind is LineKind.BODY and _pictorial(text),
        credit_next=credited and block.kind is LineKind.BODY,
        item=block.kind is LineKind.BODY and ITEM_RE.match(text) is not None,
        parallel=parallel,
        afresh=block.kind is LineKind.BODY and AFRESH_RE.match(text) is not None,
        rubric_before=rubric,
        after_picture=block.gap >= 3,
    )


def _closed(block: Block) -> bool:
    """Whether nothing is missing at the end: it has a stop, or is a line of a notice, a table, a note in brackets."""
    text = block.text
    if ends_sentence(text) or text[-1:] == "：" or CLOSED_RE.search(text) or BRACKETED_RE.fullmatch(text):
        return True
    if block.kind is not LineKind.BODY:
        return False
    return len(block.parts) > 1 or (len(text) <= LONGEST_ROW and _is_row(text))


def _is_row(text: str) -> bool:
    figures = len(CELL_RE.findall(text)) >= CELLS
    return figures or any(row.match(text) for row in (LABEL_RE, HOURS_RE, ITEMS_RE))


def _lopsided(text: str) -> bool:
    if SPOKEN_RE.match(text):
        return True
    if text.count("，") != 1 or " " in text or QUOTED_RE.fullmatch(text):
        return False
    halves = (len(NO_WORD_RE.sub("", half)) for half in text.split("，"))
    return abs(next(halves) - next(halves)) > 1


def _signed(text: str, vocabulary: Vocabulary) -> bool:
    return text[-1:] == "）" and bool(parse_tail(text, vocabulary))


def _pictorial(text: str) -> bool:
    return visible_length(text) <= LONGEST_CAPTION and text.find("。") == len(text) - 1 and text[:1] not in "“《（"


def _header_like(block: Block, vocabulary: Vocabulary) -> bool:
    end = block.text[-LONGEST_NOTICE:]
    ends = vocabulary.kicker_end.search(end) or vocabulary.deck_end.search(end)
    place, space, _ = block.text.partition(" ")
    placed = bool(space) and vocabulary.is_place(place)
    return bool(ends) or placed or len(block.parts) > 1 or (" " in block.text and visible_length(block.text) > 16)
