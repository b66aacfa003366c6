"""The mirror in Pelican: when the site is written, write it again under `HANT_PREFIX`.

Settings (all optional): HANT_CONFIG ('s2tw', 's2t', 's2hk'), HANT_PREFIX ('hant'), HANT_QUOTES (True),
HANT_GLOSSARY (content/vocabulary/glossary.tsv), HANT_SKIP (patterns of files with one copy for both
scripts), HANT_NAMES (names to settle besides those of credits), CATALOGUE (the catalogue's file).
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from pelican import Pelican, signals

from catalogue import query
from catalogue.reading import line_of_key
from catalogue.scan import scan
from catalogue.store import create, fingerprint, open_catalogue
from converter.models import Problem
from converter.problems import is_error, render

from .glossary import read_glossary
from .house import House, fits, house_converter
from .tree import SKIPPED, Outcome, Plan, mirror_tree

log = logging.getLogger(__name__)

ARTICLES = "articles"
"""Folder of the articles in PATH."""


def register() -> None:
    """Called by Pelican once for each plugin list it loads; connecting twice is connecting once."""
    signals.finalized.connect(mirror_site)


def mirror_site(pelican: Pelican) -> None:
    """Write the mirror of the site that was just written."""
    settings = pelican.settings
    house, problems = edition_house(settings)
    converter, faults = house_converter(house)
    outcome = mirror_tree(site_plan(settings, Path(pelican.output_path)), converter)
    _tell(outcome, [*problems, *faults, *outcome.problems])


def site_plan(settings: Mapping[str, Any], output: Path) -> Plan:
    """What is to be mirrored, from the settings."""
    theme = settings.get("THEME_STATIC_DIR") or "theme"
    skipped = (*settings.get("HANT_SKIP", SKIPPED), f"{theme}/*")
    return Plan(output, settings.get("HANT_PREFIX", "hant").strip("/"), settings.get("SITEURL") or "", skipped)


def edition_house(settings: Mapping[str, Any]) -> tuple[House, list[Problem]]:
    """The edition's decisions, from settings, glossary and catalogue."""
    glossary = Path(settings.get("HANT_GLOSSARY") or Path(settings["PATH"], "vocabulary", "glossary.tsv"))
    table, problems = read_glossary(glossary, _shown(glossary))
    names, words = _catalogued(settings)
    root = Path(settings["PATH"]).parent
    problems += (misfit(word, root) for word in words if not fits(word.word, word.form))
    house = House(
        config=settings.get("HANT_CONFIG", "s2tw"),
        quotes=settings.get("HANT_QUOTES", True),
        words=query.settled(words),
        glossary=table,
        names=(*names, *settings.get("HANT_NAMES", ())),
    )
    return house, problems


def misfit(word: query.HantWord, root: Path) -> Problem:
    """A word of an article's `hant` table whose form has another length, at its line."""
    line = line_of_key(root / word.path, "hant", word.word)
    return Problem("E476", word.path, line, f"{word.word}: {word.form}")


def _catalogued(settings: Mapping[str, Any]) -> tuple[Iterable[str], tuple[query.HantWord, ...]]:
    """Names of credits and words of front matter. Without a catalogue of the build, one is made in memory."""
    articles = Path(settings["PATH"]) / ARTICLES
    file = settings.get("CATALOGUE")
    with closing(open_catalogue(Path(file)) if file else create(":memory:", fingerprint())) as catalogue:
        if not file and articles.is_dir():
            scan(catalogue, articles, articles.parent.parent)
        return query.credited_names(catalogue), query.hant_words(catalogue)


def _tell(outcome: Outcome, problems: Iterable[Problem]) -> None:
    counts = len(outcome.written), len(outcome.unchanged), len(outcome.removed)
    log.info("Mirror: %d written, %d unchanged, %d removed", *counts)
    found = sorted(problems, key=lambda one: (is_error(one), one.path, one.line))
    for problem in found:
        # Not by the log, which breaks long lines. One logged error ends a run with `--fatal errors`: so all come first.
        print(render(problem), file=sys.stderr)
    if any(map(is_error, found)):
        log.error("The mirror is not in order.")


def _shown(path: Path) -> str:
    """A path as the user knows it: from the folder the build was started in."""
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else path.name
