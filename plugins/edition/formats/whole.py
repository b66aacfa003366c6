"""The forms of a whole issue: `issue.json` for machines, `issue.txt` to read anywhere, `issue.epub` to take along."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from ..issues import IssueView
from ..library import Library
from .epub import issue_epub
from .records import as_json, issue_data
from .wire import issue_text


def issue_json(issue: IssueView) -> str:
    """All that is known of an issue, with its text."""
    return as_json(issue_data(issue, issue.file("json"))) + "\n"


FORMS: dict[str, Callable[[IssueView], str | bytes]] = {"json": issue_json, "txt": issue_text, "epub": issue_epub}
"""Ending -> what makes the file."""


def files(library: Library) -> Iterator[tuple[str, Callable[[], str | bytes]]]:
    """Three files an issue, newest first."""
    for issue in library.newest:
        for ending, make in FORMS.items():
            yield issue.file(ending), partial(make, issue)
