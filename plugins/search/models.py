"""What is searched: texts, and the parts of time they are kept in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Passage:
    """A line or paragraph of an article; no phrase is found across two of them."""

    text: str
    anchor: str = ""
    """Id of its paragraph on the page of the article: p4."""


@dataclass(frozen=True, slots=True)
class Text:
    """An article."""

    stem: str
    """File name of its address: 01-03."""
    page: str
    """Number of its page, as readers see it: 01."""
    heads: tuple[str, ...]
    """Kicker, headline, deck, each '' when there is none."""
    passages: tuple[Passage, ...]
    """Byline, paragraphs, captions, note."""
    section: str = ""
    regions: tuple[str, ...] = ()
    """Paths from the province down: 四川省/德阳市."""
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue before its texts are read: all that decides how the index is cut."""

    key: str
    date: str
    """2024-06-11, 2024-06, 2024, or '' when it is not known."""
    title: str
    """For people: 渝西都市报 2024年4月19日."""
    folder: str
    """Address of its folder: 2024/06/11/."""
    sizes: tuple[int, ...]
    """Characters of each of its texts, about, in print order."""
    version: str
    """Changes whenever one of its texts changes."""
    texts: Callable[[], tuple[Text, ...]] = field(repr=False, compare=False)
    """Reads its texts, in print order."""


@dataclass(frozen=True, slots=True)
class Name:
    """What has a page of its own: a section, a region, a rubric, a tag, an author."""

    kind: int
    """Place of its kind among those that the page of the search names; the first ones are shown first."""
    path: str
    """Folder of its page, from the root of the site: `region/chong-qing/`."""
    name: str
    others: tuple[str, ...] = ()
    """Other names it is looked for by."""


@dataclass(frozen=True, slots=True)
class Part:
    """The issues of a time that are indexed together."""

    name: str
    """2023, 2024q2, 2024-06, 2024-06c, undated."""
    issues: tuple[Issue, ...]
    """Oldest first."""
