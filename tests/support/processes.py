"""Whether other processes run."""

from __future__ import annotations

import os
import time
from pathlib import Path


def is_soon_gone(number: int) -> bool:
    """Whether a process ends within a time in which one that was forgotten would not."""
    end = time.monotonic() + 30
    while time.monotonic() < end and is_running(number):
        time.sleep(0.05)
    return not is_running(number)


def is_running(number: int) -> bool:
    """Whether a process runs; one that has ended and that nobody asked about does not."""
    try:
        os.kill(number, 0)
        return Path(f"/proc/{number}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False
