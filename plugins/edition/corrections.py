"""Corrections: what was wrong in an article and when it was put right, and where readers tell of more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote

from catalogue.front_matter import CorrectionMatter

from . import urls
from .dates import DateView

if TYPE_CHECKING:
    from .settings import Edition
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


def report_link(article: ArticleView, edition: Edition) -> str | None:
    """A link by which a reader tells of a mistake, with the article filled in; None when nobody is named."""
    if not edition.report:
        return None
    address = urls.absolute(edition.url, article.path) if edition.url else article.path
    title = quote(f"勘误 {article.id} {article.title}", safe="")
    body = quote(f"{article.title}\n{address}\n\n第    段\n原文：\n应为：\n", safe="")
    if "://" not in edition.report:
        return f"mailto:{edition.report}?subject={title}&body={body}"
    return f"{edition.report}{'&' if '?' in edition.report else '?'}title={title}&body={body}"
