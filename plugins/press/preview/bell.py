"""What the pages open in a browser are told: of every build, and of what is wrong with the sources."""

from __future__ import annotations

import json
import threading
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from ..models import Changes
from .advice import Reader, advise
from .faults import Fault

HEARTBEAT = 15.0
"""Seconds between signs of life, by which a connection whose page has gone is found out."""
REMEMBERED = 50
"""Builds of which a page that was away can still be told what changed."""


@dataclass(frozen=True, slots=True)
class Build:
    """A build that changed the site."""

    number: int
    changes: Changes
    target: str = ""
    """The article that an editor wants to see, in Simplified; '' when none stands out."""


class Bell:
    """Counts builds and holds what is wrong; any number of threads may wait for news."""

    def __init__(self) -> None:
        self._builds: deque[Build] = deque(maxlen=REMEMBERED)
        self._count = 0
        self._fault: Fault | None = None
        self._news = 0
        self._changed = threading.Condition()

    @property
    def count(self) -> int:
        """Builds so far."""
        return self._count

    def ring(self, changes: Changes, target: str = "") -> None:
        """A build has been published."""
        with self._changed:
            self._count += 1
            self._builds.append(Build(self._count, changes, target))
            self._tell()

    def skip(self) -> None:
        """The site changed, and nobody knows in what: all open pages are loaded anew."""
        with self._changed:
            self._count += 1
            self._tell()

    def warn(self, fault: Fault | None) -> None:
        """Something is wrong, or with None: no longer."""
        with self._changed:
            if fault != self._fault:
                self._fault = fault
                self._tell()

    def _tell(self) -> None:
        self._news += 1
        self._changed.notify_all()

    def messages(self, reader: Reader, seen: int, heartbeat: float = HEARTBEAT) -> Iterator[bytes]:
        """Server-sent events for an open page, without end.

        `seen`: the builds that there were when it was loaded; what happened since is told at once.
        """
        yield b": connected\n\n"
        told: object = self  # nothing was told yet, not even that all is well
        while True:
            with self._changed:
                news, fault, count = self._news, self._fault, self._count
                missed = [build for build in self._builds if build.number > seen]
                forgotten = count - seen - len(missed)
            if fault != told:
                yield event("fault", fault.to_json() if fault else None)
                told = fault
            if count != seen:
                # A page of another run of the server counts differently, so it is loaded anew.
                lost = forgotten != 0 or seen > count
                told_builds = [(build.changes, build.target) for build in missed]
                yield event("build", {"build": count, **advise(reader, told_builds, lost)})
                seen = count
            yield from self._wait(news, heartbeat)

    def _wait(self, news: int, heartbeat: float) -> Iterator[bytes]:
        """Until there is news, with a sign of life now and then."""
        while True:
            with self._changed:
                if self._changed.wait_for(lambda: self._news > news, heartbeat):
                    return
            yield b": still here\n\n"


def event(name: str, data: object) -> bytes:
    """One server-sent event; its data are JSON on one line."""
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()
