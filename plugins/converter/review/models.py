"""What the report shows: pages, lines, articles and doubts, ready for the templates."""

from __future__ import annotations

from dataclasses import dataclass

from ..ledger import Tally
from ..models import Problem


@dataclass(frozen=True, slots=True)
class LineView:
    """One line of the source."""

    number: int
    text: str
    state: str
    """`used`, `dropped`, `lost` or `blank`."""
    label: str = ""
    """What it is, or why it was dropped, in Chinese."""
    articles: tuple[int, ...] = ()
    """Places of its articles among those of the page, from 1; a rubric may stand over several."""


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field of an article: its name in Chinese, its values."""

    key: str
    label: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """A paragraph as it stands in the article's file."""

    text: str
    crosshead: bool = False
    lines: tuple[int, ...] = ()
    """Lines of the source; none for words of an editor."""


@dataclass(frozen=True, slots=True)
class DoubtView:
    """Something to look at: what, the words in question, what to do, and where."""

    key: str
    zh: str
    remedy: str
    rank: int
    value: str = ""
    article: int | None = None
    line: int | None = None
    path: str = ""
    """The file to edit."""


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article, as its file says, else as it would be written."""

    number: int
    """Place on the page, from 1: its colour and its anchor."""
    id: str
    headline: str
    path: str
    state: str
    """`new`, `generated`, `edited` or `deleted`."""
    fields: tuple[FieldView, ...]
    paragraphs: tuple[ParagraphView, ...]
    ranges: tuple[tuple[int, str], ...]
    """(first line, range as text) of every run of its source lines."""


@dataclass(frozen=True, slots=True)
class PageView:
    """One page beside its articles."""

    path: str
    issue: str
    page: str
    counts: Tally
    lines: tuple[LineView, ...] = ()
    articles: tuple[ArticleView, ...] = ()
    doubts: tuple[DoubtView, ...] = ()
    """Those that are probably wrong first."""
    problems: tuple[Problem, ...] = ()
    """A page that cannot be used has these and nothing else."""

    @property
    def name(self) -> str:
        """File name of its report; no page has a hyphen, so no two are the same."""
        return f"{self.issue}-{self.page}.html"

    @property
    def refused(self) -> bool:
        """Whether the page could not be read at all."""
        return not self.lines

    def ranked(self, rank: int) -> int:
        """How many doubts of this rank it has."""
        return sum(doubt.rank == rank for doubt in self.doubts)
