"""All articles of an issue for programs that keep references: `issue.bib`, `issue.ris` and `issue.csl.json`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from ..citations.exchange import bibtex, csl, ris
from ..citations.reference import Reference, reference
from ..issues import IssueView
from ..library import Library


def csl_json(references: Iterable[Reference]) -> str:
    """A list of items, one a line."""
    return "[" + ",\n".join(json.dumps(csl(one), ensure_ascii=False) for one in references) + "]\n"


FORMS: dict[str, Callable[[Iterable[Reference]], str]] = {
    "bib": lambda references: "\n".join(map(bibtex, references)),
    "ris": lambda references: "\n".join(map(ris, references)),
    "csl.json": csl_json,
}
"""End of the file's name -> the file."""


def bibliography(issue: IssueView, ending: str) -> str:
    """The references in print order."""
    return FORMS[ending](map(reference, issue.articles))


def issue_files(issue: IssueView) -> Iterator[tuple[str, Callable[[], str]]]:
    """The files of an issue."""
    for ending in FORMS:
        yield issue.file(ending), partial(bibliography, issue, ending)


def files(library: Library) -> Iterator[tuple[str, Callable[[], str]]]:
    """The files of every issue."""
    for issue in library.newest:
        yield from issue_files(issue)
