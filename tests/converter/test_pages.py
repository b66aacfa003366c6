"""Golden pages: `tests/pages/<case>/in/` converts to `golden/`, file by file.

To add a case, make the folder `in/` with one or more pages, run the tests with
`--update-golden`, and read what was written.
"""

from __future__ import annotations

import difflib
import shutil
from pathlib import Path

import pytest

from converter.__main__ import main

PAGES = Path(__file__).parents[1] / "pages"
CASES = sorted(path.parent for path in PAGES.glob("*/in"))


def articles(folder: Path) -> dict[str, str]:
    """Path below the folder -> text, of every Markdown file."""
    return {p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in sorted(folder.rglob("*.md"))}


def assert_same(expected: dict[str, str], received: dict[str, str]) -> None:
    __tracebackhide__ = True
    assert sorted(expected) == sorted(received), "files missing or unexpected"
    for name, text in expected.items():
        if text != received[name]:
            lines = difflib.unified_diff(
                text.split("\n"), received[name].split("\n"), "golden", "received", lineterm=""
            )
            pytest.fail(f"{name} differs\n" + "\n".join(lines))


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_golden_page(case: Path, tmp_path: Path, update_golden: bool) -> None:
    assert main(["--source", str(case / "in"), "--output", str(tmp_path / "out")]) == 0
    received = articles(tmp_path / "out")
    if update_golden:
        shutil.rmtree(case / "golden", ignore_errors=True)
        shutil.copytree(tmp_path / "out", case / "golden", ignore=shutil.ignore_patterns("*.ledger", ".generated"))

    assert_same(articles(case / "golden"), received)


def test_the_sample_edition_is_what_the_converter_makes_of_its_pages(house: Path, tmp_path: Path) -> None:
    """The articles in `content/articles` that nobody edited; an editor's changes are not looked at here."""
    shutil.copytree(house / "content" / "issues", tmp_path / "content" / "issues")
    assert main(["--content", str(tmp_path / "content"), "--home", "重庆市"]) == 0

    assert_same(articles(house / "content" / "articles"), articles(tmp_path / "content" / "articles"))
