"""Which page or article a picture beside the pages belongs to, and where it is published.

A file belongs, in this order: to the article that names it in `images:`; to the page that was read from the text file
of the same name; to the article whose number it is named for (`01-03.jpg`, `01-03-2 会场.png`); to the page (`01.jpg`,
`第1版.pdf`).
Files of one name and several formats are one picture: the smallest is shown.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from catalogue.extras import PictureRecord
from catalogue.query import ArticleRecord
from converter.models import Problem
from converter.naming import parse_page

from . import urls

OF_ARTICLE = re.compile(r"([a-z]*\d+[a-z]?-\d+)(?!\d)")
PDF = "pdf"
NOBODYS, MISSING = "W314", "W318"
Owner = tuple[str, str]
"""(`page`, its number) or (`article`, its id)."""


@dataclass(frozen=True, slots=True)
class PictureView:
    """A picture, or a PDF file, of a page or an article."""

    path: str
    """2024/06/11/01-03.jpg."""
    source: str = field(repr=False)
    """From the root of the project."""
    width: int | None
    height: int | None
    alt: str = ""
    caption: str | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """The pictures of an issue."""

    pages: dict[str, tuple[PictureView, ...]] = field(default_factory=dict)
    """Number of a page -> its pictures."""
    pdfs: dict[str, PictureView] = field(default_factory=dict)
    """Number of a page -> its PDF file."""
    articles: dict[str, tuple[PictureView, ...]] = field(default_factory=dict)
    """Id of an article -> its pictures."""
    problems: tuple[Problem, ...] = ()


def owner_of(record: PictureRecord, articles: Sequence[ArticleRecord]) -> Owner | None:
    """What a file belongs to, by its name."""
    stem = record.stem.lower()
    numbers = {article.page for article in articles}
    for article in articles:
        source = article.matter.source
        if source and source.file and source.file.rpartition(".")[0].lower() == stem:
            return "page", article.page
    found = OF_ARTICLE.match(stem)
    if found and record.ending != PDF:
        of_article = next((one for one in articles if one.stem == found[1]), None)
        if of_article:
            return "article", of_article.id
    number, _ = parse_page(record.stem)
    return ("page", number) if number in numbers else None


def file_name(record: PictureRecord) -> str:
    """The name of the file as an editor writes it."""
    return record.path.rpartition("/")[2]


def smallest(records: Iterable[PictureRecord]) -> list[PictureRecord]:
    """One of the pictures of each name, in order."""
    best: dict[str, PictureRecord] = {}
    for record in records:
        other = best.get(record.stem)
        if other is None or (record.size, record.path) < (other.size, other.path):
            best[record.stem] = record
    return list(best.values())


def views_of_page(key: str, number: str, records: Sequence[PictureRecord]) -> tuple[PictureView, ...]:
    """The pictures of a page."""
    alt = f"第{number}版的版面图"
    return tuple(
        PictureView(urls.picture(key, number, place, one.ending), one.path, one.width, one.height, alt)
        for place, one in enumerate(records, 1)
    )


def views_of_article(key: str, article: ArticleRecord, records: Sequence[PictureRecord]) -> tuple[PictureView, ...]:
    """The pictures of an article with their captions, given in the same order."""
    said = {image.file: image for image in article.matter.images}
    captions = article.matter.captions
    found = []
    for place, one in enumerate(records):
        own = said.get(file_name(one))
        caption = (own and own.caption) or (captions[place] if place < len(captions) else None)
        alt = (own and own.alt) or caption or f"《{article.matter.title}》配图"
        path = urls.picture(key, article.stem, place + 1, one.ending)
        found.append(PictureView(path, one.path, one.width, one.height, alt, caption))
    return tuple(found)


def named(articles: Sequence[ArticleRecord]) -> dict[str, tuple[str, int]]:
    """File name -> (id of the article that names it, place among its pictures)."""
    naming = (article for article in articles if '"images":' in article.json)  # front matter is costly to take apart
    return {image.file: (article.id, place) for article in naming for place, image in enumerate(article.matter.images)}


def place_pictures(key: str, records: Sequence[PictureRecord], articles: Sequence[ArticleRecord]) -> Placed:
    """The pictures of an issue, each with what it belongs to; `records` by name, `articles` in print order."""
    by_name = named(articles)
    files = {file_name(record) for record in records}
    lost = sorted(name for name in by_name if name not in files)
    problems = [Problem(MISSING, f"content/issues/{key}", value=f"{by_name[name][0]}: {name}") for name in lost]
    owned: dict[Owner, list[PictureRecord]] = defaultdict(list)
    for record in records:
        by = by_name.get(file_name(record)) if record.ending != PDF else None
        owner = ("article", by[0]) if by else owner_of(record, articles)
        if owner:
            owned[owner].append(record)
        elif articles:
            problems.append(Problem(NOBODYS, record.path))
    order = {name: place for name, (_, place) in by_name.items()}
    return placed(key, owned, {article.id: article for article in articles}, order, problems)


def placed(
    key: str,
    owned: Mapping[Owner, list[PictureRecord]],
    articles: Mapping[str, ArticleRecord],
    order: Mapping[str, int],
    problems: Iterable[Problem],
) -> Placed:
    """Views of the pictures of an issue. `order`: place of a file that an article names."""
    found = Placed(problems=tuple(problems))
    for (kind, name), records in sorted(owned.items()):
        pictures = smallest(one for one in records if one.ending != PDF)
        if kind == "article":
            pictures.sort(key=lambda one: order.get(file_name(one), len(order)))
            found.articles[name] = views_of_article(key, articles[name], pictures)
            continue
        for pdf in [one for one in records if one.ending == PDF][:1]:
            found.pdfs[name] = PictureView(urls.picture(key, name, 1, PDF), pdf.path, None, None)
        if pictures:
            found.pages[name] = views_of_page(key, name, pictures)
    return found
