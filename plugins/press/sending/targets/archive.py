"""One .zip file: for hosts that take a site by upload, and to hand it on. The same site gives the same bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

from converter.models import Problem

from ...models import PressError
from ..manifest import NAME, Manifest, encode

BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The date of every file: the first that the form can hold."""
READABLE = 0o100644 << 16


class Archive:
    """The archive is written beside the last one, then put in its place."""

    limits = ""
    packed = False

    def __init__(self, file: Path) -> None:
        self._file = file.resolve()
        self.name = str(self._file)

    def read_manifest(self) -> bytes | None:
        """The manifest in the archive that is there."""
        try:
            with zipfile.ZipFile(self._file) as archive:
                return archive.read(NAME)
        except (OSError, KeyError, zipfile.BadZipFile):
            return None

    def replace(self, sources: Mapping[str, Path], manifest: Manifest) -> None:
        """Write the archive anew."""
        half = self._file.with_name(f".{self._file.name}.half")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with zipfile.ZipFile(half, "w") as archive:
                for path, file in sorted(sources.items()):
                    archive.writestr(entry(path), file.read_bytes())
                archive.writestr(entry(NAME), encode(manifest))
            half.replace(self._file)
        except OSError as error:
            half.unlink(missing_ok=True)
            raise PressError(Problem("E595", self.name, value=error.strerror or str(error))) from error

    def go_back(self) -> None:
        """There is only one archive."""
        raise PressError(Problem("E597", self.name, value="keep the archives under names of their own"))


def entry(path: str) -> zipfile.ZipInfo:
    """How a file stands in an archive."""
    info = zipfile.ZipInfo(path, BEGINNING)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = READABLE
    info.create_system = 3
    return info
