"""What Pelican printed, sorted: problems of the edition for the end, its other words as they are."""

from __future__ import annotations

import re
from dataclasses import dataclass

PROBLEM = re.compile(r"[EW]\d{3} .+?:\d+: |::(?:error|warning) file=|\{\"code\": \"[EW]\d{3}\"")
"""How a problem begins that `converter.problems.line_of` wrote."""
ERROR = re.compile(r"E|::error |\{\"code\": \"E")
IDLE = re.compile(r"Done: Processed \d+ articles|The edition is not in order\.")
"""Pelican counts what its own generators read; the edition's pages are made by ours. What is not in order is told."""
REACTION = re.compile(
    r"^(RuntimeError: Warning or error encountered)\nTraceback \(most recent call last\):\n(?:[ \t].*\n)+\1(?:\n|\Z)",
    re.MULTILINE,
)
"""`--fatal errors` ends a run that logged an error by raising this. It says nothing that the error did not say;
the traceback of anything else is a fault in a template or a program, and is kept."""


@dataclass(frozen=True, slots=True)
class Words:
    """The lines of a run, each with its line end."""

    problems: tuple[str, ...]
    others: tuple[str, ...]


def sort_words(printed: str) -> Words:
    """Problems (each once) apart from all other lines."""
    lines = [line for line in REACTION.sub("", printed).splitlines() if not IDLE.match(line)]
    problems = dict.fromkeys(f"{line}\n" for line in lines if PROBLEM.match(line))
    return Words(tuple(problems), tuple(f"{line}\n" for line in lines if not PROBLEM.match(line)))
