"""When two texts are the same for the search."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mirror.convert import Converter
from search.fold import fold, fold_table, groups

TITLED = {"test_texts_that_are_the_same": "fold.txt"}


def test_texts_that_are_the_same(given: str, expected: str) -> None:
    assert {fold(line) for line in given.split("\n")} == {fold(expected)}


def test_no_character_is_in_two_groups_and_the_first_stands_for_itself() -> None:
    characters = "".join(groups())

    assert len(set(characters)) == len(characters)
    assert all(len(group) > 1 for group in groups())
    assert not {first for _, first in fold_table()} & {other for other, _ in fold_table()}


@given(st.text(max_size=40), st.text(max_size=40))
def test_folding_twice_and_folding_pieces_change_nothing(one: str, other: str) -> None:
    assert fold(fold(one)) == fold(one)
    assert fold(one + "。" + other) == fold(one) + fold(other)


@given(st.text(alphabet="着著里裡后後只隻祇台臺干乾幹发髮复複覆征徵系係繫云雲松鬆谷穀余餘于於", max_size=12))
def test_the_mirror_writes_nothing_that_is_not_the_same(text: str) -> None:
    for config in ("s2tw", "s2t", "s2hk"):
        assert fold(Converter(config).convert(text)) == fold(text)
