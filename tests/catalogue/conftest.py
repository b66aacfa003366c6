"""Titled case files: `=== title`, input, `---`, expected. A module's CASES says which test reads which."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from catalogue.scan import scan
from catalogue.store import open_catalogue

FOLDER = Path(__file__).parent.parent / "cases" / "catalogue"
CASE = re.compile(r"^=== (.+)\n((?:.*\n)*?)---\n((?:.*\n)*?)(?=\n*=== |\n*\Z)", re.MULTILINE)


def read_cases(name: str) -> list[tuple[str, str, str]]:
    """Title, input and expected text of each case of a file."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    cases = [(match[1], match[2].rstrip("\n"), match[3].rstrip("\n")) for match in CASE.finditer(text)]
    assert len(cases) == text.count("\n=== "), f"{name}: a case has no line ---"
    return cases


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test a case."""
    name = getattr(metafunc.module, "CASES", {}).get(metafunc.function.__name__)
    if name:
        cases = read_cases(name)
        ids = [title for title, _, _ in cases]
        assert len(set(ids)) == len(ids), "two cases have one title"
        metafunc.parametrize(("given", "expected"), [case[1:] for case in cases], ids=ids)


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
