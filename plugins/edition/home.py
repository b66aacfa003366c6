"""The front page: which article leads, which stand beside it, which follow in brief."""

from __future__ import annotations

from dataclasses import dataclass

from .issues import IssueView
from .views import ArticleView
from .weight import by_weight

SECONDS = 3
BRIEFS = 8
"""At least so many briefs, from earlier issues when the latest has fewer."""
FIRST = 4
"""The lead is one of the first so many articles of the first page."""


@dataclass(frozen=True, slots=True)
class Front:
    """The articles of the front page."""

    lead: ArticleView | None
    seconds: tuple[ArticleView, ...]
    briefs: tuple[ArticleView, ...]


def choose_lead(issue: IssueView) -> ArticleView:
    """The lead: the weightiest of the first articles of the first page."""
    return by_weight(issue.pages[0].articles[:FIRST])[0]


def choose_seconds(issue: IssueView, lead: ArticleView) -> tuple[ArticleView, ...]:
    """The weightiest article of each further page first, then the weightiest of the rest.

    A page of nothing but texts without a headline (notices, advertisements) sends nobody.
    """
    fronts = [page.by_weight[0] for page in issue.pages[1:] if not page.by_weight[0].title_made]
    rest = [one for page in issue.pages for one in page.by_weight]
    chosen = dict.fromkeys(one for one in (*fronts, *rest) if one is not lead)
    return tuple(chosen)[:SECONDS]


def choose_briefs(newest: tuple[IssueView, ...], taken: set[str]) -> tuple[ArticleView, ...]:
    """The rest of the latest issue; when that is little, the leads of the issues before it."""
    rest = [article for article in newest[0].articles if article.id not in taken]
    if len(rest) < BRIEFS:
        rest += [choose_lead(issue) for issue in newest[1 : 1 + BRIEFS - len(rest)]]
    return tuple(rest)


def compose(newest: tuple[IssueView, ...]) -> Front:
    """The front page of the latest issue; `newest` are the issues, newest first."""
    if not newest:
        return Front(None, (), ())
    lead = choose_lead(newest[0])
    seconds = choose_seconds(newest[0], lead)
    return Front(lead, seconds, choose_briefs(newest, {article.id for article in (lead, *seconds)}))
