"""What a reading of a block is worth: by itself, as the first or last of its article, and behind another block.

Weights are small round numbers; each worth is a sum of a few of them.
"""

from __future__ import annotations

import re
from functools import cache

from ..models import LineKind
from . import states as S
from .clues import Clue
from .evidence import Evidence, Neighbours

NEVER = -1e9
LEVEL_WORTH = {0: -1.0, 1: 1.0, 2: 0.7, 3: 0.3}
"""What the `#` marks before a heading are worth on a page that has them; the parser often errs."""
QUOTE_ENDS = ("”", "’", "》", "）")
UNSIGNED = 0.5
"""What it speaks for a crosshead that no name and no dateline stands between it and the next heading."""
PARALLEL = 1.5
"""What it speaks for a crosshead that it is set to go with the next: 温度：… 厚度：…"""
FIRST_CROSSHEAD = -0.5
"""What it is worth that a crosshead stands before the first paragraph."""
SHORTEST_PIECE = 5
"""Characters: of a shorter one, a word made with the next text may be chance."""
LOPSIDED_WORTH = 1.5
"""What speaks against a heading inside an article, or a further line of a header, whose comma stands anywhere."""
ITEMS_BELOW = 2.0
"""What speaks against a crosshead that names a column of items: 赛场快讯."""
ANEW = 5.0
"""What it speaks for a new article that its text surely begins anew."""
ITEM_BELOW = 2.0
"""What it speaks for a new article that it is the first item below the name of a column: 【环球扫描】, ●越南 …"""
SERIAL = 0.3
"""What it speaks for a crosshead that the next heading is as short and as unsigned."""
BELOW_ITEMS = -3.0
"""What it is worth that a crosshead parts a column of items from plain text."""
STACKED = -1.6
"""What it is worth that crossheads stand right below each other: that is rather how a header looks."""
TALK_ENDS = 2.0
"""What speaks against a crosshead that an interview does not go on below it."""
AFTERWORD_RE = re.compile("【?编(?:后|余)")
"""What the editors say of a text below it: 编后：…"""
SPEAKER_RE = re.compile(r"[^，。：“]{1,14}：")
OWN, SHORT_OWN, LONGEST_CROSSHEAD = 3.0, 2.0, 12
"""What the words a heading shares with the text below it speak for a headline: a crosshead has them, too, if it is
no longer than crossheads are and nobody signs that text.
"""
QUOTED_SHARE = 0.3
QUOTED = 3.0
"""What it speaks for a crosshead that it is one quotation."""
SHORT_HEADING = 8
"""Characters: hardly any headline of a report is so short."""


def passing(j: int, evidence: Evidence) -> float:
    """The price of taking block j for a caption or its credit."""
    clue = evidence.clues[j]
    following = evidence.clues[j + 1] if j + 1 < len(evidence.clues) else None
    if clue.kind is LineKind.CAPTION:
        return 0.0
    if clue.kind is LineKind.PHOTO_CREDIT:
        return -0.5
    if clue.kind is LineKind.BODY and clue.pictorial and evidence.bridged[j] and clue.after_picture:
        return 0.5
    if following and following.kind is LineKind.PHOTO_CREDIT and clue.kind is LineKind.BODY:
        goes_on = j + 2 < len(evidence.clues) and evidence.clues[j + 2].kind is LineKind.BODY
        return 0.3 if clue.pictorial and goes_on and not evidence.clues[j + 2].dateline else -2.5
    if clue.kind is not LineKind.HEADLINE or clue.length < 8 or clue.header_like or clue.block.level or clue.numbered:
        return -9
    if following and evidence.glued[j + 1] and following.kind is LineKind.BODY:
        return -9
    interrupts = j > 0 and evidence.clues[j - 1].open
    in_header = j > 0 and evidence.clues[j - 1].kind in (LineKind.HEADLINE, LineKind.BYLINE)
    return -4.0 + (2.5 if clue.after_picture else 0) + (2.5 if interrupts else 0) - (3.0 if in_header else 0)


