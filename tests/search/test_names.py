"""Names of pages are found by any part of them, from one file."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from search.fold import fold
from search.models import Name
from search.names import BEST, files_for
from searching import holds, reader

CHARACTERS = "川渝雙双城里裏5Gｇ，“𬭚"
words = st.text(alphabet=CHARACTERS, min_size=1, max_size=5)
found_names = st.lists(st.tuples(st.integers(0, 4), words, st.lists(words, max_size=2)), max_size=90).map(
    lambda rows: [Name(kind, f"{n}/", name, tuple(others)) for n, (kind, name, others) in enumerate(rows)]
)


def lines(name: Name) -> list[str]:
    return [name.name, *name.others]


@settings(max_examples=60)
@given(found_names, st.text(alphabet=CHARACTERS, min_size=2, max_size=5))
def test_every_name_that_holds_a_phrase_is_found_and_no_other(names: list[Name], query: str) -> None:
    phrase = fold(query)
    if len(phrase) > 1:
        found = [row[1] for row in reader([], names).named(phrase)]

        assert found == [name.path for name in names if holds(lines(name), phrase)]


@settings(max_examples=40)
@given(found_names, st.sampled_from("川渝城5g"))
def test_of_a_single_character_the_best_are_found(names: list[Name], character: str) -> None:
    holding = [name for name in names if holds(lines(name), character)]
    found = {row[1] for row in reader([], names).named(character)}

    assert found <= {name.path for name in holding}
    assert len(found) >= min(BEST, len(holding))
    exact = [name.path for name in holding if character in map(fold, lines(name))]
    assert len(found & set(exact)) >= min(BEST, len(exact))


def test_the_number_of_files_seldom_changes() -> None:
    counts = [files_for([Name(0, str(n), "") for n in range(number)]) for number in (0, 1, 32, 33, 64, 65, 1000, 1020)]

    assert counts == [1, 1, 1, 2, 2, 4, 32, 32]
