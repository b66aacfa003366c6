"""What the tests of the files beside the pages share: an edition with everything that makes them hard."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection
from typing import Any

import pytest

from articles import write_article
from catalogue.scan import scan
from catalogue.store import open_catalogue
from edition.addresses import NOTHING_GIVEN
from edition.addressing import settle_addresses
from edition.library import Library
from edition.settings import Edition
from edition.sheaves import all_files, all_outputs
from mirror.convert import Converter
from mirror.tree import Plan, mirror_tree

Make = Callable[..., Library]

NASTY = "</title><script>alert(1)</script>{{ 7*7 }}\"'&]]>"
RICH = """## 小标题

一段**文字**，有[站内链接](/2024/06/11/01-02.html)、[外部链接](https://example.org/?a=1&b=2)、`code`与
5 < 6 &nbsp; & 7。

* 一项
* 两项

> 引文一段。

| 甲 | 乙 |
|:--|---|
| 1 | 2 |

![图](https://example.org/a.png)

最后一段。"""
ARTICLES: tuple[dict[str, Any], ...] = (
    {
        "name": "2024-06-11-01-01",
        "body": RICH,
        "title": "后面的头发",
        "kicker": "引题",
        "deck": "副题",
        "rubric": "唱好“双城记”",
        "section": "教育",
        "credits": [
            {"name": "王二", "role": "reporter", "organisation": "本报"},
            {"name": "李三", "role": "reporter", "organisation": "本报"},
            {"name": "赵四", "role": "correspondent"},
        ],
        "region": ["四川省/德阳市"],
        "tags": ["甲", "乙"],
        "captions": ["图为现场。"],
        "author_note": "（作者系教师）",
        "dateline": "本报讯",
        "paper": "江城报",
        "issue_number": "3021",
        "page_name": "要闻",
        "source": {"file": "01.txt", "sha256": "0" * 64, "lines": ["3-5"]},
    },
    {"name": "2024-06-11-01-02", "title": NASTY, "body": NASTY, "deck": NASTY, "rubric": NASTY, "captions": [NASTY]},
    {"name": "2024-06-11-a03-01", "title_made": True},
    {"name": "2024-06-01-01", "date": "2024-06", "date_inferred": True},
    {"name": "weekly-3-01-01"},
)
"""Three issues: a day with three articles on two pages, a month, no date."""


def edition_of(connection: Connection, root: Path, articles: Iterable[dict[str, Any]], **edition: Any) -> Library:
    """The library of an edition that is written into a folder."""
    for article in articles:
        write_article(root, **article)
    scan(connection, root / "content" / "articles", root)
    described = Edition.model_validate({"name": "双城读报", "rights": "版权所有。", **edition})
    settle_addresses(connection, described, NOTHING_GIVEN)
    return Library(connection, described)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Make]:
    """A library of the articles given (else of `ARTICLES`), each a dict for `write_article`."""
    connection = open_catalogue(tmp_path / "catalogue.sqlite")

    def make(*articles: dict[str, Any], **edition: Any) -> Library:
        return edition_of(connection, tmp_path, articles or ARTICLES, **edition)

    yield make
    connection.close()


def content(library: Library) -> dict[str, bytes]:
    """Path -> bytes of every file beside the pages."""
    made = {path: make() for path, make in all_files(library)}
    return {path: one.encode() if isinstance(one, str) else one for path, one in made.items()}


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the hard edition beside empty pages, with their twins under `hant/`; not to be changed."""
    home = tmp_path_factory.mktemp("edition")
    with closing(open_catalogue(home / "catalogue.sqlite")) as connection:
        library = edition_of(connection, home, ARTICLES)
        pages = {output.path: b"" for output in all_outputs(library)}
        for path, data in (pages | content(library)).items():
            file = home / "site" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    mirror_tree(Plan(home / "site"), Converter())
    return home / "site"
