"""The doubts of a page and of its articles that are still open, with the words in question and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from catalogue.reading import ArticleFile

from ..doubts import Doubt, broken_paragraphs, doubt_of
from ..ledger import ranges
from ..models import DROPPED, Article, Conversion, LineKind
from ..problems import render
from ..shelf import Shelf
from .disk import OnDisk
from .models import DoubtView

TAIL = 24
"""Characters shown of a paragraph that breaks off."""
KINDS = {
    "title": {LineKind.HEADLINE},
    "kicker": {LineKind.KICKER},
    "deck": {LineKind.DECK},
    "captions": {LineKind.CAPTION},
    "authors": {LineKind.BYLINE, LineKind.TAGLINE},
}
"""Field -> the lines it was read from."""
PARTS = {"title": "headline", "kicker": "kicker", "deck": "deck", "section": "section", "date": "date"}
"""Field -> the part of an `Article` that holds it."""


def of_article(
    number: int, article: Article, fresh: ArticleFile, disk: OnDisk, conversion: Conversion
) -> list[DoubtView]:
    """Doubts about one article: those of the converter that no editor settled, and the state of its file."""
    kinds = {line.number: line.kind for line in conversion.fates}
    told = [(doubt, *_where(doubt, article, kinds)) for doubt in open_doubts(article, fresh, disk)]
    told += [(doubt_of(key), value, None) for key, value in _of_file(disk)]
    first = article.lines[0] if article.lines else None
    path = disk.path.as_posix()
    return [
        DoubtView(doubt.key, doubt.zh, doubt.remedy, doubt.rank, value, number, line or first, path)
        for doubt, value, line in told
    ]


def open_doubts(article: Article, fresh: ArticleFile, disk: OnDisk) -> list[Doubt]:
    """What is left to look at.

    An editor settles a doubt by correcting the field it is about, or by taking it out of `review:`.
    """
    if disk.state == "deleted" or (disk.file and disk.file.matter is None):
        return []
    edited = disk.state == "edited" and disk.file is not None and disk.file.matter is not None
    keys: Iterable[str] = disk.file.matter.review if edited and disk.file and disk.file.matter else article.doubts
    doubts = [doubt_of(key) for key in keys]
    return [doubt for doubt in doubts if not (edited and disk.file and _corrected(doubt.field, fresh, disk.file))]


def _corrected(field: str, fresh: ArticleFile, edited: ArticleFile) -> bool:
    """Whether an editor gave the field another value."""
    if field == "body":
        return fresh.body != edited.body
    return bool(field) and getattr(fresh.matter, field, None) != getattr(edited.matter, field, None)


def _of_file(disk: OnDisk) -> list[tuple[str, str]]:
    """(key, words in question) of what the file itself says."""
    wrong = [("front matter wrong", render(problem, "zh")) for problem in (disk.file.problems if disk.file else ())]
    proposal = [("proposal open", disk.proposal)] if disk.proposal else []
    states = {"edited": [("edited by hand", "")], "deleted": [("deleted by hand", "")]}
    return wrong + proposal + states.get(disk.state, [])


def _where(doubt: Doubt, article: Article, kinds: Mapping[int, LineKind]) -> tuple[str, int | None]:
    """(words in question, line of the source)."""
    if doubt.key == "breaks off in mid-sentence":
        broken = broken_paragraphs(article.body)
        return " ／ ".join(f"…{block.text[-TAIL:]}" for block in broken), broken[0].lines[-1] if broken else None
    value = article.captions[:1] if doubt.field == "captions" else (getattr(article, PARTS.get(doubt.field, ""), ""),)
    wanted = KINDS.get(doubt.field, set())
    line = next((number for number in article.lines if kinds.get(number) in wanted), None)
    return "".join(filter(None, value)), line


def of_page(conversion: Conversion, converted: bool) -> list[DoubtView]:
    """Doubts about the page as a whole. `converted`: whether the articles on disk were made from this very page."""
    page, texts = conversion.page, {line.number: line.text.strip() for line in conversion.page.lines}
    homeless = [line for line in conversion.fates if line.number not in conversion.owners]
    lost = [line.number for line in homeless if line.kind not in DROPPED]
    repeats = [line.number for line in homeless if line.kind is LineKind.REPEAT]
    starts = [int(run.split("-")[0]) for run in ranges(repeats, page.lines)]
    told: list[tuple[str, str, int | None]] = [] if converted else [("page not converted", "", None)]
    told += [("line without an article", texts[number], number) for number in lost]
    told += [("repeat dropped", texts[number], number) for number in starts]
    return [_page_doubt(key, value, line, page.path) for key, value, line in (*told, *_of_date(conversion))]


def of_orphans(shelf: Shelf, names: Iterable[str]) -> list[DoubtView]:
    """Edited articles that their page no longer holds."""
    doubt = doubt_of("no longer on its page")
    paths = (shelf.find(name) for name in names)
    return [
        DoubtView(doubt.key, doubt.zh, doubt.remedy, doubt.rank, path.name, path=path.as_posix())
        for path in paths
        if path
    ]


def _of_date(conversion: Conversion) -> list[tuple[str, str, int | None]]:
    first = conversion.articles[0] if conversion.articles else None
    if first is None or (first.date and not first.date_inferred):
        return []
    return [("date inferred", first.date, None) if first.date else ("date unknown", "", None)]


def _page_doubt(key: str, value: str, line: int | None, path: str) -> DoubtView:
    doubt = doubt_of(key)
    return DoubtView(doubt.key, doubt.zh, doubt.remedy, doubt.rank, value, None, line, path)
