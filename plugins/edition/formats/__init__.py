"""Files of the site that no template makes, a module for each kind.

A module gives (path, maker of the content) of its files; text is written as UTF-8. Which of them come and go with
the edition, an issue or a term stands here, and `sheaves.py` lists them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from ..feeds import of_edition, of_term
from ..issues import IssueView
from ..library import Library
from ..terms import TermView
from . import (
    atom,
    bibliography,
    bulk,
    host,
    icon,
    json_feed,
    manifest,
    opensearch,
    pictures,
    robots,
    schema,
    sitemap,
    whole,
)

File = tuple[str, Callable[[], str | bytes]]
"""Path from the root of the site, maker of the content."""

EDITION = (robots, icon, manifest, opensearch, schema, host)


def edition_files(library: Library) -> Iterator[File]:
    """Those that look over the whole edition."""
    feeds = tuple(of_edition(library))
    yield from atom.files_of(library, feeds)
    yield from json_feed.files_of(library, feeds)
    yield bulk.list_file(library)
    yield from chain.from_iterable(module.files(library) for module in EDITION)
    yield from sitemap.news_files(library)


def issue_files(issue: IssueView) -> Iterator[File]:
    """Those of an issue."""
    yield from bibliography.issue_files(issue)
    yield from whole.issue_files(issue)
    yield from pictures.issue_files(issue)


def term_files(term: TermView) -> Iterator[File]:
    """Those of a term with a page."""
    feeds = tuple(filter(None, (of_term(term),)))
    yield from atom.files_of(term.library, feeds)
    yield from json_feed.files_of(term.library, feeds)
