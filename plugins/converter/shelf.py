"""Where the articles of an issue stand on disk: a file that an editor has renamed is known by its `id`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from .memory import GENERATED

ID_RE = re.compile(rb"\A(?:\xef\xbb\xbf)?---[ \t]*\r?\n(?:(?!---).*\n)*?id:[ \t]*['\"]?([^'\"\s#]+)")
HEAD = 4096
"""Bytes of a file among which its id is looked for."""


class Shelf:
    """The articles of one issue folder, found by name or by id."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def by_id(self) -> dict[str, Path]:
        """Id -> file, of all articles of the folder; read only when a file is missing under its name."""
        found = [(id_of(path), path) for path in sorted(articles_below(self.folder), reverse=True)]
        return {id: path for id, path in found if id}

    def find(self, name: str) -> Path | None:
        """The file of the article that was generated under this name; None if an editor deleted it."""
        path, id = self.folder / name, name.removesuffix(".md")
        # A file of the same name with an id of its own is another article, made by hand.
        if path.is_file() and id_of(path) in (None, id):
            return path
        return self.by_id.get(id)

    def takes(self, id: str) -> bool:
        """Whether a file has this id, or the name that an article with it would get."""
        return id in self.by_id or (self.folder / f"{id}.md").exists()

    def says(self, id: str, text: str) -> bool:
        """Whether the file that an article with this id would get holds this very text."""
        path = self.folder / f"{id}.md"
        return path.is_file() and path.read_bytes() == text.encode()

    def generated(self, name: str) -> Path:
        """Where the text of an article is kept as it was generated; no `.md`, lest a search for articles finds it."""
        return self.folder / GENERATED / f"{name}.last"


def articles_below(folder: Path) -> Iterator[Path]:
    """All Markdown files below a folder, hidden ones left out."""
    for current, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(current, name) for name in names if name.endswith(".md") and not name.startswith("."))


def id_of(path: Path) -> str | None:
    """The id in the front matter of a file; None if it has none or cannot be read."""
    try:
        with path.open("rb") as file:
            match = ID_RE.match(file.read(HEAD))
    except OSError:  # a link that leads nowhere, for one
        return None
    return match[1].decode("utf-8", "replace") if match else None
