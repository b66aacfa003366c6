"""Where places are named in a text, and which place each name is.

`scan` finds names, `settle` decides what each one means from what stands around it, from the
home of the paper and from the other places of the text. Pure functions over `Gazetteer`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .gazetteer import SUFFIXES, Gazetteer, stem, within
from .text import HAN_RE

LEVEL = f"[{SUFFIXES}镇乡]"
HOME = re.compile(
    rf"[我本全{SUFFIXES}镇乡](?:(?:(?<=[我本])|(?<=全)(?!{LEVEL}各))(?P<own>{LEVEL})"
    rf"|(?<={LEVEL})(?:(?<![一-鿿]{LEVEL})|(?<=[在到从由向与和日月请悉]{LEVEL}))(?=委|政府|人大|政协|级|领导|[一-鿿]{{1,9}}?(?:[局委办会厅院所队站馆]|公司|中心)))"
)
"""我区, 全市: the paper's home; 区委, 区市场监管局 without a name before it: an office (the level alone).

Begun with a set of characters it is searched for much faster than begun with a choice of two forms.
"""

LIST_MARKS = ("、", "", "和", "与", "及", "以及", "·")
SUFFIX_MARKS = tuple(SUFFIXES)
NAMED_RE = re.compile(
    "(?:[长记任员席授师者]|书记|[、和])[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔崔康毛邱秦江史侯邵孟龙万段雷钱汤尹易常武贺赖龚]$"
)
"""What somebody is, and a surname: 市长刘 before 文山."""
LIST_LENGTH = 3
"""So many places in a row are a list, and a list says little about where the news is."""


class Mention(NamedTuple):
    """A name of a place in a text, at `start` to `end`."""

    start: int
    end: int
    name: str
    keys: tuple[str, ...]
    """What it may be; one key after `settle`."""
    sure: bool = True
    """False for a name that is also a word: it needs another name beside it."""
    behind: bool = False
    """Right behind the place it lies in: 绵竹 in 四川绵竹."""
    absorbed: bool = False
    """The next mention is a place in this one: 四川 in 四川绵竹 is not meant for itself."""
    listed: bool = False
    """One of a list of places."""


def scan(text: str, gazetteer: Gazetteer) -> list[Mention]:
    """All names from left to right, the longest at each place, without overlaps; keys not yet settled."""
    found: list[Mention] = []
    end = 0
    for start, lengths in gazetteer.lexicon.candidates(text):
        mention = _named(text, start, lengths, gazetteer) if start >= end else None
        while mention is not None:
            found.append(mention)
            end = mention.end
            mention = _behind(text, mention, gazetteer)
    return found


def _named(text: str, start: int, lengths: Iterable[int], gazetteer: Gazetteer) -> Mention | None:
    """The longest name of a place, of one of these lengths, that begins here and may be one."""
    for length in lengths:
        name = text[start : start + length]
        keys = gazetteer.places.get(name)
        if keys is not None and _allowed(text, start, name, gazetteer):
            doubtful = name in gazetteer.guards.parent or _is_bare(name, gazetteer)
            return Mention(start, start + length, name, keys, not doubtful or _stands_alone(text, start, length))
    return None


def _stands_alone(text: str, start: int, length: int) -> bool:
    """Whether a name is all of a segment of a headline: 开封 铁塔公园…."""
    before, behind = text[max(start - 1, 0) : start], text[start + length : start + length + 1]
    return before in ("", "\n", " ") and behind == " "


def _is_bare(name: str, gazetteer: Gazetteer) -> bool:
    """Whether it is one character and 县, 区, 州: 和县 may be two words."""
    return len(name) == 2 and name[-1] in SUFFIXES and name not in gazetteer.shorts


def _allowed(text: str, start: int, name: str, gazetteer: Gazetteer) -> bool:
    """Whether the words before and behind leave it a place: 北京 in 北京大学 is none."""
    guards, end = gazetteer.guards, start + len(name)
    if text[start - 1 : start] == "《" and text[end : end + 1] == "》":
        return False
    if len(name) == 2 and NAMED_RE.search(text[max(start - 3, 0) : start]):
        return False
    short = name in gazetteer.shorts or name[-1] not in SUFFIXES
    if short and text.startswith(guards.before.get("*", ()), end):
        return False
    if text.startswith(guards.before.get(name, ()), end):
        return False
    return not text.endswith(guards.after.get(name, ()), 0, start)


def _behind(text: str, parent: Mention, gazetteer: Gazetteer) -> Mention | None:
    """The short name of a county right behind the place it lies in: 绵竹 in 四川绵竹."""
    start = parent.end
    if not any(key.endswith("00") for key in parent.keys):
        return None
    for length in (4, 3, 2):
        name = text[start : start + length]
        keys = tuple(key for key in gazetteer.behind.get(name, ()) if _inside(key, parent.keys))
        if not keys or name in gazetteer.guards.never or text.startswith(SUFFIX_MARKS, start + length):
            continue
        city = any(_inside(key, parent.keys) for key in gazetteer.places.get(name, ()))
        if not city and _allowed(text, start, name, gazetteer):
            return Mention(start, start + len(name), name, keys, behind=True)
    return None


def _inside(key: str, places: Iterable[str]) -> bool:
    return any(place.isdigit() and key != place and within(key, place) for place in places)


def settle(text: str, mentions: Sequence[Mention], home: Sequence[str], gazetteer: Gazetteer) -> list[Mention]:
    """Mentions with one key each; those that stay doubtful are left out.

    `home` are the keys of the paper's home, the narrowest first.
    """
    chained = _chain(text, mentions, gazetteer)
    known = Counter(mention.keys[0] for mention in chained if mention.sure and len(mention.keys) == 1)
    settled = [_settled(mention, known, home, gazetteer) for mention in chained]
    return _mark_lists(text, [mention for mention in settled if mention])


def _chain(text: str, mentions: Sequence[Mention], gazetteer: Gazetteer) -> list[Mention]:
    """Narrow each mention that stands right behind a place it may lie in, and absorb that place."""
    chained: list[Mention] = []
    for mention in mentions:
        before = chained[-1] if chained else None
        if before and before.end == mention.start:
            keys = tuple(key for key in mention.keys if _inside(key, before.keys))
            if keys:
                holders = tuple(place for place in before.keys if _inside(keys[0], (place,)))
                chained[-1] = before._replace(keys=holders, absorbed=True)
                mention = mention._replace(keys=keys, behind=True, sure=True)
        if mention.sure or not _mid_word(text, mention, gazetteer):
            chained.append(mention)
    return chained


def _mid_word(text: str, mention: Mention, gazetteer: Gazetteer) -> bool:
    """Whether a bare name has a Han character before it: 和县 in 省市和县."""
    return _is_bare(mention.name, gazetteer) and mention.start > 0 and bool(HAN_RE.match(text[mention.start - 1]))


def _settled(mention: Mention, known: Counter[str], home: Sequence[str], gazetteer: Gazetteer) -> Mention | None:
    """The mention with the one key it means, or None where that stays open."""
    if len(mention.keys) > 1 and mention.name in gazetteer.crossings:
        return mention
    keys = mention.keys
    if mention.sure and len(keys) == 1:
        return mention
    if not mention.sure:
        keys = tuple(key for key in keys if key in known or any(within(place, key) for place in home))
    key = keys[0] if len(keys) == 1 else nearest(keys, known, home)
    return mention._replace(keys=(key,)) if key else None


def nearest(keys: Sequence[str], known: Counter[str], home: Sequence[str]) -> str | None:
    """Of several places of one name the one at home, or the one whose surroundings the text names most."""
    for place in home:
        near = [key for key in keys if within(key, place)]
        if near:
            return near[0] if len(near) == 1 else None
    votes = sorted(((_support(key, known), key) for key in keys), reverse=True)
    return votes[0][1] if votes and votes[0][0] > (votes[1][0] if len(votes) > 1 else (0, 0, 0)) else None


def _support(key: str, known: Counter[str]) -> tuple[int, int, int]:
    """How often the text surely names the place, its prefecture, its province, and places in them."""
    same = known[key]
    prefecture = sum(count for other, count in known.items() if other[:4] == key[:4])
    province = sum(count for other, count in known.items() if other[:2] == key[:2])
    return same, prefecture, province


def _mark_lists(text: str, mentions: list[Mention]) -> list[Mention]:
    """Mark the members of every run of three or more places."""
    marked: list[Mention] = []
    run: list[Mention] = []
    for mention in [*mentions, None]:
        if mention and run and text[run[-1].end : mention.start] in LIST_MARKS:
            run.append(mention)
            continue
        listed = sum(not one.absorbed for one in run) >= LIST_LENGTH
        marked += [one._replace(listed=True) for one in run] if listed else run
        run = [mention] if mention else []
    return marked


def short_mentions(text: str, mentions: Sequence[Mention], home: Sequence[str], gazetteer: Gazetteer) -> list[Mention]:
    """Short names of counties whose full name is in the text, or that are the paper's home: 广汉 beside 广汉市."""
    taken = {at for mention in mentions for at in range(mention.start, mention.end)}
    keys = [*(key for mention in mentions for key in mention.keys), *home]
    found: list[Mention] = []
    for county in dict.fromkeys(key for key in keys if key.isdigit() and len(stem(key)) == 6):
        name = gazetteer.short.get(county, "")
        if name and name not in gazetteer.guards.never and name not in gazetteer.places:
            free = [at for at in _occurrences(text, name) if at not in taken and _allowed(text, at, name, gazetteer)]
            found += [Mention(at, at + len(name), name, (county,)) for at in free]
    return found


def _occurrences(text: str, name: str) -> list[int]:
    starts, at = [], text.find(name)
    while at >= 0:
        starts.append(at)
        at = text.find(name, at + len(name))
    return starts
