"""One at a time: a lock on a file, which the system frees when its holder dies."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

WAITING = "Another build or conversion is running; waiting for it to end …"


class Busy(Exception):
    """Another process holds the lock; `holder` is the note it left, or ''."""

    def __init__(self, holder: str) -> None:
        super().__init__(holder)
        self.holder = holder


@contextlib.contextmanager
def held(path: Path, passing: bool = False, wait: bool = True, note: str = "") -> Iterator[None]:
    """Hold the lock at `path`; while another process holds it wait, and say so, or raise `Busy`.

    `passing`: the file is taken away at the end. Whoever waited for it then holds a file that nobody else can find,
    notices it, and takes the lock anew: so there is never more than one holder. `note`: who we are, for the others.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    file = take_at(path, wait)
    # A program that is started with `close_fds=False` holds the lock with us, to its own end.
    os.set_inheritable(file.fileno(), True)
    leave(file, note)
    try:
        yield
    finally:
        # Windows takes away no file that is open: it is left there.
        with file, contextlib.suppress(OSError):
            if passing:
                path.unlink()


def take_at(path: Path, wait: bool = True) -> IO[bytes]:
    """The file at `path`, locked, and still there when it was. Raises `Busy` unless it is to `wait`."""
    said = False
    while True:
        file: IO[bytes] = path.open("a+b", buffering=0)
        try:
            if not take(file, wait=False):
                if not wait:
                    raise Busy(holder_of(path))
                if not said:
                    print(waiting_for(holder_of(path)), file=sys.stderr, flush=True)
                    said = True
                take(file, wait=True)
        except BaseException:
            file.close()
            raise
        if is_at(file, path):
            return file
        file.close()


def waiting_for(holder: str) -> str:
    """What is said while we wait."""
    return f"{WAITING} ({holder})" if holder else WAITING


def leave(file: IO[bytes], note: str) -> None:
    """Write into a locked file who holds it; a full disk keeps nobody from working."""
    with contextlib.suppress(OSError):
        file.truncate(0)
        file.write(f"\n{note}".encode())


def holder_of(path: Path) -> str:
    """Who wrote last into the file of a lock. The first byte is left out: Windows keeps others from reading it."""
    try:
        with path.open("rb", buffering=0) as file:
            file.seek(1)
            return file.read(500).decode("utf-8", "replace")
    except OSError:
        return ""


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
