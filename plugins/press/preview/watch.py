"""Notice that something the site is made from has changed, and wait until whoever changes it has done."""

from __future__ import annotations

import hashlib
import re
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from watchfiles import Change, DefaultFilter, watch

FOLDERS = ("content", "theme", "plugins")
FILES = frozenset({"pelicanconf.py", "publishconf.py", "edition.toml"})
MADE = ("content/vocabulary/addresses.tsv", "content/vocabulary/permalinks.txt")
"""Sources that a build itself writes down, for the next one to keep to."""
QUIET = 0.1
"""Seconds without a change after which a file counts as written to its end."""
MANY, QUIET_OF_MANY = 20, 0.6
"""When more files than this change, somebody copies a folder: the pauses are longer."""
LONGEST = 10.0
"""Seconds after which a build begins though changes still come: a file may be written for ever."""
STEP = 20
"""Milliseconds between two looks of watchfiles for events."""
TEMPORARY = re.compile(
    r"""\.\#.+ | \#.+\#                 # Emacs: lock, autosave
    | .+~ | 4913                        # backups; what Vim writes to see whether it may
    | \.?.+\.sw[a-z]                    # Vim: swap
    | .+___jb_(?:tmp|old|bak)___        # JetBrains: the file that is then renamed
    | \.goutputstream-.+ | sed[A-Za-z0-9]{6}  # GNOME, sed -i
    | ~\$.+ | ~.+\.tmp | .+\.(?:tmp|temp|part|crdownload|half|bak|orig|rej|new)
    | \.~lock\..+\# | \.nfs.+ | \._.+ | \.syncthing\..+ | \.fuse_hidden.+ | .+\.sb-[0-9a-f]+-\w+
    | Thumbs\.db | desktop\.ini | \.DS_Store""",
    re.VERBOSE | re.IGNORECASE,
)
"""Names that editors, browsers and file systems give to files that are not meant for anybody."""
FOREVER = 1 << 63
"""Nanoseconds that have not come yet."""
Look = dict[Path, tuple[int, int] | None]


