"""Make the folder of a new issue, with the form an editor fills in."""

from __future__ import annotations

import json
import re
from pathlib import Path

from converter.models import Problem

from .models import PressError

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
DATED = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
FORM = """\
# What is known of this issue. Leave out what is not; nothing is invented.
{paper}
# YYYY, YYYY-MM or YYYY-MM-DD: as precise as is known.
{date}
# The number of the issue, as printed.
# number = "3021"
"""


def new_issue(root: Path, key: str, paper: str = "", date: str = "") -> Path:
    """`content/issues/<key>/issue.toml`. Raises `PressError` for a key that cannot be one, or is taken."""
    if not KEY.fullmatch(key):
        raise PressError(Problem("E507", "content/issues", value=key))
    form = root / "content" / "issues" / key / "issue.toml"
    if form.exists():
        raise PressError(Problem("E508", str(form.relative_to(root))))
    form.parent.mkdir(parents=True, exist_ok=True)
    form.write_text(fill_in(paper, date or date_of(key)), encoding="utf-8")
    return form


def date_of(key: str) -> str:
    """The date that a key begins with (`2024-06-11-b`), else ''."""
    found = DATED.match(key)
    return found[0] if found else ""


def fill_in(paper: str, date: str) -> str:
    """The form; an unknown value stays as an example that is commented out."""
    return FORM.format(paper=setting("paper", paper, "渝州日报"), date=setting("date", date, "2024-06-11"))


def setting(key: str, value: str, example: str) -> str:
    """One line of TOML; JSON's strings are TOML's too."""
    comment = "" if value else "# "
    return f"{comment}{key} = {json.dumps(value or example, ensure_ascii=False)}"
