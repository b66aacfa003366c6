"""Three-way merge: both sides' work is in the result, and the editor's hand in everything that nobody changed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

import titled
from converter.document import comments_of, read_document, write_document
from converter.merge import merge
from converter.moves import plan

PARTS_RE = re.compile(r"^\[(?:base|mine|theirs)\]\n", re.MULTILINE)


def article(text: str) -> str:
    head, _, body = text.rstrip("\n").partition("\n\n")
    return f"---\n{head}\n---\n\n{body}\n"


@pytest.mark.parametrize(("given", "expected"), titled.params("merge/articles.txt"))
def test_merge(given: str, expected: str) -> None:
    wanted, *conflicts = re.split(r"\nconflict: ", expected)
    merged = merge(*map(article, PARTS_RE.split(given)[1:]))

    assert merged
    assert merged.text == article(wanted)
    assert [f"{field} {line}" for field, line in merged.conflicts.items()] == conflicts


@pytest.mark.parametrize(
    "text",
    [
        "---\n---\n",
        "---\n# 一\n---\n\n一\n\n\n二",
        "--- \nid: a # 一\n\ntitle: b\n---  \n一\n",
        "---\nsummary: |\n  一\n  # 二\n\n\ntags:\n- 春 # 三\n# 四\n- 夏\n\n# 五\n\n---\n\n\n一\n \n二\n\n",
        "---\ntitle: >-\n  一\n  二\ncredits:\n- {name: 三}\n---",
    ],
)
def test_what_is_taken_apart_is_put_together_byte_for_byte(text: str) -> None:
    document = read_document(text)

    assert document
    assert write_document(document) == text


@pytest.mark.parametrize(
    "text",
    ["", "一\n", "---\ntitle: [\n---\n", "---\na: 1\na: 2\n---\n", "---\n- a\n---\n", "---\n{a: 1}\n---\n",
     "---\na: 1\u2028b: 2\n---\n", "---\n? a\n: 1\n---\n", "---\na: *b\n---\n", "---\n[a]: 1\n---\n"],
)  # fmt: skip
def test_front_matter_that_is_no_plain_table_is_not_taken_apart(text: str) -> None:
    assert read_document(text) is None


def test_a_mark_inside_a_value_is_no_comment() -> None:
    document = read_document("---\na: '一 # 二'  # 三\nb: |\n  四\n  # 五\n---\n")

    assert document
    # The first mark of the line is part of the value; what stands behind it is not looked at.
    assert [comments_of(entry) for entry in document.entries] == [(), ()]


def test_a_value_that_others_point_to_is_not_exchanged() -> None:
    base = "---\na: 一\nb: 一\n---\n"
    mine = "---\na: &x 一\nb: *x\n---\n"

    assert merge(base, mine, "---\na: 二\nb: 一\n---\n") is None


KEYS = ["title", "kicker", "deck", "rubric", "section", "tags", "region", "captions"]
WORDS = st.text("春夏秋冬山水", min_size=1, max_size=4)
VALUES = st.one_of(WORDS, st.lists(WORDS, min_size=1, max_size=3), st.none())
Parts = tuple[dict[str, object], list[list[str]]]


def render(parts: Parts) -> str:
    """An article; each place of the text holds no paragraph, one, or several."""
    fields, places = parts
    lines = "".join(
        f"{key}: {'[' + ', '.join(value) + ']' if isinstance(value, list) else value}\n"
        for key, value in fields.items()
        if value
    )
    return f"---\nid: a\n{lines}---\n\n" + "\n\n".join(p for place in places for p in place) + "\n"


def changed(side: str, new: str, old: list[str]) -> list[list[str]]:
    """What may become of a paragraph: rewritten, split, taken out, or one put in behind it."""
    return [[new], [new, f"{side}又"], [], [*old, new]]


@st.composite
def edits(draw: st.DrawFn) -> tuple[Parts, Parts, Parts, Parts]:
    """(base, mine, theirs, both): each side has changed fields and paragraphs of its own."""
    fields = {key: draw(VALUES) for key in KEYS}
    places = [[f"第{number}段"] for number in range(draw(st.integers(1, 8)))]
    sides: list[Parts] = [(dict(fields), list(places)) for _ in range(3)]
    mine, theirs, both = sides
    for key in KEYS:
        side = draw(st.sampled_from([None, mine, theirs]))
        if side:
            side[0][key] = both[0][key] = draw(VALUES)
    for number, place in enumerate(places):
        side = draw(st.sampled_from([None, mine, theirs]))
        if side:
            word = "编" if side is mine else "新"
            side[1][number] = both[1][number] = draw(st.sampled_from(changed(word, f"{word}{number}段", place)))
    return (fields, places), mine, theirs, both


def unordered(text: str) -> object:
    """Values and paragraphs, whatever the order of the keys and the blank lines."""
    document = read_document(text)
    assert document
    return document.values, document.paragraphs


@examples(edits())
def test_edits_of_different_fields_and_paragraphs_are_all_in_the_merge(case: tuple[Parts, Parts, Parts, Parts]) -> None:
    base, mine, theirs, both = case
    merged = merge(*map(render, (base, mine, theirs)))

    assert merged
    assert not merged.conflicts
    assert unordered(merged.text) == unordered(render(both))


@examples(edits())
def test_a_side_that_changed_nothing_gives_way(case: tuple[Parts, Parts, Parts, Parts]) -> None:
    base, mine, *_ = map(render, case)
    taken, kept = merge(base, base, mine), merge(base, mine, base)

    assert taken and kept
    assert unordered(taken.text) == unordered(mine)
    assert kept.text == mine
    assert not taken.conflicts and not kept.conflicts


@examples(edits())
def test_what_the_editor_wrote_is_never_lost(case: tuple[Parts, Parts, Parts, Parts]) -> None:
    """Whatever the page says: here both sides change the same things."""
    base, mine, both = (render(case[n]) for n in (0, 1, 3))
    merged = merge(base, mine, both)

    assert merged
    own, result = read_document(mine), read_document(merged.text)
    assert own and result
    written = [p for p in own.paragraphs if p.text not in base]
    assert all(p in result.paragraphs for p in written)


@pytest.mark.parametrize(
    ("old", "now", "routes"),
    [
        ({"01": "a"}, {"01": "a"}, {"01": "01"}),
        ({"01": "a"}, {"01": "b"}, {"01": "01"}),
        ({"01": "a"}, {"02": "a"}, {"01": "02"}),
        ({"01": "a"}, {"01": "b", "02": "a"}, {"01": "02"}),
        ({"01": "a", "02": "b"}, {"01": "b", "02": "a"}, {"01": "02", "02": "01"}),
        ({"01": "a", "02": "b"}, {"01": "c", "02": "a", "03": "b"}, {"01": "02", "02": "03"}),
        ({"01": "a", "02": "b"}, {"01": "b"}, {"02": "01"}),
        ({"01": "a"}, {"01": "a", "02": "a"}, {"01": "01"}),
        ({"01": "a"}, {"02": "b"}, {"01": "02"}),
        ({"01": "a", "02": "b"}, {"01": "c", "02": "a", "03": "d"}, {"01": "02", "02": "03"}),
        ({"01": "a"}, {}, {}),
    ],
    ids=["same", "corrected", "renumbered", "one put in before", "two change places", "all move down", "one taken out",
         "printed twice", "renumbered and corrected", "displaced and corrected", "gone"],
)  # fmt: skip
def test_pages_are_followed_by_their_bytes(old: dict[str, str], now: dict[str, str], routes: dict[str, str]) -> None:
    assert plan(old, now) == routes


def test_no_page_moves_where_another_folder_has_one() -> None:
    assert plan({"01": "a"}, {"02": "a"}, {"02"}) == {}
