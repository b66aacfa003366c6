"""A built site, and what was found in its pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from converter.models import Problem


@dataclass(frozen=True, slots=True)
class Site:
    """What there is in a built site."""

    folder: Path
    files: frozenset[str]
    folders: frozenset[str]
    base: str = ""
    """Its address, when its canonicals name one; with a `/` at the end."""
    alternates: bool = False
    """Whether its pages name their alternates."""

    @property
    def pages(self) -> list[str]:
        """Its HTML files, sorted."""
        return sorted(name for name in self.files if name.endswith(".html"))


Anchor = tuple[int, int, str, str, str]
"""(line, column, url, page, id) of a link to a place on another page."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What other pages, feeds and sitemaps are checked against, of one page."""

    links: int
    listed: bool
    """Whether search engines may list it."""
    ids: frozenset[str]
    needs: frozenset[str]
    """Files that it links."""
    anchors: tuple[Anchor, ...]

    def to_list(self) -> list[Any]:
        """For JSON."""
        return [self.links, self.listed, sorted(self.ids), sorted(self.needs), self.anchors]

    @classmethod
    def from_list(cls, row: list[Any]) -> Facts:
        """Back from JSON."""
        links, listed, ids, needs, anchors = row
        return cls(links, listed, frozenset(ids), frozenset(needs), tuple(map(tuple, anchors)))


@dataclass(slots=True)
class Report:
    """What was found in a site."""

    facts: dict[str, Facts] = field(default_factory=dict)
    """By page."""
    problems: list[Problem] = field(default_factory=list)

    @property
    def links(self) -> int:
        """All links of all pages."""
        return sum(one.links for one in self.facts.values())

    @property
    def listed(self) -> list[str]:
        """Pages that search engines may list."""
        return [name for name, one in self.facts.items() if one.listed]

    def add(self, other: Report) -> None:
        """Take over what another found."""
        self.facts |= other.facts
        self.problems += other.problems
