"""The pages whose truth is known (`tests/evaluation/`), and what the converter makes of them.

A truth is a TOML file: `source`, the page, from the root of the project or beside the file, and `[[articles]]` with
`title kicker deck rubric note region`, `names` (each a name, and behind a space the role as printed), `captions`,
`sections` (all that fit), `readings` (other [kicker, title, deck] that are right, too) and `paragraphs`: for each the
numbers of its source lines, `"7"`, `"9 11"`, or parts of them, `"125[10:25]"` (characters, as Python cuts).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from converter.models import Article, IssueInfo
from converter.pipeline import Knowledge, convert_page, load_knowledge
from converter.read import read_page, split_lines

from .measures import Page, pair, score
from .normal import Text

ROOT = Path(__file__).resolve().parents[3]
TRUTHS = ROOT / "tests" / "evaluation"
PIECE = re.compile(r"(\d+)(?:\[(\d+):(\d+)\])?")


@dataclass(frozen=True)
class Truth:
    """A page and its true articles."""

    file: Path
    source: Path
    articles: tuple[Text, ...]
    issue: IssueInfo

    @property
    def folder(self) -> str:
        """The folder below `tests/evaluation`; each has floors of its own."""
        return self.file.parent.name


def read_truth(file: Path) -> Truth:
    """A truth. Raises KeyError, IndexError or ValueError, with the reason, for one that does not fit its page."""
    told = tomllib.loads(file.read_text(encoding="utf-8"))
    source = next(path for path in (file.parent / told["source"], ROOT / told["source"]) if path.is_file())
    lines = split_lines(source.read_text(encoding="utf-8-sig"))
    known = source.parent / "issue.toml"
    facts = tomllib.loads(known.read_text(encoding="utf-8")) if known.is_file() else told.get("issue", {})
    issue = IssueInfo("x", facts.get("date"), facts.get("paper"), facts.get("number"), facts.get("home"))
    return Truth(file, source, tuple(_text(article, lines) for article in told["articles"]), issue)


def _text(told: dict[str, Any], lines: list[str]) -> Text:
    told = dict(told)
    body = tuple("".join(_piece(piece, lines) for piece in places.split()) for places in told.pop("paragraphs"))
    names = tuple((name, role or None) for name, _, role in (one.partition(" ") for one in told.pop("names", ())))
    readings = tuple(tuple(reading) for reading in told.pop("readings", ()))
    lists = {key: tuple(told.pop(key, ())) for key in ("captions", "sections")}
    return Text(body=body, names=names, readings=readings, **lists, **told)  # type: ignore[arg-type]


def _piece(place: str, lines: list[str]) -> str:
    match = PIECE.fullmatch(place)
    if not match:
        raise ValueError(f"{place} is not a line, nor a part of one")
    line = lines[int(match[1]) - 1]
    return line[int(match[2]) : int(match[3])] if match[2] else line


def truths(folder: Path = TRUTHS) -> list[Truth]:
    """All truths, by name."""
    return [read_truth(file) for file in sorted(folder.glob("*/*.toml"))]


@cache
def _knowledge() -> Knowledge:
    return load_knowledge()[0]


@cache
def evaluate(truth: Truth) -> Page:
    """The page as the converter reads it, beside its truth; read once in a run."""
    page, problems = read_page(str(truth.source), truth.source.read_bytes(), truth.issue, "01")
    if page is None:
        raise ValueError(f"{truth.source.name} was refused: {problems[0].code}")
    return pair(truth.articles, map(text_of, convert_page(page, _knowledge()).articles))


def score_folders(corpus: Sequence[Truth], pages: Sequence[Page]) -> dict[str, dict[str, float]]:
    """Folder -> its scores, so that hard pages cannot hide a fall on easy ones; `pages` are those of `corpus`."""
    folders: dict[str, list[Page]] = {}
    for truth, page in zip(corpus, pages, strict=True):
        folders.setdefault(truth.folder, []).append(page)
    return {folder: score(of_it) for folder, of_it in folders.items()}


def text_of(article: Article) -> Text:
    """What the converter made, as it is compared; a headline it made itself, and says so, is no printed text."""
    return Text(
        title="" if article.headline_made else article.headline,
        kicker=article.kicker or "",
        deck=article.deck or "",
        body=tuple(block.text for block in article.body),
        names=tuple((credit.name, credit.role) for credit in article.credits),
        captions=article.captions,
        note=article.author_note or "",
        rubric=article.rubric or "",
        section=article.section or "",
        region="/".join("/".join(region.path) for region in article.regions),
    )
