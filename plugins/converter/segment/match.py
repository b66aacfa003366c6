"""Headers far from their texts: one assignment over the page by the words they share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations

from ..models import ArticleDraft, Block, LineKind
from ..text import bigrams

ENOUGH = 0.25
"""Share of a header's words that its text must have."""
FAR = "headline far from its text"
"""The doubt that such a header leaves."""
MOST_WORDS = 0.4
"""Share of the words of a stray heading that its text must have."""
FAR_BETTER = 0.3
"""So much more of their words two headers must find in each other's texts."""
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
            doubts=(*text.doubts, FAR),
        )
    moved = {bare[row] for row, _ in pairs}
    lost = [i for i in bare if i not in moved]
    unplaced = tuple(
        b for i in lost for b in (*articles[i].header, *articles[i].bylines, *articles[i].captions, *articles[i].notes)
    )
    return [a for i, a in enumerate(placed) if i not in moved and i not in lost], unplaced


def part_headers(articles: list[ArticleDraft]) -> list[ArticleDraft]:
    """Of a header in several blocks those at its begin or end that suit a text without one far better are its header.

    So they come where two headlines stand below each other, and their texts behind them or apart. A whole header must
    suit it better still, and have no name below it, which holds it where it is. Before that, a header behind a text
    that is the upper part of the next one is put there.
    """
    placed = list(articles)
    for i in (i for i, article in enumerate(articles) if _is_behind(article)):
        placed = _given_on(placed, i, ENOUGH)
    for i in (i for i, article in enumerate(placed) if article.body and not article.header):
        options = [(_better(part, placed[i], article), -j, part, rest) for j, article, part, rest in _parts(placed)]
        gain, place, part, rest = max(options, key=lambda option: option[:2], default=(0.0, 0, (), ()))
        if gain >= (ENOUGH if rest else FAR_BETTER):
            placed[i] = replace(placed[i], header=part, doubts=(*placed[i].doubts, FAR))
            placed[-place] = replace(placed[-place], header=rest)
    return placed


Blocks = tuple[Block, ...]


def _parts(articles: list[ArticleDraft]) -> Iterator[tuple[int, ArticleDraft, Blocks, Blocks]]:
    """(place, article, part of its header, the rest) for each way to take something from a header."""
    for j, article in enumerate(articles):
        for cut in range(1, len(article.header)) if article.body else ():
            above, below = article.header[:cut], article.header[cut:]
            yield j, article, above, below
            yield j, article, below, above
        if article.body and article.header and not _is_signed(article):
            yield j, article, article.header, ()


def _better(part: Blocks, text: ArticleDraft, own: ArticleDraft) -> float:
    """How much more of its words a part of a header finds in a text than in its own; 0 where these are few."""
    header = ArticleDraft(header=part)
    suits = _suits(header, text)
    return suits - _suits(header, own) if suits >= ENOUGH else 0.0


def exchange_headers(articles: list[ArticleDraft]) -> list[ArticleDraft]:
    """A header behind a text may be that of another: two are exchanged where both together suit far better so.

    A header that came to stand right above the header of the next article, and suits that better, is a part of it.
    """
    placed = list(articles)
    for i in (i for i, article in enumerate(articles) if _is_behind(article)):
        others = [j for j, article in enumerate(placed) if j != i and article.header and article.body]
        gains = [(_gain(placed[i], placed[j]), -j) for j in others]
        best, place = max(gains, default=(0.0, 0))
        if best >= FAR_BETTER:
            one, two = placed[i], placed[-place]
            placed[i] = replace(one, header=two.header, doubts=(*one.doubts, FAR))
            placed[-place] = replace(two, header=one.header, doubts=(*two.doubts, FAR))
            placed = _given_on(placed, -place)
    return placed


def match_stray_headings(articles: list[ArticleDraft], passed: list[Block]) -> tuple[list[ArticleDraft], list[Block]]:
    """A heading that was passed over as a caption is the header of a text without one that has most of its words."""
    placed, left = list(articles), list(passed)
    for heading in (block for block in passed if block.kind is LineKind.HEADLINE):
        header = ArticleDraft(header=(heading,))
        scores = [(_suits(header, a), -i) for i, a in enumerate(placed) if a.body and not a.header]
        best, place = max(scores, default=(0.0, 0))
        if best >= MOST_WORDS:
            placed[-place] = replace(placed[-place], header=(heading,), doubts=(*placed[-place].doubts, FAR))
            left.remove(heading)
    return placed, left


def _is_behind(article: ArticleDraft) -> bool:
    return bool(article.header and article.body) and article.header[0].lines[0] > article.body[-1].lines[-1]


def _is_signed(article: ArticleDraft) -> bool:
    """Whether a name stands between its header and its text."""
    above, below = article.header[-1].lines[-1], article.body[0].lines[0]
    return any(above < byline.lines[0] < below for byline in article.bylines)


def _gain(one: ArticleDraft, two: ArticleDraft) -> float:
    return _suits(one, two) + _suits(two, one) - _suits(one, one) - _suits(two, two)


def _given_on(articles: list[ArticleDraft], i: int, margin: float = 0.0) -> list[ArticleDraft]:
    """The header of article `i` put above that of the article which begins right behind it, if it suits that better
    by more than `margin`.
    """
    mine = articles[i]
    last = mine.header[-1].lines[-1]
    starts = [(a.header[0].lines[0], j) for j, a in enumerate(articles) if a.header and a.header[0].lines[0] > last]
    line, j = min(starts, default=(0, i))
    near = j != i and not any(last < block.lines[0] < line for a in articles for block in a.body)
    if not near or _suits(mine, articles[j]) <= _suits(mine, mine) + margin:
        return articles
    return [
        replace(a, header=()) if n == i else replace(a, header=mine.header + a.header) if n == j else a
        for n, a in enumerate(articles)
    ]


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
