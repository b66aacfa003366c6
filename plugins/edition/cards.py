"""Pictures that go with a link when it is shared: whose there are, what stands on them, and which one a page names.

Every edition has cards without words: of each issue, its first pages as on their maps. With `card_font` in
`edition.toml` and Pillow there are cards with words too: of each article, each section, and the edition. A picture of
its own, or of the printed page, goes before a card. All of it needs the address of the edition: services load no
picture that is not named by a whole address.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from cards.models import HEIGHT, WIDTH, Page, Words
from cards.sheet import sheet_card
from cards.words import word_card

from . import urls
from .fonts import font_of
from .headline import pieces
from .issues import IssueView
from .pictures import PictureView

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .library import Library
    from .outputs import Output

    Card = tuple[str, Callable[[], bytes]]
    """Path from the root of the site, maker of the content."""

LARGE = 600
"""Pixels: a picture as wide as this, and wider than high, is shown large."""


@dataclass(frozen=True, slots=True)
class Shared:
    """The picture of a page for those who share a link to it."""

    path: str
    width: int
    height: int
    alt: str

    @property
    def is_large(self) -> bool:
        """Whether it is shown above the words, and not small beside them."""
        return self.width >= LARGE and self.width > self.height


def edition_card(library: Library) -> bytes:
    """The card of all pages that have no nearer one."""
    edition = library.edition
    if edition.card_font:
        return draw(library, Words(edition.name, edition.tagline or edition.name, cuts_of(edition.tagline)))
    return sheet_card(maps(library.newest[0]) if library.newest else ())


def issue_card(issue: IssueView) -> bytes:
    """The card of an issue and its pages."""
    return sheet_card(maps(issue))


def section_card(library: Library, key: str) -> bytes:
    """The card of a section."""
    term, edition = library.term_of("section", key), library.edition
    return draw(library, Words(edition.name, term.name, over=term.heading, left=edition.tagline))


def article_card(library: Library, id: str) -> bytes:
    """The card of an article."""
    article = library.articles[id]
    rubric, section = article.rubric, article.section
    words = Words(
        name=library.edition.name,
        title=article.title,
        cuts=cuts_of(article.title),
        over=article.kicker or (rubric.name if rubric else ""),
        left=section.name if section else "",
        right=f"{article.issue.title} 第{article.page.number}版",
    )
    return draw(library, words)


def cuts_of(title: str) -> tuple[int, ...]:
    """How long the pieces of a headline are that are not broken."""
    return tuple(map(len, pieces(title)))


def draw(library: Library, words: Words) -> bytes:
    """A card with words."""
    return word_card(words, font_of(library.edition.card_font, library.root))


def maps(issue: IssueView) -> tuple[Page, ...]:
    """The boxes of the pages of an issue."""
    return tuple(tuple((box.x, box.y, box.width, box.height) for box in page.boxes) for page in issue.pages)


def of_edition(library: Library) -> Iterator[Card]:
    """The card of the edition."""
    if library.edition.url:
        yield urls.card(urls.HOME), partial(edition_card, library)


def of_issue(issue: IssueView) -> Iterator[Card]:
    """The card of an issue."""
    if issue.library.edition.url:
        yield urls.card(issue.path), partial(issue_card, issue)


def of_articles(issue: IssueView) -> Iterator[Card]:
    """The cards of the articles of an issue that have no picture."""
    edition = issue.library.edition
    for article in issue.articles if edition.url and edition.card_font else ():
        if not article.pictures:
            yield urls.card(article.path), partial(article_card, issue.library, article.id)


def of_term(library: Library, kind: str, key: str) -> Iterator[Card]:
    """The card of a section."""
    edition = library.edition
    if kind == "section" and edition.url and edition.card_font:
        yield urls.card(str(library.term_of(kind, key).path)), partial(section_card, library, key)


def shared(output: Output, library: Library) -> Shared | None:
    """The picture of a page; an article without a picture has one only where cards have words."""
    edition, names = library.edition, output.names
    if not edition.url or output.kind in ("404", "gone", "moved"):
        return None
    if output.template == "article":
        article = names["article"]
        own = picture(article.pictures)
        return own or (card(article.path, article.title) if edition.card_font else None)
    if output.template in ("issue", "read", "page"):
        return of_printed(names)
    if output.kind == "section" and edition.card_font:
        return card(str(names["term"].path), names["term"].name)
    return card(urls.HOME, edition.name)


def of_printed(names: dict[str, Any]) -> Shared:
    """The picture of a printed page, or the map of its issue."""
    page = names.get("page")
    issue: IssueView = page.issue if page else names["issue"]
    own = picture(page.pictures) if page else None
    return own or card(issue.path, f"{issue.title}版面示意图")


def card(path: str, alt: str) -> Shared:
    """The card of a page."""
    return Shared(urls.card(path), WIDTH, HEIGHT, alt)


def picture(pictures: tuple[PictureView, ...]) -> Shared | None:
    """The first of some pictures."""
    for one in pictures[:1]:
        if one.width and one.height:
            return Shared(one.path, one.width, one.height, one.alt)
    return None
