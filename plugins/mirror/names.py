"""One form of each person's name for the whole edition.

A name is settled alone, outside its sentence, so that the words around it (组长|于广洲) can never
reach into it: the surname by a short table, the given name by OpenCC with a short table.
Nothing is recognised as a name here; names come from credits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "names.tsv"

_PERSON = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]{2,4}(?:·[\u3400-\u9fff]{1,8})*")
_BODY = re.compile(".{2,}[部局处室社组院校队网站所厅委办科报台团]")
"""A credit that names an office and no person."""


@dataclass(frozen=True, slots=True)
class NameTables:
    """The rows of `data/names.tsv`, by place."""

    surname: Mapping[str, str]
    given: Mapping[str, str]
    word: Mapping[str, str]


@cache
def name_tables() -> NameTables:
    """The tables that come with the mirror."""
    places: dict[str, dict[str, str]] = {"surname": {}, "given": {}, "word": {}}
    for line in DATA.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            place, simplified, traditional, _ = line.split("\t")
            places[place][simplified] = traditional
    return NameTables(**places)


def name_locks(names: Iterable[str], convert: Callable[[str], str]) -> dict[str, str]:
    """Name -> its form, for the names of persons; `convert` is a conversion without locks."""
    words = name_tables().word
    persons = {name for name in names if _PERSON.fullmatch(name) and not _BODY.fullmatch(name)}
    return {name: settle(name, convert) for name in sorted(persons) if name not in words}


def settle(name: str, convert: Callable[[str], str]) -> str:
    """The traditional form of one name, of the same length."""
    tables = name_tables()
    cut = 2 if name[:2] in tables.surname else 1
    surname = tables.surname.get(name[:cut])
    if surname is None:
        surname = convert(name)[:cut]
    given = "".join(tables.given.get(old, new) for old, new in zip(name[cut:], convert(name[cut:]), strict=True))
    return surname + given
