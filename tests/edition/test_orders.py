"""Names by pinyin and by strokes."""

from __future__ import annotations

from collections.abc import Callable

from edition.library import Library
from edition.orders import KINDS, ORDERS
from edition.sheaves import all_outputs
from edition.strokes import strokes, table

Make = Callable[..., Library]
TITLED = {"test_strokes": "strokes.txt"}


def test_strokes(given: str, expected: str) -> None:
    found = []
    for line in given.splitlines():
        name, person = line.lstrip("@"), line.startswith("@")
        found.append(f"{strokes(name)[0]} {strokes(name, hant=True, person=person)[0]}")
    assert found == expected.splitlines()


def test_every_character_of_the_table_has_strokes() -> None:
    assert len(table()["own"]) > 20_000
    assert all(0 < count < 65 for counts in table().values() for count in counts.values())


def test_authors_stand_in_three_orders(library: Make) -> None:
    made = library({"name": "2024-06-11-01-01", "authors": ["刘一", "丁二", "陈三", "John Smith", "于四", "刘丁"]})
    pages = {output.path: output for output in all_outputs(made) if output.path.startswith("authors/")}
    assert [path for _, path in pages["authors/index.html"].names["orders"]] == list(pages)

    def shown(path: str) -> list[tuple[str, list[str]]]:
        return [(group.name, [term.name for term in group.terms]) for group in pages[path].names["groups"]]

    assert [name for name, _ in shown("authors/index.html")] == ["C", "D", "J", "L", "Y"]
    assert shown("authors/strokes.html") == [
        ("其他", ["John Smith"]),
        ("2画", ["丁二"]),
        ("3画", ["于四"]),
        ("6画", ["刘一", "刘丁"]),
        ("7画", ["陈三"]),
    ]
    assert [group[0] for group in shown("authors/strokes-hant.html")] == ["其他", "2画", "3画", "10画", "15画"]


def test_only_long_lists_of_names_have_orders(library: Make) -> None:
    made = library({"name": "2024-06-11-01-01", "section": "教育", "region": ["重庆市"], "rubric": "一栏"})
    paths = [output.path for output in all_outputs(made) if "strokes" in output.path]
    assert len(paths) == len(KINDS) * (len(ORDERS) - 1)
