"""Simplified -> Traditional text. The only file that imports opencc.

What comes out has as many code points as what went in, always: the rest of the mirror puts text
back by offset. OpenCC is asked once a call; it never sees a locked word, a NUL (it stops there)
or a lone surrogate (it refuses it), and a soft hyphen does not hide a word from it.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import opencc

from .common import words
from .locks import Locks
from .quotes import convert_quotes
from .script import has_traditional, is_traditional
from .spans import BORDER, GAP
from .words import Dictionary, dictionary

CONFIGS = ("s2tw", "s2t", "s2hk")
"""Script only. The configs with a p rewrite words, which is translation, and change lengths."""

KNOWN, LONG = 20_000, 1_000
"""Lines that are kept with their form, and characters of the longest of them: some 10 MB at most."""
Pin = tuple[int, int, str]
"""Start and end of a stretch, and what belongs there."""

_UNSAFE = re.compile("[\x00\ud800-\udfff]")
_INVISIBLE = re.compile("([\u00ad\u2060]+)")
"""Soft hyphen and word joiner: a reader sees one word across them."""
_LINES = re.compile(f"([\n{BORDER}])")
_CLAUSES = re.compile(r"([\s，。、；：！？]+)")
_TORN = re.compile("([\u4e00-\u9fff]?)([\u4e00-\u9fff]) (?=([\u4e00-\u9fff])([\u4e00-\u9fff]?))")
"""One blank between two Chinese characters, with their neighbours."""


@dataclass
class Converter:
    """Converts text by one config, one table of locks and one house rule for quotation marks."""

    config: str = "s2tw"
    locks: Locks = field(default_factory=lambda: Locks({}))
    quotes: bool = True
    dictionary: Dictionary = field(default_factory=dictionary)
    refused: list[str] = field(default_factory=list)
    """Stretches whose length OpenCC would have changed; they were converted character by character."""

    def __post_init__(self) -> None:
        """Raise ValueError for a config that is not of script only."""
        if self.config not in CONFIGS:
            raise ValueError(f"unknown config {self.config!r}: use one of {', '.join(CONFIGS)}")
        self._known: dict[str, str] = {}
        self._whole: dict[str, str] = {}

    @cached_property
    def _stock(self) -> Callable[[str], str]:
        """OpenCC, whose tables are read when there is something to convert: most builds of an edition have nothing."""
        return _converter(self.config, _Same(self.dictionary))

    def convert(self, text: str) -> str:
        """The text in Traditional script: same number of code points. Never raises.

        No word and no pair of marks reaches over the end of a line or a block, so each line is converted once for all
        pages (the chrome of a site, headlines in lists), and what is new on a page in one call of OpenCC.
        """
        lines = _LINES.split(text)
        if len(self._known) > KNOWN:
            self._known.clear()
        known = self._known
        new = (line for line in dict.fromkeys(lines[::2]) if line not in known and not line.isascii())
        fresh = list(new)
        if not fresh:
            return "".join([known.get(line, line) for line in lines])
        mixed = {line: self._mixed(line) for line in fresh if has_traditional(line)}
        fresh = [line for line in fresh if line not in mixed]
        found = dict(zip(fresh, self._convert_fresh("\n".join(fresh)).split("\n"), strict=True)) if fresh else {}
        found |= mixed
        known.update((line, form) for line, form in found.items() if len(line) <= LONG)
        return "".join([found.get(line) or known.get(line, line) for line in lines])

    def _mixed(self, line: str) -> str:
        """A line that holds Traditional script: the clauses in it stay, so converting twice changes nothing."""
        clauses = _CLAUSES.split(line)
        kept = [clause if is_traditional(clause) else self._convert_fresh(clause) for clause in clauses]
        return convert_quotes("".join(kept)) if self.quotes else "".join(kept)

    def _convert_fresh(self, text: str) -> str:
        parts = _INVISIBLE.split(text)
        if len(parts) == 1:
            return self._convert_visible(text)
        converted = self._convert_visible("".join(parts[::2]))
        done = 0
        for at in range(0, len(parts), 2):
            end = done + len(parts[at])
            parts[at] = converted[done:end]
            done = end
        return "".join(parts)

    def _convert_visible(self, text: str) -> str:
        masked, pins = self._mask(text)
        converted = _put_back(self._keep_length(masked), pins)
        return convert_quotes(converted) if self.quotes else converted

    def _mask(self, text: str) -> tuple[str, list[Pin]]:
        """The text with a gap for each character OpenCC must not see, and the pins for them."""
        locked = [(match.start, match.end, match.form) for match in self.locks.find(text)]
        if " " in text:
            locked = _merged(locked, list(self._torn(text)))
        masked = _put_back(text, [(start, end, GAP * (end - start)) for start, end, _ in locked])
        unsafe = [(match.start(), match.end(), match[0]) for match in _UNSAFE.finditer(masked)]
        return (_UNSAFE.sub(GAP, masked), sorted(locked + unsafe)) if unsafe else (masked, locked)

    def _torn(self, text: str) -> Iterator[Pin]:
        """Words that a stray blank cut (制 造), where neither piece is part of another word."""
        for match in _TORN.finditer(text):
            before, first, last, behind = match.groups()
            word = first + last
            if word not in words() or before + first in words() or last + behind in words():
                continue
            form = self._whole.get(word)
            if form is None:
                apart = self._stock(first) + self._stock(last)
                form = self._stock(word)
                form = self._whole[word] = form if len(form) == 2 and form != apart else ""
            if form:
                yield match.start(2), match.end(3), f"{form[0]} {form[1]}"

    def _keep_length(self, text: str) -> str:
        converted = self._stock(text)
        if len(converted) == len(text):
            return converted
        return "".join(map(self._keep_line_length, _LINES.split(text)))

    def _keep_line_length(self, line: str) -> str:
        converted = self._stock(line)
        if len(converted) == len(line):
            return converted
        self.refused.append(line)
        return "".join(new if len(new := self._stock(character)) == 1 else character for character in line)


class _Same:
    """A dictionary compared by identity, so that converters with the same one share OpenCC's tables."""

    def __init__(self, dictionary: Dictionary) -> None:
        self.dictionary = dictionary

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.dictionary is self.dictionary

    def __hash__(self) -> int:
        return id(self.dictionary)