class Watcher:
    """Collects the sources that have other bytes than when they were last seen.

    Files at the root are watched through their folder, because editors replace a file
    rather than write into it, and a watch on the old file would see nothing more.
    """

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self._pending: set[Path] = set()
        self._heard = threading.Condition()
        self._last = 0.0
        self._stop = threading.Event()
        self._again = threading.Event()
        """Set when a folder that was not there to be watched has come."""
        self._seen: dict[Path, bytes] = {}
        self._own: list[tuple[Path, int, int]] = []
        """(file or folder, from, to) in nanoseconds: what changed it then was the build."""
        self._filter = DefaultFilter()
        self._threads = [
            threading.Thread(target=self._watch, args=(True,), daemon=True),
            threading.Thread(target=self._watch, args=(False,), daemon=True),
        ]

    def __enter__(self) -> Watcher:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(timeout=5)

    # ------------------------------------------------------------ listening

    def _watch(self, recursive: bool) -> None:
        polling = None
        while not self._stop.is_set():
            self._again.clear()
            there = [self.root / name for name in FOLDERS if (self.root / name).is_dir()]
            try:
                for batch in self._changes(there if recursive else [self.root], recursive, polling):
                    self.hear(Path(path) for _, path in batch)
            except OSError:
                # The system watches no more files (or never did, as on some network drives): look at them instead.
                polling = True

    def _changes(self, paths: list[Path], recursive: bool, polling: bool | None) -> Iterator[set[tuple[Change, str]]]:
        if not paths:
            self._stop.wait(1.0)
            return
        yield from watch(
            *paths,
            watch_filter=self.matters,
            debounce=4 * STEP,
            step=STEP,
            stop_event=Either(self._stop, self._again) if recursive else self._stop,
            rust_timeout=200,
            recursive=recursive,
            raise_interrupt=False,
            force_polling=polling,
            ignore_permission_denied=True,
        )

    def matters(self, change: Change, path: str) -> bool:
        """Whether the path is one the site is made from."""
        parts = Path(path).relative_to(self.root).parts
        if not parts or any(TEMPORARY.fullmatch(part) for part in parts):
            return False
        if len(parts) == 1 and parts[0] in FOLDERS and change == Change.added:
            self._again.set()
        ours = parts[0] in FOLDERS or (len(parts) == 1 and parts[0] in FILES)
        return ours and self._filter(change, path)

    def hear(self, paths: Iterable[Path]) -> None:
        """Something happened to these."""
        with self._heard:
            self._pending |= set(paths)
            self._last = time.monotonic()
            self._heard.notify_all()

    # -------------------------------------------------------------- judging

    def wait(self, seconds: float) -> frozenset[str]:
        """The sources that changed, as paths from the root, when they are written to their end; none after `seconds`.

        However many change at once: one answer.
        """
        with self._heard:
            self._heard.wait_for(lambda: self._pending, seconds)
            if not self._pending:
                return frozenset()
        self._settle()
        with self._heard:
            paths, self._pending = self._pending, set()
        return frozenset(path.relative_to(self.root).as_posix() for path in self.note(paths))

    def _settle(self) -> None:
        """Wait until nothing has changed for a moment."""
        begun = time.monotonic()
        before: Look = {}
        while time.monotonic() - begun < LONGEST:
            with self._heard:
                paths = set(self._pending)
                quiet = QUIET if len(paths) <= MANY else QUIET_OF_MANY
                rest = self._last + quiet - time.monotonic()
            now = {path: size_and_time(path) for path in paths}
            if rest <= 0 and now == before and not any(state and state[0] == 0 for state in now.values()):
                return
            if rest <= 0 and now == before and time.monotonic() - begun > 5 * QUIET:
                return  # an empty file that stays so is meant
            before = now
            time.sleep(max(min(rest, QUIET / 2), 0.01))

    def note(self, paths: Iterable[Path]) -> tuple[Path, ...]:
        """Remember what the files hold; those that hold something new and were not written by the build."""
        now = {path: fingerprint(path) for path in sorted(paths)}
        new = [path for path, print_ in now.items() if self._seen.get(path) != print_ and not self._is_own(path)]
        self._seen.update(now)
        return tuple(new)

    def _is_own(self, path: Path) -> bool:
        """Whether the last change of a path, or of the folder it has gone from, was the build's."""
        changed = last_change(path)
        return any(path.is_relative_to(place) and start <= changed <= end for place, start, end in self._own)

    @contextmanager
    def expecting(self, *places: Path) -> Iterator[None]:
        """What happens to these files and folders meanwhile is the build's own doing: no reason for another."""
        # A second early: file systems round their times, and what was edited just before is read as well.
        start, here = time.time_ns() - 10**9, [place.resolve() for place in places]
        meanwhile = [(place, start, FOREVER) for place in here]
        self._own = [*self._own[-8:], *meanwhile]
        try:
            yield
        finally:
            end = time.time_ns()
            self._own = [*(one for one in self._own if one not in meanwhile), *((place, start, end) for place in here)]

    def made_by_builds(self) -> list[Path]:
        """Files for `expecting` that a build may write at any time."""
        return [self.root / name for name in MADE]


class Either:
    """An event that is set when one of two is."""

    def __init__(self, *events: threading.Event) -> None:
        self._events = events

    def is_set(self) -> bool:
        """As of `threading.Event`."""
        return any(event.is_set() for event in self._events)

    def set(self) -> None:
        """watchfiles sets its event when it ends; those of ours belong to others."""


def size_and_time(path: Path) -> tuple[int, int] | None:
    """(bytes, time of change) of a file; None for a folder or nothing."""
    try:
        status = path.stat()
    except OSError:
        return None
    return None if path.is_dir() else (status.st_size, status.st_mtime_ns)


def last_change(path: Path) -> int:
    """When a path changed, in nanoseconds; for one that is gone, the folder in which it was."""
    for place in (path, *path.parents):
        try:
            return place.stat().st_mtime_ns
        except OSError:
            continue
    return 0


def fingerprint(path: Path) -> bytes:
    """Of the bytes of a file; a folder or nothing has one of its own."""
    try:
        return hashlib.sha256(path.read_bytes()).digest()
    except OSError:
        return b"folder" if path.is_dir() else b""
