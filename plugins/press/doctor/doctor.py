"""Run every examination and tell what each found."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from converter.models import Problem
from converter.problems import is_error, tell

from ..models import Edition
from . import content, machine

EXAMINATIONS: tuple[tuple[str, Callable[[Edition], Iterator[Problem]]], ...] = (
    ("Python", machine.check_python),
    ("packages", machine.check_packages),
    ("rights", machine.check_rights),
    ("disk", machine.check_disk),
    ("encoding", machine.check_encoding),
    ("builds", machine.check_running),
    ("settings", content.check_settings),
    ("articles", content.check_articles),
    ("files", content.check_files),
    ("site", content.check_output),
    ("git", content.check_git),
)
"""(what is examined, how), in the order in which it is told."""


def doctor(edition: Edition, form: str = "text", language: str = "both") -> int:
    """Examine an edition and print what is wrong. Returns the exit code: 1 when something keeps a build from going."""
    problems: list[Problem] = []
    for name, examine in EXAMINATIONS:
        found = list(examine(edition))
        problems += found
        if form == "text":
            worst = "wrong" if any(map(is_error, found)) else f"{len(found)} to look at" if found else "good"
            print(f"{name:<10} {worst}", flush=True)
    tell(problems, form, language)
    return int(any(map(is_error, problems)))
