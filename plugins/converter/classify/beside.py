"""What the blocks beside a block tell of its kind: names below headlines, rubrics above them, columns of items, verse.

`RULES` are tried in order, the first that answers wins; they see the kinds that the blocks alone have.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import takewhile

from ..bylines import LEAD_RE, MARKED_RE, PEN_NAME_RE, SPACED_NAME_RE, is_name, is_word, parse_signature
from ..folio import EDGE, parse_folio
from ..models import Block, LineKind
from ..text import HAN, ends_sentence, visible_length
from ..vocabulary import Vocabulary
from .alone import ANY_STOP_RE, LONGEST_HEADING, kind_of

Rule = Callable[[Block | None, Block, Block | None, Vocabulary], LineKind | None]
"""Receives the block before, the block, and the block behind it."""

HEADING = frozenset({LineKind.HEADLINE})
HEADED = frozenset({LineKind.HEADLINE, LineKind.RUBRIC})
DAY_RE = re.compile(r"^\d{4}年\d{1,2}月\d{1,2}日$")
"""Right below a body of people: the date under a notice, not that of the page."""
BANNER_RE = re.compile(rf"[{HAN}]{{2,7}}")
MARKED_BANNER = 5
"""Characters of a rubric that has a mark only before it."""
LONGEST_LEAD = 18
"""Characters of a kicker that ends with a colon."""
THUS_RE = re.compile("如下|以下|下列|[说道问答称]：$|同志：$|各位|尊敬")
ITEMS = 3
"""Texts with a mark that make a column of items."""
VERSES = 5
"""Lines below a byline that are more than a headline has."""


def classify(blocks: tuple[Block, ...], vocabulary: Vocabulary) -> tuple[Block, ...]:
    """The blocks with their kinds; `HEADLINE` stands for every heading not yet told apart."""
    alone = [block._replace(kind=kind_of(block, vocabulary)) for block in blocks]
    alone = _without_items(_with_edges(alone, vocabulary))
    beside = zip([None, *alone], alone, [*alone[1:], None], strict=False)
    kinds = [_kind_beside(before, block, after, vocabulary) for before, block, after in beside]
    _mark_verse(alone, kinds)
    return tuple(b if b.kind is kind else b._replace(kind=kind) for b, kind in zip(alone, kinds, strict=True))


def _kind_beside(before: Block | None, block: Block, after: Block | None, vocabulary: Vocabulary) -> LineKind:
    return next((kind for rule in RULES if (kind := rule(before, block, after, vocabulary))), block.kind)


def _is(block: Block | None, kinds: frozenset[LineKind]) -> bool:
    return block is not None and block.kind in kinds


def _with_edges(blocks: list[Block], vocabulary: Vocabulary) -> list[Block]:
    """Furniture of the page that only its place at the head or the foot proves."""
    places = range(len(blocks))
    edges = {i for i in (*places[:EDGE], *places[-EDGE:]) if parse_folio(blocks[i].text, vocabulary, edge=True)}
    return [block._replace(kind=LineKind.FOLIO) if i in edges else block for i, block in enumerate(blocks)]


def _without_items(blocks: list[Block]) -> list[Block]:
    """▲ before three texts or more marks the items of a column, not pictures."""
    marked = [b.kind is LineKind.CAPTION and MARKED_RE.match(b.text) is not None for b in blocks]
    if sum(marked) < ITEMS:
        return blocks
    return [b._replace(kind=LineKind.BODY) if item else b for b, item in zip(blocks, marked, strict=True)]


def banner(before: Block | None, block: Block, after: Block | None, vocabulary: Vocabulary) -> LineKind | None:
    """百姓呼声, ●社论, ▲ 本地 above a headline: the name of a rubric without marks around it."""
    name = LEAD_RE.sub("", block.text)
    maybe = block.kind in (LineKind.HEADLINE, LineKind.BYLINE, LineKind.CAPTION) and BANNER_RE.fullmatch(name)
    if not maybe or after is None or after.kind not in HEADED or parse_signature(after.text, vocabulary):
        return None
    if name != block.text:
        person = is_name(name, vocabulary) and not is_word(name, vocabulary)
        return LineKind.RUBRIC if len(name) <= MARKED_BANNER and not person else None
    return LineKind.RUBRIC if block.kind is LineKind.HEADLINE and vocabulary.banner_end.search(name) else None


def leads_on(before: Block | None, block: Block, after: Block | None, vocabulary: Vocabulary) -> LineKind | None:
    """植物学家张三： above a headline, with no text before it that it could belong to."""
    if block.kind is not LineKind.BODY or not _is(after, HEADED) or not block.text.endswith("："):
        return None
    free = before is None or before.kind is not LineKind.BODY or ends_sentence(before.text)
    short = 4 <= len(block.text) <= LONGEST_LEAD and not THUS_RE.search(block.text)
    return LineKind.HEADLINE if free and short else None


def headline_above_name(
    before: Block | None, block: Block, after: Block | None, vocabulary: Vocabulary
) -> LineKind | None:
    """Between a heading and a byline a short line without a stop is a heading, whatever it ends with."""
    between = _is(before, HEADING) and _is(after, frozenset({LineKind.BYLINE}))
    plain = block.kind is LineKind.BODY and not ANY_STOP_RE.search(block.text)
    return LineKind.HEADLINE if between and plain and visible_length(block.text) <= LONGEST_HEADING else None


def told_and_pictured(
    before: Block | None, block: Block, after: Block | None, vocabulary: Vocabulary
) -> LineKind | None:
    """本报记者 张三 摄影报道 below a headline: who wrote it too."""
    both = block.kind is LineKind.PHOTO_CREDIT and block.text.endswith("报道")
    return LineKind.BYLINE if both and _is(before, HEADING) else None


def signature(before: Block | None, block: Block, after: Block | None, vocabulary: Vocabulary) -> LineKind | None:
    """莘县农业局 张三 between a headline and its text, or behind a text."""
    if block.kind is not LineKind.HEADLINE or not parse_signature(block.text, vocabulary):
        return None
    below = _is(before, HEADING) and after is not None and after.kind is not LineKind.HEADLINE
    behind = _is(before, frozenset({LineKind.BODY})) and (after is None or after.kind in HEADED)
    return LineKind.BYLINE if below or behind else LineKind.HEADLINE


def series(before: Block | None, block: Block, after: Block | None, vocabulary: Vocabulary) -> LineKind | None:
    """A line of a series (…系列评论之三) below a headline is its deck."""
    below = block.kind is LineKind.RUBRIC and _is(before, HEADING)
    return LineKind.HEADLINE if below and vocabulary.rubric_series.search(block.text) else None


def issued(before: Block | None, block: Block, after: Block | None, vocabulary: Vocabulary) -> LineKind | None:
    """A body of people and a date, on two lines, below a notice."""
    if block.kind is LineKind.HEADLINE and after is not None and DAY_RE.match(after.text):
        return LineKind.TAGLINE if vocabulary.is_organisation(block.text) else block.kind
    if before is not None and DAY_RE.match(block.text) and vocabulary.is_organisation(before.text):
        return LineKind.TAGLINE if _is(before, HEADING) else block.kind
    return None


def author(before: Block | None, block: Block, after: Block | None, vocabulary: Vocabulary) -> LineKind | None:
    """Below a headline: a pen name behind a mark (□闲云), or a bare name with the text right behind it."""
    if block.kind is not LineKind.HEADLINE or not _is(before, HEADING):
        return None
    text = block.text
    if MARKED_RE.match(text):
        return LineKind.BYLINE if PEN_NAME_RE.match(LEAD_RE.sub("", text)) else None
    named = len(text) < 4 and is_name(text, vocabulary) and not is_word(text, vocabulary)
    if after is None or not (named or SPACED_NAME_RE.match(text)):
        return None
    verse = len(after.parts) >= VERSES or (len(text) == 3 and after.kind is LineKind.HEADLINE and len(after.text) < 4)
    return LineKind.BYLINE if after.kind is LineKind.BODY or verse else None


RULES: tuple[Rule, ...] = (
    banner, leads_on, headline_above_name, told_and_pictured, signature, series, issued, author,
)  # fmt: skip


def _mark_verse(blocks: list[Block], kinds: list[LineKind]) -> None:
    """Many short lines without a stop below a byline are a poem: text, not a stack of headings.

    Where it ends in blocks of its own lines, the last is left to be the heading of what follows.
    """
    for start in (i + 1 for i, kind in enumerate(kinds) if kind is LineKind.BYLINE):
        run = list(takewhile(lambda i: kinds[i] is LineKind.HEADLINE, range(start, len(kinds))))
        run = run[:-1] if len(run) > 1 else run
        if sum(max(len(blocks[i].parts), 1) for i in run) >= VERSES:
            kinds[run[0] : run[-1] + 1] = [LineKind.BODY] * len(run)
