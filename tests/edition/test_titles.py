"""All headlines by year: where the pages are cut."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from edition import titles
from edition.library import Library

Make = Callable[..., Library]
NAMES = ("2023-12-31-01-01", "2024-06-10-01-01", "2024-06-11-01-01", "2024-07-01-01", "2024-01-01", "weekly-3-01-01")


def shown(library: Library) -> list[tuple[str, str, int, list[str]]]:
    """Path, name for people, headlines, and keys of the issues of every page."""
    pages = titles.every(library.titles)
    return [(page.path, page.text, page.count, [issue.key for issue in page.issues]) for page in pages]


def test_a_year_is_a_page_newest_first_and_undated_issues_come_last(library: Make) -> None:
    made = library(*({"name": name} for name in NAMES))

    assert shown(made) == [
        ("search/2024.html", "2024年", 4, ["2024-07", "2024-06-11", "2024-06-10", "2024"]),
        ("search/2023.html", "2023年", 1, ["2023-12-31"]),
        ("search/undated.html", "日期未详", 1, ["weekly-3"]),
    ]


def test_a_large_year_is_cut_into_its_months(library: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(titles, "MOST", 3)
    made = library(*({"name": name} for name in NAMES))

    assert shown(made)[:4] == [
        ("search/2024.html", "2024年", 4, ["2024"]),
        ("search/2024-07.html", "2024年7月", 1, ["2024-07"]),
        ("search/2024-06.html", "2024年6月", 2, ["2024-06-11", "2024-06-10"]),
        ("search/2023.html", "2023年", 1, ["2023-12-31"]),
    ]
