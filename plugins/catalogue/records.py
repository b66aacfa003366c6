"""What questions to the catalogue are answered with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from .front_matter import FrontMatter


@dataclass(frozen=True, slots=True)
class IssueRecord:
    """An issue that has at least one article. What it holds is asked for apart: it changes more often."""

    key: str
    position: str
    """Sorts issues in time."""
    date: str | None
    paper: str | None
    number: str | None
    lead: str | None
    """Headline of its first article, where neither date nor number says which it is."""


@dataclass(frozen=True)
class ArticleRecord:
    """An article without its body."""

    id: str
    issue: str
    page: str
    stem: str
    """File name of its address: 01-03."""
    characters: int
    paragraphs: int
    summary: str
    opening: str
    json: str
    """The front matter as it is stored."""
    revision: int
    """Another number, another address of one of its terms, or another word of the mirror in it."""
    head: IssueRecord
    """The issue it is in."""

    @cached_property
    def matter(self) -> FrontMatter:
        """The front matter; it was validated when the file was read."""
        return FrontMatter.model_validate_json(self.json)


@dataclass(frozen=True, slots=True)
class TermRecord:
    """Something articles are listed under."""

    kind: str
    key: str
    name: str
    count: int
    first: str
    """Position of the first issue it occurs in."""


@dataclass(frozen=True, slots=True)
class AddressRecord:
    """A term and where its page is."""

    kind: str
    key: str
    name: str
    slug: str
    """The last part of its address."""
    path: str | None
    """None for a term without a page."""


@dataclass(frozen=True, slots=True)
class Source:
    """All of an article that a reader sees, for the mirror."""

    path: str
    """File of the article, as messages name it."""
    matter: FrontMatter
    body: str
