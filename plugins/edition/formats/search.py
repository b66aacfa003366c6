"""The index of the search: what of an article is searched, handed to the package that makes the files of it."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from functools import partial

from catalogue import query
from catalogue.terms import region_path
from search.files import files as search_files
from search.models import Issue, Passage, Text

from .. import urls
from ..issues import IssueView
from ..library import Library
from ..views import ArticleView, CreditView

BLOCK = re.compile(
    r"</?(?:p|h[1-6]|[duo]l|li|d[td]|blockquote|table|thead|tbody|t[rdh]|pre|div|figure|figcaption|section|aside|hr)"
    r"\b([^>]*)>"
)
ID = re.compile(r'\bid="([^"]*)"')
TAG = re.compile(r"<[^>]*>")


def passages(body: str) -> Iterator[Passage]:
    """The paragraphs of a body as a reader sees them, each with its id."""
    parts = BLOCK.split(body)
    for attributes, inside in zip(["", *parts[1::2]], parts[::2], strict=True):
        text = " ".join(html.unescape(TAG.sub("", inside)).split())
        if text:
            found = ID.search(attributes)
            yield Passage(text, found[1] if found else "")


def signature(credit: CreditView) -> Passage:
    """本报记者 胡斌, as in the byline."""
    return Passage(f"{credit.organisation or ''}{credit.role_name} {credit.name}".strip())


def text_of(article: ArticleView) -> Text:
    """All of an article that is searched: heads, paragraphs, byline, captions, the note on its author."""
    matter = article.matter
    printed = (*matter.captions, matter.author_note)
    regions = (region_path(path) for path in matter.region)
    return Text(
        stem=article.record.stem,
        page=article.record.page,
        heads=(matter.kicker or "", matter.title, matter.deck or ""),
        passages=(
            *passages(article.body_for(urls.as_file)),
            *map(signature, article.credits),
            *(Passage(line) for line in printed if line),
        ),
        section=matter.section or "",
        regions=tuple("/".join(path) for path in regions if path),
        authors=tuple(person.name for person in matter.people),
    )


def issue_of(view: IssueView, version: str) -> Issue:
    """An issue whose texts are read when they are needed."""
    return Issue(
        key=view.key,
        date=view.date.iso if view.date else "",
        title=view.title,
        folder=urls.issue_folder(view.key),
        sizes=tuple(article.characters for article in view.articles),
        version=version,
        texts=partial(texts_of, view),
    )


def texts_of(view: IssueView) -> tuple[Text, ...]:
    """The texts of an issue."""
    return tuple(map(text_of, view.articles))


def files(library: Library) -> Iterator[tuple[str, Callable[[], str]]]:
    """Every file of the search."""
    versions = query.issue_digests(library.connection)
    yield from search_files(issue_of(view, versions[view.key][:8]) for view in library.issues)
