"""Feeds as JSON Feed 1.1, with the whole text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from .. import urls
from ..credits import CreditView
from ..feeds import Feed
from ..library import Library
from ..views import ArticleView
from .entries import content, day, entry_id, entry_title

VERSION = "https://jsonfeed.org/version/1.1"


def person(credit: CreditView, address: Callable[[str], str]) -> dict[str, str]:
    """An author and their page."""
    return {"name": credit.name, "url": address(credit.path)}


def item(article: ArticleView, feed: Feed) -> dict[str, Any]:
    """An article; the date only when the day is known."""
    edition = article.library.edition
    address = partial(urls.address, edition.url, feed.json)
    found = {
        "id": entry_id(edition, article.path),
        "url": address(article.path),
        "title": entry_title(article),
        "content_html": content(article, feed),
        "summary": article.summary,
        "date_published": day(article.date),
        "date_modified": day(article.updated),
        "authors": [person(credit, address) for credit in article.credits],
        "tags": [term.name for term in (article.section, *article.tags) if term],
        "language": edition.lang,
    }
    return {key: value for key, value in found.items() if value}


def json_feed(library: Library, feed: Feed) -> str:
    """The feed."""
    edition = library.edition
    address = partial(urls.address, edition.url, feed.json)
    found = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": address(feed.page),
        "feed_url": address(feed.json),
        "description": feed.subtitle,
        "favicon": address("favicon.svg"),
        "authors": [{"name": edition.name, "url": address(urls.HOME)}],
        "language": edition.lang,
    }
    head = {key: value for key, value in found.items() if value}
    items = [item(article, feed) for article in feed.articles]
    return json.dumps(head | {"items": items}, ensure_ascii=False, indent=1) + "\n"


def files_of(library: Library, found: Iterable[Feed]) -> Iterator[tuple[str, Callable[[], str]]]:
    """Some feeds: those of the edition (`feeds.of_edition`), or that of a term (`feeds.of_term`)."""
    for feed in found:
        yield feed.json, partial(json_feed, library, feed)
