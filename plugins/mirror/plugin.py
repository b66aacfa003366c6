"""The mirror in Pelican: when the site is written, write it again under `HANT_PREFIX`.

Settings (all optional): HANT_CONFIG ('s2tw', 's2t', 's2hk'), HANT_PREFIX ('hant'), HANT_QUOTES (True),
HANT_GLOSSARY (content/vocabulary/glossary.tsv), HANT_SKIP (patterns of files with one copy for both
scripts), HANT_NAMES (names to settle besides those of credits), CATALOGUE (the catalogue's file), HANT_REPORT (where
the editor's report goes, without its ending; no report without it), HANT_STRICT (True: a byline name that nobody
settled is an error).
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from pelican import Pelican, signals

from catalogue import manifest, query
from converter.models import Problem
from converter.problems import is_error, line_of, wanted

from .convert import Converter
from .edition import catalogue_of, edition_house, root_of
from .house import House, house_converter
from .report import look_over, undecided
from .report_files import write_report
from .stamp import stamp_of
from .survey import Survey, for_report, place_of
from .tree import SKIPPED, Mirrored, Outcome, Plan, mirror_files, mirror_tree, sources

log = logging.getLogger(__name__)


def register() -> None:
    """Called by Pelican once for each plugin list it loads; connecting twice is connecting once."""
    signals.finalized.connect(mirror_site)


def mirror_site(pelican: Pelican) -> None:
    """Write the mirror of the site that was just written, and the editor's report on it."""
    settings = pelican.settings
    with closing(catalogue_of(settings)) as catalogue:
        found, house, problems = edition_house(settings, catalogue)
        converter, faults = house_converter(house)
        problems += [*found.problems, *faults, *_strict(settings, found, converter)]
        _report(settings, catalogue, converter)
    plan = site_plan(settings, Path(pelican.output_path))
    outcome = mirror_files(plan, due(plan, settings, house), converter) if plan.site else mirror_tree(plan, converter)
    _tell(outcome, [*problems, *outcome.problems])


def due(plan: Plan, settings: Mapping[str, Any], house: House) -> list[str]:
    """The files that were written, or all of the site when the mirror itself is another now."""
    written = set(sources(plan))
    with closing(catalogue_of(settings)) as catalogue:
        stamp = stamp_of(plan, house)
        if manifest.note(catalogue, "mirror", stamp):
            turned = {path for path in manifest.outputs(catalogue) if path in Mirrored(plan)}
            manifest.unplace(catalogue, turned)
            written |= turned
    return sorted(written)


def site_plan(settings: Mapping[str, Any], output: Path) -> Plan:
    """What is to be mirrored, from the settings."""
    theme = settings.get("THEME_STATIC_DIR") or "theme"
    skipped = (*settings.get("HANT_SKIP", SKIPPED), f"{theme}/*")
    site = Path(settings["SITE_PATH"]) if settings.get("SITE_PATH") else None
    return Plan(output, settings.get("HANT_PREFIX", "hant").strip("/"), settings.get("SITEURL") or "", skipped, site)


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
    found = sorted(problems, key=lambda one: (is_error(one), one.path, one.line))
    for problem in found:
        # Not by the log, which breaks long lines. One logged error ends a run with `--fatal errors`: so all come first.
        print(line_of(problem, *wanted()), file=sys.stderr)
    if any(map(is_error, found)):
        log.error("The mirror is not in order.")
