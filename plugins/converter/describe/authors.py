"""Who made the article: credits from bylines, datelines and signatures."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain

from ..bylines import (
    LEAD_RE,
    NAMELESS_RE,
    PEN_NAME_RE,
    SPACED_NAME_RE,
    parse_bracket,
    parse_byline,
    parse_signature,
    parse_tail,
    parted_from_place,
)
from ..models import ArticleDraft, Block, Credit, LineKind
from ..text import HAN
from ..vocabulary import Vocabulary

ROLE = rf"(?:本报|本刊)?(?:特约|特派|首席|实习|见习|全媒体|驻[{HAN}]{{1,3}})?(?:记者|通讯员)"
REPORTS_RE = re.compile(rf"^(?P<names>{ROLE}\s*[{HAN}、 ]{{2,24}}?)(?:报道(?:[：:，\s]|$)|\s(?=[“《\d]|本报))")
"""Who reports, at the beginning of a text: 记者张三报道：, 通讯员李四 “…"""
AGENCY_RE = re.compile(rf"(?<=[摄影])（(?P<from>[{HAN}]{{2,8}}?)发?）$")
"""Who sent the picture out: 张三 摄（新华社发）"""
TAKEN_RE = re.compile(r"(?<=[。！？”])\s*(?P<who>[^，。！？”（）]{2,24}(?:摄|摄影))(?:（[^（）]{2,10}）)?$")
"""Who took the picture, at the end of its story: 。张三 摄（新华社发）"""
NOTE_RE = re.compile(rf"^（(?!作者|本文)(?P<name>[{HAN}]{{2,3}})(?:系|为|是|现任)[^（）。，]{{4,40}}）$")
"""Who wrote the article, and what he is: （张三系某学校班主任）"""


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
        found += parse_tail(texts[-1], vocabulary)
    if len(texts) == 1 and not draft.header and (taken := TAKEN_RE.search(texts[0])):
        found += parse_byline(taken["who"], vocabulary) or ()
    found += [Credit(match["name"]) for note in draft.notes if (match := NOTE_RE.match(note.text))]
    return _merged(found), dateline or _source(draft, vocabulary)


def _of_line(block: Block, vocabulary: Vocabulary) -> tuple[Credit, ...]:
    if block.kind is LineKind.TAGLINE:
        return ()
    agency = AGENCY_RE.search(block.text)
    if agency:  # 张三 摄（新华社发）
        return tuple(replace(c, organisation=agency["from"]) for c in _of_line(_before(block, agency), vocabulary))
    parsed = parse_byline(block.text, vocabulary) or parse_signature(block.text, vocabulary)
    if parsed is None:
        name = LEAD_RE.sub("", block.text).strip("（） ")
        if NAMELESS_RE.match(name):
            return ()
        if SPACED_NAME_RE.match(name):
            name = "".join(name.split())
        elif " " in name:
            return parse_bracket(name, vocabulary)
        return (Credit(name),) if PEN_NAME_RE.match(name) or vocabulary.is_organisation(name) else ()
    return parsed


def _before(block: Block, mark: re.Match[str]) -> Block:
    return block._replace(text=block.text[: mark.start()])


def _of_dateline(text: str, vocabulary: Vocabulary) -> tuple[str | None, tuple[Credit, ...]]:
    match = vocabulary.dateline.match(text)
    credits = parse_bracket(match["names"], vocabulary) if match and match["names"] else ()
    reports = REPORTS_RE.match(text[match.end() :] if match else text)
    return match and match["head"], credits or (parse_bracket(reports["names"], vocabulary) if reports else ())


def _source(draft: ArticleDraft, vocabulary: Vocabulary) -> str | None:
    taglines = [block.text for block in draft.bylines if block.kind is LineKind.TAGLINE]
    notes = [text.strip("（）") for text in taglines if not text[:1].isdigit()]
    places = (parted_from_place(block.text, vocabulary)[1] for block in draft.bylines)
    return next(chain(notes, filter(None, places)), None)


def _merged(credits: list[Credit]) -> tuple[Credit, ...]:
    """One credit a name; the one that says most wins, at the place of the first."""
    best: dict[str, Credit] = {}
    for credit in credits:
        known = best.get(credit.name)
        if known is None or (known.role is None and credit.role):
            best[credit.name] = credit
    return tuple(best.values())