def emission(i: int, state: str, evidence: Evidence) -> float:
    """How well block i alone fits the state."""
    clue = evidence.clues[i]
    if clue.kind is LineKind.HEADLINE:
        return _heading_as(i, clue, state, evidence)
    if clue.kind is LineKind.BYLINE:
        text_next = i + 1 < len(evidence.clues) and evidence.clues[i + 1].kind is LineKind.BODY
        return _byline_as(clue, state, text_next)
    if clue.kind is LineKind.CAPTION:
        return -1.5
    if clue.kind is LineKind.EDITORS_NOTE:
        # An afterword closes an article and opens none; any other word of the editors closes none.
        return NEVER if state in (S.OPENERS if AFTERWORD_RE.match(clue.block.text) else S.NOTES) else 0.0
    if state in S.SIGNS and clue.kind is LineKind.PHOTO_CREDIT:
        return 0.5
    return 0.0


def _heading_as(i: int, clue: Clue, state: str, evidence: Evidence) -> float:
    if state in S.TEXTS:
        return _as_text(i, clue, state, evidence)
    if state in S.CROSSES:
        return _as_crosshead(i, clue, evidence)
    if state == S.BYLINE:
        return 0.5 if clue.organisation and clue.length <= 16 else NEVER
    if state in S.SIGNS:
        return (0.5 if _notice_next(i, evidence) else -2.0) if clue.organisation and clue.length <= 16 else NEVER
    score = LEVEL_WORTH.get(clue.block.level, 0.0) if evidence.marked_levels else 0.0
    score -= 1.5 if clue.after_picture and not clue.block.level and state not in S.AFTERS else 0.0
    score -= 1.5 if state in S.AFTERS else 1.5 if state == S.HEAD2 and clue.organisation else 0.0
    near = evidence.neighbours[i]
    torn = clue.lopsided and not (near.byline_next or near.dateline_next)
    score -= LOPSIDED_WORTH if torn and (state in (S.HEAD2, S.AFTER2) or "，" not in clue.block.text) else 0.0
    score += 1.5 if state == S.HEAD and (clue.notice or clue.brief) else 0.0
    return score - (4.0 if clue.numbered else 0.0) - (2.0 if clue.set_crosshead else 0.0)


def _goes_on(i: int, evidence: Evidence) -> bool:
    """Whether the text right behind block i can finish its sentence."""
    return i + 1 < len(evidence.glued) and evidence.glued[i + 1] and evidence.clues[i + 1].kind is LineKind.BODY


def _as_text(i: int, clue: Clue, state: str, evidence: Evidence) -> float:
    """A short piece of a paragraph that a column break left alone."""
    score = -1.0 if clue.length < 30 and " " not in clue.block.text else -3.0
    score -= 4.0 if clue.notice or clue.brief else 0.0
    score -= 3.0 if clue.numbered or clue.block.level else 0.0
    score += 0.5 if "，" in clue.block.text else 0.0
    if state in S.JOINS:
        return score if evidence.glued[i] else score - 1.5
    goes_on = _goes_on(i, evidence) and clue.length >= SHORTEST_PIECE
    asks = "，" in clue.block.text if not clue.open else clue.lopsided and "，" not in clue.block.text
    return score + (1.0 if goes_on or asks else -2.0) - (1.0 if clue.header_like else 0.0)


