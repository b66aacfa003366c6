"""How much an article weighs on its page: which one leads, on the page and on the front page."""

from __future__ import annotations

from .views import ArticleView

ENOUGH = 1500
"""More characters than this do not make an article weightier."""


def weight(article: ArticleView, place: int) -> float:
    """Its place, its length, a kicker, a deck or a picture; nothing without a printed headline."""
    if article.title_made:
        return 0.0
    marks = (article.kicker is not None, article.deck is not None, bool(article.captions))
    return (1.0 + 0.25 * sum(marks)) * (200 + min(article.characters, ENOUGH)) / (1 + 0.5 * place)


def by_weight(articles: tuple[ArticleView, ...]) -> tuple[ArticleView, ...]:
    """The articles of a page, the weightiest first."""
    weights = {article.id: weight(article, place) for place, article in enumerate(articles)}
    return tuple(sorted(articles, key=lambda article: -weights[article.id]))
