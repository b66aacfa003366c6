"""What the tests of the catalogue share: articles to write, and what is made of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from catalogue.scan import scan
from catalogue.store import open_catalogue

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes an article file of the edition in `tmp_path`: `write("2024-06-11-01-03", section="教育")`."""

    def one(name: str, body: str = "一段文字。", **keys: Any) -> Path:
        issue, page, number = name.rsplit("-", 2)
        id = f"{issue.replace('-', '')}-{page}-{number}"
        matter = {"id": id, "title": f"题{name}", "issue": issue, "page": page, **keys}
        file = tmp_path / "content" / "articles" / issue / f"{name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\n{yaml.safe_dump(matter, allow_unicode=True)}---\n\n{body}\n", encoding="utf-8")
        return file

    return one


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Callable[[], sqlite3.Connection]]:
    """Scans `tmp_path` and gives the connection; call it again after a change."""
    connection = open_catalogue(tmp_path / "build" / "catalogue.sqlite")

    def scanned() -> sqlite3.Connection:
        scan(connection, tmp_path / "content" / "articles", tmp_path)
        return connection

    yield scanned
    connection.close()
