"""Parts of pages that earlier builds turned, kept in the catalogue: an article in a list, its text in a feed.

What becomes of a part hangs on its letters, on the elements that are open before it and on where its links lead
(`blocks.py`): by these it is found again. Besides, it hangs on settled words. Those that are settled otherwise as time
goes by are written down in their order; a part that was turned before one of them, and holds it, is not used any more.
"""

from __future__ import annotations

import html
import json
import re
import sqlite3
from collections.abc import Iterable, Sequence
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from catalogue import manifest
from catalogue.store import connect

from .scope import Scope

WORDS = "mirror words since"
"""Under this name the catalogue has the words that were settled otherwise since the first part was kept."""
MANY = 300
"""Such words from which on all parts are forgotten: to look for each in every part would take longer than it spares."""
MOST = 100_000
"""Parts that are kept, some 120 MB; the oldest are forgotten."""
SHORT = 200
"""Characters below which to look for a part takes longer than to turn it."""

KEEP = (
    "INSERT INTO turned (key, folders, since, text, behind) VALUES (?, ?, ?, ?, ?) ON CONFLICT (key, folders) DO UPDATE"
    " SET since = excluded.since, text = excluded.text WHERE since <> excluded.since"
)
"""Keeps a part; that another worker turned it too changes nothing."""
_TAG = re.compile(r"</?[A-Za-z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*+>")
_APART = re.compile(r"\\u|<rt|<!--", re.IGNORECASE)
"""What may part a word in ways that are not looked into."""
_UNSEEN = re.compile("[\\s\u00ad\u200b\u2060]+")


class Part(NamedTuple):
    """A part of a page in the mirror, as the catalogue has it."""

    key: bytes
    folders: str
    """Name of the folders in which it says the same (`blocks.Folder`)."""
    text: bytes
    behind: str
    """What is open behind it, as `Earlier._line` tells it."""


class Earlier:
    """The parts that are kept, and those that are to be kept from now on."""

    def __init__(self, file: Path, words: Sequence[str], keeps: bool = True) -> None:
        """`file`: the catalogue; `words`: as `note_words` gives them; `keeps`: whether any are to be kept."""
        self.file, self.words, self.keeps = file, words, keeps
        self._new: list[Part] = []
        self._seen: set[int] = set()
        self._told: dict[Scope, str] = {}

    @cached_property
    def _catalogue(self) -> sqlite3.Connection:
        """Opened when it is needed: each worker needs one of its own."""
        return connect(self.file)

    def close(self) -> None:
        """Nothing is looked for any more."""
        if "_catalogue" in self.__dict__:
            self._catalogue.close()

    def find(self, source: str, before: Scope, folders: Sequence[str], page: Scope) -> tuple[str, Scope, str] | None:
        """A part as it was turned: text, what is open behind it, name of its folders.

        `before`: what is open before it; `folders`: names that will do; `page`: where nothing is open.
        """
        if len(source) < SHORT:
            return None
        query = "SELECT folders, since, text, behind FROM turned WHERE key = ?"
        for name, since, text, behind in self._catalogue.execute(query, (self._key(source, before, page),)):
            if name in folders and not holds(source, self.words[since:]):
                self._seen.add(hash((source, before, name)))
                scope = before if before.outer is None and before is not page else _scope(behind, page)
                return text.decode("utf-8", "surrogatepass"), scope, name
        return None

    def keep(self, source: str, before: Scope, turned: tuple[str, Scope, str], page: Scope) -> None:
        """Keep a part, unless it leads somewhere else from every folder."""
        text, behind, name = turned
        if not self.keeps or len(source) < SHORT or name.startswith("/"):
            return
        known = hash((source, before, name))
        if known not in self._seen:
            self._seen.add(known)
            encoded = text.encode("utf-8", "surrogatepass")
            self._new.append(Part(self._key(source, before, page), name, encoded, self._line(behind, page)))

    def taken(self) -> list[Part]:
        """What is to be kept, handed over."""
        parts, self._new = self._new, []
        return parts

    def note(self, parts: Iterable[Part]) -> None:
        """Keep parts that were taken, of this process or of a worker."""
        rows = [(part.key, part.folders, len(self.words), part.text, part.behind) for part in parts]
        if rows:
            with self._catalogue as catalogue:
                catalogue.executemany(KEEP, rows)
                catalogue.execute("DELETE FROM turned WHERE rowid <= (SELECT max(rowid) FROM turned) - ?", (MOST,))

    def _key(self, source: str, before: Scope, page: Scope) -> bytes:
        said = f"{self._line(before, page)}\n{source}"
        return blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).digest()

    def _line(self, scope: Scope, page: Scope) -> str:
        """The open elements in words, from the outermost on; of a fragment that they are none of a page."""
        told = self._told.get(scope)
        if told is None:
            line, outer = [], scope
            while outer.outer:
                line.append(outer.how)
                outer = outer.outer
            told = self._told[scope] = json.dumps(line[::-1]) if outer is page else ""
        return told


def _scope(told: str, page: Scope) -> Scope:
    """The element that `_line` told."""
    scope = page
    for how in json.loads(told or "[]"):
        scope = scope.inner(*how)
    return scope


def holds(source: str, words: Iterable[str]) -> bool:
    """Whether a text may hold any of these words, however markup, escapes or blanks part them."""
    words = [_UNSEEN.sub("", word) for word in words]
    if not words:
        return False
    seen = "\n".join(_UNSEEN.sub("", html.unescape(text)) for text in (source, _TAG.sub("", source)))
    return _APART.search(source) is not None or any(word in seen for word in words)


def note_words(catalogue: sqlite3.Connection, words: Iterable[str], anew: bool) -> list[str]:
    """Write down words that are settled otherwise now; all of them since the first part was kept.

    `anew`: code or settings are others; all parts are forgotten.
    """
    known = [*json.loads(manifest.noted(catalogue, WORDS) or "[]"), *sorted(words)]
    if anew or len(known) > MANY:
        catalogue.execute("DELETE FROM turned")
        known = []
    manifest.differs(catalogue, WORDS, json.dumps(known, ensure_ascii=False))
    return known
