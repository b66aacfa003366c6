"""Which decisions are doubtful: the titled cases of tests/cases/doubts, and what the catalogue must hold."""

from __future__ import annotations

import pytest

import titled
from converter import vocabulary
from converter.doubts import RULES, Case, catalogue, doubt_of, find_doubts
from converter.models import Article, ArticleDraft, Block, Credit, LineKind, Region

WORDS = vocabulary.load()
HEADER = ("kicker", "headline", "deck")
BODY = ("body", "crosshead", "editors_note")


def case_of(given: str, doubts: tuple[str, ...] = ()) -> Case:
    """The article that a case tells of, one line of the source a part."""
    rows = [line.partition(":")[::2] for line in given.split("\n")]
    told = {kind: text.strip() for kind, text in rows}
    parts = [(kind, Block(LineKind(kind), text.strip(), (n,))) for n, (kind, text) in enumerate(rows) if is_part(kind)]

    def blocks(*kinds: str) -> tuple[Block, ...]:
        return tuple(block for kind, block in parts if kind in kinds)

    draft = ArticleDraft(header=blocks(*HEADER), body=blocks(*BODY), captions=blocks("caption"), doubts=doubts)
    article = Article(
        "20240301-01-01",
        told["headline"],
        draft.body,
        kicker=told.get("kicker"),
        deck=told.get("deck"),
        headline_made="made" in told,
        section=told.get("section", "文化") or None,
        regions=(Region(("湖北省",)),) if told.get("region", "湖北省") else (),
        credits=(Credit("周小满"),) if told.get("credits", "周小满") else (),
        captions=tuple(block.text for block in draft.captions),
    )
    return Case(draft, article, WORDS, "社会")


def is_part(kind: str) -> bool:
    return kind in (*HEADER, *BODY, "caption")


@pytest.mark.parametrize(("given", "expected"), titled.params("doubts/articles.txt"))
def test_doubts(given: str, expected: str) -> None:
    assert "\n".join(find_doubts(case_of(given))) == ("" if expected == "none" else expected)


def test_every_rule_applies_in_some_case() -> None:
    named = {key for _, _, expected in titled.read_cases("doubts/articles.txt") for key in expected.split("\n")}

    assert set(RULES) <= named


def test_doubts_of_segmentation_stand_among_the_others_in_order() -> None:
    found = find_doubts(case_of("headline: 春\nbody: 春天到了。", ("headline far from its text", "something new")))

    assert found == ("headline far from its text", "headline very short", "one paragraph", "something new")


def test_a_reason_of_an_editor_stands_for_itself() -> None:
    assert doubt_of("请记者核对数字").zh == "请记者核对数字"


def test_every_rule_has_words_and_every_doubt_has_all_it_needs() -> None:
    assert set(RULES) <= set(catalogue())
    for doubt in catalogue().values():
        assert doubt.zh and doubt.remedy.endswith("。"), doubt.key
        assert doubt.rank in (1, 2, 3), doubt.key
