"""OpenStack object storage, as the task `cf_upload` of Pelican's template sends to: by its own program, `swift`.

The build is taken as a function, so that a tool or a target that is missing is said before a minute is spent on it.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from converter.models import Problem

from ..models import Edition, PressError
from ..programs import need_program, run

TARGET = "BANMIAN_PUBLISH_TO"
"""Variable that says where a site is published to when the caller does not."""
CONTAINER = "BANMIAN_CONTAINER"
"""The same for `by_swift`."""
Build = Callable[[], None]
"""Builds the site for publishing; does not return when that fails."""


def by_swift(edition: Edition, build: Build, container: str) -> int:
    """Upload the site to an object store; the OS_ variables of `swift` say to which. Exit code; raises `PressError`."""
    program = need_program("swift", "run: .venv/bin/python -m pip install python-swiftclient")
    build()
    return run([program, "upload", "--changed", "--", container, "."], edition, edition.output)


def need_target(given: str, variable: str, option: str) -> str:
    """Where to send the site. Raises `PressError` when nobody says."""
    target = given or os.environ.get(variable, "")
    if not target:
        raise PressError(Problem("E506", "publish", value=f"{option}, or the variable {variable}"))
    return target
