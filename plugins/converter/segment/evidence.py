"""What the blocks of a page show beside their neighbours, and in the words they share.

Words are pairs of characters, weighted by how few blocks of the page hold them, so that what
every article of the page speaks of counts for little.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from itertools import chain, dropwhile, pairwise, takewhile

from ..models import Block, LineKind
from ..text import bigrams
from ..vocabulary import Vocabulary
from .clues import Clue, clues_of

LEANS_RE = re.compile(r"^(?:[，、。；：）》”’！？]|（[^（）]{1,12}）[，、。的])")
"""Marks that no paragraph begins with, or a bracket that the sentence goes on behind."""
SIGNATURES = (LineKind.BYLINE, LineKind.TAGLINE, LineKind.AUTHOR_NOTE)
TEXT_KINDS = (LineKind.BODY, LineKind.EDITORS_NOTE)
RUN = 5
"""Paragraphs on either side of a heading that are compared with it."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What the blocks around a heading show; 0 to 1 each."""

    in_next: float
    """Share of its words found in the text behind it."""
    in_previous: float
    cohesion: float
    """How much the text before it and the text behind it have in common."""
    byline_next: bool
    dateline_next: bool
    opening_next: bool
    continuing_next: bool
    text_next: bool
    """Whether text (or a byline) follows at all before the next heading group ends the page."""
    unsigned: bool
    """No name and no dateline anywhere between the heading and the next one."""
    twin_inside: bool
    """The heading next to it in the page is of the same make and stands inside an article."""


NOWHERE = Neighbours(0, 0, 0.06, False, False, False, False, False, False, False)
UNDECIDED = 0.03
"""Cohesion that speaks neither for one article nor for two."""
SURE = 150
"""Pairs of characters on the shorter side from which cohesion is trusted fully."""
INSIDE = 0.035
"""Cohesion above which a heading plainly stands inside an article."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The chain of blocks that make up articles, with all clues."""

    clues: tuple[Clue, ...]
    neighbours: tuple[Neighbours, ...]
    links: tuple[float, ...]
    """Words each block shares with the block before it in the chain."""
    glued: tuple[bool, ...]
    """The last character of the block before and the first of this one make a pair that the page has elsewhere."""
    bridged: tuple[bool, ...]
    """Text breaks off before a block that does not go on with it, and the block behind does."""
    marked_levels: bool
    """The page has `#` marks."""


def gather(blocks: tuple[Block, ...], vocabulary: Vocabulary) -> Evidence:
    """Clues of every block that can be a part of an article."""
    clues = clues_of(blocks, vocabulary)
    words = [bigrams(clue.block.text) for clue in clues]
    weights = _weights(words)
    neighbours = [_neighbours(i, clues, words, weights) if _may_open(clue) else NOWHERE for i, clue in enumerate(clues)]
    links = tuple(share(words[i], words[i - 1], weights) if i else 0.0 for i in range(len(words)))
    texts = [clue.block.text for clue in clues]
    known = (weights.keys(), vocabulary.words)
    glued = tuple(i > 0 and _fits(texts[i - 1], texts[i], known) for i in range(len(texts)))
    bridged = tuple(
        0 < i < len(texts) - 1 and clues[i - 1].open and not glued[i] and _fits(texts[i - 1], texts[i + 1], known)
        for i in range(len(texts))
    )
    return Evidence(clues, _with_twins(clues, neighbours), links, glued, bridged, any(b.level for b in blocks))


def _fits(one: str, two: str, known: tuple[Collection[str], ...]) -> bool:
    """Whether a sentence broken off at the end of `one` may go on with `two`."""
    seam = one[-1:] + two[:1]
    return any(seam in words for words in known) or bool(LEANS_RE.match(two)) or _in_brackets(one, two)


def _in_brackets(one: str, two: str) -> bool:
    """A bracket opened in one text and closed at the beginning of the other: 本报讯（记者 / 张三）近日."""
    return one.count("（") > one.count("）") and "）" in two[:40] and "（" not in two[: two.index("）")]


def _weights(words: list[set[str]]) -> dict[str, float]:
    spread = Counter(chain.from_iterable(words))
    most = math.log(1 + len(words))
    worth = [1.0, *(max(most - math.log(count), 0.0) / most for count in range(1, len(words) + 1))]
    return {word: worth[count] for word, count in spread.items()}


def weigh(words: set[str], weights: dict[str, float]) -> float:
    """The weights of the words, put together."""
    return sum(map(weights.__getitem__, words))


