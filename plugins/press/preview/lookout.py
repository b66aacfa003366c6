"""Somebody who looks out for changes while a build runs, and has it ended at the first."""

from __future__ import annotations

import threading
from collections.abc import Callable

from .watch import Watcher

STEP = 0.2
"""Seconds between two looks whether the build has ended."""


class Lookout:
    """Looks out from `begin` to the end of the `with`."""

    def __init__(self, watcher: Watcher, overtake: Callable[[], None]) -> None:
        self.seen: frozenset[str] = frozenset()
        """The sources that changed meanwhile."""
        self._watcher, self._overtake = watcher, overtake
        self._done = threading.Event()
        self._thread: threading.Thread | None = None

    def begin(self) -> None:
        """From now on; once is enough."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._look, daemon=True)
            self._thread.start()

    def __enter__(self) -> Lookout:
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        if self._thread:
            self._thread.join()

    def _look(self) -> None:
        while not self._done.is_set() and not self.seen:
            self.seen = self._watcher.wait(STEP)
        if self.seen:
            self._overtake()
