"""The machine: Python, packages, disk, rights, names of files, programs that run or were killed."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from converter.models import Problem
from converter.mutex import holder_of, take

from .. import alone
from ..models import Edition

OLDEST = (3, 11)
LOCK = "requirements/run.txt"
LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)\s*(;?)", re.MULTILINE)
LEAST_FREE = 200 * 1024**2
"""Bytes that should be free; more when the site is larger, since it is built beside the last one."""
LEAVINGS = ("site-*", "send-*", "fetch-*")
"""Scratch folders that a build or a publication takes away when it ends."""


def check_python(edition: Edition) -> Iterator[Problem]:
    """New enough."""
    if sys.version_info[:2] < OLDEST:
        yield Problem("E580", "run.py", value=sys.version.split()[0])


def check_packages(edition: Edition) -> Iterator[Problem]:
    """The versions that are installed are those that are locked."""
    try:
        text = (edition.root / LOCK).read_text("utf-8")
    except OSError:
        yield Problem("E581", LOCK, value="not there")
        return
    for found in LOCKED.finditer(text):
        name, locked, conditional = found.groups()
        try:
            installed = version(name)
        except PackageNotFoundError:
            installed = ""
        # What is only for another system or Python need not be there.
        if installed != locked and (installed or not conditional):
            line = text.count("\n", 0, found.start()) + 1
            yield Problem("E581", LOCK, line, f"{name} {installed or 'is not installed'}, locked {locked}")


def check_rights(edition: Edition) -> Iterator[Problem]:
    """What a build writes to can be written to."""
    for folder in (edition.output, edition.work, edition.articles):
        there = folder
        while not there.exists():
            there = there.parent
        if not os.access(there, os.W_OK | os.X_OK):
            # A build reads articles from a disk that cannot be written to; it only converts no page.
            yield Problem("W582" if folder == edition.articles else "E582", name_of(edition, folder))


def check_disk(edition: Edition) -> Iterator[Problem]:
    """There is room for the site once more."""
    size = sum(file.stat().st_size for file in edition.output.rglob("*") if file.is_file() and not file.is_symlink())
    free, needed = shutil.disk_usage(edition.root).free, max(LEAST_FREE, 2 * size)
    if free < needed:
        yield Problem("W583", ".", value=f"{free // 1024**2} MB free, {needed // 1024**2} MB needed")


def check_encoding(edition: Edition) -> Iterator[Problem]:
    """Names of files can be Chinese."""
    if sys.getfilesystemencoding().lower() not in ("utf-8", "utf8"):
        yield Problem("W584", ".", value=sys.getfilesystemencoding())


def check_running(edition: Edition) -> Iterator[Problem]:
    """No build is under way, and none was killed and left something."""
    lock = edition.work / alone.LOCK
    if lock.is_file() and is_held(lock):
        yield Problem("W585", name_of(edition, lock), value=holder_of(lock))
        return
    for pattern in LEAVINGS:
        for left in sorted(edition.work.glob(pattern)):
            yield Problem("W586", name_of(edition, left))


def is_held(lock: Path) -> bool:
    """Whether somebody holds a lock right now."""
    try:
        with lock.open("a+b") as file:
            return not take(file, wait=False)
    except OSError:
        return False


def name_of(edition: Edition, path: Path) -> str:
    """A path as it is told: from the root of the edition."""
    return path.relative_to(edition.root).as_posix() if path.is_relative_to(edition.root) else str(path)
