"""`content/vocabulary/terms.toml`: what an editor says of a section, region, tag, author or rubric.

A table a term, `[tag."双城经济圈"]`, with a line about it, the other names it goes by (articles filed under them are
listed under the term) and the term above it. Its address stands in `addresses.tsv`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from catalogue.front_matter import Names, Optional, Strict
from catalogue.terms import KINDS, Alias, term_key
from converter.models import Problem
from converter.problems import place_in_bytes, place_in_toml

Mark = tuple[str, str]
"""(kind, key of a name)."""


class Entry(Strict):
    """What is said of a term."""

    description: Optional = None
    aliases: Names = ()
    parent: Optional = None
    """Name of the term above it; regions have theirs in their path."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All entries of the file, those left out that cannot be used."""

    names: Mapping[Mark, str] = field(default_factory=dict)
    """As the file writes them."""
    entries: Mapping[Mark, Entry] = field(default_factory=dict)
    lines: Mapping[Mark, int] = field(default_factory=dict)

    def entry(self, kind: str, key: str) -> Entry:
        """What is said of a term; an empty entry for one that is not in the file."""
        return self.entries.get((kind, key), NOTHING)

    @property
    def aliases(self) -> Iterator[Alias]:
        """(kind, key of the other name, name of the term)."""
        for (kind, key), entry in self.entries.items():
            yield from ((kind, term_key(alias), self.names[kind, key]) for alias in entry.aliases)

    def below(self, kind: str, key: str) -> Iterator[str]:
        """Keys of the terms whose parent a term is."""
        for (other, child), entry in self.entries.items():
            if other == kind and entry.parent and term_key(entry.parent) == key:
                yield child


NOTHING = Entry()
EMPTY = Vocabulary()


def line_of(text: str, kind: str, name: str = "") -> int:
    """The line of the table of a term, or of the first of a kind."""
    wanted = re.compile(rf'\s*\[\s*"?{re.escape(kind)}"?\s*(?:\.\s*["\']?{re.escape(name)}["\']?\s*)?\]')
    found = (number for number, line in enumerate(text.splitlines(), 1) if wanted.match(line))
    return next(found, 1)


def entries(data: Mapping[str, Any], text: str) -> Iterator[tuple[Mark, str, int, Entry | str]]:
    """(mark, name, line, entry or what is wrong with it) of every term of the file."""
    for kind, table in data.items():
        if kind not in KINDS or not isinstance(table, dict):
            yield (kind, ""), "", line_of(text, kind), kind
            continue
        for name, values in table.items():
            line = line_of(text, kind, name)
            try:
                yield (kind, term_key(name)), name, line, Entry.model_validate(values)
            except ValidationError as error:
                place = ".".join(map(str, error.errors()[0]["loc"]))
                yield (kind, term_key(name)), name, line, f"{name}: {place or values}"


def endless(found: Mapping[Mark, Entry], mark: Mark) -> bool:
    """Whether the terms above one lead back to it."""
    seen, kind, key = {mark}, *mark
    while (entry := found.get((kind, key))) and entry.parent:
        key = term_key(entry.parent)
        if (kind, key) in seen:
            return True
        seen.add((kind, key))
    return False


def parse(text: str, path: str) -> tuple[Vocabulary, list[Problem]]:
    """The vocabulary, and a problem for each entry that cannot be used."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line, column = place_in_toml(error)
        return EMPTY, [Problem("E466", path, line, str(error), column)]
    names: dict[Mark, str] = {}
    found: dict[Mark, Entry] = {}
    lines: dict[Mark, int] = {}
    problems: list[Problem] = []
    taken: set[Mark] = set()
    for mark, name, line, entry in entries(data, text):
        if isinstance(entry, str):
            problems.append(Problem("E466", path, line, entry))
            continue
        marks = {mark, *((mark[0], term_key(alias)) for alias in entry.aliases)}
        if marks & taken or len(marks) <= len(entry.aliases):
            problems.append(Problem("E467", path, line, name))
            continue
        taken |= marks
        names[mark], found[mark], lines[mark] = name, entry, line
    for mark, entry in found.items():
        if endless(found, mark):
            problems.append(Problem("E466", path, lines[mark], f"{names[mark]}: parent"))
            found[mark] = entry.model_copy(update={"parent": None})
    return Vocabulary(names, found, lines), problems


def read(file: Path, shown: str) -> tuple[Vocabulary, list[Problem]]:
    """The file of the edition; one that does not exist says nothing."""
    if not file.is_file():
        return EMPTY, []
    raw = file.read_bytes()
    try:
        return parse(raw.decode("utf-8-sig"), shown)
    except UnicodeDecodeError as error:
        line, column = place_in_bytes(raw, error.start)
        return EMPTY, [Problem("E466", shown, line, "not UTF-8", column)]


def unused(vocabulary: Vocabulary, known: set[Mark], path: str) -> Iterator[Problem]:
    """Entries of terms that no article has."""
    for mark, line in vocabulary.lines.items():
        if mark not in known:
            yield Problem("W468", path, line, vocabulary.names[mark])
