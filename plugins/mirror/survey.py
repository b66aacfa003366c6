"""One walk over all articles: the names they give away, the places editors marked, and what is wrong.

What is found holds for the whole edition, so this comes before any page is converted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from catalogue.plain import lines, marked_places
from catalogue.query import Source
from catalogue.reading import line_of_key
from catalogue.spots import marks
from converter.models import Problem

from .frames import names_in
from .glossary import Glossary
from .locks import CONTEXT, Spot

NO_TEXT = re.compile("[\x00\ue000-\uf8ff\ud800-\udfff\U000f0000-\U0010fffd]")
"""Characters that mean nothing to a reader: NUL, halves of a character, and those of private use."""


@dataclass(slots=True)
class Survey:
    """What the articles of an edition say to its mirror."""

    names: set[str] = field(default_factory=set)
    """Of credits and bylines."""
    titled: set[str] = field(default_factory=set)
    """Behind titles, and in no byline."""
    written: dict[str, str] = field(default_factory=dict)
    """Name of a credit or byline -> the article it stands in first."""
    spots: list[Spot] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)
    """Of all `hant` tables; the later article wins."""
    problems: list[Problem] = field(default_factory=list)


def survey(sources: Iterable[Source], glossary: Glossary, root: Path) -> Survey:
    """Walk over the articles; `root` is the folder that their paths begin at."""
    found = Survey()
    unseen = dict(glossary.lines)
    for source in sources:
        text = "\n".join(article_lines(source))
        credited, titled = names_in(text)
        found.names |= credited | {one.name for one in source.matter.people}
        found.written = dict.fromkeys(found.names - found.written.keys(), source.path) | found.written
        found.titled |= titled
        found.spots += (
            Spot(place.simplified, place.form, _cell(place.left, -1), _cell(place.right, 0))
            for place in marked_places(source.body, CONTEXT)
            if len(place.simplified) == len(place.form)
        )
        found.problems += _conflicts(found.words, source, root)
        found.words |= {word: form for word, form in source.matter.hant.items() if word in text}
        found.problems += _faults(source, text, root)
        for word in [word for word in unseen if word in text]:
            del unseen[word]
    found.titled -= found.names
    found.problems += (Problem("W479", glossary.path, line, word) for word, line in unseen.items())
    return found


def article_lines(source: Source) -> Iterator[str]:
    """All that a reader of an article sees, a line for each heading and paragraph."""
    matter = source.matter
    names = "\n".join(one.name for one in matter.people)
    heads = (matter.kicker, matter.title, matter.deck, matter.rubric, matter.dateline, matter.section, matter.page_name)
    tails = (matter.author_note, matter.summary, matter.paper, names, "\n".join(matter.tags))
    yield from filter(None, heads)
    yield from lines(source.body)
    yield from matter.captions
    yield from filter(None, tails)


def for_report(sources: Iterable[Source]) -> Iterator[tuple[str, list[str], str]]:
    """Path, names of credits and bylines, and text of each article."""
    for source in sources:
        text = "\n".join(article_lines(source))
        yield source.path, sorted({one.name for one in source.matter.people} | names_in(text)[0]), text


def place_of(root: Path, path: str, wanted: str) -> int:
    """The line of a file where a text stands; the first when it stands nowhere in one piece."""
    try:
        text = (root / path).read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return 1
    at = text.find(wanted)
    return text.count("\n", 0, at) + 1 if at > 0 else 1


def _conflicts(settled: dict[str, str], source: Source, root: Path) -> Iterator[Problem]:
    """Words of a `hant` table that an earlier article settled otherwise: a word has one form in the whole edition."""
    for word, form in source.matter.hant.items():
        if settled.get(word, form) != form:
            line = line_of_key(root / source.path, "hant", word)
            yield Problem("W483", source.path, line, f"{word}: {form}, {settled[word]}")


def _cell(context: str, part: int) -> str:
    """What of a context stands in the same cell of a table."""
    return re.split(r"\s*\|\s*", context)[part]


def _faults(source: Source, text: str, root: Path) -> Iterator[Problem]:
    """What an editor wrote for the mirror and it cannot use."""
    for mark in marks(source.body):
        if not mark.fits:
            written = source.body[mark.start : mark.end]
            yield Problem("E477", source.path, place_of(root, source.path, written), written)
    matter = source.matter
    heads = (matter.kicker, matter.title, matter.deck, matter.rubric, matter.author_note, matter.summary)
    front = "\n".join(filter(None, heads))
    for mark in marks(front):
        written = front[mark.start : mark.end]
        yield Problem("W482", source.path, place_of(root, source.path, written), written)
    for word, form in source.matter.hant.items():
        shown = f"{word}: {form}"
        if len(word) != len(form) or not word:
            yield Problem("E476", source.path, line_of_key(root / source.path, "hant", word), shown)
        elif word not in text:
            yield Problem("W478", source.path, line_of_key(root / source.path, "hant", word), shown)
    for strange in dict.fromkeys(NO_TEXT.findall(source.body + text)):
        yield Problem("W552", source.path, place_of(root, source.path, strange), f"U+{ord(strange):04X}")
