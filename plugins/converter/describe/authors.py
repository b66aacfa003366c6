"""Who made the article: credits from bylines, datelines and signatures."""

from __future__ import annotations

import re

from ..bylines import parse_bracket, parse_byline, split_names
from ..models import ArticleDraft, Block, Credit, LineKind
from ..text import HAN
from ..vocabulary import Vocabulary

TAIL_RE = re.compile(r"(?<=[。！？”…])\s*（(?P<inner>[^（）。]{2,40})）$")
REPORTS_RE = re.compile(rf"^(?P<names>(?:本报|特派)?(?:记者|通讯员)[{HAN}、 ]{{2,24}}?)报道[：:，]")


def find_credits(draft: ArticleDraft, vocabulary: Vocabulary) -> tuple[tuple[Credit, ...], str | None]:
    """(credits in print order without doubles, dateline or None)."""
    found: list[Credit] = []
    for block in draft.bylines:
        found += _of_line(block, vocabulary)
    dateline = None
    texts = [block.text for block in draft.body if block.kind is not LineKind.CROSSHEAD]
    for text in texts[:2]:
        head, credits = _of_dateline(text, vocabulary)
        dateline = dateline or head
        found += credits
    if texts:
        found += _of_tail(texts[-1], vocabulary)
    return _merged(found), dateline or _source(draft)


def _of_line(block: Block, vocabulary: Vocabulary) -> tuple[Credit, ...]:
    if block.kind is LineKind.TAGLINE:
        return ()
    parsed = parse_byline(block.text, vocabulary)
    if parsed is None and vocabulary.organisation.search(block.text):
        return (Credit(block.text.strip("（） ")),)
    return parsed or ()


def _of_dateline(text: str, vocabulary: Vocabulary) -> tuple[str | None, tuple[Credit, ...]]:
    match = vocabulary.dateline.match(text)
    if not match:
        return None, ()
    credits = parse_bracket(match["names"], vocabulary) if match["names"] else ()
    reports = REPORTS_RE.match(text[match.end() :])
    return match["head"], credits or (parse_bracket(reports["names"], vocabulary) if reports else ())


def _of_tail(text: str, vocabulary: Vocabulary) -> tuple[Credit, ...]:
    """（余根示）, （本报记者 …）, （张三 李四） behind the last sentence."""
    match = TAIL_RE.search(text)
    if not match:
        return ()
    inner = match["inner"]
    parsed = parse_byline(inner, vocabulary)
    if parsed is not None:
        return parsed
    names = [split_names(chunk, vocabulary) for chunk in re.split(r"[\s、，]+", inner)]
    return tuple(Credit(name) for group in names for name in group or ()) if all(names) else ()


def _source(draft: ArticleDraft) -> str | None:
    notes = [block.text.strip("（）") for block in draft.bylines if block.kind is LineKind.TAGLINE]
    return notes[0] if notes else None


def _merged(credits: list[Credit]) -> tuple[Credit, ...]:
    """One credit a name; the one that says most wins, at the place of the first."""
    best: dict[str, Credit] = {}
    for credit in credits:
        known = best.get(credit.name)
        if known is None or (known.role is None and credit.role):
            best[credit.name] = credit
    return tuple(best.values())