def _as_crosshead(i: int, clue: Clue, evidence: Evidence) -> float:
    near = evidence.neighbours[i]
    score = (2.0 if clue.numbered else 0.0) + (1.5 if near.twin_inside else 0.0) + (PARALLEL if near.parallel else 0.0)
    score += 0.0 if clue.length <= 16 else -2.0 if clue.length > 24 else -0.5
    score -= 1.5 if clue.header_like and not clue.numbered else 0.0
    score -= 3.0 if clue.notice else 0.0
    score += _runs_on(clue) if _goes_on(i, evidence) else _inner_look(clue, near)
    score -= 4.0 if near.byline_next else 0.0
    score -= 5.0 if near.dateline_next else 0.0
    score -= ITEMS_BELOW if clue.brief else 0.0
    score -= 3.0 if clue.organisation and _notice_next(i, evidence) else 0.0
    score -= LOPSIDED_WORTH if clue.lopsided else 0.0
    score -= TALK_ENDS if _talk_ends(i, evidence) else 0.0
    return score + inside(near.cohesion) + near.in_previous + (2.0 if clue.set_crosshead else 0.0)


def _talk_ends(i: int, evidence: Evidence) -> bool:
    """Whether questions and answers stand above a heading, and plain text below it."""
    if not 0 < i < len(evidence.clues) - 1:
        return False
    above, below = evidence.clues[i - 1], evidence.clues[i + 1]
    return (
        bool(SPEAKER_RE.match(above.block.text))
        and below.kind is LineKind.BODY
        and not SPEAKER_RE.match(below.block.text)
    )


def _notice_next(i: int, evidence: Evidence) -> bool:
    return i + 1 < len(evidence.clues) and evidence.clues[i + 1].notice


def _runs_on(clue: Clue) -> float:
    """What speaks against a crosshead whose last character makes a word with the text behind it: 方面，支|持."""
    return -3.0 if "，" in clue.block.text and clue.open else 0.0


def _inner_look(clue: Clue, near: Neighbours) -> float:
    """What speaks for a crosshead: no name stands before the next heading, and it is as short as crossheads are."""
    if clue.notice or near.byline_next or near.dateline_next:
        return 0.0
    short = 1.0 if clue.length <= SHORT_HEADING else 0.0
    return (UNSIGNED + QUOTED * clue.quoted if near.unsigned else 0.0) + short + (SERIAL if near.serial else 0.0)


def inside(cohesion: float) -> float:
    """How much the words on both sides of a heading speak for one article (above 0) or two (below).

    Measured on annotated pages: across a headline neighbours share under 2.3 % of their words,
    across a crosshead mostly over 3.8 %.
    """
    return max(-2.0, min(2.5, (cohesion - 0.03) * 100))


def _byline_as(clue: Clue, state: str, text_next: bool) -> float:
    if state in S.SIGNS:
        return (-4.0 if text_next else -1.5) if clue.marked else 1.0 if clue.bracketed else 0.0
    if state == S.ORPHAN_BYLINE:
        return -1.0
    if state == S.AFTER_BYLINE:
        return -3.0 if text_next else 0.0
    return 0.5 if clue.marked else 0.0


@cache
def closing(state: str, kind: LineKind, breaks_off: bool, signed: bool, item: bool) -> float:
    """What it is worth that an article ends with such a block, read as `state`."""
    if state in S.HEADS or state in S.CROSSES or state in S.BYLINES:
        return -9.0
    if state in S.TEXTS and kind is LineKind.HEADLINE:
        return -7.0
    score = 0.0
    if state in S.SIGNS or state in S.NOTES:
        score += 2.5
    elif state in S.TEXTS and breaks_off:
        score -= 2.5
    elif state in S.TEXTS and signed:
        score += 1.5
    if state in S.AFTERS:
        score += 1.0
    elif state in S.ORPHANS:
        score -= 0.5 if kind is LineKind.PHOTO_CREDIT or item else 2.5
    return score


