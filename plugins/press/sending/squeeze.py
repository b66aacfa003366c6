"""Files packed beforehand (`x.html.gz`, `x.html.br`), for servers that send them as they are: nginx, Caddy."""

from __future__ import annotations

import contextlib
import gzip
import importlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from ..preview.answer import TYPES
from .manifest import Manifest, hash_of

SMALLEST = 1024
"""Bytes; a smaller file fits into one packet as it is."""
Pack = Callable[[bytes], bytes]


def packers() -> dict[str, Pack]:
    """Suffix -> how to pack: Brotli only where its package is installed. The same bytes give the same bytes."""
    ways: dict[str, Pack] = {".gz": lambda data: gzip.compress(data, 9, mtime=0)}
    with contextlib.suppress(ImportError):
        brotli = importlib.import_module("brotli")
        ways[".br"] = lambda data: bytes(brotli.compress(data, mode=brotli.MODE_TEXT, quality=9))
    return ways


def squeezed(sources: Mapping[str, Path], manifest: Manifest, work: Path) -> Iterator[tuple[str, Path, str]]:
    """(path, file, hash) of every packed file of a site. What was packed before is taken from `work`."""
    work.mkdir(parents=True, exist_ok=True)
    ways, wanted = packers(), set()
    for path, file in sources.items():
        if PurePosixPath(path).suffix not in TYPES or file.stat().st_size < SMALLEST:
            continue
        for suffix, pack in ways.items():
            packed = work / f"{manifest[path]}{suffix}"
            wanted.add(packed.name)
            if not packed.is_file():
                half = packed.with_suffix(".half")
                half.write_bytes(pack(file.read_bytes()))
                half.replace(packed)
            yield path + suffix, packed, hash_of(packed)
    for left in work.iterdir():
        if left.name not in wanted:
            left.unlink()
