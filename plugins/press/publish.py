"""Send the site to where readers get it: find the tool, build for publishing, send.

Each way takes the build as a function, so that a tool or a target that is missing is
said before a minute is spent on building.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from converter.models import Problem

from .models import Edition, PressError
from .programs import need_module, need_program, run, run_module

TARGET = "BANMIAN_PUBLISH_TO"
"""Variable that says where `by_rsync` sends the site when the caller does not."""
CONTAINER = "BANMIAN_CONTAINER"
"""The same for `by_swift`."""
MESSAGE = "Publish the site"
Build = Callable[[], None]
"""Builds the site for publishing; does not return when that fails."""


def by_rsync(edition: Edition, build: Build, to: str = "", dry_run: bool = False) -> int:
    """Mirror the site into `to`: `user@host:/folder`, or a folder. The exit code; raises `PressError`."""
    program = need_program("rsync", "install rsync, or copy output/ to the server yourself")
    target = need_target(to, TARGET, "--to USER@HOST:/FOLDER")
    build()
    options = ["--recursive", "--times", "--compress", "--checksum", "--delete-after", "--verbose"]
    options += ["--exclude=.gitkeep", *(["--dry-run"] if dry_run else [])]
    return run([program, *options, f"{edition.output}{os.sep}", target], edition)


def by_git(edition: Edition, build: Build, branch: str, push: bool = True) -> int:
    """Commit the site to a branch and push it, as GitHub Pages wants it. The exit code; raises `PressError`."""
    need_module("ghp_import", "run: .venv/bin/python -m pip install ghp-import")
    build()
    options = ["--no-jekyll", "--branch", branch, "--message", MESSAGE, *(["--push"] if push else [])]
    return run_module(edition, "ghp_import", [*options, str(edition.output)], edition.root)


def by_swift(edition: Edition, build: Build, container: str = "") -> int:
    """Upload the site to an object store; the OS_ variables of `swift` say to which. Exit code; raises `PressError`."""
    program = need_program("swift", "run: .venv/bin/python -m pip install python-swiftclient")
    target = need_target(container, CONTAINER, "--container NAME")
    build()
    return run([program, "upload", "--changed", target, "."], edition, edition.output)


def need_target(given: str, variable: str, option: str) -> str:
    """Where to send the site. Raises `PressError` when nobody says."""
    target = given or os.environ.get(variable, "")
    if not target:
        raise PressError(Problem("E506", "publish", value=f"{option}, or the variable {variable}"))
    return target
