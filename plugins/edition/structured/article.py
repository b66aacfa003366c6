"""An article as NewsArticle, with the fields schema.org has for printed papers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from .. import urls
from ..people import is_person
from .issue import in_short
from .script import full, known

if TYPE_CHECKING:
    from ..settings import Edition
    from ..views import ArticleView, CreditView

OURSELVES = frozenset({"本报", "本社", "本刊"})
"""How a paper names itself in its bylines."""
PARTS = {"photographer": "contributor", "editor": "editor"}
"""Role -> the property of those who did not write the text; all others are authors."""

SECOND = re.compile(r"\d{4}-\d\d-\d\d-([a-z0-9]+)")


def maker(credit: CreditView, article: ArticleView) -> dict[str, Any]:
    """A person or, when the name is that of an office or a paper, an organisation."""
    edition = article.library.edition
    url = full(edition, credit.path)
    if not is_person(credit.name):
        return known(type="Organization", name=credit.name, url=url)
    body = article.paper if credit.organisation in OURSELVES else credit.organisation
    affiliation = known(type="Organization", name=body) if body else None
    return known(type="Person", name=credit.name, jobTitle=credit.role_name, affiliation=affiliation, url=url)


def makers(article: ArticleView) -> dict[str, list[dict[str, Any]]]:
    """author, contributor and editor, each in print order."""
    found: dict[str, list[dict[str, Any]]] = {}
    for credit in article.credits:
        found.setdefault(PARTS.get(credit.role or "", "author"), []).append(maker(credit, article))
    return found


def places(article: ArticleView) -> Iterable[dict[str, Any]]:
    """Its regions, by their full names."""
    return (known(type="AdministrativeArea", name=line[-1].full_name) for line in article.regions if line)


def edition_of_the_day(key: str) -> str | None:
    """The second issue of a day, 2024-06-11-b, is edition B."""
    found = SECOND.fullmatch(key)
    return found[1].upper() if found else None


def publisher(edition: Edition) -> dict[str, Any]:
    """Who publishes the edition."""
    return known(type="NewsMediaOrganization", name=edition.name, url=full(edition, urls.HOME))


def news_article(article: ArticleView) -> dict[str, Any]:
    """The article."""
    edition, page = article.library.edition, article.page
    url = full(edition, article.path)
    names = filter(None, (article.section, article.rubric))
    return known(
        type="NewsArticle",
        id=url,
        url=url,
        mainEntityOfPage=url,
        identifier=article.id,
        headline=article.title,
        alternativeHeadline=[line for line in (article.kicker, article.deck) if line],
        description=article.summary,
        inLanguage=edition.lang,
        datePublished=article.date.iso if article.date else None,
        dateline=article.dateline,
        **makers(article),
        publisher=publisher(edition),
        articleSection=list(dict.fromkeys(term.name for term in names)),
        keywords=[tag.name for tag in article.tags],
        contentLocation=list(places(article)),
        wordCount=article.characters,
        isAccessibleForFree=True,
        printEdition=edition_of_the_day(article.issue.key),
        printSection=page.name,
        printPage=page.number.upper(),
        pageStart=page.number.upper(),
        isPartOf=in_short(article.issue, article.paper),
    )
