"""Slugs: case files, that two names never share an address, and the table behind them."""

from __future__ import annotations

import re
import tomllib

from hypothesis import given as each
from hypothesis import strategies as st

from edition import slugs

TITLED = {"test_words": "slugs.txt", "test_people": "people.txt", "test_regions": "regions.txt"}
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def with_parents(paths: list[str]) -> list[str]:
    """As the catalogue gives them: every region with those above it."""
    parts = [path.split("/") for path in paths]
    return list(dict.fromkeys("/".join(one[:depth]) for one in parts for depth in range(1, len(one) + 1)))


def test_words(given: str, expected: str) -> None:
    assert list(map(slugs.slug_of, given.splitlines())) == expected.splitlines()


def test_people(given: str, expected: str) -> None:
    assert list(map(slugs.person_slug, given.splitlines())) == expected.splitlines()


def test_regions(given: str, expected: str) -> None:
    found = slugs.assign_regions(with_parents(given.splitlines()))
    assert ["/".join(found[path]) for path in given.splitlines()] == expected.splitlines()


def test_namesakes_get_pages_of_their_own_and_the_first_keeps_its_address() -> None:
    found = slugs.assign(["张力", "张丽", "张莉"], slugs.person_slug)
    assert found["张力"] == "zhang-li"
    assert len(set(found.values())) == 3
    assert all(slug.startswith("zhang-li") for slug in found.values())


def test_a_long_name_is_cut_between_syllables() -> None:
    first, second = (slugs.slug_of("长" * 40 + end) for end in "甲乙")
    assert len(first) <= slugs.LONGEST + 7
    assert first != second
    assert SLUG.fullmatch(first)


@each(st.lists(st.text(max_size=12), unique=True, max_size=8))
def test_any_names_get_different_ascii_slugs(names: list[str]) -> None:
    for make in (slugs.slug_of, slugs.person_slug, slugs.region_slug):
        found = slugs.assign(names, make)
        assert len(set(found.values())) == len(names)
        assert all(SLUG.fullmatch(slug) for slug in found.values())


def test_the_table_is_sorted_unique_and_whole() -> None:
    data = tomllib.loads(slugs.TABLE.read_text(encoding="utf-8"))
    for name in ("peoples", "endings"):
        assert data[name] == sorted(set(data[name]))
    for name in ("words", "surnames"):
        rows = [(reading, word) for word, reading in data[name].items()]
        assert rows == sorted(rows)
        assert all(len(word) == len(reading.split()) for reading, word in rows)
        assert all(re.fullmatch(r"[a-z ]+", reading) for reading, _ in rows)
