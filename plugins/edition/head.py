"""What the head of a page says to machines: its addresses in both scripts, its feeds, its structured data."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from . import cards, urls
from .feeds import Feed, all_articles, of_term
from .structured import page_graph

if TYPE_CHECKING:
    from .library import Library
    from .outputs import Output


def addresses(output: Output, url: str) -> tuple[str | None, tuple[tuple[str, str], ...]]:
    """(canonical, alternates) of a page; what was not found has none, a page that moved names its new address."""
    if output.path == urls.NOT_FOUND:
        return None, ()
    address = partial(urls.address, url, output.path)
    if output.kind == "moved":
        return address(output.names["target"]), ()
    here, twin = address(output.path), address(urls.twin(output.path))
    return here, (("zh-Hans", here), ("zh-Hant", twin), ("x-default", here))


def feeds_of(output: Output, library: Library) -> Iterator[Feed]:
    """The feed of the term a page belongs to first, then that of the edition."""
    term = output.names.get("term")
    yield from filter(None, (of_term(term) if term else None, all_articles(library)))


def head(output: Output, library: Library) -> dict[str, Any]:
    """The names that `partials/head.html` uses. An article brings its structured data itself, in its template."""
    canonical, alternates = addresses(output, library.edition.url)
    return {
        "canonical": canonical,
        "alternates": alternates,
        "feeds": tuple(feeds_of(output, library)),
        "image": cards.shared(output, library),
        "json_ld": page_graph(output.template, output.names, library),
    }
