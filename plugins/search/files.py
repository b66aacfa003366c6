"""The files of the search, each a classic script of one call: `banmian(NAME, VERSION, CONTENT)`.

Scripts, since a page opened from a disk may load nothing else, and a strict Content-Security-Policy allows them.

    search/index/fold.js             the table of both scripts
    search/index/rare.js             its rare characters, asked for when a text or a query holds one
    search/index/parts.js            {parts: [[name, version, files of grams] …], newest first, names: files of names}
    search/index/<part>/facts.js     numbers beside the hits
    search/index/<part>/<n>.js       grams
    search/text/<part>/names.js      names beside the hits; these and the texts have a Traditional twin
    search/text/<part>/authors.js    authors, numbers and names
    search/text/<issue>/<n>.js       texts
    search/names/<n>.js              names of sections, regions, rubrics, tags, authors, with a Traditional twin
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from typing import Any

from .facts import Shelf, authors, chunk, chunks, facts, names
from .fold import fold_table
from .grams import packed, postings, spread
from .models import Issue, Name, Part, Text
from .names import Row, rows_by_file
from .numbers import encode_signed
from .parts import FORMAT, cut, shards, version

INDEX, TEXT, NAMES = "search/index", "search/text", "search/names"
"""Folders; what lies in the first is one for both scripts."""
FIRST_PLANE = 0xFFFF
File = tuple[str, Callable[[], str]]


def script(name: str, version: str, content: Any) -> str:
    """One file."""
    return f"banmian({dump(name)},{dump(version)},{dump(content)});\n"


def dump(value: Any) -> str:
    """JSON that is also JavaScript, without spaces."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def fold_file(name: str) -> str:
    """The table as steps from one pair to the next: `fold`, or `rare` for characters beyond the first plane."""
    steps, before = [], (0, 0)
    for pair in fold_table():
        if (pair[0] > FIRST_PLANE) == (name == "rare"):
            steps += [encode_signed(pair[0] - before[0]), encode_signed(pair[1] - before[1])]
            before = pair
    return script(name, FORMAT, "".join(steps))


def parts_file(parts: Iterable[Part], names: int) -> str:
    """What there is to load: parts, newest first, and how many files of names."""
    rows = [[part.name, version(part), shards(part)] for part in parts]
    return script("parts", FORMAT, {"parts": rows[::-1], "names": names})


@dataclass(frozen=True)
class Made:
    """A part with its index; nothing is read before a file is asked for, and all files are made of one reading."""

    part: Part

    @cached_property
    def shelf(self) -> Shelf:
        """Its texts."""
        return Shelf(tuple((issue, issue.texts()) for issue in self.part.issues))

    @cached_property
    def grams(self) -> list[dict[str, str]]:
        """The grams of each file."""
        return list(spread(postings(self.shelf.texts), shards(self.part)))

    def make(self, name: str, content: Callable[[Shelf], Any]) -> str:
        """A file about its texts."""
        return script(f"{self.part.name}/{name}", version(self.part), content(self.shelf))

    def make_grams(self, number: int) -> str:
        """A file of its grams."""
        return script(f"{self.part.name}/{number}", version(self.part), packed(self.grams[number]))


def edition_files(parts: tuple[Part, ...], names: int) -> Iterator[File]:
    """The files that every search begins with; `names`: how many files of names there are."""
    yield f"{INDEX}/fold.js", partial(fold_file, "fold")
    yield f"{INDEX}/rare.js", partial(fold_file, "rare")
    yield f"{INDEX}/parts.js", partial(parts_file, parts, names)


def part_files(part: Part) -> Iterator[File]:
    """The index of a part. All of it follows from the part's `version`: made of one that is known, it is the same."""
    made = Made(part)
    yield f"{INDEX}/{part.name}/facts.js", partial(made.make, "facts", facts)
    yield f"{TEXT}/{part.name}/names.js", partial(made.make, "names", names)
    yield f"{TEXT}/{part.name}/authors.js", partial(made.make, "authors", authors)
    for number in range(shards(part)):
        yield f"{INDEX}/{part.name}/{number}.js", partial(made.make_grams, number)


def issue_files(issue: Issue) -> Iterator[File]:
    """The texts of an issue: they stay where they are when it comes into another part."""
    texts = cache(issue.texts)
    begin = 0
    for number, count in enumerate(chunks(issue.sizes)):
        yield f"{TEXT}/{issue.key}/{number}.js", partial(text_file, issue, texts, number, slice(begin, begin + count))
        begin += count


def text_file(issue: Issue, texts: Callable[[], tuple[Text, ...]], number: int, which: slice) -> str:
    """Some texts of an issue."""
    return script(f"text/{issue.key}/{number}", issue.version, chunk(texts()[which]))


def name_files(rows: list[list[Row]]) -> Iterator[File]:
    """The names of what has a page of its own."""
    for number, held in enumerate(rows):
        yield f"{NAMES}/{number}.js", partial(script, f"names/{number}", FORMAT, held)


def files(issues: Iterable[Issue], names: Sequence[Name] = ()) -> Iterator[File]:
    """Every file of the search; `issues` are all of the edition in the order of time."""
    parts, rows = cut(issues), rows_by_file(names)
    yield from edition_files(parts, len(rows))
    yield from name_files(rows)
    for part in parts:
        yield from part_files(part)
        for issue in part.issues:
            yield from issue_files(issue)
