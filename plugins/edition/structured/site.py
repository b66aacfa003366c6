"""The edition as a whole: the site, with its search, and the paper."""

from __future__ import annotations

from typing import Any

from .. import urls
from ..settings import Edition
from .script import full, known


def search_action(url: str) -> dict[str, Any]:
    """How to search from elsewhere."""
    template = urls.absolute(url, urls.SEARCH) + "?q={search_term_string}"
    return {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": template},
        "query-input": "required name=search_term_string",
    }


def website(edition: Edition) -> dict[str, Any]:
    """The site, and the paper of the same name that it is about."""
    url = full(edition, urls.HOME)
    described: dict[str, Any] = {
        "name": edition.name,
        "url": url,
        "alternateName": edition.tagline,
        "description": edition.description,
        "inLanguage": edition.lang,
    }
    publisher = known(type="NewsMediaOrganization", name=edition.name, url=url)
    paper = known(
        type="Newspaper", id=url and f"{url}#paper", **described, publisher=publisher, isAccessibleForFree=True
    )
    action = search_action(edition.url) if edition.url else None
    return known(type="WebSite", id=url and f"{url}#site", **described, about=paper, potentialAction=action)
