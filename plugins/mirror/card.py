"""A card with words -> its twin: the words it carries converted, and drawn anew. A card without words is the same."""

from __future__ import annotations

from dataclasses import replace

from cards.png import words_in
from cards.words import word_card

from .spans import BORDER, Converts
from .switch import LANGUAGE

CARD = "card.png"
"""End of the path of every card."""


def mirror_card(source: bytes, converter: Converts, font: str) -> bytes:
    """The twin; without a font the card stays as it is."""
    words = words_in(source)
    if words is None or not font:
        return source
    said = words.name, words.title, words.over, words.left, words.right
    name, title, over, left, right = converter.convert(BORDER.join(said)).split(BORDER)
    return word_card(replace(words, name=name, title=title, over=over, left=left, right=right, lang=LANGUAGE), font)
