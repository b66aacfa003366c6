"""The written site, once more under the mirror's folder: what is mirrored, written and removed.

Only files that carry text are written again; pictures and the theme have one copy. Which files these are is told by
their names alone, so that the twin of a page hangs on no other page. A file that is already as it should be is not
touched, and one whose source is gone is removed.
"""

from __future__ import annotations

import multiprocessing
import os
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from fnmatch import translate
from pathlib import Path, PurePosixPath

from converter.models import Problem
from converter.worker import end_with_parent

from .book import mirror_book
from .card import CARD, mirror_card
from .convert import Converter
from .earlier import Earlier, Part
from .links import Place, Site, is_file
from .page import RENDERERS

SKIPPED = (
    *("theme/*", "images/*", "search/index/*", "robots.txt", "sitemap.xml", "manifest.json"),
    *("data/schema.json", "data/front-matter.json"),
)
"""Patterns of files that serve both scripts as they are (the sitemap lists both); `*` matches strokes too."""
BOOK = ".epub"
MIRRORED = {*RENDERERS, BOOK}
"""Ends of the names of files that have a twin."""
MANY = 200
"""From so many files on, the work is shared out."""
BATCH = 50
"""Files that a worker takes at a time."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a site's mirror is to be."""

    root: Path
    """The folder the site was written to."""
    prefix: str = "hant"
    base: str = ""
    """SITEURL."""
    skipped: Sequence[str] = SKIPPED
    site: Path | None = None
    """The folder of files that were not written this time."""
    font: str = ""
    """Of cards with words."""


@dataclass(slots=True)
class Outcome:
    """What was done."""

    written: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    """Parts of pages that later builds need not turn again, until they are kept."""

    def add(self, other: Outcome) -> None:
        """Take over what another worker did."""
        self.written += other.written
        self.unchanged += other.unchanged
        self.problems += other.problems


class Mirrored:
    """The paths of files that are mirrored."""

    def __init__(self, plan: Plan) -> None:
        self._own = f"{plan.prefix}/"
        self._skipped = re.compile("|".join(map(translate, plan.skipped)) or r"(?!)")
        self._known: dict[str, bool] = {}

    def __contains__(self, path: object) -> bool:
        """Told by the end of the name, the folder, and the patterns of what is skipped."""
        if not isinstance(path, str):
            return False
        known = self._known.get(path)
        if known is None:
            known = self._known[path] = self._is(path)
        return known

    def _is(self, path: str) -> bool:
        pure = PurePosixPath(path)
        turned = pure.suffix.lower() in MIRRORED or is_card(path)
        if path.startswith(self._own) or not turned or any(map(is_file, pure.parts[:-1])):
            return False
        return not self._skipped.match(path)


def is_card(path: str) -> bool:
    """Whether a path is that of a card: `2024/06/11/card.png`, `2024/06/11/01-03.card.png`."""
    return path == CARD or path.endswith((f"/{CARD}", f".{CARD}"))


def mirror_tree(plan: Plan, converter: Converter) -> Outcome:
    """Write the mirror of a site. Paths in the outcome are from the root, sorted."""
    found = sorted(sources(plan))
    outcome = mirror_files(plan, found, converter)
    outcome.removed += _remove_stale(plan, frozenset(found))
    return outcome


def mirror_files(plan: Plan, paths: Sequence[str], converter: Converter, earlier: Earlier | None = None) -> Outcome:
    """Write the twins of some files. `earlier`: the parts of pages that earlier builds turned."""
    site = Site(plan.prefix, plan.base.rstrip("/"), Mirrored(plan), earlier=earlier)
    workers = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    global _here
    _here = (plan, site, converter)
    outcome = Outcome()
    batches = [paths[start : start + BATCH] for start in range(0, len(paths), BATCH)]
    if len(paths) < MANY or workers < 2:
        for batch in batches:
            outcome.add(_kept(_mirror_batch(batch), earlier))
        return outcome
    with ProcessPoolExecutor(workers, multiprocessing.get_context("fork"), initializer=end_with_parent) as pool:
        for part in pool.map(_mirror_batch, batches):
            outcome.add(_kept(part, earlier))
    return outcome


def _kept(outcome: Outcome, earlier: Earlier | None) -> Outcome:
    """An outcome of which the parts were kept for later builds."""
    if earlier:
        earlier.note(outcome.parts)
        outcome.parts = []
    return outcome


_here: tuple[Plan, Site, Converter]
"""What workers find, since they are copies of this process."""


def _mirror_batch(paths: Sequence[str]) -> Outcome:
    plan, site, converter = _here
    outcome = Outcome()
    for path in paths:
        _mirror_file(plan, Place(site, path), converter, outcome)
    if site.earlier:
        taken = site.earlier.taken()
        outcome.parts = [] if outcome.problems else taken  # what was refused is to be told again
    return outcome


def sources(plan: Plan) -> Iterator[str]:
    """Paths of the files to mirror, from the root."""
    mirrored = Mirrored(plan)
    for folder, _, names in os.walk(plan.root):
        above = Path(folder).relative_to(plan.root).as_posix()
        yield from (path for name in names if (path := name if above == "." else f"{above}/{name}") in mirrored)


def _mirror_file(plan: Plan, place: Place, converter: Converter, outcome: Outcome) -> None:
    staged = plan.root / place.path
    source = (staged if plan.site is None or staged.is_file() else plan.site / place.path).read_bytes()
    twin = plan.root / plan.prefix / place.path
    mirrored = _mirrored(source, place, converter, plan.font)
    outcome.problems += [Problem("W551", place.path, value=stretch) for stretch in converter.refused]
    converter.refused.clear()
    if twin.is_file() and twin.read_bytes() == mirrored:
        outcome.unchanged.append(place.path)
        return
    twin.parent.mkdir(parents=True, exist_ok=True)
    twin.write_bytes(mirrored)
    outcome.written.append(place.path)


def _mirrored(source: bytes, place: Place, converter: Converter, font: str) -> bytes:
    """The bytes of the twin of a file."""
    if is_card(place.path):
        return mirror_card(source, converter, font)
    end = PurePosixPath(place.path).suffix.lower()
    if end == BOOK:
        return mirror_book(source, place, converter)
    # Bytes that are not UTF-8 go through as lone surrogates and come out as they were.
    text = RENDERERS[end](source.decode("utf-8", "surrogateescape"), place, converter)
    return text.encode("utf-8", "surrogateescape")


def _remove_stale(plan: Plan, paths: frozenset[str]) -> list[str]:
    """Remove what the mirror holds without a source, and the folders that are left empty."""
    mirror = plan.root / plan.prefix
    removed: list[str] = []
    for file in sorted(mirror.rglob("*"), reverse=True):
        path = file.relative_to(mirror).as_posix()
        if file.is_dir():
            if not any(file.iterdir()):
                file.rmdir()
        elif path not in paths:
            file.unlink()
            removed.append(path)
    return sorted(removed)
