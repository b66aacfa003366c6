"""Corrections: what was wrong in an article and when it was put right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from catalogue.front_matter import CorrectionMatter

from .dates import DateView

if TYPE_CHECKING:
    from .views import ArticleView


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """One correction of an article."""

    article: ArticleView = field(repr=False)
    date: DateView
    text: str
    paragraph: int | None

    @property
    def path(self) -> str:
        """The place it is about: the paragraph, else the article."""
        known = self.paragraph is not None and self.paragraph <= self.article.paragraphs
        return f"{self.article.path}#p{self.paragraph}" if known else self.article.path


def corrections_of(article: ArticleView, found: Iterable[CorrectionMatter]) -> tuple[CorrectionView, ...]:
    """The corrections of an article, newest first; of one day in the order of the file."""
    views = (CorrectionView(article, DateView(one.date), one.text, one.paragraph) for one in found)
    return tuple(sorted(views, key=lambda one: one.date.iso, reverse=True))


def log(articles: Iterable[ArticleView]) -> tuple[CorrectionView, ...]:
    """All corrections, newest first."""
    found = (one for article in articles for one in article.corrections)
    return tuple(sorted(found, key=lambda one: one.date.iso, reverse=True))
