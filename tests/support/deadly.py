"""A worker for tests that dies at certain pages, as from a fault in a library or for want of memory."""

from __future__ import annotations

import os
from collections.abc import Sequence

from converter.batch import Outcome, Task, convert_batch
from converter.discover import Source

DEADLY = "deadly"
"""What a name of such a page begins with."""


def work(task: Task, batch: Sequence[Source]) -> Sequence[Outcome]:
    """As `convert_batch`, but a deadly page ends the process without a word."""
    if any(source.path.name.startswith(DEADLY) for source in batch):
        os._exit(1)
    return convert_batch(task, batch)
