"""All articles of an issue for programs that keep references: `issue.bib` and `issue.ris`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from ..citations.exchange import bibtex, ris
from ..citations.reference import Reference, reference
from ..issues import IssueView

FORMS: dict[str, Callable[[Reference], str]] = {"bib": bibtex, "ris": ris}
"""End of the file's name -> one entry of it."""


def bibliography(issue: IssueView, form: Callable[[Reference], str]) -> str:
    """The entries in print order."""
    return "\n".join(form(reference(article)) for article in issue.articles)


def files(issue: IssueView) -> Iterator[tuple[str, Callable[[], str]]]:
    """Both files of an issue."""
    for ending, form in FORMS.items():
        yield issue.file(ending), partial(bibliography, issue, form)
