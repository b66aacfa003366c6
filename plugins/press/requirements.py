"""Renew the locked requirements from pyproject.toml, for every Python and system we run on.

The resolver is fetched into a scratch environment, so that it need not be on the machine.
It asks the public index only, whatever the machine's pip is set to: a lock holds the
hashes of the public files, and no address.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from .models import Edition

RESOLVER = "uv"
OLDEST = "3.11"
HEADER = "# Locked by `invoke lock` from pyproject.toml. Every file installed must have one of these hashes.\n"
LOCKS: dict[str, tuple[str, ...]] = {
    "run": (),
    "test": ("--group", "test", "--constraints", "requirements/run.txt"),
}
"""Lock -> options of its own. `test` comes second: it holds the versions of `run`."""


def lock(edition: Edition) -> None:
    """Write requirements/run.txt and requirements/test.txt anew. Raises `CalledProcessError`."""
    python = resolver(edition)
    for name, options in LOCKS.items():
        path = Path("requirements") / f"{name}.txt"
        command = [python, "-m", RESOLVER, "pip", "compile", "pyproject.toml", "--universal", "--upgrade"]
        command += ["--python-version", OLDEST, "--generate-hashes", "--no-header", "--no-config", "--quiet"]
        subprocess.run([*command, *options, "--output-file", str(path)], cwd=edition.root, env=public(), check=True)
        text = (edition.root / path).read_text("utf-8").removeprefix(HEADER)
        (edition.root / path).write_text(HEADER + text, encoding="utf-8")
        print(f"Wrote {path}")


def resolver(edition: Edition) -> str:
    """Python of a scratch environment that holds the resolver."""
    place = edition.work / "lock"
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(place)], check=True)
    python = str(place / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
    subprocess.run([python, "-m", "pip", "install", "--quiet", RESOLVER], check=True)
    return python


def public() -> dict[str, str]:
    """The environment without the machine's own indexes."""
    return {key: value for key, value in os.environ.items() if not key.startswith(("UV_", "PIP_"))}
