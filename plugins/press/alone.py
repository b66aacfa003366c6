"""One build or publication of an edition at a time: the next one is refused, and told who is at work."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path

from converter.models import Problem
from converter.mutex import Busy, held

from .models import Edition, PressError

LOCK = "build.lock"
"""In the scratch folder of the edition."""
HOLDER = re.compile(r"([^,]+), process (\d+)")
"""How the note of a holder begins: what it does, and who it is."""
PREVIEW = "serve"
"""What a preview says it does. Its builds take seconds and come by themselves, so they are waited for."""


@contextmanager
def alone(edition: Edition, doing: str, wait: bool = False) -> Iterator[None]:
    """Keep others from building, publishing or cleaning meanwhile. Raises `PressError` (E517) while another does.

    `doing`: what those who come meanwhile are told; `wait`: say who is at work and wait, instead of being refused.
    """
    lock = edition.work / LOCK
    with ExitStack() as stack:
        try:
            stack.enter_context(held(lock, wait=wait, note=note_of(doing)))
        except Busy as busy:
            if not is_brief(busy.holder):
                raise refused(edition, lock, busy.holder) from busy
            stack.enter_context(held(lock, note=note_of(doing)))
        yield


def note_of(doing: str) -> str:
    """`publish, process 4711, since 2024-06-11 05:30:00`: who holds the lock, in words that read alike everywhere."""
    return f"{doing}, process {os.getpid()}, since {datetime.now():%Y-%m-%d %H:%M:%S}"


def is_brief(holder: str) -> bool:
    """Whether the holder will be done in a moment: a preview, or what a build that was killed had started."""
    found = HOLDER.match(holder)
    return bool(found and (found[1] == PREVIEW or not is_alive(int(found[2]))))


def is_alive(process: int) -> bool:
    """Whether a process of this number runs; where one cannot ask, it does."""
    if sys.platform == "win32":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def refused(edition: Edition, lock: Path, holder: str) -> PressError:
    """What whoever comes second is told."""
    return PressError(Problem("E517", lock.relative_to(edition.root).as_posix(), value=holder))
