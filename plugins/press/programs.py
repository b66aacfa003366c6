"""Run the other programs of the project: our packages, the test tools, what publishes."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from converter.models import Problem

from .models import Edition, PressError
from .stopping import passing_on


def run_module(edition: Edition, name: str, args: Sequence[str] = (), folder: Path | None = None) -> int:
    """`python -m name args` in `folder`, else where the user is; terminal and pipes are its own. Its exit code."""
    return run([sys.executable, "-m", name, *args], edition, folder)


def run(command: Sequence[str], edition: Edition, folder: Path | None = None) -> int:
    """Run to the end, whatever Ctrl-C does: the program gets it too and knows better how to end."""
    with subprocess.Popen(command, cwd=folder, env=edition.environment()) as process, passing_on(process):
        while True:
            try:
                code = process.wait()
                # A program that a signal ended: as shells count it.
                return code if code >= 0 else 128 - code
            except KeyboardInterrupt:
                continue


def need_program(name: str, remedy: str) -> str:
    """Path of a program. Raises `PressError`; `remedy` says how to get it."""
    path = shutil.which(name)
    if not path:
        raise PressError(Problem("E505", name, value=remedy))
    return path


def need_module(name: str, remedy: str) -> None:
    """Raises `PressError` when the Python package is not in the environment."""
    if importlib.util.find_spec(name) is None:
        raise PressError(Problem("E505", name, value=remedy))
