"""One at a time: a lock on a file, which the system frees when its holder dies."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

WAITING = "Another build or conversion is running; waiting for it to end …"


@contextlib.contextmanager
def held(path: Path, passing: bool = False) -> Iterator[None]:
    """Hold the lock at `path`; wait, and say so, while another process holds it.

    `passing`: the file is taken away at the end. Whoever waited for it then holds a file that nobody else can find,
    notices it, and takes the lock anew: so there is never more than one holder.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    file = take_at(path)
    try:
        yield
    finally:
        # Windows takes away no file that is open: it is left there.
        with file, contextlib.suppress(OSError):
            if passing:
                path.unlink()


def take_at(path: Path) -> IO[bytes]:
    """The file at `path`, locked, and still there when it was."""
    said = False
    while True:
        file = path.open("a+b")
        if not take(file, wait=False):
            if not said:
                print(WAITING, file=sys.stderr, flush=True)
                said = True
            take(file, wait=True)
        if is_at(file, path):
            return file
        file.close()


def is_at(file: IO[bytes], path: Path) -> bool:
    """Whether the open file is the one that others find at `path`."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except OSError:
        return False


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
