"""An article for reference managers that read the head of a page: the tags of Highwire, and the type for Zotero."""

from __future__ import annotations

from collections.abc import Iterator

from .reference import Reference


def tags(reference: Reference, lang: str) -> Iterator[tuple[str, str]]:
    """(name, content) of each `<meta>`.

    Without a type Zotero takes `citation_journal_title`, the only tag there is for the name of a paper, for that of a
    scholarly journal.
    """
    yield "DC.type", "newspaperArticle"
    yield "citation_title", reference.marked_title
    yield from (("citation_author", author.name) for author in reference.authors)
    yield "citation_journal_title", reference.paper
    if reference.date:
        yield "citation_publication_date", reference.date.replace("-", "/")
    if reference.number:
        yield "citation_issue", reference.number
    yield "citation_firstpage", reference.page
    yield "citation_language", lang
    if reference.url:
        yield "citation_public_url", reference.url
