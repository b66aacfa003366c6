"""Make the outputs of the site: all of them, or those that are no longer as they would be made.

A sheaf is listed when something it was listed from changed, or when one of its outputs is to be made again. Whatever
an output asks the catalogue while it is made is noted with it.
"""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from catalogue import manifest
from catalogue.asking import Fact, Key
from catalogue.manifest import Making
from catalogue.pieces import Piece, Pieces
from converter.worker import end_with_parent

from . import urls
from .library import Library
from .sheaves import ALWAYS, ISSUE, PATHS, Lister, Sheet, of_article, of_paths, sheaves
from .stubs import Remains, remains

MANY = 60
"""From so many sheaves on, the work is shared out."""
BATCH = 8
"""Sheaves that a worker takes at a time."""
FEW = 40
"""Changed articles up to which their pages are shown ahead of all else; more are not what an editor just saved."""


@dataclass(slots=True)
class Work:
    """What was made of some sheaves."""

    makings: list[Making] = field(default_factory=list)
    digests: dict[Key, str] = field(default_factory=dict)
    gone: set[tuple[str, str]] = field(default_factory=set)
    """(output, sheaf) of what is made no more."""
    pieces: list[Piece] = field(default_factory=list)
    """Of pages, for later builds."""


@dataclass(slots=True)
class Workshop:
    """Makes outputs."""

    library: Library
    stamp: Callable[[Sheet], str]
    """Digest of the code, the settings and the templates that a sheet is made by."""
    write: Callable[[Sheet], None]
    """Makes the output of a sheet and writes it."""
    sheaf_stamp: str = ""
    """Digest of the code and the settings that sheaves are listed by."""
    changed: dict[int, str] = field(default_factory=dict)
    """Facts that are no longer so, each with the digest of the new answer; known when the first part is made."""
    due: set[str] = field(default_factory=set)
    """Outputs and sheaves that are to be made again."""
    show: Callable[[list[str]], None] | None = None
    """Shows pages that are made ahead of all else, by their paths: an editor waits for them."""
    shown: set[str] = field(default_factory=set)
    """Their paths."""
    remains: Remains = field(default_factory=lambda: Remains({}, {}))
    """What is left of addresses without a page; known when all is made."""
    paths: frozenset[str] = frozenset()
    """The addresses of all pages, but for the one of what was not found; known when all is made."""

    def make_all(self) -> None:
        """Make every output, whatever was made before."""
        paths = set()
        for _, lister in sheaves(self.library):
            for sheet in lister():
                self.write(sheet)
                paths.add(sheet.path)
        self._know(paths)
        for sheet in of_paths(self.library, self.paths, self.remains):
            self.write(sheet)

    def _know(self, outputs: Iterable[str]) -> None:
        """Take the addresses of all pages from the outputs."""
        self.paths = frozenset(path for path in outputs if path.endswith(".html")) - {urls.NOT_FOUND}
        self.remains = remains(self.library, self.paths)

    def make_due(self, stamps: Iterable[str]) -> Iterator[Work]:
        """Make what is due; what was made of it comes in parts, each to be recorded before the next is asked for."""
        connection = self.library.asker.connection
        ahead = self._ahead(self.show) if self.show else Work()
        self.changed = manifest.changed_facts(self.library.asker)
        self.library.fragments.open(Pieces(self.changed))
        self.due = manifest.made_of(connection, self.changed) | manifest.waiting(connection)
        self.due |= manifest.stamped_otherwise(connection, {*stamps, self.sheaf_stamp})
        known = manifest.sheaves(connection)
        touched = {sheaf for name in self.due if (sheaf := manifest.sheaf_of(connection, name))}
        wanted = dict(sheaves(self.library))
        listed = touched | ALWAYS
        todo = [(name, lister) for name, lister in wanted.items() if name not in known or name in listed]
        old = known - wanted.keys() - {PATHS}
        gone = {(name, sheaf) for sheaf in old for name in manifest.whole(connection, sheaf)}
        yield from self._shared_out(todo)  # first: no process is to begin while something is half recorded
        yield replace(ahead, gone=gone)
        self._know(manifest.outputs(connection, but=PATHS))
        yield self.work([(PATHS, partial(of_paths, self.library, self.paths, self.remains))])

    def _ahead(self, show: Callable[[list[str]], None]) -> Work:
        """Make the pages of the articles that changed, if they are few, and show them."""
        asker, done = self.library.asker, Work()
        ids = manifest.touched_articles(asker.connection)
        articles = [self.library.articles[id] for id in ids if id in self.library.articles] if len(ids) <= FEW else []
        for article in articles:
            sheet = of_article(self.library, article)
            done.makings.append(self._made(f"{ISSUE}{article.issue.key}/", sheet, self.stamp(sheet), set()))
        self._tell(done)
        self.shown = {making.name for making in done.makings}
        if articles:
            show(sorted(self.shown))
        return done

    def _shared_out(self, todo: list[tuple[str, Lister]]) -> Iterator[Work]:
        workers = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
        if len(todo) < MANY or workers < 2:
            yield self.work(todo)
            return
        global _here
        _here = (self, todo)
        batches = [range(start, min(start + BATCH, len(todo))) for start in range(0, len(todo), BATCH)]
        with ProcessPoolExecutor(workers, multiprocessing.get_context("fork"), initializer=_begin) as pool:
            yield from pool.map(_work, batches)

    def work(self, todo: Iterable[tuple[str, Lister]]) -> Work:
        """List some sheaves and make what is due of each."""
        done = Work()
        for name, lister in todo:
            self._sheaf(name, lister, done)
        self._tell(done)
        return done

    def _tell(self, done: Work) -> None:
        asked = {fact for making in done.makings for fact in making.facts if not isinstance(fact, int)}
        done.digests = {key: self.library.asker.digests[key] for key in asked}
        done.pieces = self.library.fragments.taken()

    def _sheaf(self, name: str, lister: Lister, done: Work) -> None:
        listed, sheets = self._listed(lister)
        done.makings.append(Making(name, name, self.sheaf_stamp, frozenset(listed)))
        for sheet, stamp in self._due(name, sheets):
            if sheet.path not in self.shown:
                done.makings.append(self._made(name, sheet, stamp, listed))
        before, now = manifest.stamps_of(self.library.asker.connection, name), {sheet.path for sheet in sheets}
        done.gone |= {(path, name) for path in before if path not in now}

    def _listed(self, lister: Lister) -> tuple[set[Fact], list[Sheet]]:
        """The outputs of a sheaf, and what was asked to list them."""
        with self.library.asker.noting() as listed:
            return listed, list(lister())

    def _due(self, sheaf: str, sheets: Iterable[Sheet]) -> Iterator[tuple[Sheet, str]]:
        """Those that are to be made, each with its stamp."""
        before = manifest.stamps_of(self.library.asker.connection, sheaf)
        for sheet in sheets:
            stamp = self.stamp(sheet)
            if sheet.path in self.due or before.get(sheet.path) != stamp:
                yield sheet, stamp

    def _made(self, sheaf: str, sheet: Sheet, stamp: str, listed: set[Fact]) -> Making:
        """Make an output of a sheaf."""
        with self.library.asker.noting() as facts:
            self.write(sheet)
        return Making(sheet.path, sheaf, stamp, frozenset(facts | listed if sheet.inherits else facts))


_here: tuple[Workshop, list[tuple[str, Lister]]]
"""What workers find, since they are copies of this process."""


def _begin() -> None:
    """A worker has a connection of its own: SQLite's must not be used on both sides of a fork."""
    end_with_parent()
    asker = _here[0].library.asker
    (_, _, file) = asker.connection.execute("PRAGMA database_list").fetchone()
    asker.connection = sqlite3.connect(f"{Path(file).as_uri()}?mode=ro", uri=True)


def _work(places: range) -> Work:
    workshop, todo = _here
    return workshop.work(todo[place] for place in places)
