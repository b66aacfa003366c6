"""Put a freshly built site in the place of the last one, touching only what differs."""

from __future__ import annotations

import filecmp
import os
import shutil
from pathlib import Path

from .models import Changes

KEPT = frozenset({".gitkeep"})
"""Files of the old site that no build makes and none may delete."""


def files_of(folder: Path) -> set[str]:
    """Every file under `folder`, as `/`-separated paths from it; links count as files."""
    found: set[str] = set()
    for place, folders, names in os.walk(folder):
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        found.update((Path(place) / name).relative_to(folder).as_posix() for name in [*names, *links])
    return found


def synchronise(new: Path, site: Path) -> Changes:
    """Make `site` equal to `new`: files that are gone first, then those whose bytes changed."""
    site.mkdir(parents=True, exist_ok=True)
    wanted = files_of(new)
    deleted = sorted(files_of(site) - wanted - KEPT)
    for path in deleted:
        (site / path).unlink()
    prune(site)
    written = [path for path in sorted(wanted) if replace(new / path, site / path)]
    return Changes(tuple(written), tuple(deleted), len(wanted) - len(written))


def prune(folder: Path) -> None:
    """Remove the empty folders under `folder`, deepest first."""
    for place, _, _ in os.walk(folder, topdown=False):
        if Path(place) != folder and not any(Path(place).iterdir()):
            Path(place).rmdir()


def replace(source: Path, target: Path) -> bool:
    """Copy unless the bytes are the same. A reader sees the old file or the new, never half of one."""
    if target.is_file() and not target.is_symlink() and filecmp.cmp(source, target, shallow=False):
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_name(f".{target.name}.half")
    shutil.copyfile(source, half)
    half.replace(target)
    return True


def empty(site: Path) -> int:
    """Delete every file of the site but the kept ones. Returns their number."""
    if not site.is_dir():
        return 0
    gone = sorted(files_of(site) - KEPT)
    for path in gone:
        (site / path).unlink()
    prune(site)
    return len(gone)
