"""The icons of the site, made from the name of the paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from ..library import Library
from .markup import xml

FRAME = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
{ground}
<text x="32" y="33" fill="#fffdf9" font-family="'Noto Serif SC','Songti SC',SimSun,serif" font-size="{size}"
 font-weight="700" text-anchor="middle" dominant-baseline="central">{character}</text>
</svg>
"""
# On a dark tab strip the vermilion of the dark pages, with ink on it.
TILE = """\
<style>@media (prefers-color-scheme: dark) { rect { fill: #f08a76 } text { fill: #171614 } }</style>
<rect width="64" height="64" rx="6" fill="#a3221b"/>"""
SHEET = '<rect width="64" height="64" fill="#a3221b"/>'


def icon(name: str) -> str:
    """The first character of the paper's name, white on vermilion."""
    return FRAME.format(ground=TILE, size=44, character=_first(name))


def maskable(name: str) -> str:
    """The same for home screens that cut out a shape of their own: the character keeps within the circle of 80 %."""
    return FRAME.format(ground=SHEET, size=36, character=_first(name))


def _first(name: str) -> str:
    return xml(name.strip()[:1])


def files(library: Library) -> Iterator[tuple[str, Callable[[], str]]]:
    """The icons."""
    yield "favicon.svg", partial(icon, library.edition.name)
    yield "icon-maskable.svg", partial(maskable, library.edition.name)
