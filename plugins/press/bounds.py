"""What Pelican copies as it is must be of the edition: a link out of it could publish any file of the machine."""

from __future__ import annotations

import os
from pathlib import Path

from converter.models import Problem

from .models import Edition, PressError

COPIED = ("content/images", "content/pages", "theme")
"""Folders whose links Pelican would follow. Pages and articles are looked at where they are read."""


def refuse_links_out(edition: Edition) -> None:
    """Raises `PressError` for the first link that leads out of the edition."""
    root = edition.root.resolve()
    for name in COPIED:
        for place, folders, files in os.walk(edition.root / name):
            for path in (Path(place) / one for one in sorted([*folders, *files])):
                if path.is_symlink() and not path.resolve().is_relative_to(root):
                    told = path.relative_to(edition.root).as_posix()
                    raise PressError(Problem("E588", told, value=str(path.readlink())))
