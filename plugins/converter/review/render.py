"""The report as HTML: every text escaped, nothing loaded from anywhere, for the editor's eyes only."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ..ledger import Tally
from ..models import Problem
from ..problems import catalogue, is_error
from ..vocabulary import DATA
from .models import PageView
from .words import words

TEMPLATES = DATA / "review"
INDEX = "index.html"
MARK = '<meta name="generator" content="Banmian review">'
"""By this the report knows its own files; others in the folder are left alone."""
UNPRINTABLE_RE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
"""Controls, half characters, and marks that would turn the direction of the text around them."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the index: a page without its text."""

    name: str
    path: str
    issue: str
    page: str
    articles: int
    counts: Tally
    ranks: tuple[int, int, int]
    """Doubts of the first, second and third rank."""
    refused: bool
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What was written."""

    start: Path
    """The file to open."""
    pages: int
    articles: int
    doubts: int
    """Of the first rank."""
    lost: int
    """Characters that are in no article."""

    def __str__(self) -> str:
        return (
            f"{self.start.as_posix()}: pages {self.pages}, articles {self.articles}, "
            f"decisions probably wrong {self.doubts}, characters in no article {self.lost}"
        )


def write_report(pages: Iterable[PageView], problems: tuple[Problem, ...], folder: Path) -> Report:
    """Write `index.html` and a file a page; files of earlier reports go."""
    folder.mkdir(parents=True, exist_ok=True)
    _clear(folder)
    rows: list[Row] = []
    for page in pages:
        _write(folder / page.name, "page.html", page=page)
        rows.append(_row(page))
    _write(folder / INDEX, "index.html", rows=rows, problems=problems)
    start = folder / (rows[0].name if len(rows) == 1 else INDEX)
    return Report(
        start,
        len(rows),
        sum(row.articles for row in rows),
        sum(row.ranks[0] for row in rows),
        sum(row.counts.unassigned for row in rows),
    )


def _row(page: PageView) -> Row:
    ranks = page.ranked(1), page.ranked(2), page.ranked(3)
    return Row(
        page.name,
        page.path,
        page.issue,
        page.page,
        len(page.articles),
        page.counts,
        ranks,
        page.refused,
        page.problems,
    )


def _clear(folder: Path) -> None:
    for file in folder.glob("*.html"):
        with file.open(encoding="utf-8", errors="replace") as opened:
            ours = MARK in opened.read(500)
        if ours:
            file.unlink()


def visible(value: Any) -> Any:
    """What cannot be shown becomes a picture of it: U+0007 is ␇, others are �."""
    return UNPRINTABLE_RE.sub(_picture, value) if type(value) is str else value


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=visible,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # Ours alone: no text of a page comes near it.
    made.globals |= {"css": Markup((TEMPLATES / "review.css").read_text(encoding="utf-8")), "mark": Markup(MARK)}
    made.globals |= {"words": words(), "problem_text": catalogue(), "is_error": is_error, "hue": hue}
    return made


def hue(number: int) -> int:
    """Degrees of the colour of an article: neighbours are far apart, and red is left to lost lines."""
    return 40 + (number - 1) * 137 % 290


def _write(path: Path, template: str, **given: Any) -> None:
    path.write_text(_environment().get_template(template).render(given), encoding="utf-8", newline="\n")
