"""The ledger: where every source line of a page went.

Each non-blank line has one fate: it is part of an article, or it was dropped for a reason
(its kind), or it is unassigned. Characters are counted as printed, without white space.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .models import DROPPED, Article, ArticleDraft, Block, Conversion, Line, LineKind, SourcePage
from .text import is_blank, squeeze, visible_length


def account(
    page: SourcePage,
    blocks: Sequence[Block],
    articles: Iterable[Article],
    unplaced: Iterable[Block],
    roles: Mapping[int, LineKind] | None = None,
) -> tuple[tuple[Line, ...], dict[int, str]]:
    """(non-blank lines with their kinds, line number -> article id). `roles`: see `kinds_of`."""
    owners = {number: article.id for article in articles for number in article.lines}
    kinds = {number: block.kind for block in blocks for number in block.lines}
    kinds |= {number: LineKind.UNKNOWN for block in unplaced for number in block.lines}
    kinds |= roles or {}
    fates = tuple(
        Line(n.number, n.text, kinds.get(n.number, LineKind.NOISE)) for n in page.lines if not is_blank(n.text)
    )
    return fates, owners


def kinds_of(page: SourcePage, articles: Iterable[tuple[ArticleDraft, Article]]) -> dict[int, LineKind]:
    """Line number -> what the line is in its article: the last word of segmentation, for every line of an article."""
    texts = {line.number: line.text for line in page.lines}
    kinds: dict[int, LineKind] = {}
    for draft, article in articles:
        parts = (*draft.bylines, *draft.body, *draft.captions, *draft.notes, *filter(None, [draft.rubric]))
        kinds |= {number: block.kind for block in parts for number in block.lines}
        kinds |= {n: LineKind.CAPTION for b in draft.captions for n in b.lines if b.kind is not LineKind.PHOTO_CREDIT}
        kinds |= {
            number: _in_header(squeeze(texts[number]), article) for block in draft.header for number in block.lines
        }
    return kinds


def _in_header(text: str, article: Article) -> LineKind:
    """Kicker, headline or deck; a line that holds more than one of them counts as the headline."""
    if text and text not in squeeze(article.headline):
        for kind, part in ((LineKind.KICKER, article.kicker), (LineKind.DECK, article.deck)):
            if part and text in squeeze(part):
                return kind
    return LineKind.HEADLINE


@dataclass(frozen=True, slots=True)
class Tally:
    """Characters of a page by fate."""

    total: int
    used: int
    dropped: dict[str, int]
    """Reason (a `LineKind`) -> characters."""
    unassigned: int


def tally(conversion: Conversion) -> Tally:
    """The characters of a page, counted by what became of them; the parts add up to the total."""
    used = unassigned = 0
    dropped: Counter[str] = Counter()
    for line in conversion.fates:
        size = visible_length(line.text)
        if line.number in conversion.owners:
            used += size
        elif line.kind in DROPPED:
            dropped[str(line.kind)] += size
        else:
            unassigned += size
    total = sum(visible_length(line.text) for line in conversion.page.lines)
    return Tally(total, used, dict(sorted(dropped.items())), unassigned)


def ranges(numbers: Iterable[int], lines: Sequence[Line] = ()) -> list[str]:
    """Line numbers as ranges: 3, 4, 5, 9 -> `3-5`, `9`; blank ones of `lines`, all of the page, do not part a range."""
    out: list[list[int]] = []
    for number in sorted(numbers):
        if out and _is_next(number, out[-1][1], lines):
            out[-1][1] = number
        else:
            out.append([number, number])
    return [f"{first}-{last}" if last > first else str(first) for first, last in out]


def _is_next(number: int, last: int, lines: Sequence[Line]) -> bool:
    """Whether a line is the next one behind another, blank ones left out."""
    between = lines[last : number - 1]
    return len(between) >= number - 1 - last and all(is_blank(line.text) for line in between)
