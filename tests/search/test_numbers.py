"""Whole numbers as strings."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search.numbers import ALPHABET, SHORT, decode_all, encode, encode_all


def test_the_characters_are_safe_in_a_script() -> None:
    assert len(set(ALPHABET)) == 90
    assert ALPHABET.isascii() and ALPHABET.isprintable()
    assert not set(ALPHABET) & set('"\\ ')


@given(st.lists(st.integers(0, 10_000_000)))
def test_what_is_written_is_read(numbers: list[int]) -> None:
    assert decode_all(encode_all(numbers)) == numbers


def test_small_numbers_are_short() -> None:
    assert [len(encode(number)) for number in (0, 63, 64, len(SHORT) - 1, len(SHORT))] == [1, 1, 2, 2, 3]
    assert len({encode(number) for number in range(200_000)}) == 200_000
