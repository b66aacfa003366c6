"""One form of each person's name for the whole edition.

A name is settled alone, outside its sentence, so that the words around it (组长|于广洲) can never
reach into it: the surname by a short table, the given name by OpenCC with a short table.
Nothing is recognised as a name here; names come from credits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from .words import DATA as FOLDER
from .words import rows

DATA = FOLDER / "names.tsv"

_PERSON = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]{2,4}(?:·[\u3400-\u9fff]{1,8})*")
_BODY = re.compile(".{2,}[部局处室社组院校队网站所厅委办科报台团]")
"""A credit that names an office and no person."""


@dataclass(frozen=True, slots=True)
class NameTables:
    """The rows of `data/names.tsv`, by place."""

    surname: Mapping[str, str]
    given: Mapping[str, str]
    open: Mapping[tuple[str, str], str]
    """Place and character -> its forms, where people write it either way: what the mirror chose is a guess."""


@cache
def name_tables() -> NameTables:
    """The tables that come with the mirror."""
    places: dict[str, dict[str, str]] = {"surname": {}, "given": {}}
    unsettled: dict[tuple[str, str], str] = {}
    for place, simplified, forms, _ in rows(DATA):
        if len(forms) > len(simplified):
            unsettled[place, simplified] = forms
        else:
            places[place][simplified] = forms
    return NameTables(places["surname"], places["given"], unsettled)


def name_locks(
    names: Iterable[str], convert: Callable[[str], str], known: Mapping[str, str] = MappingProxyType({})
) -> dict[str, str]:
    """Name -> its form, for names of persons; `convert`: a conversion without locks, `known`: what it gave before."""
    return {name: known.get(name) or settle(name, convert) for name in sorted(set(filter(is_person, names)))}


def is_person(name: str) -> bool:
    """Whether a name of a credit may be that of a person, and not of an office."""
    return bool(_PERSON.fullmatch(name) and not _BODY.fullmatch(name))


def is_open(name: str) -> bool:
    """Whether a name holds a character that people write either way."""
    return any(key in name_tables().open for key in _places(name))


def open_forms(name: str, form: str) -> Iterator[str]:
    """The other ways to write a name, one character at a time."""
    for at, key in enumerate(_places(name)):
        for other in name_tables().open.get(key, ""):
            if other != form[at]:
                yield form[:at] + other + form[at + 1 :]


def _places(name: str) -> Iterator[tuple[str, str]]:
    """Each character with the place it has in a name."""
    yield from (("given" if at else "surname", character) for at, character in enumerate(name))


def settle(name: str, convert: Callable[[str], str]) -> str:
    """The traditional form of one name, of the same length."""
    tables = name_tables()
    cut = 2 if name[:2] in tables.surname else 1
    surname = tables.surname.get(name[:cut])
    if surname is None:
        surname = convert(name)[:cut]
    given = "".join(tables.given.get(old, new) for old, new in zip(name[cut:], convert(name[cut:]), strict=True))
    return surname + given
