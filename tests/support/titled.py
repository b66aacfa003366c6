"""Titled case files, which a person who does not program can extend.

A case is a line `=== title`, what is given, a line `---`, and what must come out. What stands
before the first case is explanation.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).resolve().parent.parent / "cases"
CASE_RE = re.compile(r"^=== (.+)\n((?:.*\n)*?)---(?:\n((?:.*\n)*?))?(?=\n*=== |\n*\Z)", re.MULTILINE)


def read_cases(*names: str) -> list[tuple[str, str, str]]:
    """Title, given and expected text of each case of the files, named below `tests/cases`."""
    found = []
    for name in names:
        text = (FOLDER / name).read_text(encoding="utf-8")
        cases = [(m[1], m[2].rstrip("\n"), (m[3] or "").strip("\n")) for m in CASE_RE.finditer(text.rstrip() + "\n")]
        assert len(cases) == text.count("\n=== "), f"{name}: a case has no line ---"
        found += cases
    titles = [title for title, _, _ in found]
    assert len(set(titles)) == len(titles), f"{names}: two cases have one title"
    return found


def params(*names: str) -> list[Any]:
    """The cases for `pytest.mark.parametrize(("given", "expected"), …)`, each with its title."""
    return [pytest.param(given, expected, id=title) for title, given, expected in read_cases(*names)]