@lru_cache(maxsize=8)
def _converter(config: str, own: _Same) -> Callable[[str], str]:
    """OpenCC with the mirror's own dictionary before its own. It reads its configuration from files only."""
    share = Path(opencc.__file__).parent / "clib" / "share" / "opencc"
    settings = _located(json.loads((share / f"{config}.json").read_text(encoding="utf-8")), share)
    first = settings["conversion_chain"][0]["dict"]["dicts"]
    if own.dictionary.characters:
        first.insert(1, {"type": "inline", "entries": dict(own.dictionary.characters)})
    if own.dictionary.phrases:
        phrases = {"type": "inline", "entries": dict(own.dictionary.phrases)}
        first[0]["dicts"].insert(0, phrases)
        if "segmentation" in settings:  # else the text is cut by the dictionaries themselves
            settings["segmentation"]["dict"]["dicts"].insert(0, phrases)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "edition.json"
        file.write_text(json.dumps(settings, ensure_ascii=False), encoding="utf-8")
        convert: Callable[[str], str] = opencc.OpenCC(str(file)).convert
    return convert


def _located(node: Any, share: Path) -> Any:
    """A configuration with the full paths of OpenCC's own files."""
    if isinstance(node, list):
        return [_located(one, share) for one in node]
    if isinstance(node, dict):
        return {key: str(share / one) if key == "file" else _located(one, share) for key, one in node.items()}
    return node


def _merged(locked: list[Pin], more: list[Pin]) -> list[Pin]:
    """Pins in order; of two that overlap one of the first list stays."""
    taken = {at for start, end, _ in locked for at in range(start, end)} if more else set()
    return sorted([*locked, *(pin for pin in more if taken.isdisjoint(range(*pin[:2])))])


def _put_back(text: str, pins: list[Pin]) -> str:
    """The text with each pinned stretch replaced by one of its own length; pins in order, none overlapping."""
    if not pins:
        return text
    parts: list[str] = []
    done = 0
    for start, end, pinned in pins:
        parts += (text[done:start], pinned)
        done = end
    return "".join(parts) + text[done:]
