"""Whole numbers as short strings that may stand between double quotes in a script.

A number is one or more of 90 printable characters: the last one is worth 0 to 63, those before it, 26 digits of their
own, say how often 64 goes into the rest. Small numbers, the most frequent ones, are one character.
"""

from __future__ import annotations

from collections.abc import Iterable

FIRST, BACKSLASH = 35, 92
LAST_DIGITS, OTHER_DIGITS = 64, 26


def _character(value: int) -> str:
    code = FIRST + value
    return chr(code + (code >= BACKSLASH))


ALPHABET = "".join(map(_character, range(LAST_DIGITS + OTHER_DIGITS)))
HEADS = ("", *ALPHABET[LAST_DIGITS:])
SHORT: list[str] = [head + last for head in HEADS for last in ALPHABET[:LAST_DIGITS]]
"""Every number of one or two characters."""


def encode(number: int) -> str:
    """One number, not negative."""
    if number < len(SHORT):
        return SHORT[number]
    rest, last = divmod(number, LAST_DIGITS)
    digits = []
    while rest:
        rest, digit = divmod(rest - 1, OTHER_DIGITS)
        digits.append(ALPHABET[LAST_DIGITS + digit])
    return "".join(reversed(digits)) + ALPHABET[last]


def encode_all(numbers: Iterable[int]) -> str:
    """Many numbers, one behind the other."""
    return "".join(map(encode, numbers))


def encode_signed(number: int) -> str:
    """A number that may be negative: 0, -1, 1, -2 … are 0, 1, 2, 3 …"""
    return encode(2 * number if number >= 0 else -2 * number - 1)


def decode_all(text: str) -> list[int]:
    """The numbers of a string; what `search.js` does, here for tests and tools."""
    found, number = [], 0
    for character in text:
        code = ord(character)
        value = code - FIRST - (code > BACKSLASH)
        if value < LAST_DIGITS:
            found.append(number * LAST_DIGITS + value)
            number = 0
        else:
            number = number * OTHER_DIGITS + value - LAST_DIGITS + 1
    return found
