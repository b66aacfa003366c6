"""What the blocks beside a block tell of its kind: names below headlines, rubrics above them, columns of items, verse.

The `RULES` for its kind are tried in order, the first that answers wins; they see the kinds that the blocks alone have.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import pairwise

from ..bylines import LEAD_RE, MARKED_RE, PEN_NAME_RE, SPACED_NAME_RE, is_name, is_word, parse_signature
from ..folio import EDGE, goes_with_folio, parse_folio
from ..models import Block, LineKind
from ..text import HAN, ends_sentence, visible_length
from ..vocabulary import Vocabulary
from .alone import ANY_STOP_RE, LONGEST_HEADING, kind_of
from .verse import VERSES, mark_verse, without_second_names

Rule = Callable[[Block | None, Block, Block | None, Vocabulary], LineKind | None]
"""Receives the block before, the block, and the block behind it."""

HEADING = frozenset({LineKind.HEADLINE})
HEADED = frozenset({LineKind.HEADLINE, LineKind.RUBRIC})
NAMED = frozenset({LineKind.HEADLINE, LineKind.BYLINE, LineKind.CAPTION})
TEXT = frozenset({LineKind.BODY})
SIGNED = frozenset({LineKind.BYLINE})
DAY_RE = re.compile(r"^\d{4}年\d{1,2}月\d{1,2}日$")
"""Right below a body of people: the date under a notice, not that of the page."""
BANNER_RE = re.compile(rf"[{HAN}]{{2,7}}|[{HAN}]{{2,4}}[/·][{HAN}]{{2,4}}")
MARKED_BANNER = 5
"""Characters of a rubric that has a mark only before it."""
LONGEST_LEAD = 18
"""Characters of a kicker that ends with a colon."""
THUS_RE = re.compile("如下|以下|下列|[说道问答称]：$|同志：$|各位|尊敬")
READER_RE = re.compile(
    r"(?:[一几]|部分|本报)(?:[位名个])?(?:读者|群众|网友|村民|居民|市民|家长|教师|老师|学生|党员|职工|工人|农民|战士|乘客|顾客)$"
)
"""Who wrote a letter, and keeps his name to himself."""
LONG_HEADING = 6
"""Characters: below a heading of so many, three with a surname are a name, though two of them make a word."""
ITEMS = 3
"""Texts with a mark that make a column of items."""
HALF_RE = re.compile(r"[^，。；：]{2,9}，")
STRAY_RE = re.compile(r"\d{1,3}(?:[ .．·…]+\d{0,2})*")
"""96, 96 . . .: figures and dots, nothing else."""
STRAYS = 2
LONGEST_TORN = 30
"""Characters of the rest of a quotation."""


def classify(blocks: tuple[Block, ...], vocabulary: Vocabulary) -> tuple[Block, ...]:
    """The blocks with their kinds; `HEADLINE` stands for every heading not yet told apart."""
    alone = [block._replace(kind=kind_of(block, vocabulary)) for block in blocks]
    alone = _without_torn_quotations(_without_items(_with_edges(alone, vocabulary), vocabulary))
    alone = _without_stray_numbers(_with_half_headings(_without_second_headings(alone)))
    beside = zip(_nearest(alone), alone, reversed(_nearest(alone[::-1])), strict=True)
    kinds = [_kind_beside(before, block, after, vocabulary) for before, block, after in beside]
    without_second_names(alone, kinds)
    mark_verse(alone, kinds)
    return tuple(b if b.kind is kind else b._replace(kind=kind) for b, kind in zip(alone, kinds, strict=True))


def _nearest(blocks: list[Block]) -> list[Block | None]:
    """For each block the one before it, over stray marks."""
    found: list[Block | None] = []
    last: Block | None = None
    for block in blocks:
        found.append(last)
        last = last if block.kind is LineKind.NOISE else block
    return found


def _kind_beside(before: Block | None, block: Block, after: Block | None, vocabulary: Vocabulary) -> LineKind:
    return next(
        (kind for rule in RULES.get(block.kind, ANY) if (kind := rule(before, block, after, vocabulary))), block.kind
    )


def _is(block: Block | None, kinds: frozenset[LineKind]) -> bool:
    return block is not None and block.kind in kinds


def _with_edges(blocks: list[Block], vocabulary: Vocabulary) -> list[Block]:
    """Furniture of the page that only its place at the head or the foot proves."""
    places = range(len(blocks))
    edges = {i for i in (*places[:EDGE], *places[-EDGE:]) if parse_folio(blocks[i].text, vocabulary, edge=True)}
    named = False
    for i, block in enumerate(blocks):
        if i in edges or block.kind is LineKind.FOLIO:
            folio = parse_folio(block.text, vocabulary, edge=True)
            name = folio.name if folio else None
        else:
            name = goes_with_folio(block.text, vocabulary) if i else None
            if name is None or (name and (named or _is_signed(blocks[i : i + 3], vocabulary))):
                break
            edges.add(i)
        named = named or bool(name)
    return [block._replace(kind=LineKind.FOLIO) if i in edges else block for i, block in enumerate(blocks)]


def _is_signed(blocks: list[Block], vocabulary: Vocabulary) -> bool:
    """Whether who wrote it stands below the first of some blocks: a headline, however like the name of a page."""
    first, below, behind = (*blocks, None, None)[:3]
    return below is not None and LineKind.BYLINE in (below.kind, author(first, below, behind, vocabulary))


def _without_items(blocks: list[Block], vocabulary: Vocabulary) -> list[Block]:
    """▲ before three texts or more, or below 简讯, marks the items of a column, not pictures."""
    marked = [b.kind is LineKind.CAPTION and MARKED_RE.match(b.text) is not None for b in blocks]
    named = any(item and _names_column(above, vocabulary) for above, item in zip(blocks, marked[1:], strict=False))
    if sum(marked) < ITEMS and not named:
        return blocks
    return [b._replace(kind=LineKind.BODY) if item else b for b, item in zip(blocks, marked, strict=True)]


def _with_half_headings(blocks: list[Block]) -> list[Block]:
    """不租地， above 只托管: the first half of a crosshead that is set in two lines."""
    halves = {
        i
        for i, (block, after) in enumerate(pairwise(blocks))
        if block.kind is LineKind.BODY
        and HALF_RE.fullmatch(block.text)
        and after.kind is LineKind.HEADLINE
        and abs(visible_length(block.text) - 1 - visible_length(after.text)) <= 2
        and (i == 0 or blocks[i - 1].kind is not LineKind.BODY or ends_sentence(blocks[i - 1].text))
    }
    return [b._replace(kind=LineKind.HEADLINE) if i in halves else b for i, b in enumerate(blocks)]


def _without_second_headings(blocks: list[Block]) -> list[Block]:
    """A heading that the parser gave twice, one below the other and above a text, is told once."""
    around = zip([None, *blocks], blocks, blocks[1:], strict=False)
    twice = {
        i
        for i, (before, block, after) in enumerate(around)
        if before and block.kind is before.kind is LineKind.HEADLINE and block.text == before.text
        if after.kind in (LineKind.BODY, LineKind.BYLINE)
    }
    return [block._replace(kind=LineKind.REPEAT) if i in twice else block for i, block in enumerate(blocks)]


def _without_stray_numbers(blocks: list[Block]) -> list[Block]:
    """A number or two alone in the middle of a page are the parser's; more of them are cells of a table."""
    alone = [i for i, b in enumerate(blocks) if b.kind is LineKind.BODY and STRAY_RE.fullmatch(b.text)]
    if not 0 < len(alone) <= STRAYS:
        return blocks
    return [b._replace(kind=LineKind.NOISE) if i in alone else b for i, b in enumerate(blocks)]


