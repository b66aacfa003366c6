"""Names that a text gives away, and where the characters of a name are that name."""

from __future__ import annotations

import pytest

from mirror.frames import frames, names_in, stands


@pytest.mark.parametrize(("text", "names"), frames().examples.items(), ids=frames().examples.keys())
def test_the_examples_of_the_table(text: str, names: str) -> None:
    credited, titled = names_in(text)
    assert credited | titled == set(names.split())


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("于大海说", "于大海", True),
        ("位于大海之滨", "于大海", False),
        ("组长于大海", "于大海", True),
        ("十余万里长征", "余万里", False),
        ("于海南落户", "于海", False),
        ("书记于海南下", "于海", True),
        ("模范文明单位", "范文", False),
        ("范文", "范文", True),
        ("记者 范文", "范文", True),
        ("于是他走了", "于是", False),
        ("由于广洲不在", "于广洲", True),
    ],
)
def test_where_a_name_stands(text: str, name: str, expected: bool) -> None:
    start = text.index(name)
    assert stands(text, start, start + len(name)) is expected


def test_a_title_makes_no_credit() -> None:
    assert names_in("局长范小江说") == (set(), {"范小江"})
    assert names_in("记者 范小江\n局长范小江说") == ({"范小江"}, set())
