"""Hand-written pages: `content/pages/<name>.md` becomes `/<name>/index.html`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from catalogue.front_matter import OneLine, Optional, Strict
from catalogue.reading import read_document
from converter.models import Problem

from . import urls

NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


class TextMatter(Strict):
    """The front matter of a hand-written page."""

    title: OneLine
    description: Optional = None


@dataclass(frozen=True, slots=True)
class TextView:
    """A hand-written page."""

    name: str
    """File name without its ending: about."""
    title: str
    description: str | None
    markdown: str

    @property
    def path(self) -> str:
        """about/index.html."""
        return urls.text(self.name)

    @property
    def kind(self) -> str:
        """about, corrections, or text for all others."""
        return self.name if self.name in ("about", "corrections") else "text"


CORRECTIONS = TextView("corrections", "更正", "整理中的错漏与更正。", "")
"""Every edition has a page of its corrections, also when nobody wrote an introduction to it."""


def read_text(file: Path, shown: str) -> tuple[TextView | None, tuple[Problem, ...]]:
    """One page, or what is wrong with it."""
    name = file.stem
    if not NAME.fullmatch(name) or name in urls.RESERVED:
        return None, (Problem("E311", shown, 1, file.name),)
    matter, body, problems = read_document(file.read_bytes(), shown, TextMatter)
    return (TextView(name, matter.title, matter.description, body) if matter else None), problems


def read_texts(folder: Path, root: Path) -> tuple[tuple[TextView, ...], tuple[Problem, ...]]:
    """All pages of a folder by name, and that of corrections in any case.

    `root` is the folder that paths in messages begin at.
    """
    files = sorted(file for file in folder.glob("*.md") if not file.name.startswith("."))
    read = [read_text(file, file.relative_to(root).as_posix()) for file in files]
    texts = [text for text, _ in read if text]
    if CORRECTIONS.name not in {file.stem for file in files}:
        texts.append(CORRECTIONS)
    return tuple(texts), tuple(problem for _, found in read for problem in found)
