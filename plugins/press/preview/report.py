"""The review report, made when it is asked for and older than the last build."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from ..build import converter_arguments
from ..models import Edition

FOLDER = "review"
"""Below the scratch folder of the edition."""


class Report:
    """Calls the converter's own command at most once a build; any number of readers may wait for it."""

    def __init__(self, edition: Edition, builds: Callable[[], int]) -> None:
        """`builds`: how many builds there were."""
        self._edition = edition
        self._builds = builds
        self._made = -1
        self._making = threading.Lock()

    def __call__(self) -> Path | None:
        """Its folder; None when there is nothing to show."""
        folder = self._edition.work / FOLDER
        with self._making:
            now = self._builds()
            if self._made != now:
                command = [sys.executable, "-m", "converter.review", *converter_arguments(self._edition)]
                done = subprocess.run(
                    [*command, "--report", str(folder)],
                    cwd=self._edition.root,
                    env=self._edition.environment(),
                    capture_output=True,
                    check=False,
                )
                self._made = now if done.returncode == 0 else -1
        return folder if self._made == now else None
