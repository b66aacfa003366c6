"""Articles about the same event: what they share with one another, and why.

An article is compared with those of issues at most `DAYS` days before its own and `AHEAD` behind it, and what a word
or a term is worth follows from how rare it is among these alone. So only the pages of the last days change because of
a new issue: were the whole archive of a month to look ahead, every issue would have its pages made again thirty
times. Where the day of an issue is not known, every day it may have come out on counts; an issue without any date
stands alone.

What is compared: tags, places, people and rubric, and the pairs of characters (bigrams) of the headline and the first
words of the text. All weights are whole numbers, so that sums do not hang on the order of sets.
"""

from __future__ import annotations

import math
import re
import sqlite3
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date as Day
from itertools import islice

from .asking import question
from .front_matter import FrontMatter
from .query import ArticleRecord, article, articles, issues
from .terms import region_path, term_key

DAYS, AHEAD = 30, 3
"""How far back and ahead of an issue others are compared with it: what follows an event follows soon."""
LIMIT = 5
"""Articles shown as related, at most."""
TEXT = 100
"""Characters of the opening that are compared."""
RARE = 24
"""So many of its rarest words lead from an article to others."""
CANDIDATES = 12
"""Articles that share most of them are looked at closely."""
ENOUGH = 500
"""Thousandths: what is worth less is no relation."""
WORTH = {"tag": 800, "rubric": 750, "region": 450, "author": 450}
"""Kind -> thousandths for sharing the rarest term there can be."""
SAME_WORDS = 2000
"""Thousandths for sharing all words."""
TELLING = 500
"""Thousandths of shared words that make two articles of one theme."""
SHORT = 16_000
"""An article of fewer words than this (thousandths, 1000 for the rarest) is taken for one of so many."""
LABELS = {"tag": "同题", "text": "同题", "region": "同地", "author": "同人", "rubric": "同栏"}
HAN = re.compile("[\u3400-\u9fff〇]+|[a-z0-9]{2,}", re.IGNORECASE)

Feature = tuple[str, str]
"""(kind, key): ("tag", 春耕), ("text", 水库)."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two articles are related."""

    kind: str
    """tag, region, author, rubric, or text for words of their own."""
    name: str = ""
    """The term as this article writes it, of a region the last part; '' for text."""

    @property
    def label(self) -> str:
        """同题, 同地, 同人 or 同栏."""
        return LABELS[self.kind]


@dataclass(frozen=True, slots=True)
class Tie:
    """An article related to another one."""

    id: str
    reasons: tuple[Reason, ...]
    """What they share, the most telling first; each label once."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What of an article is compared."""

    id: str
    issue: str
    page: str
    names: dict[Feature, str]
    """Terms, as written."""
    title: frozenset[Feature]
    text: frozenset[Feature]
    """Bigrams of headline and opening; those of the headline too."""


def bigrams(text: str) -> Iterator[Feature]:
    """Pairs of neighbouring characters of runs of Han; Latin words and numbers whole."""
    for run in HAN.findall(text):
        if run.isascii():
            yield ("text", run.lower())
        else:
            yield from (("text", run[n : n + 2]) for n in range(len(run) - 1))


def named(matter: FrontMatter) -> Iterator[tuple[Feature, str]]:
    """The terms of an article as they are compared: of its places every level but the province, if there are more."""
    yield from ((("tag", term_key(name)), name) for name in matter.tags)
    if matter.rubric:
        yield ("rubric", term_key(matter.rubric)), matter.rubric
    for path in map(region_path, matter.region):
        for depth in range(len(path), min(1, len(path) - 1), -1):
            yield ("region", term_key("/".join(path[:depth]))), path[depth - 1]
    yield from ((("author", term_key(one.name)), one.name) for one in matter.people)


def traits(record: ArticleRecord) -> Traits:
    """What of an article is compared."""
    matter = record.matter
    title = frozenset(bigrams(" ".join(part for part in (matter.kicker, matter.title, matter.deck) if part)))
    text = record.summary[:TEXT]
    return Traits(record.id, record.issue, record.page, dict(named(matter)), title, title | frozenset(bigrams(text)))


def days_of(date: str | None) -> tuple[int, int] | None:
    """First and last day that a date may mean, as numbers; None without a date."""
    if not date:
        return None
    year, month, day = (*map(int, date.split("-")), 0, 0)[:3]
    last = day or monthrange(year, month or 12)[1]
    return Day(year, month or 1, day or 1).toordinal(), Day(year, month or 12, last).toordinal()


