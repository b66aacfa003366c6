"""The survey of an edition, kept in the catalogue: an article is walked over once, and again when it changes.

When that settles a word otherwise than before, the articles that hold the word count as changed, so that every page
that shows them is made again, and its twin with it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path
from sqlite3 import Connection

from catalogue import manifest, query
from catalogue.asking import digest_of
from catalogue.change import touch_articles
from converter.models import Problem

from .convert import Converter
from .glossary import Glossary
from .locks import NAMES, Spot
from .stamp import code
from .survey import Survey, article_lines, survey

NAME, TITLED, HANT, SPOT, FAULT, SEEN, DONE = "name", "titled", "hant", "spot", "fault", "seen", "surveyed"
"""Parts of what is found in an article: see `Survey`; words of the glossary in it; that it was walked over."""
MARKED = re.compile(r"[*_`{<&\\\[]|[^\n]\n[^\n]")
"""Text in which a word may be cut by marks or a line's end."""

Row = tuple[str, str, str, str]
"""(path, part, word, value)."""
Locked = dict[str, list[str | bool]]
"""Word -> its form, and whether it holds only where it stands as a name."""


def note_survey(catalogue: Connection, glossary: Glossary, root: Path) -> None:
    """Walk over the articles that were not walked over as they are."""
    with catalogue:
        if manifest.differs(catalogue, "survey", digest_of((code(), sorted(glossary.lines)))):
            catalogue.execute("DELETE FROM finding")
        query_new = (
            "SELECT path FROM article WHERE shown"
            " AND path NOT IN (SELECT path FROM finding WHERE part = ? AND word = '')"
        )
        paths = [row[0] for row in catalogue.execute(query_new, (DONE,))]
        for source in query.sources_at(catalogue, paths):
            rows = found_in(source, glossary, root)
            catalogue.executemany("INSERT OR IGNORE INTO finding VALUES (?, ?, ?, ?)", rows)


def found_in(source: query.Source, glossary: Glossary, root: Path) -> Iterator[Row]:
    """What one article says to the mirror."""
    found = survey([source], Glossary(), root)
    text = "\n".join(article_lines(source))
    yield source.path, DONE, "", ""
    yield from ((source.path, NAME, name, "") for name in sorted(found.names))
    yield from ((source.path, TITLED, name, "") for name in sorted(found.titled))
    yield from ((source.path, HANT, word, form) for word, form in source.matter.hant.items() if word in text)
    yield from ((source.path, SPOT, one.simplified, json.dumps([one.form, one.left, one.right])) for one in found.spots)
    yield from ((source.path, SEEN, word, "") for word in glossary.lines if word in text)
    yield from ((source.path, FAULT, one.code, json.dumps([one.line, one.value, one.column])) for one in found.problems)


def noted_survey(catalogue: Connection, glossary: Glossary) -> Survey:
    """The survey of the whole edition from what is noted."""
    found = Survey()
    found.names = {word for word, *_ in _rows(catalogue, NAME, distinct=True)}
    found.titled = {word for word, *_ in _rows(catalogue, TITLED, distinct=True)} - found.names
    found.spots = [Spot(word, *json.loads(value)) for word, value, _ in _rows(catalogue, SPOT)]
    for word, form, path in _rows(catalogue, HANT):
        settled = found.words.get(word, form)
        if settled != form:
            found.problems.append(Problem("W483", path, 1, f"{word}: {form}, {settled}"))
        found.words[word] = form
    for fault, value, path in _rows(catalogue, FAULT):
        line, shown, column = json.loads(value)
        found.problems.append(Problem(fault, path, line, shown, column))
    seen = {word for word, *_ in _rows(catalogue, SEEN, distinct=True)}
    unseen = ((word, line) for word, line in glossary.lines.items() if word not in seen)
    found.problems += (Problem("W479", glossary.path, line, word) for word, line in unseen)
    found.written = _First(catalogue)
    return found


class _First(dict[str, str]):
    """Name -> the article it stands in first, looked up when it is asked for."""

    def __init__(self, catalogue: Connection) -> None:
        super().__init__()
        self.catalogue = catalogue

    def __missing__(self, name: str) -> str:
        return next((path for word, _, path in _rows(self.catalogue, NAME) if word == name), "")


def _rows(catalogue: Connection, part: str, distinct: bool = False) -> Iterator[tuple[str, str, str]]:
    """(word, value, path) of what was found in articles that are shown, in print order."""
    if distinct:
        columns, order = "DISTINCT f.word, '', ''", "1"
    else:
        columns, order = "f.word, f.value, f.path", f"{query.IN_PRINT_ORDER}, f.rowid"
    order = order.replace(", f.rowid", ", f.word, f.value")
    yield from catalogue.execute(
        f"SELECT {columns} FROM finding f JOIN article a ON a.path = f.path AND a.shown"
        f" JOIN issue i ON i.key = a.issue WHERE f.part = ? ORDER BY {order}",
        (part,),
    )


def locked_by(converter: Converter) -> Locked:
    """All words that are settled."""
    locks = converter.locks
    found: Locked = {word: [form, locks.sources.get(word) in NAMES] for word, form in locks.table.items()}
    for spot in locks.spots:
        found[f"{spot.simplified} {spot.form} {spot.left} {spot.right}"] = [spot.form, False]
    return found


def changed_words(before: Mapping[str, object], now: Mapping[str, object]) -> tuple[set[str], set[str]]:
    """Words that are settled otherwise, and words of marked places, which are known only by what is around them."""
    keys = {key for key in before.keys() | now.keys() if before.get(key) != now.get(key)}
    return {key for key in keys if " " not in key}, {key.partition(" ")[0] for key in keys if " " in key}


def touch_holders(catalogue: Connection, words: Iterable[str]) -> None:
    """Count the articles that hold any of these words as changed."""
    words = sorted(words, key=len, reverse=True)
    if not words:
        return
    pattern = re.compile("|".join(map(re.escape, words)))
    holders, cut = [], []
    for path, matter, body in query.raw_sources(catalogue):
        if pattern.search(matter) or pattern.search(body):
            holders.append(path)
        elif MARKED.search(body):
            cut.append(path)
    whole = query.sources_at(catalogue, cut)
    holders += [source.path for source in whole if any(map(pattern.search, article_lines(source)))]
    with catalogue:
        touch_articles(catalogue, holders)


def in_files(words: Iterable[str], files: Iterable[Path]) -> bool:
    """Whether any word stands in templates, texts or settings, of which any page may be made."""
    words = set(words)
    return any(word in text for text in map(_text_of, files if words else ()) for word in words)


def _text_of(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""


def in_names(catalogue: Connection, words: Iterable[str], before: Container[str]) -> set[str]:
    """The words that stand in names of terms: of these there are pages, such as overviews, that show no article.

    The name of an author that was not settled `before` is one of the new articles, and stands on new pages only.
    """
    names = [(name, kind == "author") for kind, name in catalogue.execute("SELECT kind, name FROM term")]

    def stands(word: str) -> bool:
        own = word not in before
        return any(word in name and not (own and is_author and name == word) for name, is_author in names)

    return set(filter(stands, words))


def holding(site: Path, paths: Iterable[str], words: Iterable[str]) -> set[str]:
    """The files of a site that hold any of these words."""
    sought = [word.encode() for word in words]
    if not sought:
        return set()
    files = ((path, site / path) for path in paths)
    read = ((path, file.read_bytes()) for path, file in files if file.is_file())
    return {path for path, text in read if any(word in text for word in sought)}
