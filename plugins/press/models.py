"""Where an edition lies on disk, what came of building it, and the one exception of the press."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path

from converter.models import Problem
from converter.problems import render


class PressError(Exception):
    """The press cannot do what was asked; `problem` says why. `said`: what stands before it on the terminal;
    `trace`: the other words of a program that failed."""

    def __init__(self, problem: Problem, said: str = "", trace: str = "") -> None:
        super().__init__(f"{said}{render(problem)}")
        self.problem, self.said, self.trace = problem, said, trace


class Overtaken(Exception):
    """A build was ended, because what it builds has changed meanwhile."""


@dataclass(frozen=True, slots=True)
class Edition:
    """The places of one edition; all paths are absolute."""

    root: Path
    settings: str = "pelicanconf.py"
    """Pelican's settings file, from the root; `publishconf.py` when publishing."""

    @property
    def output(self) -> Path:
        """The site, as readers get it."""
        return self.root / "output"

    @property
    def work(self) -> Path:
        """Scratch: locks, the site that is being built, caches."""
        return self.root / "build"

    @property
    def catalogue(self) -> Path:
        """What the edition holds, and what the site was made from."""
        return self.work / "catalogue.sqlite"

    @property
    def content(self) -> Path:
        """All that editors put in."""
        return self.root / "content"

    @property
    def articles(self) -> Path:
        """Where the converter writes, and editors correct."""
        return self.content / "articles"

    @property
    def home_region(self) -> str:
        """`home_region` of edition.toml; "" if it is not set or the file is wrong, which the site's build reports."""
        try:
            options = tomllib.loads((self.root / "edition.toml").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return ""
        return str(options.get("home_region") or "")

    @property
    def plugins(self) -> Path:
        return self.root / "plugins"

    def environment(self) -> dict[str, str]:
        """For the programs of the edition: our plugins first on Python's path, UTF-8 everywhere."""
        path = os.pathsep.join(filter(None, [str(self.plugins), os.environ.get("PYTHONPATH")]))
        return {**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"}


@dataclass(frozen=True, slots=True)
class Changes:
    """What putting a new site in the place of the old one changed; paths from the root of the site."""

    written: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    kept: int = 0
    """Files whose bytes were the same and that were not touched."""

    def __add__(self, other: Changes) -> Changes:
        return Changes(self.written + other.written, self.deleted + other.deleted, self.kept + other.kept)

    def __str__(self) -> str:
        total = len(self.written) + self.kept
        return f"{total} files: {len(self.written)} written, {self.kept} unchanged, {len(self.deleted)} deleted"
