"""Whether a host takes the site: how many files, how large, how large in all."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path, PurePosixPath

from converter.models import Problem

LIMITS = Path(__file__).parent.parent / "data" / "hosts.toml"
NEARLY = 0.9
"""Share of a limit from which on it is told that it is near."""


@cache
def limits() -> dict[str, dict[str, int]]:
    """Host -> limit -> number."""
    return tomllib.loads(LIMITS.read_text(encoding="utf-8"))


def over_limits(host: str, sizes: Mapping[str, int], site: str = "output") -> Iterator[Problem]:
    """What a host will not take, and what it will not take much longer. `sizes`: path of every file -> bytes."""
    own = limits()[host]
    most = own.get("file_bytes")
    for path, size in sorted(sizes.items()):
        if most and size > most:
            yield Problem("E541", f"{site}/{path}", value=f"{host}: {size} bytes, at most {most}")
    folders = Counter(path.rpartition("/")[0] for path in sizes)
    above = {
        parent.as_posix() for folder in folders for parent in (PurePosixPath(folder), *PurePosixPath(folder).parents)
    }
    whole = {
        "files": len(sizes),
        "entries": len(sizes) + len(above - {"."}),
        "bytes": sum(sizes.values()),
        "folder_files": max(folders.values(), default=0),
    }
    for name, number in whole.items():
        limit = own.get(name)
        if limit and number > limit and not own.get("unverified"):
            yield Problem("E542", site, value=f"{host}: {number} {name}, at most {limit}")
        elif limit and number > limit * NEARLY:
            yield Problem("W543", site, value=f"{host}: {number} {name}, at most {limit}")


def sizes_of(folder: Path) -> dict[str, int]:
    """Path -> bytes of every file of a site."""
    return {
        file.relative_to(folder).as_posix(): file.stat().st_size
        for file in folder.rglob("*")
        if file.is_file() and file.name != ".gitkeep"
    }