def _without_torn_quotations(blocks: list[Block]) -> list[Block]:
    """A quotation that is opened in a short line, and closed in the text below it, was torn by the end of a column."""
    pairs = zip(blocks, [*blocks[1:], None], strict=False)
    return [b._replace(kind=LineKind.BODY) if _torn(b, after) else b for b, after in pairs]


def _torn(block: Block, after: Block | None) -> bool:
    if block.kind is not LineKind.HEADLINE or block.parts or after is None or after.kind is not LineKind.BODY:
        return False
    return block.text.count("“") > block.text.count("”") and re.search("[“”]", after.text[:LONGEST_TORN]) is not None


def banner(before: Block | None, block: Block, after: Block | None, vocabulary: Vocabulary) -> LineKind | None:
    """百姓呼声, ●社论, ▲ 本地 above a headline: the name of a rubric without marks around it."""
    if block.kind not in NAMED or after is None or after.kind not in HEADED:
        return None
    name = LEAD_RE.sub("", block.text)
    if not BANNER_RE.fullmatch(name) or parse_signature(after.text, vocabulary):
        return None
    if name != block.text:
        person = is_name(name, vocabulary) and not is_word(name, vocabulary)
        return LineKind.RUBRIC if len(name) <= MARKED_BANNER and not person else None
    return LineKind.RUBRIC if block.kind is LineKind.HEADLINE and vocabulary.banner_end.search(name) else None