def share(part: set[str], whole: set[str], weights: dict[str, float]) -> float:
    """Weighted share of the words of `part` that `whole` has, 0 to 1."""
    common = weigh(part & whole, weights)
    return common / weigh(part, weights) if common else 0.0


def _run(words: list[set[str]], clues: tuple[Clue, ...], start: int, step: int) -> set[str]:
    """Words of the nearest run of text in one direction, over headings and bylines that stand before it."""
    found: set[str] = set()
    count, i = 0, start
    while 0 <= i < len(clues) and count < RUN:
        if clues[i].kind in TEXT_KINDS:
            found |= words[i]
            count += 1
        elif count and clues[i].kind in (LineKind.HEADLINE, LineKind.BYLINE):
            break
        i += step
    return found


def _may_open(clue: Clue) -> bool:
    """A heading, or text that looks as if an article began with it."""
    if clue.kind is LineKind.HEADLINE:
        return True
    return clue.kind is LineKind.BODY and (
        clue.opening or clue.dateline or clue.credit_next or clue.block.text[:1] == "“"
    )


def _neighbours(i: int, clues: tuple[Clue, ...], words: list[set[str]], weights: dict[str, float]) -> Neighbours:
    first = i + 1 if clues[i].kind is LineKind.HEADLINE else i
    pictured = first < len(clues) and clues[first].kind is LineKind.CAPTION
    ahead = words[first] if pictured else _run(words, clues, first, 1)
    behind = _run(words, clues, i - 1, -1)
    following = _following(i, clues)
    kind = following.kind if following else None
    return Neighbours(
        in_next=share(words[i], ahead, weights),
        in_previous=share(words[i], behind, weights),
        cohesion=_cohesion(ahead, behind, weights),
        byline_next=kind is LineKind.BYLINE,
        dateline_next=following is not None and following.dateline,
        opening_next=following is not None and following.opening,
        continuing_next=following is not None and following.continuing,
        text_next=kind in (*TEXT_KINDS, LineKind.BYLINE, LineKind.CAPTION),
        unsigned=_is_unsigned(i, clues),
        twin_inside=False,
    )


def _cohesion(ahead: set[str], behind: set[str], weights: dict[str, float]) -> float:
    """Words shared both ways; where one side is short the figure is drawn towards the undecided 0.03."""
    if not ahead or not behind:
        return 0.0
    common = weigh(ahead & behind, weights)
    shared = common / max(weigh(ahead, weights), weigh(behind, weights)) if common else 0.0
    trust = min(1.0, min(len(ahead), len(behind)) / SURE)
    return trust * shared + (1 - trust) * UNDECIDED


def _is_heading(clue: Clue) -> bool:
    return clue.kind is LineKind.HEADLINE


def _is_unsigned(i: int, clues: tuple[Clue, ...]) -> bool:
    section = takewhile(lambda clue: not _is_heading(clue), dropwhile(_is_heading, clues[i + 1 :]))
    return not any(clue.dateline or clue.signed or clue.kind in SIGNATURES for clue in section)


def _following(i: int, clues: tuple[Clue, ...]) -> Clue | None:
    return next((clue for clue in clues[i + 1 :] if clue.kind is not LineKind.HEADLINE), None)


def _with_twins(clues: tuple[Clue, ...], neighbours: list[Neighbours]) -> tuple[Neighbours, ...]:
    """The neighbours, each heading told whether one beside it is its like (parallel crossheads)."""
    heads = [i for i, clue in enumerate(clues) if clue.kind is LineKind.HEADLINE]
    for before, after in pairwise(heads):
        if _alike(clues[before], clues[after]):
            paired = after - before > 1 and _in_parallel(clues[before], clues[after])
            plain = not any(neighbours[i].byline_next or neighbours[i].dateline_next for i in (before, after))
            strong = [(paired and plain) or neighbours[i].cohesion >= INSIDE for i in (before, after)]
            neighbours[before] = replace(neighbours[before], twin_inside=neighbours[before].twin_inside or strong[1])
            neighbours[after] = replace(neighbours[after], twin_inside=neighbours[after].twin_inside or strong[0])
    return tuple(neighbours)


def _in_parallel(one: Clue, two: Clue) -> bool:
    """Set as a couplet (对仗): of one length, with one character at the same end or two in the same places."""
    first, second = one.block.text, two.block.text
    same = [x == y for x, y in zip(first, second, strict=False)]
    return len(first) == len(second) >= 4 and (same[0] or same[-1] or sum(same) > 1)


def _alike(one: Clue, two: Clue) -> bool:
    same_make = one.numbered == two.numbered and one.block.level == two.block.level
    return same_make and abs(one.length - two.length) <= 1
