"""Notice that something the site is made from has changed."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from watchfiles import Change, DefaultFilter, watch

FOLDERS = ("content", "theme", "plugins")
FILES = frozenset({"pelicanconf.py", "publishconf.py", "edition.toml"})
SETTLE = 300
"""Milliseconds: changes that come closer together than this are one."""


class Watcher:
    """Sets `changed` whenever a source has other bytes than when it was last seen.

    Files at the root are watched through their folder, because editors replace a file
    rather than write into it, and a watch on the old file would see nothing more.
    """

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.changed = threading.Event()
        self._stop = threading.Event()
        self._seen: dict[Path, bytes] = {}
        self._seeing = threading.RLock()
        self._filter = DefaultFilter()
        folders = [self.root / name for name in FOLDERS if (self.root / name).is_dir()]
        self._threads = [
            threading.Thread(target=self._watch, args=(folders, True), daemon=True),
            threading.Thread(target=self._watch, args=([self.root], False), daemon=True),
        ]

    def __enter__(self) -> Watcher:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(timeout=5)

    def _watch(self, paths: list[Path], recursive: bool) -> None:
        changes = watch(
            *paths,
            watch_filter=self.matters,
            debounce=SETTLE,
            stop_event=self._stop,
            rust_timeout=200,
            recursive=recursive,
            raise_interrupt=False,
        )
        for batch in changes:
            if self.note(Path(path) for _, path in batch):
                self.changed.set()

    def matters(self, change: Change, path: str) -> bool:
        """Whether the path is one the site is made from."""
        parts = Path(path).relative_to(self.root).parts
        ours = parts[:1] and (parts[0] in FOLDERS or (len(parts) == 1 and parts[0] in FILES))
        return bool(ours) and self._filter(change, path)

    def note(self, paths: Iterable[Path]) -> bool:
        """Remember what the files hold; whether any holds something new.

        A build that writes a source again with the same bytes must not call for another build.
        """
        with self._seeing:
            now = {path: fingerprint(path) for path in paths}
            new = any(self._seen.get(path) != print_ for path, print_ in now.items())
            self._seen.update(now)
            return new

    @contextmanager
    def expecting(self, folder: Path) -> Iterator[None]:
        """What happens to `folder` meanwhile is the build's own doing and read by it: no reason for another.

        The lock keeps the watching threads from judging it before it is known.
        """
        with self._seeing:
            folder = folder.resolve()
            # A second early: file systems round their times, and what was edited just before is read as well.
            before, start = set(folder.rglob("*")), time.time_ns() - 10**9
            yield
            after = set(folder.rglob("*"))
            self.note((before ^ after) | {path for path in after if path.stat().st_mtime_ns >= start})


def fingerprint(path: Path) -> bytes:
    """Of the bytes of a file; a folder or nothing has one of its own."""
    try:
        return hashlib.sha256(path.read_bytes()).digest()
    except OSError:
        return b"folder" if path.is_dir() else b""
