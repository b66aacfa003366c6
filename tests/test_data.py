"""The vocabularies of the converter: headers that say what they are, nothing twice, nothing empty."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from converter import vocabulary

DATA = vocabulary.DATA
TEXT_FILES = sorted(p for p in DATA.iterdir() if p.suffix in {".toml", ".txt", ".tsv"})


@pytest.mark.parametrize("path", TEXT_FILES, ids=[p.name for p in TEXT_FILES])
def test_a_data_file_says_what_it_is_for(path: Path) -> None:
    head = path.read_text("utf-8")[:1200]

    assert all(f"# {word}:" in head for word in ("Purpose", "Columns", "User"))


@pytest.mark.parametrize("name", ["markers.toml", "roles.toml"])
def test_no_group_of_words_is_empty_or_says_a_word_twice(name: str) -> None:
    for group, lists in tomllib.loads((DATA / name).read_text("utf-8")).items():
        for key, words in lists.items():
            assert words and all(words), f"{group}.{key}"
            assert [word for word, n in Counter(words).items() if n > 1] == [], f"{group}.{key}"


def test_an_empty_group_is_refused() -> None:
    """An empty alternation would match everything."""
    with pytest.raises(ValueError, match="empty"):
        vocabulary.alternatives([])


def test_words_are_sorted_and_of_two_characters() -> None:
    rows = [line for line in (DATA / "words.txt").read_text("utf-8").splitlines() if line[0] != "#"]
    firsts = [row.split("\t")[0] for row in rows]

    assert firsts == sorted(set(firsts))
    assert all(len(word) == 2 for word in vocabulary.load().words)


def test_surnames_are_single_characters_and_known_compounds() -> None:
    words = vocabulary.load()

    assert all(len(name) == 1 for name in words.surnames)
    assert all(len(name) == 2 for name in words.compound_surnames)
    assert {"王", "李", "欧"} <= words.surnames
    assert "欧阳" in words.compound_surnames
