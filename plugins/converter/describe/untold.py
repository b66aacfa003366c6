"""What bylines say beyond names, organisations and role words: it is text, and stays with the article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ..bylines import parted_from_place
from ..models import Block, Credit
from ..text import HAN_RE
from ..vocabulary import Vocabulary


def untold(bylines: Iterable[Block], credits: Sequence[Credit], vocabulary: Vocabulary) -> tuple[Block, ...]:
    """The blocks whose words the credits do not tell; such a block was taken for a byline by its place alone."""
    blocks = tuple(bylines)
    if not blocks:
        return ()
    told = {part for credit in credits for part in (credit.name, credit.organisation) if part}
    return tuple(
        block
        for block in blocks
        if _rest(parted_from_place(block.text, vocabulary)[0], told, vocabulary.role_characters)
    )


def _rest(text: str, told: set[str], words: frozenset[str]) -> bool:
    """Whether characters are left when all that is told, and the words of bylines, are taken out."""
    text = re.sub(r"\s", "", text)
    for part in sorted(told, key=len, reverse=True):
        text = text.replace(re.sub(r"\s", "", part), "")
    return bool(set(HAN_RE.findall(text)) - words)
