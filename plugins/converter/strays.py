"""A piece of one column printed inside another: found and reported, never moved.

A parser that mistakes the gap between two columns puts a line of one into a sentence of the other. The sentence then
goes on where it was left: the characters on both sides of the line make a pair that the page has elsewhere, and
those at its own two ends do not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from .models import ArticleDraft, Line
from .text import HAN_RE, bigrams
from .vocabulary import Vocabulary

DOUBT = "piece of another column inside"


def mark_strays(
    drafts: Iterable[ArticleDraft], lines: Iterable[Line], vocabulary: Vocabulary
) -> tuple[ArticleDraft, ...]:
    """The drafts, marked with a doubt where a paragraph holds such a line; `lines` are the cleaned ones."""
    texts = {line.number: line.text for line in lines}
    known: frozenset[str] = frozenset()
    marked = []
    for draft in drafts:
        runs = [block.lines for block in draft.body if len(block.lines) > 2]
        if runs and not known:
            known = vocabulary.words.union(*map(bigrams, texts.values()))
        stray = any(_holds_stray(run, texts, known) for run in runs)
        marked.append(replace(draft, doubts=(*draft.doubts, DOUBT)) if stray else draft)
    return tuple(marked)


def _holds_stray(run: tuple[int, ...], texts: Mapping[int, str], known: Collection[str]) -> bool:
    """Whether a line of a paragraph parts a sentence that goes on behind it."""
    return any(
        _seam(texts[before], texts[after]) in known
        and all(_broken(*pair, known) for pair in ((texts[before], texts[line]), (texts[line], texts[after])))
        for before, line, after in zip(run, run[1:], run[2:], strict=False)
    )


def _seam(one: str, two: str) -> str:
    return one[-1:] + two[:1]


def _broken(one: str, two: str, known: Collection[str]) -> bool:
    """Two Chinese characters meet that no word, and nothing else on the page, has beside each other."""
    seam = _seam(one, two)
    return len(HAN_RE.findall(seam)) == 2 and seam not in known
