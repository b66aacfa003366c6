"""What the blocks of a page show beside their neighbours, and in the words they share."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise
from typing import NamedTuple

from ..models import Block, LineKind
from ..text import bigrams
from ..vocabulary import Vocabulary
from .bags import NOTHING, Bag, bags_of, cohesion, share, together
from .clues import QUOTED_RE, Clue, clues_of
from .seams import Pairs, fits

SIGNATURES = (LineKind.BYLINE, LineKind.TAGLINE, LineKind.AUTHOR_NOTE)
TEXT_KINDS = (LineKind.BODY, LineKind.EDITORS_NOTE)
RUN = 5
"""Paragraphs on either side of a heading that are compared with it."""


class Neighbours(NamedTuple):
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
    parallel: bool
    """And it is plainly set to go with that one: 温度：… 厚度：…"""
    serial: bool
    """The heading next to it is as short, and nothing below either names who wrote or sent it."""


NOWHERE = Neighbours(0, 0, 0.06, False, False, False, False, False, False, False, False, False)
SIMILAR = 2
"""Characters that one of two headings which begin alike may be longer."""
SHORT_COUPLET = 8
"""Characters: headings no longer than this share a character in one place by chance only rarely."""
LONGEST_SERIAL = 12
"""Characters of the longer one of a series of crossheads."""
LONGEST_THEME = 10
"""Characters before the colon of a crosshead."""
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
    spread = Counter(chain.from_iterable(words))
    bags = bags_of(words, spread)
    neighbours = _neighbours(clues, bags)
    links = tuple(share(bags[i], bags[i - 1]) if i else 0.0 for i in range(len(bags)))
    texts = [clue.block.text for clue in clues]
    known = Pairs(spread, "\n".join(texts), vocabulary.words)
    glued = tuple(i > 0 and fits(texts[i - 1], texts[i], known) for i in range(len(texts)))
    bridged = tuple(
        0 < i < len(texts) - 1 and clues[i - 1].open and not glued[i] and fits(texts[i - 1], texts[i + 1], known)
        for i in range(len(texts))
    )
    return Evidence(clues, _with_twins(clues, neighbours), links, glued, bridged, any(b.level for b in blocks))


def _text_from(clues: tuple[Clue, ...], start: int, step: int) -> int | None:
    """The nearest text in one direction, over headings and bylines that stand before it."""
    stop = len(clues) if step > 0 else -1
    for i in range(start, stop, step):
        if clues[i].kind in TEXT_KINDS:
            return i
    return None


def _run(clues: tuple[Clue, ...], start: int, step: int) -> list[int]:
    """The run of text that begins with block `start`, in one direction."""
    found: list[int] = []
    stop = len(clues) if step > 0 else -1
    for i in range(start, stop, step):
        if clues[i].kind in TEXT_KINDS:
            found.append(i)
        if len(found) == RUN or clues[i].kind in (LineKind.HEADLINE, LineKind.BYLINE):
            break
    return found


def _may_open(clue: Clue) -> bool:
    """A heading, or text that looks as if an article began with it."""
    if clue.kind is LineKind.HEADLINE:
        return True
    return clue.kind is LineKind.BODY and (
        clue.opening
        or clue.dateline
        or clue.credit_next
        or clue.block.text[:1] == "“"
        or (clue.item and clue.rubric_before)
    )


def _neighbours(clues: tuple[Clue, ...], bags: list[Bag]) -> list[Neighbours]:
    """What stands around each block with which an article may begin."""
    following, signed = _followings(clues), _signed_on(clues)

    @cache
    def run(start: int | None, step: int) -> Bag:
        return together(bags[j] for j in _run(clues, start, step)) if start is not None else NOTHING

    def around(i: int) -> Neighbours:
        heading = clues[i].kind is LineKind.HEADLINE
        first = i + 1 if heading else i
        pictured = first < len(clues) and clues[first].kind is LineKind.CAPTION
        ahead = bags[first] if pictured else run(_text_from(clues, first, 1), 1)
        behind = run(_text_from(clues, i - 1, -1), -1)
        after = following[i]
        clue = clues[after] if after is not None else None
        return Neighbours(
            in_next=share(bags[i], ahead) if heading else 0.0,
            in_previous=share(bags[i], behind) if heading else 0.0,
            cohesion=cohesion(ahead, behind),
            byline_next=clue is not None and clue.kind is LineKind.BYLINE,
            dateline_next=clue is not None and clue.dateline,
            opening_next=clue is not None and clue.opening,
            continuing_next=clue is not None and clue.continuing,
            text_next=clue is not None and clue.kind in (*TEXT_KINDS, LineKind.BYLINE, LineKind.CAPTION),
            unsigned=after is None or not signed[after],
            twin_inside=False,
            parallel=False,
            serial=False,
        )

    return [around(i) if _may_open(clue) else NOWHERE for i, clue in enumerate(clues)]


def _followings(clues: tuple[Clue, ...]) -> list[int | None]:
    """For each block the next one that is no heading."""
    found: list[int | None] = [None] * len(clues)
    for i in range(len(clues) - 2, -1, -1):
        found[i] = found[i + 1] if clues[i + 1].kind is LineKind.HEADLINE else i + 1
    return found


def _signed_on(clues: tuple[Clue, ...]) -> list[bool]:
    """For each block whether it, or one behind it before the next heading or dateline, names who wrote the news."""
    found = [False] * (len(clues) + 1)
    for i in range(len(clues) - 1, -1, -1):
        clue = clues[i]
        if clue.kind is not LineKind.HEADLINE:
            later = found[i + 1] and not (i + 1 < len(clues) and clues[i + 1].dateline)
            found[i] = later or clue.dateline or clue.signed or clue.kind in SIGNATURES
    return found


def _with_twins(clues: tuple[Clue, ...], neighbours: list[Neighbours]) -> tuple[Neighbours, ...]:
    """The neighbours, each heading told whether one beside it is its like (parallel crossheads)."""
    heads = [i for i, clue in enumerate(clues) if clue.kind is LineKind.HEADLINE]
    for before, after in pairwise(heads):
        if after - before > 1 and _in_series(clues, neighbours, before, after):
            for i in (before, after):
                neighbours[i] = neighbours[i]._replace(serial=True)
        if _alike(clues[before], clues[after]):
            paired = after - before > 1 and _in_parallel(clues[before], clues[after])
            plain = not any(neighbours[i].byline_next or neighbours[i].dateline_next for i in (before, after))
            formed = paired and plain and _of_one_form(clues[before].block.text, clues[after].block.text)
            strong = [(paired and plain) or neighbours[i].cohesion >= INSIDE for i in (before, after)]
            for i, by_twin in ((before, strong[1]), (after, strong[0])):
                near = neighbours[i]
                twin = near.twin_inside or by_twin
                neighbours[i] = near._replace(twin_inside=twin, parallel=near.parallel or formed)
    return tuple(neighbours)


def _in_series(clues: tuple[Clue, ...], neighbours: list[Neighbours], before: int, after: int) -> bool:
    lengths = [clues[i].length for i in (before, after)]
    unsigned = neighbours[before].unsigned and neighbours[after].unsigned
    return unsigned and max(lengths) <= LONGEST_SERIAL and abs(lengths[0] - lengths[1]) <= SIMILAR


def _in_parallel(one: Clue, two: Clue) -> bool:
    """Set as a couplet (对仗): of one length, with one character at the same end or two in the same places."""
    first, second = one.block.text, two.block.text
    if _of_one_form(first, second):
        return True
    same = [x == y for x, y in zip(first, second, strict=False)]
    enough = 0 if len(first) <= SHORT_COUPLET else 1
    return len(first) == len(second) >= 4 and (same[0] or same[-1] or sum(same) > enough)


def _alike(one: Clue, two: Clue) -> bool:
    same_make = one.numbered == two.numbered and one.block.level == two.block.level
    return same_make and (abs(one.length - two.length) <= 1 or _of_one_form(one.block.text, two.block.text))


def _of_one_form(one: str, two: str) -> bool:
    """温度：… and 厚度：…; “…” and “…”; 慢一点，… and 慢一点，…"""
    quoted = all(QUOTED_RE.fullmatch(text) for text in (one, two))
    return quoted or bool(_theme(one) and _theme(two)) or (one[:2] == two[:2] and abs(len(one) - len(two)) <= SIMILAR)


def _theme(text: str) -> str:
    """What a crosshead such as 温度：把小事当成大事 has before its colon."""
    theme, colon, rest = text.partition("：")
    return theme if colon and rest and len(theme) <= LONGEST_THEME else ""
