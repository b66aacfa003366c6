"""Build, serve, watch, build again: the site as an editor sees it while working."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from catalogue import seal

from ..alone import PREVIEW, alone
from ..build import Outcome, build_and_tell, environment
from ..models import Changes, Edition, Overtaken
from ..ready import CONVERTER, PELICAN, Ready, at_hand
from ..sync import files_of
from . import ahead, drafts
from .advice import target_of
from .bell import Bell
from .faults import fault_of
from .lookout import Lookout
from .report import Report
from .server import Place, open_server
from .watch import Watcher

FAILED = "The site stays as it was. Waiting for the next change …"
OVERTAKEN = "More was saved: the rest waits for the next build."
FAILED_BEHIND = "But for what was just shown, the site stays as it was. Waiting for the next change …"


@dataclass(frozen=True, slots=True)
class Wish:
    """How the site is to be served."""

    host: str = "127.0.0.1"
    port: int | None = None
    """None: the first free one."""
    base: str = "/"
    """The path of the home page, such as `/x/y/`."""
    reload: bool = True
    """Whether the pages in a browser follow the builds."""
    hosts: tuple[str, ...] = ()
    """Names by which others may ask for the site."""


def serve(edition: Edition, wish: Wish, extra: Sequence[str] = ()) -> int:
    """Serve `output/` until Ctrl-C, building at every change. Raises `PressError`."""
    bell = Bell()
    edition.output.mkdir(exist_ok=True)
    base = "/" + f"{wish.base.strip('/')}/".lstrip("/")
    report = Report(edition, lambda: bell.count)
    place = Place(
        edition.output.resolve(),
        base,
        wish.hosts,
        bell if wish.reload else None,
        report,
        (edition.work / drafts.FOLDER).resolve(),
    )
    with open_server(place, wish.host, wish.port) as server:
        threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True).start()
        try:
            ready = f"Serving {server.url} (drafts: {drafts.PREFIX}; Ctrl-C ends)"
            return rebuild_on_change(edition, extra, bell, ready)
        finally:
            server.shutdown()


def rebuild_on_change(
    edition: Edition, extra: Sequence[str] = (), bell: Bell | None = None, ready: str = "Watching (Ctrl-C ends)"
) -> int:
    """Build now and after every change, until Ctrl-C; `bell` tells the browser what came of it.

    `ready` is printed after the first build, whatever came of it.
    """
    desk = Desk(edition, extra, bell or Bell())
    try:
        with Watcher(edition.root) as watcher:
            waiting = desk.build(watcher, frozenset())
            print(ready, flush=True)
            while True:
                # Short waits, because on Windows Ctrl-C does not interrupt a long one.
                sources = waiting or watcher.wait(1.0)
                waiting = desk.build(watcher, sources) if sources else frozenset()
    except KeyboardInterrupt:
        print(flush=True)
    finally:
        desk.end()
    return 0


class Desk:
    """Builds, and knows which files the site has."""

    def __init__(self, edition: Edition, extra: Sequence[str], bell: Bell) -> None:
        self._edition, self._extra, self._bell = edition, extra, bell
        self._files = files_of(edition.output) if edition.output.is_dir() else set()
        self._left: str | None = None
        """What the seal of the catalogue said behind our last build."""
        self._pelican = Ready(PELICAN, edition, environment(edition))
        self._converter = Ready(CONVERTER, edition, edition.environment())

    def build(self, watcher: Watcher, sources: frozenset[str]) -> frozenset[str]:
        """Build once, when nobody else does; the sources that changed meanwhile, and were not looked at.

        Converter and Pelican are new processes at every build, so that edited plug-ins and settings take effect; the
        next ones are loaded while the editor reads. A build that has shown what an editor saved, and makes lists and
        the search, is ended when more is saved: the next one shows that, and makes for both what this one left.
        """
        shown: set[str] = set()

        def show(changes: Changes) -> None:
            shown.update(changes.written)
            self.ring(changes, sources)
            self._begin()
            lookout.begin()

        lock = alone(self._edition, PREVIEW, wait=True)
        try:
            with (
                Lookout(watcher, self._pelican.overtake) as lookout,
                lock,
                self._hearing_of_others(),
                at_hand(self._converter, self._pelican),
                watcher.expecting(*watcher.made_by_builds()),
                ahead.showing(self._edition, show),
            ):
                extra = [*self._extra, *drafts.setting(self._edition), *ahead.setting(self._edition)]
                outcome = build_and_tell(self._edition, extra, watcher.expecting(self._edition.articles))
                if outcome.changes:
                    outcome = replace(outcome, changes=outcome.changes + drafts.put_in_place(self._edition))
        except Overtaken:
            print(OVERTAKEN, flush=True)
            return lookout.seen
        self._tell(outcome, sources, shown)
        self._begin()
        return lookout.seen

    @contextmanager
    def _hearing_of_others(self) -> Iterator[None]:
        """When others have built since our last build, nobody told the open pages."""
        if self._left is not None and self._left != seal.said(self._edition.catalogue):
            self._files = files_of(self._edition.output)
            self._bell.skip()
        try:
            yield
        finally:
            self._left = seal.said(self._edition.catalogue)

    def _begin(self) -> None:
        """Start what the next build needs, if it does not wait yet."""
        self._converter.begin()
        self._pelican.begin()

    def end(self) -> None:
        """No build comes any more."""
        self._converter.end()
        self._pelican.end()

    def _tell(self, outcome: Outcome, sources: frozenset[str], shown: set[str]) -> None:
        """Say what came of a build of changed `sources` of which some pages were `shown` already."""
        if outcome.changes is None:
            print(FAILED_BEHIND if shown else FAILED, file=sys.stderr, flush=True)
        else:
            written = tuple(path for path in outcome.changes.written if path not in shown)
            self.ring(replace(outcome.changes, written=written), frozenset() if shown else sources)
        self._bell.warn(fault_of(outcome.said, outcome.trace, outcome.changes is not None, str(self._edition.root)))

    def ring(self, changes: Changes, sources: frozenset[str]) -> None:
        """Let the open pages know what changed in the site when `sources` did."""
        if changes.written or changes.deleted:
            new = set(changes.written) - self._files
            self._files = (self._files | new) - set(changes.deleted)
            self._bell.ring(changes, target_of(sources, changes.written, new))
