"""Pieces of pages that an earlier build left."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing

import pytest

from catalogue import manifest, pieces
from catalogue.asking import Key, digest_of
from catalogue.manifest import Making
from catalogue.pieces import Found, Piece, Pieces
from catalogue.store import create

COUNT: Key = ("count", "tag", "水库")
ADDRESS: Key = ("address", "tag", "水库")
ANSWERS = {COUNT: digest_of(3), ADDRESS: digest_of("tag/shui-ku/index.html")}


@pytest.fixture
def catalogue() -> Iterator[sqlite3.Connection]:
    """A catalogue in memory."""
    with closing(create(":memory:", "")) as connection:
        yield connection


def build(catalogue: sqlite3.Connection, *made: Piece, answers: Mapping[Key, str] = ANSWERS) -> dict[Key, int]:
    """A build that makes one page, and pieces of it; the number of each fact."""
    making = Making("tag/index.html", "tag/", "", frozenset(answers))
    numbers = manifest.record(catalogue, [making], answers, ())
    pieces.keep(catalogue, made, numbers, answers)
    return numbers


def test_a_piece_stands_while_its_facts_do(catalogue: sqlite3.Connection) -> None:
    numbers = build(catalogue, Piece(b"1", "<p>三篇", True, frozenset(ANSWERS)), Piece(b"2", "3", False, frozenset()))
    assert Pieces({}).find(catalogue, b"1") == Found("<p>三篇", True, frozenset(numbers.values()))
    assert Pieces({}).find(catalogue, b"2") == Found("3", False, frozenset())
    assert Pieces({numbers[COUNT]: digest_of(4)}).find(catalogue, b"1") is None
    assert Pieces({numbers[COUNT]: digest_of(4)}).find(catalogue, b"2") is not None
    assert Pieces({}).find(catalogue, b"3") is None


def test_a_piece_made_anew_stands_for_the_old_one(catalogue: sqlite3.Connection) -> None:
    build(catalogue, Piece(b"1", "三篇", False, frozenset({COUNT})))
    build(catalogue, Piece(b"1", "四篇", False, frozenset({COUNT})), answers={COUNT: digest_of(4)})
    found = Pieces({}).find(catalogue, b"1")
    assert found and found.text == "四篇"


def test_the_number_of_a_forgotten_fact_is_given_to_no_other(catalogue: sqlite3.Connection) -> None:
    build(catalogue, Piece(b"1", "三篇", False, frozenset({COUNT})), answers={COUNT: digest_of(None)})
    catalogue.execute("DELETE FROM made_of")
    catalogue.execute("INSERT INTO touched SELECT mark FROM fact")
    manifest.settle(catalogue, {})
    build(catalogue, answers={ADDRESS: digest_of(None)})
    assert Pieces({}).find(catalogue, b"1") is None


def test_other_templates_make_all_pieces_anew(catalogue: sqlite3.Connection) -> None:
    pieces.forget_others(catalogue, "a")
    build(catalogue, Piece(b"1", "三篇", False, frozenset()))
    pieces.forget_others(catalogue, "a")
    assert Pieces({}).find(catalogue, b"1")
    pieces.forget_others(catalogue, "b")
    assert Pieces({}).find(catalogue, b"1") is None


def test_the_oldest_are_forgotten(catalogue: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "MOST", 2)
    build(catalogue, *(Piece(name, "", False, frozenset()) for name in (b"1", b"2", b"3")))
    assert [bool(Pieces({}).find(catalogue, name)) for name in (b"1", b"2", b"3")] == [False, True, True]
