"""Last of the describing, doubts: which decisions on an article an editor should look at.

One small rule a doubt; what a doubt means and what to do about it is said in `data/doubts.toml`,
whose keys are what `review:` in the front matter lists.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .models import Article, ArticleDraft, Block, LineKind
from .text import bigrams, ends_sentence, visible_length
from .vocabulary import Vocabulary

CATALOGUE = Path(__file__).parent / "data" / "doubts.toml"
SHORTEST_HEADLINE = 4
LONGEST_HEADLINE = 36
"""Characters: most headlines have 6 to 30."""
SHORTEST_SENTENCE = 20
"""Characters: a shorter paragraph may be a line of verse, a list or a signature."""
LEADS_ON = "：:；;—"
"""A paragraph may end so before a list."""
NEVER_FIRST = "，。、；：！？）”’》,;!?)"
"""Marks that no paragraph begins with."""
SHARED_WORDS = 3
"""Pairs of characters that a caption beside a text must share with it to be surely its own."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """One entry of `data/doubts.toml`."""

    key: str
    zh: str
    """What is doubtful."""
    remedy: str = "请核对。"
    rank: int = 2
    """1 probably wrong, 2 worth a look, 3 worth knowing."""
    field: str = ""
    """The key of the front matter, or `body`, that holds the decision."""


@dataclass(frozen=True, slots=True)
class Case:
    """What the rules look at."""

    draft: ArticleDraft
    article: Article
    vocabulary: Vocabulary
    default_section: str | None = None


@cache
def catalogue() -> dict[str, Doubt]:
    """Key -> doubt, in the order of the file."""
    entries = tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))
    return {key: Doubt(key=key, **entry) for key, entry in entries.items()}


def doubt_of(key: str) -> Doubt:
    """The doubt of a key; one that is not in the catalogue, as an editor may write it, stands for itself."""
    return catalogue().get(key) or Doubt(key, key)


def find_doubts(case: Case) -> tuple[str, ...]:
    """Keys of all doubts about an article, those of its draft too, in the order of the catalogue."""
    found = [*case.draft.doubts, *(key for key, applies in RULES.items() if applies(case))]
    order = list(catalogue())
    return tuple(sorted(dict.fromkeys(found), key=lambda key: order.index(key) if key in order else len(order)))


def broken_paragraphs(body: tuple[Block, ...]) -> tuple[Block, ...]:
    """The paragraphs that begin or end in the middle of a sentence."""
    return tuple(block for block in body if block.kind is LineKind.BODY and _breaks_off(block.text.strip()))


def _breaks_off(text: str) -> bool:
    if text[:1] in NEVER_FIRST and text:
        return True
    return visible_length(text) >= SHORTEST_SENTENCE and not ends_sentence(text) and text[-1] not in LEADS_ON


def lone_captions(draft: ArticleDraft) -> tuple[Block, ...]:
    """The captions that stand outside the article and share no words with it: only the place spoke for it."""
    if not draft.captions:
        return ()
    parts = (*draft.header, *draft.bylines, *draft.body, *draft.notes)
    lines = {number for block in parts for number in block.lines}
    outside = [c for c in draft.captions if lines and not min(lines) < c.lines[0] < max(lines)]
    words = bigrams("".join(block.text for block in parts)) if outside else frozenset()
    return tuple(caption for caption in outside if len(bigrams(caption.text) & words) < SHARED_WORDS)


def _kicker_guessed(case: Case) -> bool:
    """No ending of a kicker, and neither a place nor a body of people."""
    text, known = case.article.kicker or "", case.vocabulary
    return bool(text) and not (known.kicker_end.search(text) or known.is_place(text) or known.is_organisation(text))


def _deck_guessed(case: Case) -> bool:
    """No beginning or ending of a deck, and no dash before it."""
    text, known = case.article.deck or "", case.vocabulary
    return bool(text) and not (known.deck_end.search(text) or known.deck_start.match(text) or text[:1] in "—-")


def _paragraphs(case: Case) -> int:
    return sum(block.kind is LineKind.BODY for block in case.article.body)


RULES: dict[str, Callable[[Case], bool]] = {
    "headline made from the text": lambda case: case.article.headline_made,
    "breaks off in mid-sentence": lambda case: bool(broken_paragraphs(case.article.body)),
    "no text": lambda case: not case.article.body,
    "kicker guessed": _kicker_guessed,
    "deck guessed": _deck_guessed,
    "headline very short": lambda case: visible_length(case.article.headline) < SHORTEST_HEADLINE,
    "headline very long": lambda case: visible_length(case.article.headline) > LONGEST_HEADLINE,
    "caption placed by nearness": lambda case: bool(lone_captions(case.draft)),
    "section by default": lambda case: case.article.section in (None, case.default_section),
    "no credits": lambda case: not case.article.credits,
    "region unknown": lambda case: not case.article.regions,
    "one paragraph": lambda case: _paragraphs(case) == 1 and not case.article.captions,
}
"""Key -> whether the doubt applies."""
