"""Pictures and PDF files that lie beside the pages, published beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from ..library import Library


def files(library: Library) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Every usable file that belongs to a page or an article."""
    for issue in library.newest:
        found = issue.pictures
        for view in (*chain(*found.pages.values()), *found.pdfs.values(), *chain(*found.articles.values())):
            yield view.path, (library.root / view.source).read_bytes
