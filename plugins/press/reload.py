"""Tell the pages open in a browser that the site was built anew, so that they load again."""

from __future__ import annotations

import threading
from collections.abc import Iterator

ADDRESS = "/-/builds"
SCRIPT = b'<script>new EventSource("/-/builds").addEventListener("build",()=>location.reload())</script>'
HEARTBEAT = 15.0
"""Seconds between signs of life, by which a connection whose page has gone is found out."""


class Bell:
    """Counts builds; any number of threads may wait for the next."""

    def __init__(self) -> None:
        self._builds = 0
        self._changed = threading.Condition()

    def ring(self) -> None:
        """A build has been published."""
        with self._changed:
            self._builds += 1
            self._changed.notify_all()

    def messages(self, heartbeat: float = HEARTBEAT) -> Iterator[bytes]:
        """Server-sent events, without end: one for every build from now on."""
        seen = self._builds
        yield b": connected\n\n"
        while True:
            now = self._next(seen, heartbeat)
            yield b"event: build\ndata: {}\n\n" if now > seen else b": still here\n\n"
            seen = now

    def _next(self, seen: int, heartbeat: float) -> int:
        """Number of builds, once it is more than `seen` or the heartbeat is over."""
        with self._changed:
            self._changed.wait_for(lambda: self._builds > seen, heartbeat)
            return self._builds
