"""Pictures and PDF files that lie beside the pages, published beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from ..issues import IssueView


def issue_files(issue: IssueView) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Every usable file of an issue that belongs to a page or an article."""
    found, root = issue.pictures, issue.library.root
    for view in (*chain(*found.pages.values()), *found.pdfs.values(), *chain(*found.articles.values())):
        yield view.path, (root / view.source).read_bytes
