"""What the tests of the edition share: articles to write, and what is made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

from catalogue.scan import scan
from catalogue.store import open_catalogue
from edition.library import Library
from edition.settings import Edition


def write_article(root: Path, name: str, body: str = "一段文字。", **keys: Any) -> Path:
    """Write an article of the edition below `root`; `name` is `<issue>-<page>-<number>`."""
    issue, page, number = name.rsplit("-", 2)
    id = f"{issue.replace('-', '')}-{page}-{number}"
    matter = {"id": id, "title": f"题{name}", "issue": issue, "page": page, **keys}
    file = root / "content" / "articles" / issue / f"{name}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"---\n{yaml.safe_dump(matter, allow_unicode=True)}---\n\n{body}\n", encoding="utf-8")
    return file


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """`write_article` in `tmp_path`."""
    return partial(write_article, tmp_path)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Callable[..., Library]]:
    """A library of the articles given, each a dict for `write_article`."""
    connection = open_catalogue(tmp_path / "catalogue.sqlite")

    def make(*articles: dict[str, Any], **edition: Any) -> Library:
        for article in articles:
            write_article(tmp_path, **article)
        scan(connection, tmp_path / "content" / "articles", tmp_path)
        return Library(connection, Edition.model_validate({"name": "城报", **edition}))

    yield make
    connection.close()


@pytest.fixture
def parse_xml() -> Callable[[str], ElementTree.Element]:
    """Parses XML and fails when it is none."""
    return lambda text: ElementTree.fromstring(text.encode())
