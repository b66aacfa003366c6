"""What programs that fetch the site may read, and where they begin."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from .. import urls
from ..library import Library


def robots(url: str) -> str:
    """Everything may be read; the sitemap is named when there is one."""
    return "User-agent: *\nAllow: /\n" + (f"Sitemap: {urls.absolute(url, urls.SITEMAP)}\n" if url else "")


def files(library: Library) -> Iterator[tuple[str, Callable[[], str]]]:
    """robots.txt."""
    yield "robots.txt", partial(robots, library.edition.url)
