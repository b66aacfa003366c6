"""Pages that the preview shows before the rest of the site is made: those of the articles that an editor changed.

Lists, feeds and the search take seconds in a large archive. A build for the preview makes these pages and their twins
first, lays copies of them into a folder and goes on; this module brings them into the site meanwhile. Whatever becomes
of the build, the site holds the old or the new of each file, as when a build is killed: the next one knows which.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from ..build import HOME
from ..models import Changes, Edition
from ..stages import listening
from ..sync import deliver

FOLDER = "ahead"
"""Below the scratch folder of the edition."""
STAGE = "ahead"
"""Begins when the pages lie in the folder."""


def setting(edition: Edition) -> list[str]:
    """What Pelican is told, so that a build lays such pages into an empty folder; nothing while there is no site."""
    folder = edition.work / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    return ["-e", f"AHEAD={json.dumps(str(folder))}"] if (edition.output / HOME).is_file() else []


@contextmanager
def showing(edition: Edition, tell: Callable[[Changes], None]) -> Iterator[None]:
    """Bring such pages into the site as soon as a build has them, and tell which changed."""

    def hear(stage: str) -> None:
        if stage == STAGE:
            with suppress(OSError):  # the build itself will say what is wrong with the disk
                tell(deliver(edition.work / FOLDER, edition.output, leaving=()).changes)

    with listening(hear):
        yield
