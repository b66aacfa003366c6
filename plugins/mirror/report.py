"""The editor's report: every place where the mirror had to guess, once, with what to paste to settle it.

Two kinds are listed: names of bylines with a character that people write either way, and characters
that mean different things and have nothing beside them that tells which (`data/doubts.tsv`). All else is either
settled or not worth an editor's time.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from .convert import Converter
from .locks import CREDIT, FRONT_MATTER, GLOSSARY, SPOT, TITLE
from .names import is_open, is_person, open_forms
from .words import DATA, rows

SOURCES = {
    SPOT: "标记",
    FRONT_MATTER: "文章 hant:",
    GLOSSARY: "词汇表",
    CREDIT: "署名",
    TITLE: "职务后的人名",
}
"""Who settled a word -> how the report calls it, strongest first."""
AROUND = 12
"""Characters of context on either side."""

_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing to decide."""

    word: str
    """As it would stand in the glossary."""
    forms: tuple[str, ...]
    """The mirror's own first."""
    path: str
    """The article it was met in first."""
    before: str = ""
    behind: str = ""
    """What stands around it, simplified; nothing for a name."""

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the glossary that settle it, the mirror's own first."""
        return tuple(f"{self.word}\t{form}" for form in self.forms)


@dataclass(slots=True)
class Report:
    """What an editor may want to settle, and what is settled."""

    names: dict[str, Doubt] = field(default_factory=dict)
    spots: dict[str, Doubt] = field(default_factory=dict)
    count: Counter[str] = field(default_factory=Counter)
    """Word of a doubt -> how often it occurs."""
    decided: Counter[str] = field(default_factory=Counter)
    """Who settled it -> how many places."""
    characters: int = 0

    @property
    def doubts(self) -> Iterator[Doubt]:
        """All, names first."""
        yield from self.names.values()
        yield from self.spots.values()


@cache
def doubtful() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """The rows of `data/doubts.tsv`: where, and the forms."""
    return tuple((re.compile(pattern), _forms(forms)) for pattern, forms, _ in rows(DATA / "doubts.tsv"))


def _forms(forms: str) -> tuple[str, ...]:
    """幹乾 is two forms of one character, 不準不准 two of two."""
    length = 2 if len(forms) == 4 else 1
    return tuple(forms[at : at + length] for at in range(0, len(forms), length))


def look_over(articles: Iterable[tuple[str, Iterable[str], str]], converter: Converter) -> Report:
    """The report on articles: (path, names of its credits, its text) each."""
    report = Report()
    settled = {word for word, source in converter.locks.sources.items() if source in (FRONT_MATTER, GLOSSARY)}
    for path, names, text in articles:
        report.characters += len(text)
        taken: set[int] = set()
        for match in converter.locks.find(text):
            report.decided[match.source] += 1
            taken.update(range(match.start, match.end))
        for name in names:
            _name(name, path, converter, settled, report)
        for at, forms in _unsettled(text, taken):
            _spot(text, at, forms, path, converter, report)
    return report


def undecided(names: Iterable[str], converter: Converter) -> Iterator[str]:
    """Names of bylines that nobody settled and that may be written either way, sorted."""
    settled = {word for word, source in converter.locks.sources.items() if source in (FRONT_MATTER, GLOSSARY)}
    yield from (name for name in sorted(set(names) - settled) if is_person(name) and is_open(name))


def _name(name: str, path: str, converter: Converter, settled: set[str], report: Report) -> None:
    if name in settled or not (is_person(name) and is_open(name)):
        return
    form = converter.locks.table.get(name) or converter.convert(name)
    others = (other for other in open_forms(name, form) if other != form)
    report.names.setdefault(name, Doubt(name, (form, *others), path))
    report.count[name] += 1


def _unsettled(text: str, taken: set[int]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Places that no lock decides, with their forms."""
    for pattern, forms in doubtful():
        for match in pattern.finditer(text):
            if match.start() not in taken:
                yield match.start(), forms


def _spot(text: str, at: int, forms: tuple[str, ...], path: str, converter: Converter, report: Report) -> None:
    """Note one place, by the word that the glossary would need: the character with its neighbours."""
    length = len(forms[0])
    start, end = at, at + length
    while start > 0 and at - start < 2 and _HAN.match(text, start - 1):
        start -= 1
    while end < len(text) and end - at - length < 2 and _HAN.match(text, end):
        end += 1
    word = text[start:end]
    before, behind = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    converted = converter.convert(before + word + behind)[len(before) : len(before) + len(word)]
    place = at - start
    chosen = converted[place : place + length]
    if chosen != forms[0] or len(word) == 1:
        return
    report.count[word] += 1
    others = (converted[:place] + form + converted[place + length :] for form in forms[1:])
    flat = (part.replace("\n", " ") for part in (before, behind))
    report.spots.setdefault(word, Doubt(word, (converted, *others), path, *flat))
