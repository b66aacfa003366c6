"""Structured data of a page for search engines: schema.org as JSON-LD, one graph a page.

What is not known is left out. Addresses are absolute when that of the edition is known, else links from the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from .article import news_article
from .crumbs import crumbs_of_article, crumbs_of_issue, crumbs_of_page, crumbs_of_term
from .issue import publication_issue
from .script import graph, script_json
from .site import website

if TYPE_CHECKING:
    from ..library import Library
    from ..views import ArticleView

__all__ = ["article_graph", "page_graph", "script_json"]


def article_graph(article: ArticleView) -> Markup:
    """An article and the way to it."""
    return graph([news_article(article), crumbs_of_article(article)])


def page_graph(template: str, names: dict[str, Any], library: Library) -> Markup | None:
    """Any other page, from the names its template is given; None for one that has nothing to say."""
    match template:
        case "home":
            return graph([website(library.edition)])
        case "issue":
            return graph([publication_issue(names["issue"]), crumbs_of_issue(names["issue"])])
        case "page":
            return graph([crumbs_of_page(names["page"])])
        case "term":
            return graph([crumbs_of_term(names["term"])])
    return None
