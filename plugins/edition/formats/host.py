"""Files that hosts look for in the site: a mark for GitHub Pages, headers and redirects for most others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from ..hosting import headers
from ..library import Library

REDIRECTS = "_redirects"
"""Made of what is left of the past (`sheaves.py`)."""


def files(library: Library) -> Iterator[tuple[str, Callable[[], str]]]:
    """`.nojekyll` (the site is ready as it is) and `_headers`."""
    yield ".nojekyll", str
    yield "_headers", partial(headers, library.edition.url)
