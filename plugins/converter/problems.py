"""The catalogue of problems: one text a code, in English and Chinese, each with its remedy.

A problem is printed as ``code path:line: message (value) remedy``. Codes that start
with E stop the build, codes that start with W do not.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from .models import Problem

CATALOGUE = Path(__file__).parent / "data" / "problems.toml"


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """Code -> {what, remedy, zh}: see the header of `data/problems.toml`."""
    return tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))


def is_error(problem: Problem) -> bool:
    """Whether the problem stops a build."""
    return problem.code.startswith("E")


def render(problem: Problem) -> str:
    """One line for a terminal: where, what, the value, the remedy, and the Chinese for it."""
    text = catalogue()[problem.code]
    value = f": {problem.value[:80]!r}" if problem.value else ""
    line = f"{problem.code} {problem.path}:{problem.line}: {text['what']}{value}. {text['remedy']} ({text['zh']})"
    return line.encode("utf-8", "backslashreplace").decode()
