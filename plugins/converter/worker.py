"""A process that works for another one and ends when that is gone, however it went: killed, say."""

from __future__ import annotations

import os
import threading
from multiprocessing import parent_process


def end_with_parent() -> None:
    """Call it in the new process."""
    threading.Thread(target=_wait_and_end, daemon=True).start()


def _wait_and_end() -> None:
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)
