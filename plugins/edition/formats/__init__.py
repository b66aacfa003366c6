"""Every file of the site that no template makes: feeds, sitemaps and the small files that hosts and browsers ask for.

One module a kind of file. Each has `files(library)`, which gives the path of every file and a maker of its content;
the makers are called later, or not at all, so nothing is to be computed before. `MODULES` is the one list of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..library import Library
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
    search,
    sitemap,
    whole,
)

File = tuple[str, Callable[[], str | bytes]]
"""Path from the root of the site, maker of the content; text is written as UTF-8."""

MODULES = (
    *(bibliography, atom, json_feed, sitemap, robots, icon, manifest, whole, pictures, bulk, schema),
    *(search, opensearch, host),
)


def files(library: Library) -> Iterator[File]:
    """Every file beside the pages, in a fixed order."""
    for module in MODULES:
        yield from module.files(library)
