"""Files that hosts look for in the site: a mark for GitHub Pages, headers and redirects for most others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from ..hosting import headers, redirect_lines
from ..library import Library
from ..stubs import remains


def redirects(library: Library) -> str:
    """`_redirects` of the edition."""
    return redirect_lines(library.edition.url, remains(library).redirects)


def files(library: Library) -> Iterator[tuple[str, Callable[[], str]]]:
    """`.nojekyll` (the site is ready as it is), `_headers`, `_redirects`."""
    yield ".nojekyll", str
    yield "_headers", partial(headers, library.edition.url)
    yield "_redirects", partial(redirects, library)
