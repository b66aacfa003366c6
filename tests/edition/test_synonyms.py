"""Other words by which readers look for terms."""

from __future__ import annotations

import pytest

from edition.synonyms import SHORT_FORMS, synonyms

WORDS = [
    ("region", "重庆市", "渝"),
    ("region", "四川省", "蜀"),
    ("region", "上海市/浦东新区", "浦东"),
    ("region", "川渝", "成渝"),
    ("tag", "全国两会", "两会"),
]


@pytest.mark.parametrize(("kind", "name", "word"), WORDS)
def test_a_term_has_the_words_that_readers_use(kind: str, name: str, word: str) -> None:
    assert word in synonyms()[kind, name]


def test_no_term_is_its_own_synonym_and_no_word_stands_twice() -> None:
    for (_, key), words in synonyms().items():
        assert key not in words
        assert len(set(words)) == len(words)


def test_every_province_has_a_short_form_of_one_character(house) -> None:
    rows = [line.split("\t") for line in SHORT_FORMS.read_text("utf-8").splitlines() if line[0] != "#"]
    divisions = (house / "plugins/converter/data/gazetteer.tsv").read_text("utf-8").splitlines()
    provinces = {row.split("\t")[1] for row in divisions if row[2:6] == "0000"}

    assert {region for _, region in rows} == provinces
    assert all(len(word) == 1 for word, _ in rows)
    assert rows == sorted(rows, key=lambda row: (row[1], row[0]))
