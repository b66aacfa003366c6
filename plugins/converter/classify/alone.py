"""What a block is, as far as the block alone can tell.

`RULES` are tried in order, the first that answers wins. What no rule knows is a heading
(`HEADLINE`) when it is short and has no stops, else `BODY`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ..bylines import MARKED_RE, is_name, parse_byline
from ..folio import parse_folio
from ..models import Block, LineKind
from ..text import HAN, HOURS_RE, ITEMS_RE, LABEL_RE, WORD_RE, ends_sentence, visible_length
from ..vocabulary import Vocabulary

Rule = Callable[[Block, Vocabulary], LineKind | None]

LONGEST_HEADING = 80
"""Characters in all lines of a merged kicker, headline and deck."""
NAMED = rf"(?:(?:本报|新华社)?(?:首席|特约|实习|摄影)?(?:记者|通讯员)\s?)?[{HAN}](?:\s?[{HAN}]){{1,3}}\s?"
BROKEN_OFF = tuple(
    "， 、 ： 的 和 与 及 在 是 将 从 对 把 由 被 并 且 或 但 而 "
    "目前 认为 同时 其中 因为 如果 以及 通过 由于 为了 对于 已经 一个 一名 一些".split()
)
"""Endings that no headline has."""
TORN_RE = re.compile(
    "(?<![供补自交配])给$|(?<![转礼谦出退忍避])让$|(?<![始归属源在由关基易安等])于$|[又很各每刚曾这那]$"
)
"""Further ones, but for words that end with them: 转让, 供给."""
LONGEST_TORN = 2
"""Characters of such a word."""
LONGEST_WITH_COMMA = 19
"""Characters: a longer line with a comma in it is running text."""
CREDIT_AT_END_RE = re.compile(
    rf"（[^（）。]{{2,20}}(?:摄|摄影|供图)）?$|(?<=[。！？”\s])[{HAN}]{{2,12}}供图$|(?<=[。！？”\s]){NAMED}(?:摄|摄影)(?:（[{HAN}]{{2,8}}）)?$"
)
"""Who took the picture, behind the words about it: （张三 摄）, 。本报记者 张三 摄."""
LONGEST_CREDIT = 48
"""Characters at the end of a caption that hold who took the picture."""
FROM_RE = re.compile(r"^—+[^，。]{0,20}《[^《》]{2,14}》$")
NAMELESS_CREDIT_RE = re.compile(
    rf"^(?:新华社|中新社|本报)?(?:记者)?\s?(?:摄|发)$|^(?:新华社|中新社|[{HAN}]{{2,4}}图片|视觉中国)(?:记者[{HAN}\s]{{2,5}})?(?:发|摄)（[^（）]{{2,20}}）$"
)
"""新华社记者 摄; 新华社发（张三 摄）"""
AGENCY_RE = re.compile(rf"(?<=[摄影])（[{HAN}]{{2,8}}）$")
"""张三 摄（新华社发）"""
WHITHER_RE = re.compile("何去何从$|去从$|[仍犹还常永健何同存实尚]在$")
"""Whole words that end as one does which leans on the next: 两道坎仍在."""
ANY_STOP_RE = re.compile("[，。；！]")
LIST_RE = re.compile(r"^(?:\d{1,2}[.、．]|[^：\s]{1,5}：\S)")
SCORE_RE = re.compile(r"^\S{2,10}\s\d{1,3}[∶：:]\d{1,3}\s\S{2,10}$")
NUMBERED_RE = re.compile(r"^\d{1,2}[.、．]")
LONGEST_NUMBERED = 24
"""Characters: a longer line behind a figure is an item, not a crosshead."""
ROWS, COLUMNS = 3, 3
"""Of a table: so many lines, each of as many cells."""
MOST_DIGITS = 0.4
"""Of the characters of a heading."""
IS_OF_RE = re.compile(r"是[^，。]+的$")
"""A sentence may end in 的 behind 是: 好钢是这样炼成的."""
WHO_IS_RE = re.compile(rf"^（(?P<name>[{HAN}]{{2,3}})(?:系|为|是|现任)[^（）。，]{{4,40}}）$")
WEATHER_RE = re.compile(r"\S{2,8}\s.*-?\d+℃?\s?[~～—-]+\s?-?\d+℃")
"""今日 多云 28℃~36℃"""
LABELS_RE = re.compile(rf"[{HAN}]{{2,6}}：\S+\s+[{HAN}]{{2,6}}：\S+$")
"""证券代码：600XXX 股票简称：柳河发展"""
LISTED = (ITEMS_RE, LABEL_RE, LABELS_RE, SCORE_RE, HOURS_RE, WEATHER_RE)
BOTH_RE = re.compile("文\\s*[/／、]\\s*摄$|摄\\s*[/／、]\\s*文$")
"""张三 文/摄: who wrote it, too."""
SCAN_RE = re.compile("(?:更多[^，。]{0,8})?请?(?:扫描?|扫一扫)(?:[上下左右]方|此|这个)?(?:二维码|码)[^，。]{0,10}$")
"""扫二维码 看视频: nothing to read on paper."""
LAST_MONTH_RE = re.compile("[今去前当同]年(?:[1-9]|1[0-2])月[^，]{0,4}，")
SPEECH_RE = re.compile(r"^(?:(?:问|答|记者|主持人|本报记者|嘉宾|编辑|Q|A)|[^，。：“]{2,14}[问答])：")
"""Someone speaks: a paragraph of an interview, however short."""
CONTACT_RE = re.compile(r"(?:电话|热线|地址|邮箱|邮编|传真|联系人|网址|邮政编码|QQ|微信)：|\d{3,4}-\d{7}")
"""Where to call and to write: the end of a notice."""
NO_PICTURE_RE = re.compile(r"^[上下左右大小题]图(?![为是中示：:，、\s（\d])[^。]*$")
"""A heading that begins as a caption does: 大图书馆时代来了."""
SIGNED_RE = re.compile(
    rf"^(?P<who>[{HAN}\s]{{2,20}}?|[{HAN}]{{1,8}}：[{HAN}\s]{{2,5}})\s*\d{{4}}年\d{{1,2}}月\d{{1,2}}日$"
)
"""Who issues a notice, and when."""


def noise(block: Block, vocabulary: Vocabulary) -> LineKind | None:
    """Rows of dots, rules, stray marks: nothing to read."""
    return None if WORD_RE.search(block.text) and not SCAN_RE.match(block.text) else LineKind.NOISE


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
    if block.text.strip("【】〖〗[]［］") in vocabulary.crossheads:  # 【案情】: a part of a case
        return LineKind.HEADLINE
    named = block.text.replace(" ", "") in vocabulary.rubric_names
    found = vocabulary.rubric_pair.match(block.text) or vocabulary.rubric_series.search(block.text)
    return LineKind.RUBRIC if named or found else None


def author_note(block: Block, vocabulary: Vocabulary) -> LineKind | None:
    """（作者系…）, 【作者单位：…】, （张三系某学校班主任）"""
    named = WHO_IS_RE.match(block.text)
    noted = vocabulary.author_note.match(block.text) or (named and is_name(named["name"], vocabulary))
    return LineKind.AUTHOR_NOTE if noted and visible_length(block.text) <= 160 else None


def issued(block: Block, vocabulary: Vocabulary) -> LineKind | None:
    """市财政局 2025年3月14日; 市长：张三 2022年12月26日"""
    match = SIGNED_RE.match(block.text)
    return LineKind.TAGLINE if match and ("：" in match["who"] or vocabulary.is_organisation(match["who"])) else None


def source_note(block: Block, vocabulary: Vocabulary) -> LineKind | None:
    """（据新华社电）, （本报平壤1月2日电）: where the text comes from."""
    return LineKind.TAGLINE if vocabulary.source_note.match(block.text) or FROM_RE.match(block.text) else None


def photo_credit(block: Block, vocabulary: Vocabulary) -> LineKind | None:
    """（…供图）; 本报记者 … 摄; but not 张三/文 李四/摄, which names the writer too."""
    if NAMELESS_CREDIT_RE.match(block.text):
        return LineKind.PHOTO_CREDIT
    text = AGENCY_RE.sub("", block.text) if block.text[-1:] == "）" else block.text
    match = vocabulary.photo_credit.match(text)
    if not match or visible_length(text) > 40 or BOTH_RE.search(text):
        return None
    credits = parse_byline(text, vocabulary)
    if credits and len({credit.role == "photographer" for credit in credits}) > 1:
        return None
    giver = match["names"].strip("（( ").removeprefix("图片由").removesuffix("记者").strip()
    given = text.endswith(("供图", "提供")) and (vocabulary.is_organisation(giver) or text.startswith("图片由"))
    return LineKind.PHOTO_CREDIT if credits is not None or given or block.text[:1] in "（(" else None


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
        or (block.text[-1:] in "）摄影图" and CREDIT_AT_END_RE.search(block.text[-LONGEST_CREDIT:]))
    )
    return LineKind.CAPTION if found else None


def editors_note(block: Block, vocabulary: Vocabulary) -> LineKind | None:
    """编者按：…"""
    match = vocabulary.editors_note.match(block.text)
    bracketed = match is not None and block.text[:1] in "【["
    if not match or (not bracketed and block.text[match.end() : match.end() + 1] not in "：: 　"):
        return None
    titled = block.text[match.end() : match.end() + 1] == " " and not ANY_STOP_RE.search(block.text)
    return LineKind.EDITORS_NOTE if not titled else None


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
    if _is_listed(block) or _begins_in_time(block.text, vocabulary):
        return None
    if TORN_RE.search(block.text[-LONGEST_TORN:]) or (
        block.text.endswith(BROKEN_OFF) and not (IS_OF_RE.search(block.text) or WHITHER_RE.search(block.text))
    ):
        return None
    longest = max(map(len, block.text.split(" ")))
    if block.text.count("，") > 1 or ("，" in block.text and longest > LONGEST_WITH_COMMA):
        return None
    return LineKind.HEADLINE if re.search(f"[{HAN}A-Za-z]", block.text) else None


def _begins_in_time(text: str, vocabulary: Vocabulary) -> bool:
    """近日，…; 1991年，…: the beginning of a paragraph."""
    opening = vocabulary.opening.match(text)
    return LAST_MONTH_RE.match(text) is not None or (opening is not None and text[opening.end() :][:1] == "，")


def _is_listed(block: Block) -> bool:
    """A line, or lines, of a list: items with figures or labels, results of matches, a row of a table."""
    text, length = block.text, visible_length(block.text)
    if any(form.match(text) for form in LISTED) or (NUMBERED_RE.match(text) and length > LONGEST_NUMBERED):
        return True
    if sum(map(str.isdigit, text)) > MOST_DIGITS * length and length > LONGEST_NUMBERED:
        return True
    if len(block.parts) > 1 and all(LIST_RE.match(part) or SCORE_RE.match(part) for part in block.parts):
        return True
    cells = {len(part.split(" ")) for part in block.parts}
    return len(block.parts) >= ROWS and len(cells) == 1 and max(cells) >= COLUMNS


RULES: tuple[Rule, ...] = (
    noise, issued, folio, jump, author_note, rubric, photo_credit, byline, source_note, editors_note, caption, heading,
)  # fmt: skip


TEXT_RULES: tuple[Rule, ...] = (author_note, editors_note, caption)
"""Those that may have an answer for text with a full stop inside: most blocks are such, and are spared the others."""


def kind_of(block: Block, vocabulary: Vocabulary) -> LineKind:
    """The answer of the first rule that has one, else `BODY`."""
    for rule in TEXT_RULES if "。" in block.text[:-1] else RULES:
        kind = rule(block, vocabulary)
        if kind:
            return kind
    return LineKind.BODY
