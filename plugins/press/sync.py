"""Put freshly made files in their place in the site, and know what lies there.

Every file is replaced in one step, so a reader sees the old one or the new. Files that are gone go last, and last of
all the catalogue is told what was put where (`catalogue/manifest.py`). A build that is killed at any moment leaves
files that the catalogue does not know as they are: the next build sees that and makes them again.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from catalogue import manifest
from catalogue.manifest import PlacedFile

from .models import Changes

KEPT = frozenset({".gitkeep"})
"""Files of the site that no build makes and none may delete."""
NOTHING: Mapping[str, PlacedFile] = MappingProxyType({})
HALF = ".half"
"""End of the name of a file that is being written."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """How the site differs from what was put there."""

    damaged: frozenset[str]
    """Files that are missing or are not as they were put there."""
    unknown: frozenset[str]
    """Files that were not put there."""


def files_of(folder: Path) -> set[str]:
    """Every file under `folder`, as `/`-separated paths from it; links count as files."""
    return {path for path, _ in entries(folder)}


def entries(folder: Path) -> Iterable[tuple[str, os.DirEntry[str]]]:
    """Path from `folder`, separated by `/`, and entry of every file under it; links count as files."""
    waiting = [(str(folder), "")] if folder.is_dir() else []
    while waiting:
        place, above = waiting.pop()
        with os.scandir(place) as found:
            for entry in found:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((entry.path, f"{above}{entry.name}/"))
                else:
                    yield above + entry.name, entry


def inspect(site: Path, placed: Iterable[PlacedFile]) -> Inspection:
    """Compare the site with the record of what was put there, by size and time of change."""
    known = {file.path: (file.size, file.mtime_ns) for file in placed}
    damaged, unknown = set(known), set()
    for path, entry in entries(site):
        if path not in known:
            unknown.add(path)
            continue
        status = entry.stat(follow_symlinks=False)
        if (status.st_size, status.st_mtime_ns) == known[path]:
            damaged.discard(path)
    return Inspection(frozenset(damaged), frozenset(unknown - KEPT))


@dataclass(frozen=True, slots=True)
class Delivery:
    """What was put in place."""

    changes: Changes
    files: tuple[PlacedFile, ...]
    """The files that were delivered, whether they changed or not."""
    gone: tuple[str, ...]
    """Files that the site no longer holds."""


def deliver(
    staged: Path, site: Path, before: Mapping[str, PlacedFile] = NOTHING, leaving: Iterable[str] | None = None
) -> Delivery:
    """Take what was made into the site, and remove what is leaving: all else, if nothing is said.

    `before`: files of the site that are known to lie there as they were put there.
    """
    site.mkdir(parents=True, exist_ok=True)
    made = sorted(files_of(staged))
    gone = sorted(set(files_of(site) - KEPT if leaving is None else leaving) - set(made))
    deleted = [path for path in gone if os.path.lexists(site / path)]
    clear_way(site, made)
    written: list[str] = []
    files: list[PlacedFile] = []
    for path in made:
        file, changed = replace(staged / path, site / path, path, before.get(path))
        files.append(file)
        if changed:
            written.append(path)
    for path in deleted:
        with contextlib.suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):  # cleared away before
            (site / path).unlink()
    prune(site, deleted)
    changes = Changes(tuple(written), tuple(deleted), len(made) - len(written))
    return Delivery(changes, tuple(files), tuple(gone))


def clear_way(site: Path, made: Iterable[str]) -> None:
    """Remove files where folders must be, and folders where files must be."""
    for folder in sorted({parent for path in made for parent in Path(path).parents if parent.name}):
        if (site / folder).is_symlink() or (site / folder).is_file():
            (site / folder).unlink()
    for path in made:
        if (site / path).is_dir() and not (site / path).is_symlink():
            shutil.rmtree(site / path)


def replace(source: Path, target: Path, path: str, before: PlacedFile | None) -> tuple[PlacedFile, bool]:
    """Move a file to its place unless it lies there with the same bytes. (what lies there now, whether it changed)"""
    data = source.read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    same = before.sha256 == sha256 if before else same_bytes(target, data)
    if not same:
        target.parent.mkdir(parents=True, exist_ok=True)
        move(source, target)
    status = target.stat()
    return PlacedFile(path, sha256, status.st_size, status.st_mtime_ns), not same


def same_bytes(target: Path, data: bytes) -> bool:
    """Whether a file, and no link to one, holds these bytes."""
    return not target.is_symlink() and target.is_file() and target.read_bytes() == data


def move(source: Path, target: Path) -> None:
    """One step for a reader, even when the site is on another disk."""
    try:
        source.replace(target)
    except OSError:
        half = target.with_name(f".{target.name}{HALF}")
        try:
            shutil.copyfile(source, half)
            half.replace(target)
        except OSError:
            half.unlink(missing_ok=True)
            raise


def prune(site: Path, deleted: Iterable[str]) -> None:
    """Remove the folders that the deletion of files has left empty, deepest first."""
    folders = {parent for path in deleted for parent in Path(path).parents if parent.name}
    for folder in sorted(folders, key=lambda one: -len(one.parts)):
        with contextlib.suppress(OSError):  # not empty, or not there
            (site / folder).rmdir()


def put_in_place(staged: Path, site: Path, catalogue: sqlite3.Connection, inspection: Inspection) -> Changes:
    """Deliver what was made, and record it; files that were not staged stay when their output is still made."""
    before = manifest.placed_at(catalogue, files_of(staged))
    known = {path: file for path, file in before.items() if path not in inspection.damaged}
    delivery = deliver(staged, site, known, inspection.unknown | manifest.unclaimed(catalogue))
    with catalogue:
        manifest.place(catalogue, delivery.files, delivery.gone)
    changes = delivery.changes
    return Changes(changes.written, changes.deleted, manifest.count(catalogue) - len(changes.written))


def empty(site: Path) -> int:
    """Delete every file of the site but the kept ones. Returns their number."""
    if not site.is_dir():
        return 0
    gone = sorted(files_of(site) - KEPT)
    for path in gone:
        (site / path).unlink()
    prune(site, gone)
    return len(gone)
