"""The last two states of each target, kept in the scratch folder, so that the last publication can be taken back.

Files are hard links where the disk allows: a build replaces a file instead of writing into it, so the old bytes
stay. They are checked against their hash before they are used.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from converter.models import Problem

from ..models import PressError
from .manifest import BadManifest, Manifest, decode, encode, hash_of

FOLDER = "published"
"""Below the scratch folder of the edition."""
CURRENT, PREVIOUS = "current.json", "previous.json"


class Store:
    """What was published to one target from this machine."""

    def __init__(self, work: Path, target: str) -> None:
        """`target`: its name, the same at every publication."""
        self._root = work / FOLDER
        self._objects = self._root / "objects"
        self._folder = self._root / hashlib.sha256(target.encode()).hexdigest()[:16]
        self._target = target

    @property
    def squeezed(self) -> Path:
        """Folder for packed files."""
        return self._folder / "squeezed"

    def keep(self, manifest: Manifest, sources: Mapping[str, Path]) -> None:
        """A site was published: remember it, and the one before."""
        self._objects.mkdir(parents=True, exist_ok=True)
        self._folder.mkdir(parents=True, exist_ok=True)
        for path, file in sources.items():
            stored = self._objects / manifest[path]
            if not stored.is_file():
                link_or_copy(file, stored)
        current = self._folder / CURRENT
        if self._read(current) != manifest:
            if current.is_file():
                current.replace(self._folder / PREVIOUS)
            current.write_bytes(encode(manifest))
        self._sweep()

    def previous(self) -> tuple[Manifest, dict[str, Path]]:
        """The site before the last: (manifest, path -> file). Raises `PressError` when it is not known and whole."""
        manifest = self._read(self._folder / PREVIOUS)
        if manifest is None:
            raise PressError(Problem("E597", self._target))
        sources = {path: self._objects / digest for path, digest in manifest.items()}
        for path, file in sources.items():
            if not file.is_file() or hash_of(file) != manifest[path]:
                raise PressError(Problem("E597", self._target, value=path))
        return manifest, sources

    @staticmethod
    def _read(file: Path) -> Manifest | None:
        with contextlib.suppress(OSError, BadManifest):
            return decode(file.read_bytes())
        return None

    def _sweep(self) -> None:
        """Forget files that no remembered site of any target has."""
        files = [file for name in (CURRENT, PREVIOUS) for file in self._root.glob(f"*/{name}")]
        wanted = {digest for file in files for digest in (self._read(file) or {}).values()}
        for stored in self._objects.iterdir():
            if stored.name not in wanted:
                stored.unlink()


def link_or_copy(file: Path, target: Path) -> None:
    """The same bytes at another place, at no cost where the disk allows."""
    try:
        os.link(file, target)
    except OSError:
        half = target.with_name(f"{target.name}.half")
        shutil.copyfile(file, half)
        half.replace(target)
