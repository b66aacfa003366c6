"""The grammar of a newspaper page: what may follow what, and what each step is worth.

An article is a header (one or more headings), perhaps a byline, then text with crossheads,
perhaps a signature and a note. Where the parser put the header behind the text, the article
opens without one (an *orphan*; its states end in ``*``) and the header closes it.
"""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

from ..models import LineKind

HEAD, HEAD2 = "head", "head+"
"""First and further heading of a header."""
BYLINE = "byline"
LEAD = "lead"
"""First paragraph under a header."""
TEXT, JOIN, CROSS, SIGN, NOTE = "text", "join", "cross", "sign", "note"
"""Later paragraph; rest of the paragraph before; crosshead; signature; author note."""
ORPHAN, ORPHAN_BYLINE = "orphan*", "byline*"
"""First paragraph, or byline, of an article without a header before it."""
LEAD_O, TEXT_O, JOIN_O, CROSS_O, SIGN_O, NOTE_O = "lead*", "text*", "join*", "cross*", "sign*", "note*"
AFTER, AFTER2, AFTER_BYLINE = "after", "after+", "after byline"
"""First and further heading of a header behind its text, and the byline below it."""

OPENERS = (HEAD, ORPHAN, ORPHAN_BYLINE)
HEADS = frozenset({HEAD, HEAD2})
AFTERS = frozenset({AFTER, AFTER2, AFTER_BYLINE})
TEXTS = frozenset({LEAD, TEXT, JOIN, ORPHAN, LEAD_O, TEXT_O, JOIN_O})
JOINS = frozenset({JOIN, JOIN_O})
CROSSES = frozenset({CROSS, CROSS_O})
SIGNS = frozenset({SIGN, SIGN_O})
NOTES = frozenset({NOTE, NOTE_O})
BYLINES = frozenset({BYLINE, ORPHAN_BYLINE})
ORPHANS = frozenset({ORPHAN, ORPHAN_BYLINE, LEAD_O, TEXT_O, JOIN_O, CROSS_O, SIGN_O, NOTE_O})

_PLAIN = (TEXT, JOIN, CROSS, SIGN, NOTE)
_STARRED = (TEXT_O, JOIN_O, CROSS_O, SIGN_O, NOTE_O, AFTER)

FOLLOWERS = MappingProxyType({
    HEAD: (HEAD2, BYLINE, LEAD, CROSS),
    HEAD2: (HEAD2, BYLINE, LEAD, CROSS),
    BYLINE: (BYLINE, LEAD, CROSS),
    LEAD: _PLAIN,
    TEXT: _PLAIN,
    JOIN: _PLAIN,
    CROSS: (TEXT, CROSS),
    SIGN: (SIGN, NOTE),
    NOTE: (NOTE, SIGN),
    ORPHAN: _STARRED,
    ORPHAN_BYLINE: (LEAD_O,),
    LEAD_O: _STARRED,
    TEXT_O: _STARRED,
    JOIN_O: _STARRED,
    CROSS_O: (TEXT_O, CROSS_O),
    SIGN_O: (SIGN_O, NOTE_O, AFTER),
    NOTE_O: (NOTE_O, SIGN_O, AFTER),
    AFTER: (AFTER2, AFTER_BYLINE),
    AFTER2: (AFTER2, AFTER_BYLINE),
    AFTER_BYLINE: (),
})  # fmt: skip
"""State -> the states that may come next in its article. One of `OPENERS` may come after any."""

_RUNNING = (LEAD, TEXT, JOIN, ORPHAN, LEAD_O, TEXT_O, JOIN_O)
_SIGNED = (SIGN, SIGN_O)
_NOTED = (NOTE, NOTE_O)

READINGS = MappingProxyType({
    LineKind.BODY: _RUNNING,
    LineKind.EDITORS_NOTE: (*_RUNNING, *_NOTED),
    LineKind.CAPTION: (LEAD, ORPHAN),
    LineKind.HEADLINE: (
        HEAD, HEAD2, CROSS, CROSS_O, AFTER, AFTER2, LEAD, LEAD_O, TEXT, TEXT_O, JOIN, JOIN_O, BYLINE, *_SIGNED,
    ),
    LineKind.BYLINE: (BYLINE, ORPHAN_BYLINE, AFTER_BYLINE, *_SIGNED),
    LineKind.PHOTO_CREDIT: _SIGNED,
    LineKind.TAGLINE: _SIGNED,
    LineKind.AUTHOR_NOTE: _NOTED,
})  # fmt: skip
"""Kind of a block -> the states it can be read as."""

OUTSIDE = frozenset({LineKind.NOISE, LineKind.FOLIO, LineKind.JUMP, LineKind.REPEAT, LineKind.RUBRIC})
"""Kinds that take no part in the order of an article."""


_CLASSES = (HEADS, BYLINES, TEXTS, CROSSES, SIGNS, NOTES, AFTERS)
"""What a step is worth asks only in which of these the state before it is."""


@cache
def part_of(state: str) -> str:
    """What a block is in its article, wherever the header stands: a later paragraph for `text`, `text*`, `lead*`."""
    plain = state.removesuffix("*") if state not in OPENERS else state
    return TEXT if plain == LEAD else plain


def step_of(before: str, state: str) -> str:
    """The kind of a step from one state to another: all steps of one kind between two blocks are worth the same."""
    return f"{next(n for n, states in enumerate(_CLASSES) if before in states)} {part_of(state)}"
