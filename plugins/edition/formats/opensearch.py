"""The search of the edition for browsers and their address bars. It needs the full address of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from .. import urls
from ..library import Library
from ..settings import Edition
from .markup import HEAD, attribute, xml

SHORT, LONG = 16, 48
"""Characters that the standard allows a short and a long name."""


def opensearch(edition: Edition) -> str:
    """OpenSearch 1.1; the mirror makes the Traditional one of it."""
    template = urls.absolute(edition.url, urls.SEARCH) + "?q={searchTerms}"
    lines = [
        HEAD,
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
        f"<ShortName>{xml(edition.name[:SHORT])}</ShortName>",
        f"<LongName>{xml((edition.name + '搜索')[:LONG])}</LongName>",
        f"<Description>{xml(f'在{edition.name}的全部文章中逐字查找')}</Description>",
        f"<Language>{edition.lang}</Language>",
        "<InputEncoding>UTF-8</InputEncoding>",
        f'<Image type="image/svg+xml">{xml(urls.absolute(edition.url, "favicon.svg"))}</Image>',
        f'<Url type="text/html" template={attribute(template)}/>',
        "</OpenSearchDescription>",
    ]
    return "\n".join([*lines, ""])


def files(library: Library) -> Iterator[tuple[str, Callable[[], str]]]:
    """opensearch.xml, when the address of the site is known."""
    if library.edition.url:
        yield "opensearch.xml", partial(opensearch, library.edition)
