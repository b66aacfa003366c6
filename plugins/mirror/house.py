"""The edition's own decisions, put together into one converter: glossary, front matter, names.

Strongest first: a spot marked in a text, a `hant` table of an article, the glossary, names from credits and
bylines, names behind titles. Each holds for the whole edition, so that a headline reads the same on its
article, in an index and in a feed, and a person never has two names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from converter.models import Problem

from .convert import CONFIGS, Converter
from .locks import CREDIT, FRONT_MATTER, GLOSSARY, TITLE, Locks, Spot
from .names import name_locks

SETTINGS = "pelicanconf.py"
"""Where HANT_CONFIG is set, for messages."""


@dataclass(frozen=True, slots=True)
class House:
    """What an edition settled."""

    config: str = "s2tw"
    quotes: bool = True
    words: Mapping[str, str] = field(default_factory=dict)
    """From the `hant` tables of articles."""
    glossary: Mapping[str, str] = field(default_factory=dict)
    names: Iterable[str] = ()
    """Names of credited people, as written, and those that bylines name."""
    titled: Iterable[str] = ()
    """Names that stand behind titles."""
    spots: Iterable[Spot] = ()
    """Places marked in texts."""


def house_converter(house: House, known: Mapping[str, str] = MappingProxyType({})) -> tuple[Converter, list[Problem]]:
    """The converter of an edition, and what is wrong with its settings. Words that do not fit are left out.

    `known`: forms that the same mirror gave names before.
    """
    words = {word: form for word, form in house.words.items() if fits(word, form)}
    problems = []
    config = house.config
    if config not in CONFIGS:
        problems.append(Problem("E475", SETTINGS, value=str(config)))
        config = CONFIGS[0]
    bare = Converter(config, quotes=False)
    layers = [
        (FRONT_MATTER, words),
        (GLOSSARY, house.glossary),
        (CREDIT, name_locks(house.names, bare.convert, known)),
        (TITLE, name_locks(house.titled, bare.convert, known)),
    ]
    locks = Locks.layered(layers, house.spots)
    return Converter(config, locks, house.quotes), problems


def fits(word: str, form: str) -> bool:
    """Whether a word and its form may stand for each other: the mirror never changes the length."""
    return bool(word) and len(word) == len(form)
