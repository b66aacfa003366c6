"""A line of one column inside a sentence of another is reported, and only that."""

from __future__ import annotations

import pytest

from converter import vocabulary
from converter.models import ArticleDraft, Block, Line, LineKind
from converter.strays import DOUBT, mark_strays

WORDS = vocabulary.load()
WELL = "村里的老水井重新修好了，每天都有人来打水洗"
CASES = {
    "a line of another article in a sentence": ((WELL, "斤油菜籽抢在雨前收", "衣服，井台边又热闹起来。"), True),
    "a sentence over three columns": ((WELL, "衣服，井台边又热闹", "起来。老人们说，这口井有一百年了。"), False),
    "a line that ends a sentence": (("老水井修好了。", "斤油菜籽抢在雨前收完。", "衣服晾在井台边。"), False),
    "two lines only": ((WELL, "斤油菜籽抢在雨前收"), False),
}


@pytest.mark.parametrize(("texts", "stray"), CASES.values(), ids=CASES)
def test_stray(texts: tuple[str, ...], stray: bool) -> None:
    lines = tuple(Line(n, text) for n, text in enumerate(texts, 1))
    body = Block(LineKind.BODY, "".join(texts), tuple(line.number for line in lines))

    (draft,) = mark_strays([ArticleDraft(body=(body,))], lines, WORDS)

    assert (DOUBT in draft.doubts) is stray
