"""Small facts about Chinese text that every stage needs."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from functools import lru_cache

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3005\u3007\U00020000-\U0003fffd"
"""Character class (without brackets) of Han characters, the rare ones too."""

HAN_RE = re.compile(f"[{HAN}]")
WORD_RE = re.compile(f"[{HAN}A-Za-z0-9]")
WORDS_RE = re.compile(f"[{HAN}A-Za-z0-9]+")
NO_WORD_RE = re.compile(f"[^{HAN}A-Za-z0-9]+")
SPACE_RE = re.compile(r"\s+")
CLOSERS = "”’」』）》】)\"'"
"""Marks that may stand between the end of a sentence and the end of its line."""

TERMINAL_RE = re.compile(rf"[。！？!?…][{CLOSERS}]*\s*(?:（[^（）。]{{2,40}}）)?$")
"""The end of a sentence at the end of a text, perhaps with a signature in brackets behind it."""
LONGEST_END = 64
"""Characters of such an end: more than the mark, its quotes and the bracket need."""

INNER_STOP_RE = re.compile(r"[。；]")
HOURS_RE = re.compile(r"^[^，。：]{2,14}：(?:[^：]*\d{1,2}[∶：:]\d{2}|\d+[:：∶])")
"""玄武湖公园：6∶00—22∶00，免费: a line of a timetable."""
ITEMS_RE = re.compile(r"[^。，]*\d[.、．]\D[^。，]*\s\d[.、．]\s?\D")
"""红榜：1.清华镇 96.4分 2.秋口镇 95.8分"""
LABEL_RE = re.compile(
    rf"^(?:[{HAN}]{{1,6}}(?:人|单位|机构|地点|时间|地址|方式|价格|日期|内容|范围|条件|标准|要求|概况|项目|材料)|主料|做法|第[一二三四五六七八九十百\d]{{1,4}}[届名期轮场季])：\S"
)
"""招标人：…, 报名时间：…: a line of a notice; 第十二届：…: one of a list. 时间：… alone may be a crosshead."""

# Several stages ask the same of the same text, one soon after the other: the answers are kept for some pages.


@lru_cache(maxsize=1024)
def visible_length(text: str) -> int:
    """Number of characters that are not white space."""
    return len("".join(text.split()))


def is_blank(text: str) -> bool:
    """Whether a line has nothing to read in it."""
    return not text or text.isspace()


def ends_sentence(text: str) -> bool:
    """Whether the text ends where a sentence ends."""
    return bool(TERMINAL_RE.search(text.rstrip()[-LONGEST_END:]))


def join_lines(parts: Iterable[str]) -> str:
    """Join broken lines as Chinese is joined: a space only between two Latin words."""
    joined = ""
    for part in parts:
        if (
            joined
            and part
            and joined[-1].isascii()
            and joined[-1].isalnum()
            and part[0].isascii()
            and part[0].isalnum()
        ):
            joined += " "
        joined += part
    return joined


@lru_cache(maxsize=1024)
def bigrams(text: str) -> frozenset[int]:
    """Pairs of neighbouring word characters, each as a number; what two texts share tells how near they are.

    A number is the bytes of both characters: much cheaper than a pair cut out of the text.
    """
    words = squeeze(text)
    even, odd = words[: len(words) // 2 * 2], words[1 : (len(words) + 1) // 2 * 2 - 1]
    return frozenset(array("Q", (even + odd).encode("utf-32-le")))


@lru_cache(maxsize=256)
def squeeze(text: str) -> str:
    """Only the word characters: for comparing two printings of one text."""
    return "".join(WORDS_RE.findall(text))
