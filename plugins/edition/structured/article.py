"""An article as NewsArticle, with the fields schema.org has for printed papers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from .. import urls
from ..people import is_person
from .issue import in_short
from .script import full, known

if TYPE_CHECKING:
    from ..credits import CreditView
    from ..settings import Edition
    from ..views import ArticleView

OURSELVES = frozenset({"本报", "本社", "本刊"})
"""How a paper names itself in its bylines."""
PARTS = {"photographer": "contributor", "editor": "editor"}
"""Role -> the property of those who did not write the text; all others are authors."""


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


def corrections(article: ArticleView) -> list[dict[str, Any]]:
    """What was put right, newest first."""
    return [known(type="CorrectionComment", text=one.text, datePublished=one.date.iso) for one in article.corrections]


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
        image=[address for one in article.pictures if (address := full(edition, one.path))],
        inLanguage=edition.lang,
        datePublished=article.date.iso if article.date else None,
        dateModified=article.updated.iso if article.updated else None,
        correction=corrections(article),
        dateline=article.dateline,
        **makers(article),
        sourceOrganization=known(type="Organization", name=article.origin) if article.origin else None,
        publisher=publisher(edition),
        copyrightNotice=article.rights or edition.rights,
        articleSection=list(dict.fromkeys(term.name for term in names)),
        keywords=[tag.name for tag in article.tags],
        contentLocation=list(places(article)),
        wordCount=article.characters,
        isAccessibleForFree=True,
        printEdition=article.issue.edition.upper(),
        printSection=page.name,
        printPage=page.number.upper(),
        pageStart=page.number.upper(),
        isPartOf=in_short(article.issue, article.paper),
    )