def opening(i: int, state: str, evidence: Evidence) -> float:
    """What it is worth that an article begins with block i."""
    clue, near = evidence.clues[i], evidence.neighbours[i]
    rubric = 2.0 if clue.rubric_before else 0.0
    if state == S.ORPHAN_BYLINE:
        return -1.5 + rubric
    if state == S.ORPHAN:
        news = 4.0 if clue.dateline else 0.8 if clue.opening else 0.0
        apart = -max(inside(near.cohesion), -0.5)
        news += ANEW if clue.afresh else ITEM_BELOW if clue.item and clue.rubric_before else 0.0
        return -2.5 + news + (3.0 if clue.credit_next and clue.scene else 0.0) + rubric + apart
    score = 3.0 if near.byline_next else 4.0 if near.dateline_next else 0.7 if near.opening_next else 0.0
    score -= 1.0 if near.continuing_next and not near.dateline_next else 0.0
    score -= 4.0 if not near.text_next else 0.0
    score -= 6 * max(near.in_previous - near.in_next, 0.0)
    score -= 0.8 if near.twin_inside and not (near.byline_next or near.dateline_next) else 0.0
    # A quotation that the text repeats is no more of a headline for it.
    shared = min(near.in_next, QUOTED_SHARE) if clue.quoted else near.in_next
    own = SHORT_OWN if near.unsigned and clue.length <= LONGEST_CROSSHEAD else OWN
    return score + rubric + own * shared - 0.5 - inside(near.cohesion)


def _anew(i: int, was: Clue, evidence: Evidence) -> bool:
    """Whether block i begins a paragraph though the one before broke off: the end of a column can be lost."""
    clue = evidence.clues[i]
    if evidence.glued[i]:
        return False
    if was.block.text.endswith("；") and clue.numbered:
        return True
    return clue.parallel or (was.block.text.endswith(QUOTE_ENDS) and (clue.continuing or clue.opening))


def _items_end(was: Clue, i: int, evidence: Evidence) -> bool:
    """Whether ▲ items stand above heading i, and something else below it."""
    below = evidence.clues[i + 1 : i + 2]
    return was.kind is LineKind.BODY and was.marked and not any(clue.marked for clue in below)


def step(back: int, before: str, i: int, state: str, evidence: Evidence) -> float:
    """What it is worth that block i, read as `state`, goes on with the article of block `back`, read as `before`."""
    was, clue, near = evidence.clues[back], evidence.clues[i], evidence.neighbours[i]
    broken = was.open and before in S.TEXTS
    if state in S.JOINS:
        fresh = 4.0 if clue.dateline or clue.item or clue.afresh else 3.5 if _anew(i, was, evidence) else 0.0
        return (1.0 if broken else -4.0) - fresh + (0.5 if evidence.glued[i] else 0.0)
    if state in S.TEXTS:
        score = (-0.5 if _anew(i, was, evidence) else -3.0) if broken else 0.0
        if before in S.TEXTS:
            score -= 2.5 if clue.dateline else 0.5 if clue.opening else 0.0
            score -= ANEW if clue.afresh else 0.0
            score -= 1.5 if was.signed else 0.0
            score += 2 * evidence.links[i] - (1.5 if clue.credit_next and clue.after_picture else 0.0)
        return score
    if state in S.CROSSES:
        if before in S.HEADS or before in S.BYLINES:  # an article that begins with a crosshead: 一、总体要求
            # The text before it is that of another article, and tells nothing.
            return FIRST_CROSSHEAD - inside(near.cohesion) if clue.numbered or before in S.BYLINES else NEVER
        if before in S.CROSSES:
            together = clue.numbered or was.numbered or was.block.text.endswith("，")
            return -0.8 if together else STACKED
        return -3.0 if broken else BELOW_ITEMS if _items_end(was, i, evidence) else -1.5 if was.signed else 0.0
    if state in (S.HEAD2, S.AFTER2):
        shared = near.in_previous if state == S.AFTER2 else near.in_next
        return 2 * shared - 0.8 - (1.0 if was.length > 22 and clue.length > 22 else 0.0)
    if state == S.AFTER:
        signed = before in S.SIGNS or before in S.NOTES or was.signed
        return 5 * near.in_previous - 1.0 - (1.5 if broken else 0.0) + (2.0 if signed else 0.0)
    if state in S.SIGNS:
        return -1.5 if broken else 0.0
    return 0.0
