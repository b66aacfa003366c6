"""Addresses that stay: `content/vocabulary/addresses.tsv`, the one memory of who has which.

An address follows from the name alone, until two names share it (张力, 张丽 -> zhang-li). Which of them keeps the plain
one cannot be told from the names, so the build that first sees two of them writes down what each was given. An
editor may set an address of their own there. Lines stay when their name leaves the edition.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from catalogue.terms import KINDS, term_key
from converter.models import Problem

from .files import write_whole

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
HEADER = """\
# Purpose: addresses that stay. The build adds the names that share one; an editor may set others.
# Columns: kind (section, region, tag, author, rubric), name (a region from the province down: 四川省/德阳市),
# address (its own part only). User: plugins/edition/addresses.py. Order: as the build sorts it.
# 网址表：同音的名称各用哪个网址；编辑也可自行指定。各列以制表符分隔。已有的行请保留，网址才不会改变。
"""

Mark = tuple[str, str]
"""(kind, key of a name)."""


@dataclass(frozen=True, slots=True)
class Address:
    """A line of the file."""

    kind: str
    name: str
    slug: str

    @property
    def mark(self) -> Mark:
        """What it is found by: spellings of one name have one address."""
        return self.kind, term_key(self.name)

    @property
    def place(self) -> tuple[str, str, str]:
        """What no other line may have: the slug, of a region among its siblings."""
        above = term_key(self.name).rpartition("/")[0] if self.kind == "region" else ""
        return self.kind, above, self.slug


@dataclass(frozen=True, slots=True)
class Given:
    """What was given before this build."""

    addresses: tuple[Address, ...] = ()
    """Of the file."""
    known: frozenset[Mark] = frozenset()
    """Names that had an address at the last build: they go before new ones, whatever the date of their issue."""
    slugs: Mapping[Mark, str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "slugs", {one.mark: one.slug for one in self.addresses})

    def of(self, kind: str) -> tuple[Address, ...]:
        """The addresses of a kind."""
        return tuple(one for one in self.addresses if one.kind == kind)

    def slug(self, kind: str, name: str) -> str | None:
        """What the file says of a name."""
        return self.slugs.get((kind, term_key(name)))

    def known_first(self, kind: str, names: Iterable[str]) -> list[str]:
        """Names in their order, but those of the last build before all others."""
        return sorted(names, key=lambda name: (kind, term_key(name)) not in self.known)


NOTHING_GIVEN = Given()


def parse_addresses(text: str, path: str) -> tuple[tuple[Address, ...], list[Problem]]:
    """The lines, and a problem for each that was left out."""
    found: list[Address] = []
    problems: list[Problem] = []
    taken: set[tuple[str, ...]] = set()
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        columns = tuple(column.strip() for column in line.split("\t"))
        if len(columns) != 3 or columns[0] not in KINDS or not columns[1] or not SLUG.fullmatch(columns[2]):
            problems.append(Problem("E456", path, number, line))
            continue
        address = Address(*columns)
        if address.mark in taken or address.place in taken:
            problems.append(Problem("E457", path, number, line))
            continue
        taken |= {address.mark, address.place}
        found.append(address)
    return tuple(found), problems


def read_addresses(file: Path, shown: str) -> tuple[tuple[Address, ...], list[Problem]]:
    """The file of the edition; one that does not exist holds nothing."""
    if not file.is_file():
        return (), []
    try:
        return parse_addresses(file.read_text(encoding="utf-8-sig"), shown)
    except UnicodeDecodeError:
        return (), [Problem("E103", shown)]


def with_addresses(text: str, given: Iterable[Address]) -> str:
    """The text of the file with these addresses in it, sorted; comments come first and stay."""
    comments = [line for line in text.splitlines() if line.startswith("#")] or HEADER.splitlines()
    rows = sorted({f"{one.kind}\t{one.name}\t{one.slug}" for one in given})
    return "\n".join([*comments, *rows, ""])


def note_addresses(file: Path, given: Iterable[Address]) -> None:
    """Write the file."""
    before = file.read_text(encoding="utf-8-sig") if file.is_file() else ""
    write_whole(file, with_addresses(before, given))


def read_known(file: Path) -> frozenset[Mark]:
    """The names of the last build; none when it left no note, or a damaged one."""
    try:
        rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()]
    except (OSError, UnicodeDecodeError):
        return frozenset()
    return frozenset((row[0], row[1]) for row in rows if len(row) == 2)


def note_known(file: Path, marks: Iterable[Mark]) -> None:
    """Note the names of this build for the next. A scratch file: without it, names go by the date of their issue."""
    write_whole(file, "".join(f"{kind}\t{key}\n" for kind, key in sorted(marks)))