class Kinship:
    """Finds related articles of an edition. Issues asked for one after the other in time cost least."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Only the dates of the issues are read now."""
        self.connection = connection
        self.days = {one.key: days_of(one.date) for one in issues(connection)}
        self._order = [(span, key) for key, span in self.days.items() if span]
        self._known: dict[str, tuple[Traits, ...]] = {}
        self._holders: dict[Feature, set[str]] = defaultdict(set)
        self._traits: dict[str, Traits] = {}
        self._window: tuple[str, ...] = ()
        self._scale = [0]

    def window(self, issue: str) -> tuple[str, ...]:
        """Keys of the issues that an issue is compared with, itself among them, in time."""
        span = self.days.get(issue)
        if span is None:
            return (issue,) if issue in self.days else ()
        return tuple(key for other, key in self._order if other[0] <= span[1] + AHEAD and other[1] >= span[0] - DAYS)

    def touched(self, keys: Iterable[str], dates: Iterable[str | None] = ()) -> frozenset[str]:
        """Issues whose articles may have other relations when articles of these issues came, went or changed.

        `dates`: of issues that are no longer there.
        """
        spans = [span for key in keys if (span := self.days.get(key))] + [s for d in dates if (s := days_of(d))]
        near = {key for a, b in spans for span, key in self._order if span[0] <= b + DAYS and span[1] >= a - AHEAD}
        return frozenset(near | (set(keys) & self.days.keys()))

    def related(self, record: ArticleRecord, limit: int = LIMIT) -> tuple[Tie, ...]:
        """The articles most related to one, best first, none of its own page."""
        self._move(self.window(record.issue))
        mine = self._traits.get(record.id)
        if mine is None:
            return ()
        found = []
        telling = self._telling(mine)
        for other in self._candidates(mine):
            worth, reasons = self._compare(mine, telling, other)
            if worth >= ENOUGH and reasons:
                found.append((-worth, self._distance(mine, other), other.id, reasons))
        return tuple(Tie(id, reasons) for _, _, id, reasons in sorted(found, key=lambda one: one[:3])[:limit])

    def _move(self, window: tuple[str, ...]) -> None:
        """Take in the issues of a window and leave the others."""
        if window == self._window:
            return
        for key in self._known.keys() - set(window):
            for one in self._known.pop(key):
                del self._traits[one.id]
                for feature in (*one.names, *one.text):
                    self._holders[feature].discard(one.id)
        for key in window:
            if key not in self._known:
                self._known[key] = tuple(map(traits, articles(self.connection, key)))
                for one in self._known[key]:
                    self._traits[one.id] = one
                    for feature in (*one.names, *one.text):
                        self._holders[feature].add(one.id)
        self._window = window
        many = len(self._traits)
        self._scale = [
            0,
            *(round(1000 * math.log(many / n) / math.log(many)) if many > 1 else 0 for n in range(1, many + 1)),
        ]

    def _rarity(self, feature: Feature) -> int:
        """0 for what all articles have to 1000 for what one has."""
        return self._scale[len(self._holders[feature])]

    @property
    def _common(self) -> int:
        """What more articles share than this says little."""
        return max(6, len(self._traits) // 25)

    def _candidates(self, mine: Traits) -> list[Traits]:
        """Those that share most of what is rare with an article, in a fixed order."""
        counts = ((len(self._holders[one]), one) for one in mine.text)
        rare = sorted(pair for pair in counts if 1 < pair[0] <= self._common)[:RARE]
        worth: dict[str, int] = defaultdict(int)
        for feature in (*(one for _, one in rare), *mine.names):
            holders = self._holders[feature]
            if len(holders) <= self._common:
                value = self._rarity(feature) * (4 if feature[0] != "text" else 1)
                for id in sorted(holders):
                    worth[id] += value
        best = sorted(worth, key=worth.__getitem__, reverse=True) if len(worth) > 1 else ()
        away = (one for one in map(self._traits.__getitem__, best) if (one.issue, one.page) != (mine.issue, mine.page))
        return list(islice(away, CANDIDATES))

    def _compare(self, mine: Traits, telling: dict[Feature, int], other: Traits) -> tuple[int, tuple[Reason, ...]]:
        """What two articles share is worth, and the reasons, the most telling first."""
        whole = max(sum(telling.values()), SHORT)
        words = SAME_WORDS * sum(map(telling.__getitem__, mine.text & other.text)) // whole
        found = [(words, Reason("text"))] if words >= TELLING else []
        best: dict[str, int] = defaultdict(int)
        for feature in mine.names.keys() & other.names.keys():
            value = WORTH[feature[0]] * self._rarity(feature) // 1000
            found.append((value, Reason(feature[0], mine.names[feature])))
            best[feature[0]] = max(best[feature[0]], value)
        found.sort(key=lambda one: (-one[0], one[1].kind, one[1].name))
        first: dict[str, Reason] = {}
        for value, reason in found:
            if value:
                kept = first.setdefault(reason.label, reason)
                # A word for what they have in common says more than that they have much.
                first[reason.label] = reason if not kept.name and reason.name else kept
        return words + sum(best.values()), tuple(first.values())

    def _telling(self, mine: Traits) -> dict[Feature, int]:
        """How telling each word of an article is; those of its headline count twice."""
        return {word: self._rarity(word) * (2 if word in mine.title else 1) for word in mine.text}

    def _distance(self, mine: Traits, other: Traits) -> int:
        """Days between the issues of two articles."""
        one, two = self.days[mine.issue], self.days[other.issue]
        return abs(one[0] - two[0]) if one and two else 0


@question(lambda id: f"kin {id}")
def kin(connection: sqlite3.Connection, id: str) -> tuple[Tie, ...]:
    """The articles related to one. Who asks for many keeps one `Kinship`."""
    return kin_by(Kinship(connection), id)


def kin_by(kinship: Kinship, id: str) -> tuple[Tie, ...]:
    """The same by an object that is kept."""
    record = article(kinship.connection, id)
    return kinship.related(record) if record else ()
