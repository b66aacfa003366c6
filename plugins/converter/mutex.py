"""One at a time: a lock on a file, which the system frees when its holder dies."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

WAITING = "Another build or conversion is running; waiting for it to end …"


@contextlib.contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold the lock at `path`; wait, and say so, while another process holds it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        if not take(file, wait=False):
            print(WAITING, file=sys.stderr, flush=True)
            take(file, wait=True)
        yield


if sys.platform == "win32":
    import msvcrt

    def take(file: IO[bytes], wait: bool) -> bool:
        """Lock the first byte. False when another holds it and we are not to wait."""
        file.seek(0)
        while True:
            try:
                # LK_LOCK tries for ten seconds, then gives up: hence the loop.
                msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
                return True
            except OSError:
                if not wait:
                    return False
else:
    import fcntl

    def take(file: IO[bytes], wait: bool) -> bool:
        """Lock the file. False when another holds it and we are not to wait."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True
