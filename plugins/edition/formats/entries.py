"""What Atom and JSON Feed both say of an article."""

from __future__ import annotations

import html
import re
import uuid
from collections.abc import Iterator

from .. import urls
from ..dates import DateView
from ..feeds import Feed
from ..settings import Edition
from ..views import ArticleView

NAMESPACE = uuid.UUID("6d0f1f4e-5d5c-5d0b-9c39-6a1e54f4d3a7")
"""For the ids of an edition that has no address."""
PLACE = re.compile(r'<(p|h2) id="[ps]\d+">')
"""Numbers of paragraphs and crossheads: on a page with many articles no address leads to them."""


def entry_id(edition: Edition, path: str) -> str:
    """A permanent id: the address, or a UUID made from the name of the edition and the path."""
    if edition.url:
        return urls.absolute(edition.url, path)
    return f"urn:uuid:{uuid.uuid5(NAMESPACE, f'{edition.name}/{path}')}"


def entry_title(article: ArticleView) -> str:
    """Kicker and headline, which are one sentence in print."""
    return "\u3000".join(part for part in (article.kicker, article.title) if part)


def printed(article: ArticleView) -> str:
    """Where it was printed: 城报 2024年6月11日 第01版 要闻."""
    name = article.page.name or ""
    return " ".join(part for part in (article.issue.title, f"第{article.page.number.upper()}版", name) if part)


def day(date: DateView | None) -> str | None:
    """The first moment of a day, when the day is known."""
    return date.timestamp if date and date.precision == "day" else None


def changed(article: ArticleView) -> DateView | None:
    """The date of its last correction, else its own."""
    return article.updated or article.date


def content(article: ArticleView, feed: Feed) -> str:
    """The whole article as HTML: deck, text, captions, note on the author, where it was printed."""
    link = urls.Linker(feed.atom, article.library.edition.url)

    def make() -> str:
        body = PLACE.sub(r"<\1>", str(article.body_for(link)))
        return "\n".join([*before(article), body, *after(article, link(article.path))])

    return article.library.kept(link, "entry", article, caller=make)


def before(article: ArticleView) -> Iterator[str]:
    """What stands between headline and text."""
    if article.deck:
        yield f"<p><strong>{html.escape(article.deck, quote=False)}</strong></p>"
    if article.credits:
        people = "　".join(" ".join(filter(None, (one.role_name, one.name))) for one in article.credits)
        yield f"<p><small>{html.escape(people, quote=False)}</small></p>"


def after(article: ArticleView, address: str) -> Iterator[str]:
    """What stands below the text: captions, notes, corrections, whose it is, where it was printed."""
    corrections = (f"更正（{one.date.text}）：{one.text}" for one in article.corrections)
    source = f"来源：{article.origin}" if article.origin else None
    for text in filter(None, (*article.captions, article.author_note, *corrections, source, article.rights)):
        yield f"<p><small>{html.escape(text, quote=False)}</small></p>"
    yield f'<p><small><a href="{html.escape(address)}">{html.escape(printed(article), quote=False)}</a></small></p>'
