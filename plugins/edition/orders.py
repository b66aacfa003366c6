"""The orders in which a long list of names is looked through: pinyin, strokes, strokes of the Traditional forms.

Readers of Traditional Chinese look names up by strokes, and count those of the characters they write; so there are
two lists by strokes, and both editions have both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from .strokes import bare, strokes
from .terms import TermView

KINDS = ("tag", "author")
"""Kinds of terms with lists in several orders."""


@dataclass(frozen=True, slots=True)
class Group:
    """Terms that stand under one letter or one number of strokes."""

    name: str
    """W, or 12画."""
    anchor: str
    terms: tuple[TermView, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Order:
    """A way to order terms."""

    key: str
    """Name of its page in the address; '' for the overview itself."""
    name: str
    about: str
    """A note to the reader, or ''."""
    sort: Callable[[TermView], tuple[Any, ...]]
    """What terms are sorted by; what it begins with makes the groups."""

    def groups(self, terms: Iterable[TermView]) -> tuple[Group, ...]:
        """The terms in this order."""
        ordered = sorted(terms, key=lambda term: (*self.sort(term), term.slug, term.name))
        groups = groupby(ordered, key=lambda term: self.sort(term)[0])
        return tuple(Group(label(first), anchor(first), tuple(found)) for first, found in groups)


def label(first: str | int) -> str:
    """A letter, or a number of strokes; names that begin with no Chinese character have none."""
    return first if isinstance(first, str) else f"{first}画" if first else "其他"


def anchor(first: str | int) -> str:
    """The id of a group."""
    return f"i{first}" if isinstance(first, str) else f"s{first}"


def by_pinyin(term: TermView) -> tuple[str]:
    """The letter its address begins with."""
    return (term.initial,)


def by_strokes(term: TermView, hant: bool = False) -> tuple[int, str, tuple[int, ...]]:
    """Strokes of the first character, that character (in the order of radicals), strokes of all."""
    counts = strokes(term.name, hant, person=term.kind == "author")
    return counts[0] if counts else 0, bare(term.name)[:1], counts


ORDERS = (
    Order("", "拼音", "", by_pinyin),
    Order("strokes", "简体笔画", "按首字简体字形的笔画数排列，笔画数依 Unicode 汉字数据库。", by_strokes),
    Order(
        "strokes-hant",
        "繁体笔画",
        "按首字繁体字形的笔画数排列，笔画数依 Unicode 汉字数据库。",
        lambda term: by_strokes(term, hant=True),
    ),
)
