"""Every file of the site that no template makes: feeds, sitemaps and the small files that hosts and browsers ask for.

One module a kind of file. Each has `files`, which gives the path of every file and a maker of its content; the makers
are called later, or not at all, so nothing is to be computed before. `SITE` is the list of those that look over the
whole edition, `ISSUE` of those that belong to one issue.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..issues import IssueView
from ..library import Library
from . import bibliography, feeds, host, icon, robots, schema, sitemap, whole

File = tuple[str, Callable[[], str | bytes]]
"""Path from the root of the site, maker of the content; text is written as UTF-8."""

SITE = (feeds, sitemap, robots, icon, schema, host)
ISSUE = (bibliography, whole)


def files(library: Library) -> Iterator[File]:
    """The files that look over the whole edition, in a fixed order."""
    for module in SITE:
        yield from module.files(library)


def issue_files(issue: IssueView) -> Iterator[File]:
    """The files of an issue, in a fixed order."""
    for module in ISSUE:
        yield from module.files(issue)
