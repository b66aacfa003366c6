"""The written site, once more under the mirror's folder: what is mirrored, written and removed.

Only files that carry text are written again; pictures and the theme have one copy. A file that
is already as it should be is not touched, and one whose source is gone is removed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from converter.models import Problem

from .book import mirror_book
from .convert import Converter
from .links import Place, Site
from .page import RENDERERS

SKIPPED = (
    *("theme/*", "images/*", "search/index/*", "robots.txt", "sitemap.xml", "manifest.json"),
    *("data/schema.json", "data/front-matter.json"),
)
"""Patterns of files that serve both scripts as they are (the sitemap lists both); `*` matches strokes too."""

BOOK = ".epub"
MIRRORED = {*RENDERERS, BOOK}
"""Ends of the names of files that have a twin."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a site's mirror is to be."""

    root: Path
    """The folder the site was written to."""
    prefix: str = "hant"
    base: str = ""
    """SITEURL."""
    skipped: Sequence[str] = SKIPPED


@dataclass(slots=True)
class Outcome:
    """What was done."""

    written: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def mirror_tree(plan: Plan, converter: Converter) -> Outcome:
    """Write the mirror of a site. Paths in the outcome are from the root, sorted."""
    site = Site(plan.prefix, plan.base.rstrip("/"), frozenset(sources(plan)))
    outcome = Outcome()
    for path in sorted(site.paths):
        _mirror_file(plan, Place(site, path), converter, outcome)
    outcome.removed += _remove_stale(plan, site)
    return outcome


def sources(plan: Plan) -> Iterator[str]:
    """Paths of the files to mirror, from the root."""
    for file in plan.root.rglob("*"):
        path = file.relative_to(plan.root).as_posix()
        if path.startswith(plan.prefix + "/") or file.suffix.lower() not in MIRRORED or not file.is_file():
            continue
        if not any(fnmatchcase(path, pattern) for pattern in plan.skipped):
            yield path


def _mirror_file(plan: Plan, place: Place, converter: Converter, outcome: Outcome) -> None:
    source = (plan.root / place.path).read_bytes()
    twin = plan.root / plan.prefix / place.path
    mirrored = _mirrored(source, place, converter)
    outcome.problems += [Problem("W551", place.path, value=stretch) for stretch in converter.refused]
    converter.refused.clear()
    if twin.is_file() and twin.read_bytes() == mirrored:
        outcome.unchanged.append(place.path)
        return
    twin.parent.mkdir(parents=True, exist_ok=True)
    twin.write_bytes(mirrored)
    outcome.written.append(place.path)


def _mirrored(source: bytes, place: Place, converter: Converter) -> bytes:
    """The bytes of the twin of a file."""
    end = PurePosixPath(place.path).suffix.lower()
    if end == BOOK:
        return mirror_book(source, place, converter)
    # Bytes that are not UTF-8 go through as lone surrogates and come out as they were.
    text = RENDERERS[end](source.decode("utf-8", "surrogateescape"), place, converter)
    return text.encode("utf-8", "surrogateescape")


def _remove_stale(plan: Plan, site: Site) -> list[str]:
    """Remove what the mirror holds without a source, and the folders that are left empty."""
    mirror = plan.root / plan.prefix
    removed: list[str] = []
    for file in sorted(mirror.rglob("*"), reverse=True):
        path = file.relative_to(mirror).as_posix()
        if file.is_dir():
            if not any(file.iterdir()):
                file.rmdir()
        elif path not in site.paths:
            file.unlink()
            removed.append(path)
    return sorted(removed)
