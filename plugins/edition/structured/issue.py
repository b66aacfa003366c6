"""An issue as PublicationIssue of its Newspaper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import urls
from .script import full, known

if TYPE_CHECKING:
    from ..issues import IssueView
    from ..settings import Edition
    from ..views import ArticleView


def newspaper(name: str | None, edition: Edition) -> dict[str, Any]:
    """The printed paper; where nothing names one, the edition itself is the paper."""
    return known(type="Newspaper", name=name or edition.name)


def in_short(issue: IssueView, paper: str | None) -> dict[str, Any]:
    """The issue as its articles name it; `paper` is what the article was printed in, where an issue gathers several."""
    edition = issue.library.edition
    url = full(edition, issue.path)
    return known(
        type="PublicationIssue",
        id=url,
        url=url,
        name=issue.title,
        issueNumber=issue.number,
        datePublished=issue.date.iso if issue.date else None,
        isPartOf=newspaper(paper, edition),
    )


def part(article: ArticleView) -> dict[str, Any]:
    """An article as its issue names it."""
    url = urls.address(article.library.edition.url, article.issue.path, article.path)
    return known(type="NewsArticle", headline=article.title, url=url, printPage=article.page.number.upper())


def publication_issue(issue: IssueView) -> dict[str, Any]:
    """The issue and its articles in print order."""
    pages = [page.number.upper() for page in issue.pages]
    return in_short(issue, issue.paper) | known(
        inLanguage=issue.library.edition.lang,
        isAccessibleForFree=True,
        pageStart=pages[0],
        pageEnd=pages[-1],
        hasPart=[part(article) for article in issue.articles],
    )