def over_items(before: Block | None, block: Block, after: Block | None, vocabulary: Vocabulary) -> LineKind | None:
    """简讯 above ▲…: the headline of a column of items, which have none of their own."""
    marked = after is not None and after.kind is LineKind.BODY and MARKED_RE.match(after.text) is not None
    return LineKind.HEADLINE if marked and _names_column(block, vocabulary) else None


def _names_column(block: Block, vocabulary: Vocabulary) -> bool:
    return block.kind is LineKind.RUBRIC and vocabulary.brief_end.search(block.text.replace(" ", "")) is not None


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
    if block.kind is not LineKind.BODY or not _is(before, HEADING) or not _is(after, SIGNED):
        return None
    plain = not ANY_STOP_RE.search(block.text) and visible_length(block.text) <= LONGEST_HEADING
    return LineKind.HEADLINE if plain else None


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
    behind = _is(before, TEXT) and (after is None or after.kind in HEADED)
    return LineKind.BYLINE if below or behind else LineKind.HEADLINE


def asker(before: Block | None, block: Block, after: Block | None, vocabulary: Vocabulary) -> LineKind | None:
    """读者 许先生 below a question, and the answer behind it addresses him: a part of the text."""
    if block.kind is not LineKind.BYLINE or before is None or after is None or before.kind is not LineKind.BODY:
        return None
    return LineKind.BODY if after.text.startswith(block.text.split()[-1] + "：") else None


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
        name = LEAD_RE.sub("", text)
        return LineKind.BYLINE if PEN_NAME_RE.match(name) or vocabulary.is_organisation(name) else None
    names = text.split(" ")
    if len(names) > 1 and all(is_name(name, vocabulary) and not is_word(name, vocabulary) for name in names):
        return LineKind.BYLINE if _is(after, TEXT) else None
    known = is_name(text, vocabulary) and (text not in vocabulary.places or _is(after, TEXT))
    apart = len(text) == 3 and before is not None and visible_length(before.text) >= LONG_HEADING
    named = (len(text) < 4 and known and (apart or not is_word(text, vocabulary))) or READER_RE.match(text)
    if after is None or not (named or SPACED_NAME_RE.match(text)):
        return None
    if SPACED_NAME_RE.match(text) and "".join(text.split()) not in vocabulary.words and after.kind is LineKind.HEADLINE:
        return LineKind.BYLINE
    verse = len(after.parts) >= VERSES or (len(text) == 3 and after.kind is LineKind.HEADLINE and len(after.text) < 4)
    return LineKind.BYLINE if after.kind is LineKind.BODY or verse else None


ANY: tuple[Rule, ...] = (issued,)
"""The rules for a block of any other kind."""
RULES: Mapping[LineKind, tuple[Rule, ...]] = {
    LineKind.HEADLINE: (banner, signature, issued, author),
    LineKind.BYLINE: (banner, asker, issued),
    LineKind.CAPTION: (banner, issued),
    LineKind.BODY: (leads_on, headline_above_name, issued),
    LineKind.PHOTO_CREDIT: (told_and_pictured, issued),
    LineKind.RUBRIC: (over_items, series, issued),
}
"""Kind of a block alone -> the rules that may have another for it."""
