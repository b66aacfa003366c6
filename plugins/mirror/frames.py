"""Names that a text itself gives away: in bylines, and directly behind a title.

Only where the frame is certain is a name learnt (`data/frames.toml`, each rule with examples). In a byline
every name is learnt; behind a title only one with a surname that means something else elsewhere
(于, 范, 余 …), for all others come out right by themselves.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .common import surnames, words

DATA = Path(__file__).parent / "data" / "frames.toml"
GIVEN = DATA.with_name("given.txt")
HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
NUMBERS = frozenset("一二三四五六七八九十百千万亿两几0123456789")

_SPACE = "[ \u3000\u00a0]"
_HAN = re.compile(f"[{HAN}]")
_GIVEN = re.compile(f"([{HAN}]{{1,2}})")


@dataclass(frozen=True, slots=True)
class Frames:
    """`data/frames.toml`, compiled."""

    title: re.Pattern[str]
    """A title at the end of a text."""
    surname: re.Pattern[str]
    """One of the surnames that a title settles."""
    after: tuple[str, ...]
    """What only follows a name."""
    may_follow: tuple[str, ...]
    """What follows a name or something else."""
    rare: frozenset[str]
    """Surnames that are hardly anything else behind a title."""
    stop: frozenset[str]
    """First characters of what is no given name."""
    words: frozenset[str]
    """Words of two characters that are no name and no part of one."""
    bylines: tuple[re.Pattern[str], ...]
    """Roles, or a mark such as □, and all that may be names behind them."""
    tail: re.Pattern[str]
    """What ends a byline when no blank parts it from the name."""
    examples: dict[str, str]


@cache
def frames() -> Frames:
    """The frames that come with the mirror."""
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    title, byline = data["title"], data["byline"]
    mark = f"(?:{_SPACE}|[:：/／])"
    # Looked at and not taken, for a list may go over into the next role: 编辑：干征 美编：李岳.
    # A bounded list, or a page of nothing but roles would cost its length squared.
    some = f"[{HAN}]{{2,6}}(?:(?:{_SPACE}|[、/／]){{1,4}}[{HAN}]{{2,6}}){{0,12}}"
    names = f"(?=({some})(?:$|[^{HAN}·]))"
    piece = f"[{HAN}]{{2,3}}(?:{_SPACE}[{HAN}]{{2,3}}){{0,3}}"
    return Frames(
        # Not `$`, which the end of a line satisfies too: a name would hang on the line before it.
        title=re.compile(rf"(?:{_any(title['words'])}|{_any(byline['roles'])}){_SPACE}?\Z"),
        surname=re.compile(f"[{title['surnames']}]"),
        after=tuple(title["after"].split()),
        may_follow=tuple(title["may_follow"].split()),
        rare=frozenset(title["rare"]),
        stop=frozenset(title["stop"]),
        words=frozenset(title["words_not_names"].split()) | words(),
        bylines=(
            re.compile(f"(?:{_any(byline['roles'])}){mark}{{0,4}}{names}"),
            re.compile(f"(?:(?<![{HAN}])(?:{_any(byline['short'])}){mark}{{1,4}}|[□■◎▢]{_SPACE}{{0,4}}){names}"),
            re.compile(f"(?<![{HAN}])({piece})(?:{_SPACE}|[/／]){{1,2}}(?:{_any(byline['ends'])})(?![{HAN}])"),
            re.compile(f"[（(]({piece})[）)]$"),
        ),
        tail=re.compile(f"(?:{_any(byline['ends'])})+$"),
        examples=data["examples"],
    )


@cache
def given_characters() -> frozenset[str]:
    """Characters that given names are commonly made of."""
    lines = GIVEN.read_text(encoding="utf-8").splitlines()
    return frozenset("".join(line for line in lines if not line.startswith("#")))


def names_in(text: str) -> tuple[set[str], set[str]]:
    """The names that a text gives away: in bylines, and behind titles."""
    lines = text.splitlines()
    credited = {name for line in lines for name in _byline_names(line)}
    return credited, {name for line in lines for name in _titled_names(line)} - credited


def behind_title(text: str, start: int) -> bool:
    """Whether a title, or the role of a byline, stands directly before a place."""
    return frames().title.search(text, max(0, start - 7), start) is not None


def _byline_names(line: str) -> Iterator[str]:
    rules = frames()
    for pattern in rules.bylines:
        for match in pattern.finditer(line):
            # Behind a role and a blank any name is one; elsewhere only what is no common word.
            alone = match.start(1) > match.start() and not _HAN.match(line, match.start(1) - 1)
            alone = alone and match[0][0] not in "（("
            for found in re.split(r"[^\w]+", match[1]):
                name = rules.tail.sub("", found) if len(found) > 3 else found.removesuffix("摄")
                # Without a mark between role and name only what is no word is a name (记者|承认).
                if person_like(name) and (alone or len(name) != len(found) or _no_words(name)):
                    yield name


def _titled_names(line: str) -> Iterator[str]:
    for match in frames().surname.finditer(line):
        if behind_title(line, match.start()):
            given = _given(line, match[0], match.end())
            if given and not line.startswith("·", match.end() + len(given)):
                yield match[0] + given


def _given(line: str, surname: str, start: int) -> str:
    """The given name behind a surname; empty when what stands there is none."""
    rules = frames()
    found = _GIVEN.match(line, start)
    if not found or found[1][0] in rules.stop or surname + found[1][0] in rules.words:
        return ""
    given = found[1]
    length = next((n for n in range(1, len(given) + 1) if line.startswith(rules.after, start + n)), 0)
    if length:
        return "" if given[:length] in rules.words and surname not in rules.rare else given[:length]
    if not given_characters().issuperset(given) or line.startswith("、", start + 1):
        return ""
    if given in rules.words and surname not in rules.rare:
        return ""
    if len(given) == 1 or line.startswith(rules.may_follow, start + 1):
        return given[0]
    ends = line.startswith(rules.may_follow, start + 2) or not _HAN.match(line, start + 2)
    return given if ends or not {given, line[start + 1 : start + 3]} & rules.words else ""


def _no_words(name: str) -> bool:
    """Whether no part of a name is a common word."""
    return not any(name[at : at + 2] in words() for at in range(len(name) - 1))


def person_like(name: str) -> bool:
    """Whether a text of a byline begins as a name does."""
    return 2 <= len(name) <= 4 and (name[:2] in surnames() or (len(name) < 4 and name[0] in surnames()))


def stands(text: str, start: int, end: int) -> bool:
    """Whether the characters of a name are that name here, and no pieces of words (位于|大海, 十余|万里)."""
    before, behind = text[start - 1 : start], text[end : end + 1]
    name, common = text[start:end], words()
    if behind_title(text, start) or not (_HAN.match(before) or _HAN.match(behind)):
        return True
    if (len(name) == 2 and name in common) or (name[0] == "余" and before in NUMBERS):
        return False
    if before + name[0] in common and (len(name) == 2 or name[1:] in common):
        return False
    torn = name[-1] + behind in common
    return not (torn and (len(name) == 2 or name[:2] in common))


def _any(words: str) -> str:
    return "|".join(sorted(map(re.escape, words.split()), key=len, reverse=True))
