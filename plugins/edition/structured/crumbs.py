"""The way to a page as BreadcrumbList: the same steps as the page itself shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import urls
from .script import known

if TYPE_CHECKING:
    from ..issues import IssueView, PageView
    from ..terms import TermView
    from ..views import ArticleView

Step = tuple[str, str]
"""(what it is called, path)."""
FIRST: Step = ("首页", urls.HOME)


def crumbs(url: str, steps: list[Step]) -> dict[str, Any]:
    """The list; the last step is the page itself. `url` is the address of the edition, or ''."""
    here = steps[-1][1]
    items = [
        known(type="ListItem", position=place, name=name, item=urls.address(url, here, path))
        for place, (name, path) in enumerate([FIRST, *steps], 1)
    ]
    return known(type="BreadcrumbList", itemListElement=items)


def step_of_issue(issue: IssueView) -> Step:
    """渝西都市报 2024年4月19日."""
    return issue.title, issue.path


def step_of_page(page: PageView) -> Step:
    """01版 要闻."""
    return " ".join(filter(None, (f"{page.number.upper()}版", page.name))), page.path


def crumbs_of_issue(issue: IssueView) -> dict[str, Any]:
    """Home, issue."""
    return crumbs(issue.library.edition.url, [step_of_issue(issue)])


def crumbs_of_page(page: PageView) -> dict[str, Any]:
    """Home, issue, page."""
    return crumbs(page.issue.library.edition.url, [step_of_issue(page.issue), step_of_page(page)])


def crumbs_of_article(article: ArticleView) -> dict[str, Any]:
    """Home, issue, page, article."""
    steps = [step_of_issue(article.issue), step_of_page(article.page), (article.title, article.path)]
    return crumbs(article.library.edition.url, steps)


def crumbs_of_term(term: TermView) -> dict[str, Any]:
    """Home, all terms of the kind, the regions above, the term."""
    line = [term]
    while line[0].parent:
        line.insert(0, line[0].parent)
    steps = [(term.heading, urls.overview(term.kind)), *((one.name, one.path) for one in line if one.path)]
    return crumbs(term.library.edition.url, steps)
