"""What templates are given: articles and credits. The contract is `docs/theme.md`.

Frozen dataclasses over catalogue records; whatever costs a query or a walk is made when a
template asks for it, and kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from markupsafe import Markup

from catalogue.beside import Beside, beside
from catalogue.front_matter import CreditMatter, FrontMatter
from catalogue.query import ArticleRecord
from catalogue.related import Reason
from catalogue.terms import region_path

from . import urls
from .body import Setting
from .citations import Citation, citations
from .citations.reference import reference
from .citations.tags import tags
from .corrections import CorrectionView, corrections_of
from .credits import CreditView
from .dates import DateView, date_view
from .pictures import PictureView
from .remember import remembered
from .structured import article_graph

if TYPE_CHECKING:
    from .issues import IssueView, PageView
    from .library import Library
    from .terms import TermView


@dataclass(frozen=True, eq=False)
class ArticleView:
    """An article."""

    record: ArticleRecord = field(repr=False)
    issue: IssueView = field(repr=False)
    library: Library = field(repr=False)

    def __eq__(self, other: object) -> bool:
        """Two views of one article are the same article."""
        return isinstance(other, ArticleView) and other.id == self.id

    def __hash__(self) -> int:
        return hash(self.record.id)

    @property
    def number(self) -> int:
        """Place in the issue, from 1."""
        return self.issue.ids.index(self.id) + 1

    @cached_property
    def matter(self) -> FrontMatter:
        """Its front matter."""
        return self.record.matter

    @property
    def id(self) -> str:
        """20240611-01-03."""
        return self.record.id

    @cached_property
    def path(self) -> str:
        """2024/06/11/01-03.html."""
        return urls.article(self.record.issue, self.record.stem)

    @property
    def title(self) -> str:
        """The headline."""
        return self.matter.title

    @property
    def title_made(self) -> bool:
        """Whether the page printed none."""
        return self.matter.title_made

    @property
    def kicker(self) -> str | None:
        """引题."""
        return self.matter.kicker

    @property
    def deck(self) -> str | None:
        """副题."""
        return self.matter.deck

    @property
    def rubric(self) -> TermView | None:
        """栏目."""
        return self.library.own_term("rubric", self.matter.rubric)

    @property
    def section(self) -> TermView | None:
        """版块."""
        return self.library.own_term("section", self.matter.section)

    @cached_property
    def credits(self) -> tuple[CreditView, ...]:
        """Who made it, in print order."""
        return tuple(map(self.credit, self.matter.people))

    def credit(self, one: CreditMatter) -> CreditView:
        """One credit with the page of its person."""
        term = self.library.own_term("author", one.name)
        return CreditView(one.name, one.role, one.organisation, (term and term.path) or urls.overview("author"))

    @cached_property
    def date(self) -> DateView | None:
        """Its own date, else that of the issue."""
        return date_view(self.matter.date, self.matter.date_inferred) or self.issue.date

    @property
    def paper(self) -> str | None:
        """报名."""
        return self.matter.paper or self.issue.paper

    @property
    def page(self) -> PageView:
        """The page it stands on."""
        return self.issue.page(self.record.page)

    @cached_property
    def regions(self) -> tuple[tuple[TermView, ...], ...]:
        """Its regions, each from the province down."""
        return tuple(self.library.region_line(path) for path in map(region_path, self.matter.region) if path)

    @cached_property
    def tags(self) -> tuple[TermView, ...]:
        """Its tags; one that no other article has is without a page."""
        return tuple(term for name in self.matter.tags if (term := self.library.own_term("tag", name)))

    @property
    def dateline(self) -> str | None:
        """消息头."""
        return self.matter.dateline

    @property
    def body(self) -> Markup:
        """The text as HTML, for its own page. Not kept."""
        return self.body_for(lambda path: urls.link(self.path, path))

    def body_for(self, link: Callable[[str], str]) -> Markup:
        """The text as HTML, with links made by `link`."""
        return self.library.body(self.id, link)

    @property
    def reading(self) -> Markup:
        """The text as HTML among the others of its issue: ids that begin with its place, crossheads as `h4`."""
        path = self.issue.reading_path
        return self.library.body(self.id, lambda target: urls.link(path, target), Setting(f"{self.place}-", 4))

    @property
    def place(self) -> str:
        """01-03: page and number, as in its address."""
        return self.record.stem

    @property
    def captions(self) -> tuple[str, ...]:
        """图片说明."""
        return self.matter.captions

    @property
    def pictures(self) -> tuple[PictureView, ...]:
        """Its pictures that lie beside the page, each with its caption."""
        return self.issue.pictures.articles.get(self.id, ())

    @property
    def author_note(self) -> str | None:
        """作者系…"""
        return self.matter.author_note

    @property
    def origin(self) -> str | None:
        """来源: where the paper had it from."""
        return self.matter.origin

    @property
    def rights(self) -> str | None:
        """Whose it is, when that is not as for the whole edition."""
        return self.matter.rights

    @cached_property
    def corrections(self) -> tuple[CorrectionView, ...]:
        """更正, newest first."""
        return corrections_of(self, self.matter.corrections)

    @property
    def updated(self) -> DateView | None:
        """When it was last corrected."""
        return self.corrections[0].date if self.corrections else None

    @property
    def summary(self) -> str:
        """Plain text of about 120 characters."""
        return self.record.summary

    @property
    def opening(self) -> str:
        """Plain text of about 300 characters, one paragraph a line."""
        return self.record.opening

    @property
    def characters(self) -> int:
        """Characters of the text, spaces not counted."""
        return self.record.characters

    @property
    def paragraphs(self) -> int:
        """Paragraphs of the text."""
        return self.record.paragraphs

    @property
    def previous(self) -> ArticleView | None:
        """The article before it in the issue."""
        return self.library.articles[self.issue.ids[self.number - 2]] if self.number > 1 else None

    @property
    def next(self) -> ArticleView | None:
        """The article behind it in the issue."""
        return self.library.articles[self.issue.ids[self.number]] if self.number < len(self.issue.ids) else None

    @property
    def same_page(self) -> tuple[ArticleView, ...]:
        """The other articles of its page."""
        return tuple(article for article in self.page.articles if article != self)

    @remembered
    def _beside(self) -> Beside:
        """Ids of what stands beside it in its section."""
        return beside(self.library.asker, self.id)

    @property
    def same_section(self) -> tuple[ArticleView, ...]:
        """Articles of its section on other pages: of its issue, then of earlier ones."""
        return tuple(self.library.articles[id] for id in self._beside.near)

    @property
    def section_previous(self) -> ArticleView | None:
        """The article before it in its section."""
        return self.library.articles[self._beside.previous] if self._beside.previous else None

    @property
    def section_next(self) -> ArticleView | None:
        """The article behind it in its section."""
        return self.library.articles[self._beside.next] if self._beside.next else None

    @remembered
    def ties(self) -> tuple[TieView, ...]:
        """Articles about the same event, of the days around it, best first, each with what they share."""
        return self.library.related_articles(self)

    @property
    def related(self) -> tuple[ArticleView, ...]:
        """The articles of `ties`."""
        return tuple(tie.article for tie in self.ties)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """It cited in every style."""
        return citations(reference(self))

    @property
    def citation_tags(self) -> tuple[tuple[str, str], ...]:
        """(name, content) of what reference managers read in the head."""
        return tuple(tags(reference(self), self.library.edition.lang))

    @remembered
    def json_ld(self) -> Markup:
        """Structured data, safe inside a script element."""
        return article_graph(self)


@dataclass(frozen=True, slots=True)
class TieView:
    """An article related to another one."""

    article: ArticleView
    reasons: tuple[Reason, ...]
    """`.label` (同题 同地 同人 同栏) and `.name` of what they share, the most telling first."""
