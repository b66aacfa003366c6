"""What the tests of the edition share: articles to write, and what is made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from articles import write_article
from catalogue.scan import scan
from catalogue.store import open_catalogue
from edition.addresses import NOTHING_GIVEN, Given
from edition.addressing import settle_addresses
from edition.library import Library
from edition.settings import Edition


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Callable[..., Library]]:
    """A library of the articles given, each a dict for `write_article`."""
    connection = open_catalogue(tmp_path / "catalogue.sqlite")

    def make(*articles: dict[str, Any], given: Given = NOTHING_GIVEN, **edition: Any) -> Library:
        for article in articles:
            write_article(tmp_path, **article)
        scan(connection, tmp_path / "content" / "articles", tmp_path)
        described = Edition.model_validate({"name": "城报", **edition})
        settle_addresses(connection, described, given)
        return Library(connection, described)

    yield make
    connection.close()


@pytest.fixture
def parse_xml() -> Callable[[str], ElementTree.Element]:
    """Parses XML and fails when it is none."""
    return lambda text: ElementTree.fromstring(text.encode())
