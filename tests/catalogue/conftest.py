"""What the tests of the catalogue share: articles to write, and what is made of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from catalogue.scan import scan
from catalogue.store import open_catalogue


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Callable[[], sqlite3.Connection]]:
    """Scans `tmp_path` and gives the connection; call it again after a change."""
    connection = open_catalogue(tmp_path / "build" / "catalogue.sqlite")

    def scanned() -> sqlite3.Connection:
        scan(connection, tmp_path / "content" / "articles", tmp_path)
        return connection

    yield scanned
    connection.close()
