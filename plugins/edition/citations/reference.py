"""What is known of an article for citing it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .. import urls
from ..people import is_person

if TYPE_CHECKING:
    from ..credits import CreditView
    from ..views import ArticleView

WRITERS = frozenset({"reporter", "trainee_reporter", "correspondent", "author", None})
"""Roles of those who wrote the text. None: a name without a role."""
MADE_TITLE = "题目为编者所拟"


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote it."""

    name: str
    person: bool = True
    """Not a body."""


@dataclass(frozen=True, slots=True)
class Reference:
    """An article of a printed paper."""

    id: str
    """20240611-01-03."""
    title: str
    paper: str
    page: str
    """版次: 01, A03."""
    authors: tuple[Author, ...] = ()
    title_made: bool = False
    """The page printed no title."""
    date: str | None = None
    """YYYY, YYYY-MM or YYYY-MM-DD: as precise as is known."""
    date_inferred: bool = False
    """The date was read from the text."""
    number: str | None = None
    """期号, as printed."""
    section: str | None = None
    """版名."""
    url: str | None = None

    @property
    def marked_title(self) -> str:
        """The title; one that was made stands in brackets, as cataloguers write it."""
        return f"[{self.title}]" if self.title_made else self.title

    @property
    def date_parts(self) -> tuple[int, ...]:
        """(year, month, day), as many as are known."""
        return tuple(map(int, self.date.split("-"))) if self.date else ()


def writers(credits: tuple[CreditView, ...]) -> tuple[Author, ...]:
    """Who wrote it; of a picture without a text, who took it. Nobody twice, no editor."""
    wrote = [credit for credit in credits if credit.role in WRITERS]
    chosen = wrote or [credit for credit in credits if credit.role == "photographer"]
    return tuple(Author(name, is_person(name)) for name in dict.fromkeys(credit.name for credit in chosen))


def reference(article: ArticleView) -> Reference:
    """An article of the edition. Where nothing tells the paper, the edition itself is the paper."""
    edition = article.library.edition
    return Reference(
        id=article.id,
        title=article.title,
        paper=article.paper or edition.name,
        page=article.page.number.upper(),
        authors=writers(article.credits),
        title_made=article.title_made,
        date=article.date.iso if article.date else None,
        date_inferred=bool(article.date and article.date.inferred),
        number=article.issue.number,
        section=article.page.name,
        url=urls.absolute(edition.url, article.path) if edition.url else None,
    )
