"""A lexicon finds what a plain search at every place finds, by pairs of characters that are numbers."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from converter.lexicon import lexicon
from converter.text import bigrams, squeeze

WORD = st.text(alphabet="甲乙丙a·", min_size=1, max_size=4)
TEXT = st.text(alphabet="甲乙丙a· \n", max_size=30)


def plainly(words: frozenset[str], text: str) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    at = 0
    while at < len(text):
        here = [word for word in words if text.startswith(word, at)]
        best = max(here, key=len, default="")
        if best:
            found.append((at, at + len(best), best))
        at += len(best) or 1
    return found


@example(frozenset(["乙乙", "乙乙乙"]), "乙乙")
@given(st.frozensets(WORD, max_size=8), TEXT)
def test_the_longest_word_at_each_place(words: frozenset[str], text: str) -> None:
    assert list(lexicon({word: word for word in words}).find(text)) == plainly(words, text)


@example("𠀀甲", "甲𠀀")
@given(st.text(alphabet="甲乙丙a，𠀀𠀁", max_size=12), st.text(alphabet="甲乙丙a，𠀀𠀁", max_size=12))
def test_two_texts_share_the_numbers_of_the_pairs_they_share(one: str, two: str) -> None:
    def pairs(text: str) -> set[str]:
        words = squeeze(text)
        return {words[at : at + 2] for at in range(len(words) - 1)}

    assert len(bigrams(one)) == len(pairs(one))
    assert len(bigrams(one) & bigrams(two)) == len(pairs(one) & pairs(two))
