"""Files for one host."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..library import Library


def files(library: Library) -> Iterator[tuple[str, Callable[[], str]]]:
    """A mark for GitHub Pages that the site is ready as it is."""
    del library
    yield ".nojekyll", str
