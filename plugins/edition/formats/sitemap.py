"""All pages with their twins, for search engines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from .. import urls
from ..library import Library
from .markup import HEAD, attribute, xml


def sitemap(url: str, paths: Iterable[str]) -> str:
    """Pages of both scripts, each with links to the other."""
    lines = [
        HEAD,
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    full = partial(urls.absolute, url)
    for path in sorted(paths):
        pair = (("zh-Hans", full(path)), ("zh-Hant", full(urls.twin(path))))
        links = "".join(f'<xhtml:link rel="alternate" hreflang="{lang}" href={attribute(one)}/>' for lang, one in pair)
        lines += [f"<url><loc>{xml(one)}</loc>{links}</url>" for _, one in pair]
    return "\n".join([*lines, "</urlset>", ""])


def pages(library: Library) -> Iterator[str]:
    """Paths of all pages that have an address of their own."""
    from ..sheaves import pages as listed  # which lists this file too

    return listed(library)


def files(library: Library) -> Iterator[tuple[str, Callable[[], str]]]:
    """The sitemap, when the address of the edition is known."""
    url = library.edition.url
    if url:
        yield "sitemap.xml", lambda: sitemap(url, pages(library))
