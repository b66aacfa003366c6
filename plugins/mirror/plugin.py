"""The mirror in Pelican: when the site is written, write it again under `HANT_PREFIX`.

Settings (all optional): HANT_CONFIG ('s2tw', 's2t', 's2hk'), HANT_PREFIX ('hant'), HANT_QUOTES (True),
HANT_GLOSSARY (content/vocabulary/glossary.tsv), HANT_SKIP (patterns of files with one copy for both
scripts), HANT_NAMES (names to settle besides those of credits), CATALOGUE (the catalogue's file), HANT_REPORT (where
the editor's report goes, without its ending; no report without it), HANT_STRICT (True: a byline name that nobody
settled is an error).
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from pelican import Pelican, signals

from catalogue import manifest, query
from converter.models import Problem
from converter.problems import is_error, line_of, wanted
from converter.stage import begin

from .convert import Converter
from .earlier import Earlier, note_words
from .edition import catalogue_of, edition_house, root_of
from .house import house_converter
from .notes import changed_words, holding, in_files, in_names, locked_by, touch_holders
from .report import look_over, undecided
from .report_files import write_report
from .stamp import stamp_of
from .survey import Survey, for_report, place_of
from .tree import SKIPPED, Mirrored, Outcome, Plan, mirror_files, mirror_tree, sources

log = logging.getLogger(__name__)

FEW = 5_000
"""Files of a site up to which every build writes the report; in a larger one only the first build, and a full one."""


HOUSE = "HANT_HOUSE"
"""Where what `prepare` found waits for `mirror_site`, among the settings of the run."""
AHEAD = signals.signal("pages_ahead")
"""Sent by a generator, with `paths` of pages that are shown before the rest of the site is made."""


def register() -> None:
    """Called by Pelican once for each plugin list it loads; connecting twice is connecting once."""
    signals.all_generators_finalized.connect(prepare)
    signals.finalized.connect(mirror_site)
    AHEAD.connect(mirror_ahead)


def prepare(generators: Sequence[Any]) -> None:
    """Before pages are made anew for a site that stands: articles that hold a word settled otherwise count as changed.

    Without SITE_PATH everything is made and mirrored, and nothing is to be prepared.
    """
    settings = generators[0].settings
    if not settings.get("SITE_PATH"):
        return
    with closing(catalogue_of(settings)) as catalogue:
        found, house, problems = edition_house(settings, catalogue, keep=True)
        plan = site_plan(settings, Path())
        before, stamp = manifest.noted(catalogue, "mirror words"), stamp_of(plan, house)
        same = before is not None and manifest.noted(catalogue, "mirror") == stamp
        known = {word: form for word, (form, is_name) in json.loads(before or "{}").items() if is_name} if same else {}
        converter, faults = house_converter(house, known)
        problems += [*found.problems, *faults, *_strict(settings, found, converter)]
        now = locked_by(converter)
        changed, marked = changed_words(json.loads(before), now) if before else (set(), set())
        touch_holders(catalogue, changed | marked)
        with catalogue:
            everything = manifest.differs(catalogue, "mirror", stamp)
            since = note_words(catalogue, changed | marked, anew=everything)
            everything |= in_files(changed, _spoken(settings))
            manifest.differs(catalogue, "mirror words", json.dumps(now, ensure_ascii=False))
            turned = manifest.outputs(catalogue) if before else set()
            if before and not everything:
                words, mirrored = in_names(catalogue, changed, json.loads(before)), Mirrored(plan)
                turned = holding(Path(settings["SITE_PATH"]), filter(mirrored.__contains__, turned), words)
            manifest.unplace(catalogue, turned)
        if not before or manifest.count(catalogue) < FEW:
            _report(settings, catalogue, converter)
    settings[HOUSE] = (converter, problems, turned, since)


def mirror_ahead(generator: Any, paths: Sequence[str]) -> None:
    """Write the twins of pages that are shown ahead; `mirror_site` comes to them once more and finds them unchanged."""
    plan = site_plan(generator.settings, Path(generator.output_path))
    converter, problems, _, since = generator.settings[HOUSE]
    with closing(Earlier(Path(generator.settings["CATALOGUE"]), since, keeps=False)) as earlier:  # it is written to now
        outcome = mirror_files(plan, [path for path in paths if path in Mirrored(plan)], converter, earlier)
    problems += outcome.problems  # kept, because the converter does not look again at a line that it knows


def mirror_site(pelican: Pelican) -> None:
    """Write the mirror of the site that was just written, and the editor's report on it."""
    begin("mirror")
    settings = pelican.settings
    plan = site_plan(settings, Path(pelican.output_path))
    if HOUSE in settings:
        converter, problems, turned, since = settings.pop(HOUSE)
        if turned:
            # Some were to be turned anew when the run began, and have no page any more.
            with closing(catalogue_of(settings)) as catalogue:
                turned &= manifest.outputs(catalogue)
        paths = sorted({*sources(plan), *(path for path in turned if path in Mirrored(plan))})
        with closing(Earlier(Path(settings["CATALOGUE"]), since)) as earlier:
            outcome = mirror_files(plan, paths, converter, earlier)
    else:
        with closing(catalogue_of(settings)) as catalogue:
            found, house, problems = edition_house(settings, catalogue)
            converter, faults = house_converter(house)
            problems += [*found.problems, *faults, *_strict(settings, found, converter)]
            _report(settings, catalogue, converter)
        outcome = mirror_tree(plan, converter)
    _tell(outcome, [*problems, *outcome.problems])


def _spoken(settings: Mapping[str, Any]) -> Iterator[Path]:
    """Files whose words stand on pages beside those of articles."""
    yield Path(settings.get("EDITION_FILE") or "")
    yield from Path(settings["PATH"], "pages").glob("*.md")
    yield from Path(settings["THEME"], "templates").rglob("*.html")


def site_plan(settings: Mapping[str, Any], output: Path) -> Plan:
    """What is to be mirrored, from the settings."""
    theme = settings.get("THEME_STATIC_DIR") or "theme"
    skipped = (*settings.get("HANT_SKIP", SKIPPED), f"{theme}/*")
    site = Path(settings["SITE_PATH"]) if settings.get("SITE_PATH") else None
    prefix, font = settings.get("HANT_PREFIX", "hant").strip("/"), settings.get("CARD_FONT", "")
    return Plan(output, prefix, settings.get("SITEURL") or "", skipped, site, font)


def _strict(settings: Mapping[str, Any], found: Survey, converter: Converter) -> Iterator[Problem]:
    """The names that keep a strict build from going through, each where it is written first."""
    if settings.get("HANT_STRICT", False):
        for name in undecided(found.names, converter):
            path = found.written[name]
            yield Problem("E481", path, place_of(root_of(settings), path, name), name)


def _report(settings: Mapping[str, Any], catalogue: Connection, converter: Converter) -> None:
    if settings.get("HANT_REPORT"):
        articles = for_report(query.sources(catalogue))
        write_report(look_over(articles, converter), Path(settings["HANT_REPORT"]), root_of(settings))


def _tell(outcome: Outcome, problems: Iterable[Problem]) -> None:
    counts = len(outcome.written), len(outcome.unchanged), len(outcome.removed)
    log.info("Mirror: %d written, %d unchanged, %d removed", *counts)
    found = sorted(dict.fromkeys(problems), key=lambda one: (is_error(one), one.path, one.line))
    for problem in found:
        # Not by the log, which breaks long lines. One logged error ends a run with `--fatal errors`: so all come first.
        print(line_of(problem, *wanted()), file=sys.stderr)
    if any(map(is_error, found)):
        log.error("The mirror is not in order.")
