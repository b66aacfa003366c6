"""What an edition settled, from its settings, its glossary and its articles: for the site and for the command alike."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from catalogue import query
from catalogue.scan import scan
from catalogue.store import create, fingerprint, open_catalogue, open_existing
from converter.models import Problem

from .glossary import read_glossary
from .house import House
from .notes import note_survey, noted_survey
from .survey import Survey, survey

ARTICLES = "articles"
"""Folder of the articles in PATH."""


def edition_house(
    settings: Mapping[str, Any], catalogue: Connection, keep: bool = False
) -> tuple[Survey, House, list[Problem]]:
    """What the articles say, and the edition's decisions from settings, glossary and articles.

    `keep`: what the articles say is kept in the catalogue, and only those that changed are walked over.
    """
    file = Path(settings.get("HANT_GLOSSARY") or Path(settings["PATH"], "vocabulary", "glossary.tsv"))
    glossary, problems = read_glossary(file, _shown(file))
    if keep:
        note_survey(catalogue, glossary, root_of(settings))
        found = noted_survey(catalogue, glossary)
    else:
        found = survey(query.sources(catalogue), glossary, root_of(settings))
    house = House(
        config=settings.get("HANT_CONFIG", "s2tw"),
        quotes=settings.get("HANT_QUOTES", True),
        words=found.words,
        glossary=glossary.table,
        names=found.names | set(settings.get("HANT_NAMES", ())),
        titled=found.titled,
        spots=found.spots,
    )
    return found, house, problems


def catalogue_of(settings: Mapping[str, Any]) -> Connection:
    """The catalogue of this build; without one, one is made in memory."""
    file = settings.get("CATALOGUE")
    return open_catalogue(Path(file)) if file else _made(settings)


def last_catalogue(settings: Mapping[str, Any]) -> Connection:
    """The catalogue that the last build left; without one, one is made in memory. No file is touched."""
    file = settings.get("CATALOGUE")
    last = open_existing(Path(file), fingerprint()) if file else None
    return last or _made(settings)


def _made(settings: Mapping[str, Any]) -> Connection:
    articles, catalogue = Path(settings["PATH"]) / ARTICLES, create(":memory:", fingerprint())
    if articles.is_dir():
        scan(catalogue, articles, root_of(settings))
    return catalogue


def root_of(settings: Mapping[str, Any]) -> Path:
    """The folder that paths of articles begin at."""
    return Path(settings["PATH"]).parent


def _shown(path: Path) -> str:
    """A path as the user knows it: from the folder the build was started in."""
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else path.name
