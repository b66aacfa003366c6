"""Three-way merge of an article: as generated last, as edited, as generated now.

Front matter is merged key by key, its values compared, not their spelling; the text paragraph by paragraph.
What only one side changed is taken from that side. Where both changed the same thing differently the
editor's version stays and the key, or `text`, is named as a conflict. A text with a conflict in it stays
whole as the editor left it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from .document import Document, Entry, comments_of, exchange, make_entry, read_document, write_document
from .weave import weave

TEXT = "text"
"""Name of the body among the fields."""
ALL = "all"
LIST_MARK_RE = re.compile(r"\s*[、,，;；]\s*")

Conflicts = Mapping[str, int]
"""Field -> line of the edited file."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of a merge."""

    text: str
    taken: tuple[str, ...] = ()
    """Fields that took the new value."""
    conflicts: Conflicts = field(default_factory=dict)


def merge(base: str, mine: str, theirs: str) -> Merged | None:
    """The merge of three texts of a file with `\\n` line ends; None if one of them cannot be taken apart.

    `base` is what was generated last, `mine` the editor's, `theirs` what was generated now.
    """
    old, own, new = map(read_document, (base, mine, theirs))
    if not old or not own or not new:
        return None
    held = locks(own)
    if ALL in held:
        return Merged(mine)
    chosen = {key: choose(key, old, own, new) for key in {**new.values, **own.values} if key not in held}
    document = _with_entries(own, chosen)
    conflicts = {key: own.line_of(key) for key, entry in chosen.items() if entry is CLASH}
    paragraphs, wrong = weave(old.paragraphs, own.paragraphs, new.paragraphs)
    if TEXT not in held and wrong is None:
        document = replace(document, paragraphs=paragraphs, space=own.space or "\n")
    elif TEXT not in held and wrong is not None:
        conflicts[TEXT] = own.line_of_paragraph(wrong)
    taken = difference(own, document)
    text = write_document(document) if taken else mine
    # The editor's YAML may hold what the parts do not show, an anchor for one: then nothing is exchanged.
    same = (again := read_document(text)) and not difference(again, document)
    return Merged(text, tuple(taken), conflicts) if same else None


KEEP, CLASH = Entry("", "keep", ()), Entry("", "clash", ())
"""Choices: the editor's entry stays; it stays, and the new value is another."""


def choose(key: str, old: Document, own: Document, new: Document) -> Entry | None:
    """The entry a key is to have: a new one, None for no entry, `KEEP` or `CLASH`."""
    before, mine, theirs = (document.values.get(key) for document in (old, own, new))
    if theirs in (before, mine):
        return KEEP
    if mine == before:
        return next((entry for entry in new.entries if entry.key == key), None)
    if key == "review" and all(isinstance(value or [], list) for value in (before, mine, theirs)):
        return _reasons(before or [], mine or [], theirs or [])
    return CLASH


def _reasons(before: list[Any], mine: list[Any], theirs: list[Any]) -> Entry | None:
    """Reasons for a look: those an editor has settled stay settled, new ones come in."""
    reasons = [reason for reason in theirs if reason in mine or reason not in before]
    reasons += [reason for reason in mine if reason not in (*before, *theirs)]
    if reasons == mine:
        return KEEP
    return make_entry("review", reasons) if reasons else None


def _with_entries(own: Document, chosen: Mapping[str, Entry | None]) -> Document:
    """The document with other entries; the comments of those that go stay, before the next one."""
    entries: list[Entry] = []
    lead: tuple[str, ...] = ()
    for entry in own.entries:
        fresh = chosen.get(entry.key, KEEP)
        if fresh is None:
            lead += (*entry.lead, *comments_of(entry))
            continue
        kept = entry if fresh in (KEEP, CLASH) else exchange(entry, fresh)
        entries.append(replace(kept, lead=(*lead, *kept.lead)))
        lead = ()
    return replace(own, entries=tuple(_added(entries, chosen)), tail=(*lead, *own.tail))


def _added(entries: list[Entry], chosen: Mapping[str, Entry | None]) -> list[Entry]:
    """The entries with the new keys among them, each behind the key it is generated behind."""
    known, place = [entry.key for entry in entries], 0
    for key, fresh in chosen.items():
        if key in known:
            place = known.index(key) + 1
        elif fresh and fresh not in (KEEP, CLASH):
            known.insert(place, key)
            entries.insert(place, replace(fresh, lead=()))
            place += 1
    return entries


def locks(document: Document) -> frozenset[str]:
    """The fields that no conversion may change, of `locked: [title, text]`; `all` for the whole file."""
    value = document.values.get("locked", ())
    return frozenset(LIST_MARK_RE.split(value.strip()) if isinstance(value, str) else map(str, value))


def difference(mine: Document, theirs: Document) -> dict[str, int]:
    """Fields in which two documents differ, with their lines in the first."""
    keys = [k for k in {**mine.values, **theirs.values} if mine.values.get(k) != theirs.values.get(k)]
    found = {key: mine.line_of(key) for key in keys if key != "locked"}
    if mine.paragraphs != theirs.paragraphs:
        pairs = enumerate(zip(mine.paragraphs, theirs.paragraphs, strict=False))
        shorter = min(len(mine.paragraphs), len(theirs.paragraphs))
        found[TEXT] = mine.line_of_paragraph(next((n for n, (one, two) in pairs if one != two), shorter))
    return found
