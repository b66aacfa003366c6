"""A folder of this machine, such as one that a web server or a file service shows."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from converter.models import Problem

from ...models import Edition, PressError
from ..manifest import NAME


class Folder:
    """A reader sees the old file or the new, never half of one."""

    limits = ""
    packed = True

    def __init__(self, folder: Path, edition: Edition) -> None:
        self._folder = folder.resolve()
        self.name = str(self._folder)
        # Nothing of the edition is overwritten, and the site is not put into itself.
        own = (edition.content, edition.plugins, edition.root / "theme", edition.output, edition.work)
        inside = any(self._folder.is_relative_to(place) for place in own)
        if inside or edition.root.is_relative_to(self._folder) or (folder.exists() and not folder.is_dir()):
            raise PressError(Problem("E594", "publish", value=str(folder)))

    def read_manifest(self) -> bytes | None:
        """The manifest that is there; None when there is none."""
        try:
            return (self._folder / NAME).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._problem(error) from error

    def send(self, sources: Mapping[str, Path]) -> None:
        """Put files there."""
        for path, file in sources.items():
            self._put(path, file)

    def _put(self, path: str, file: Path) -> None:
        target = self._inside(path)
        half = target.with_name(f".{target.name}.half")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, half)
            half.replace(target)
        except OSError as error:
            with suppress(OSError):
                half.unlink()
            raise self._problem(error) from error

    def _inside(self, path: str) -> Path:
        """A place in the folder, though a link in it may lead elsewhere. Raises `PressError`."""
        target = self._folder / path
        if not target.parent.resolve().is_relative_to(self._folder):
            raise PressError(Problem("E595", self.name, value=f"{path}: a link leads out of the folder"))
        return target

    def delete(self, paths: Sequence[str]) -> None:
        """Take files away, and folders that are empty then."""
        for path in paths:
            target = self._inside(path)
            try:
                target.unlink(missing_ok=True)
            except OSError as error:
                raise self._problem(error) from error
            for parent in target.parents:
                if parent == self._folder:
                    break
                with suppress(OSError):  # not empty
                    parent.rmdir()

    def write_manifest(self, data: bytes) -> None:
        """Put the manifest there."""
        half = self._folder / f"{NAME}.half"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            half.write_bytes(data)
            half.replace(self._folder / NAME)
        except OSError as error:
            raise self._problem(error) from error

    def _problem(self, error: OSError) -> PressError:
        return PressError(Problem("E595", self.name, value=error.strerror or str(error)))
