"""Headers far from their texts: one assignment over the page by the words they share."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from ..models import ArticleDraft, Block
from ..text import bigrams

ENOUGH = 0.25
"""Share of a header's words that its text must have."""
MOST = 6
"""Headers, or texts, up to which every assignment is tried."""


def match_headers(articles: list[ArticleDraft]) -> tuple[list[ArticleDraft], tuple[Block, ...]]:
    """Texts without a header get the headers without a text that suit them best; headers left over are given back."""
    bare = [i for i, a in enumerate(articles) if not a.body]
    headless = [i for i, a in enumerate(articles) if a.body and not a.header]
    pairs = _best_pairs([[_suits(articles[h], articles[t]) for t in headless] for h in bare])
    placed = list(articles)
    for row, column in pairs:
        header, text = articles[bare[row]], articles[headless[column]]
        placed[headless[column]] = replace(
            text,
            header=header.header,
            bylines=header.bylines + text.bylines,
            captions=header.captions + text.captions,
            doubts=(*text.doubts, "headline far from its text"),
        )
    moved = {bare[row] for row, _ in pairs}
    lost = [i for i in bare if i not in moved]
    unplaced = tuple(
        b for i in lost for b in (*articles[i].header, *articles[i].bylines, *articles[i].captions, *articles[i].notes)
    )
    return [a for i, a in enumerate(placed) if i not in moved and i not in lost], unplaced


def _suits(header: ArticleDraft, text: ArticleDraft) -> float:
    words = bigrams("".join(block.text for block in header.header))
    body = bigrams("".join(block.text for block in text.body[:6]))
    return len(words & body) / len(words) if words else 0.0


def _best_pairs(scores: list[list[float]]) -> list[tuple[int, int]]:
    """(row, column) of the assignment with the greatest sum, pairs below `ENOUGH` left out."""
    if not scores or not scores[0]:
        return []
    if max(len(scores), len(scores[0])) > MOST:
        return _greedy(scores)
    rows, columns = len(scores), len(scores[0])
    if rows <= columns:
        options = [list(zip(range(rows), chosen, strict=True)) for chosen in permutations(range(columns), rows)]
    else:
        options = [list(zip(chosen, range(columns), strict=True)) for chosen in permutations(range(rows), columns)]
    kept = [[(r, c) for r, c in option if scores[r][c] >= ENOUGH] for option in options]
    return max(kept, key=lambda pairs: sum(scores[r][c] for r, c in pairs))


def _greedy(scores: list[list[float]]) -> list[tuple[int, int]]:
    ranked = sorted(((value, r, c) for r, row in enumerate(scores) for c, value in enumerate(row)), reverse=True)
    pairs: list[tuple[int, int]] = []
    for value, r, c in ranked:
        if value >= ENOUGH and all(r != pr and c != pc for pr, pc in pairs):
            pairs.append((r, c))
    return pairs
