"""A piece of one column printed inside another: found and reported, never moved.

A parser that mistakes the gap between two columns puts a line of one into a sentence of the other. The sentence then
goes on where it was left: the characters on both sides of the line make a pair that the page has elsewhere, and
those at its own two ends do not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from .models import ArticleDraft, Line
from .text import HAN_RE, squeeze
from .vocabulary import Vocabulary

DOUBT = "piece of another column inside"


def mark_strays(
    drafts: Iterable[ArticleDraft], lines: Iterable[Line], vocabulary: Vocabulary
) -> tuple[ArticleDraft, ...]:
    """The drafts, marked with a doubt where a paragraph holds such a line; `lines` are the cleaned ones."""
    texts = {line.number: line.text for line in lines}
    marked, page = [], ""

    def known(seam: str) -> bool:
        return seam in vocabulary.words or seam in page

    for draft in drafts:
        runs = [block.lines for block in draft.body if len(block.lines) > 2]
        page = page or ("\n".join(map(squeeze, texts.values())) if runs else "")
        stray = any(_holds_stray(run, texts, known) for run in runs)
        marked.append(replace(draft, doubts=(*draft.doubts, DOUBT)) if stray else draft)
    return tuple(marked)


def _holds_stray(run: tuple[int, ...], texts: Mapping[int, str], known: Callable[[str], bool]) -> bool:
    """Whether a line of a paragraph parts a sentence that goes on behind it."""
    return any(
        known(_seam(texts[before], texts[after]))
        and all(_broken(*pair, known) for pair in ((texts[before], texts[line]), (texts[line], texts[after])))
        for before, line, after in zip(run, run[1:], run[2:], strict=False)
    )


def _seam(one: str, two: str) -> str:
    return one[-1:] + two[:1]


def _broken(one: str, two: str, known: Callable[[str], bool]) -> bool:
    """Two Chinese characters meet that no word, and nothing else on the page, has beside each other."""
    seam = _seam(one, two)
    return len(HAN_RE.findall(seam)) == 2 and not known(seam)
