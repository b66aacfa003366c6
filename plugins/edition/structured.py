"""Structured data of an article for search engines: schema.org NewsArticle as JSON-LD."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from . import urls
from .people import is_person
from .settings import Edition

if TYPE_CHECKING:
    from .views import ArticleView, CreditView

ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def script_json(data: dict[str, Any]) -> Markup:
    """JSON that can stand in a script element: nothing in it ends the element or begins markup."""
    return Markup(json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES))


def author(credit: CreditView, edition: Edition) -> dict[str, Any]:
    """A person or, when the name is that of an office or a paper, an organisation."""
    person = is_person(credit.name)
    found: dict[str, Any] = {"@type": "Person" if person else "Organization", "name": credit.name}
    if credit.role_name and person:
        found["jobTitle"] = credit.role_name
    if edition.url:
        found["url"] = urls.absolute(edition.url, credit.path)
    return found


def publication(article: ArticleView) -> dict[str, Any]:
    """The issue the article was printed in."""
    issue = article.issue
    found: dict[str, Any] = {"@type": "PublicationIssue", "name": issue.title}
    if issue.number:
        found["issueNumber"] = issue.number
    if issue.date:
        found["datePublished"] = issue.date.iso
    if article.paper:
        found["isPartOf"] = {"@type": "Newspaper", "name": article.paper}
    return found


def news_article(article: ArticleView, edition: Edition) -> Markup:
    """The article as NewsArticle; what is not known is left out."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": urls.absolute(edition.url, article.path) if edition.url else None,
        "url": urls.absolute(edition.url, article.path) if edition.url else None,
        "headline": article.title,
        "alternativeHeadline": article.deck or article.kicker,
        "description": article.summary or None,
        "inLanguage": edition.lang,
        "datePublished": article.date.iso if article.date else None,
        "author": [author(credit, edition) for credit in article.credits] or None,
        "publisher": {"@type": "Organization", "name": edition.name},
        "articleSection": article.section.name if article.section else None,
        "keywords": [tag.name for tag in article.tags] or None,
        "contentLocation": [{"@type": "Place", "name": line[-1].full_name} for line in article.regions] or None,
        "printPage": article.page.number,
        "isPartOf": publication(article),
    }
    return script_json({key: value for key, value in data.items() if value is not None})
