"""An article file taken apart, so that a part can be exchanged and every other byte stays.

Front matter is a row of entries, one a top-level key, each with the very lines it was written in and the
comments above it. The text is a row of paragraphs, each with the blank lines behind it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from catalogue.aliases import refuse_swollen

from .write import yaml_field

Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
FENCE_RE = re.compile(r"(?P<open>---[ \t]*\n)(?P<head>.*?\n)??(?P<close>---[ \t]*(?:\n|\Z))", re.DOTALL)
COMMENT_RE = re.compile(r"(?:^|(?<=\s))#.*$")
GAP_RE = re.compile(r"(\n(?:[ \t]*\n)+|\n\Z)")
YAML_BREAKS = re.compile("[\r\x85\u2028\u2029]")
"""What YAML counts as line ends and an editor's program does not."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One top-level key of the front matter."""

    key: str
    value: Any
    """Strings, and lists and tables of them; YAML types are not resolved."""
    lines: tuple[str, ...]
    """Key and value as written."""
    lead: tuple[str, ...] = ()
    """Comments above the key."""
    line: int = 1
    """In the file, from 1."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or crosshead; two are equal if their text is, whatever the blank lines behind them."""

    text: str
    gap: str = field(default="\n\n", compare=False)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole article file; `write_document` gives back its text."""

    entries: tuple[Entry, ...]
    paragraphs: tuple[Paragraph, ...]
    fences: tuple[str, str] = ("---\n", "---\n")
    tail: tuple[str, ...] = ()
    """Comments below the last key."""
    space: str = "\n"
    """Blank lines above the text."""

    @property
    def values(self) -> dict[str, Any]:
        """Key -> value; empty ones left out, for to the site they are not there."""
        return {entry.key: entry.value for entry in self.entries if entry.value}

    def line_of(self, key: str) -> int:
        """The line of a key; 1 if the file has it not."""
        return next((entry.line for entry in self.entries if entry.key == key), 1)

    def line_of_paragraph(self, number: int) -> int:
        """The line paragraph `number` (from 0) begins at."""
        above = replace(self, paragraphs=self.paragraphs[:number])
        return write_document(above).count("\n") + 1


def read_document(text: str) -> Document | None:
    """The parts of a file with `\\n` line ends; None if its front matter is no plain table in YAML."""
    fence = FENCE_RE.match(text)
    head = (fence["head"] or "") if fence else ""
    entries = read_entries(head)
    if not fence or entries is None:
        return None
    body = text[fence.end() :]
    plain = body.lstrip("\n")
    parts = iter(GAP_RE.split(plain))
    paragraphs = tuple(Paragraph(part, next(parts, "")) for part in parts if part)
    last = max((entry.line + len(entry.lines) for entry in entries), default=2) - 2
    tail = tuple(head.split("\n")[last:-1])
    return Document(entries, paragraphs, (fence["open"], fence["close"]), tail, body[: len(body) - len(plain)])


def write_document(document: Document) -> str:
    """The text of a file."""
    lines = [line for entry in document.entries for line in (*entry.lead, *entry.lines)]
    head = "".join(f"{line}\n" for line in (*lines, *document.tail))
    body = "".join(paragraph.text + paragraph.gap for paragraph in document.paragraphs)
    return document.fences[0] + head + document.fences[1] + document.space + body


def read_entries(head: str) -> tuple[Entry, ...] | None:
    """The entries of the front matter; None if it is broken, or holds a key twice."""
    parsed = _parse(head)
    if parsed is None or YAML_BREAKS.search(head):
        return None
    values, starts = parsed
    lines = head.split("\n")[:-1]
    entries: list[Entry] = []
    lead = tuple(lines[: starts[0]]) if starts else ()
    ends = [*starts, len(lines)][1:]
    for (key, value), start, end in zip(values.items(), starts, ends, strict=True):
        own, behind = _part(lines[start:end])
        entries.append(Entry(key, value, own, lead, start + 2))
        lead = behind
    return tuple(entries)


def _parse(head: str) -> tuple[Mapping[str, Any], list[int]] | None:
    """(values by key, line of each key from 0); None for anything but a table with each key on a line of its own."""
    loader = Loader(head)
    try:
        node = loader.get_single_node()
        refuse_swollen(node)
        values = {} if node is None else loader.construct_document(node)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    finally:
        loader.dispose()
    if not isinstance(values, dict) or (node and node.flow_style):
        return None
    marks = [key.start_mark for key, _ in node.value] if node else []
    twice = len(marks) != len(values)
    return None if twice or any(mark.column for mark in marks) else (values, [mark.line for mark in marks])


def _part(lines: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(lines of an entry, the comments below it, which belong to the next)."""
    end = len(lines)
    while end > 1 and (lines[end - 1].startswith("#") or not lines[end - 1].strip()):
        end -= 1
    first = next((n for n in range(end, len(lines)) if lines[n].startswith("#")), len(lines))
    return tuple(lines[:first]), tuple(lines[first:])


def comments_of(entry: Entry) -> tuple[str, ...]:
    """The comments that stand inside an entry, behind or between its values."""
    return tuple(line[mark.start() :] for line, mark in map(_mark, entry.lines) if mark and _idle(entry, line, mark))


def _mark(line: str) -> tuple[str, re.Match[str] | None]:
    return line, COMMENT_RE.search(line)


def _idle(entry: Entry, line: str, mark: re.Match[str]) -> bool:
    """Whether the value is the same without what follows the mark: only then is it a comment."""
    without = [line[: mark.start()] if one is line else one for one in entry.lines]
    parsed = _parse("".join(f"{one}\n" for one in without))
    return parsed is not None and parsed[0] == {entry.key: entry.value}


def exchange(entry: Entry, fresh: Entry) -> Entry:
    """The entry with the value of another, its comments kept."""
    notes = comments_of(entry)
    if len(notes) == len(entry.lines) == len(fresh.lines) == 1:
        return replace(fresh, lead=entry.lead, lines=(f"{fresh.lines[0]}  {notes[0]}",))
    return replace(fresh, lead=(*entry.lead, *notes))


def make_entry(key: str, value: Any) -> Entry:
    """An entry with a value of its own."""
    return Entry(key, value, tuple(yaml_field(key, value).split("\n")[:-1]))
