"""The icon of the site, made from the name of the paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from ..library import Library
from .markup import xml

ICON = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
<rect width="64" height="64" rx="6" fill="#a3221b"/>
<text x="32" y="33" fill="#fffdf9" font-family="'Noto Serif SC','Songti SC',SimSun,serif" font-size="44"
 font-weight="700" text-anchor="middle" dominant-baseline="central">{character}</text>
</svg>
"""


def icon(name: str) -> str:
    """The first character of the paper's name, white on vermilion."""
    return ICON.format(character=xml(name.strip()[:1]))


def files(library: Library) -> Iterator[tuple[str, Callable[[], str]]]:
    """The icon."""
    yield "favicon.svg", partial(icon, library.edition.name)
