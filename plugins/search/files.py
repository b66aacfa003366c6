"""The files of the search, each a classic script of one call: `banmian(NAME, VERSION, CONTENT)`.

Scripts, since a page opened from a disk may load nothing else, and a strict Content-Security-Policy allows them.

    search/index/fold.js             the table of both scripts
    search/index/parts.js            [[name, version, files of grams] …], newest first
    search/index/<part>/facts.js     numbers beside the hits
    search/index/<part>/<n>.js       grams
    search/text/<part>/names.js      names beside the hits; these and the texts have a Traditional twin
    search/text/<part>/authors.js    authors, numbers and names
    search/text/<issue>/<n>.js       texts
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from .facts import Shelf, authors, chunk, chunks, facts, names
from .fold import fold_table
from .grams import packed, postings, spread
from .models import Issue, Part
from .numbers import encode_signed
from .parts import FORMAT, cut, shards, version

INDEX, TEXT = "search/index", "search/text"
"""Folders; what lies in the second is in the script of the page."""
File = tuple[str, Callable[[], str]]


def script(name: str, version: str, content: Any) -> str:
    """One file."""
    return f"banmian({dump(name)},{dump(version)},{dump(content)});\n"


def dump(value: Any) -> str:
    """JSON that is also JavaScript, without spaces."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def fold_file() -> str:
    """The table as steps from one pair to the next."""
    steps, before = [], (0, 0)
    for pair in fold_table():
        steps += [encode_signed(pair[0] - before[0]), encode_signed(pair[1] - before[1])]
        before = pair
    return script("fold", FORMAT, "".join(steps))


def parts_file(parts: Iterable[Part]) -> str:
    """What there is to load, newest part first."""
    rows = [[part.name, version(part), shards(part)] for part in parts]
    return script("parts", FORMAT, rows[::-1])


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

    def files(self) -> Iterator[File]:
        """All files of the part."""
        index = f"{INDEX}/{self.part.name}"
        yield f"{index}/facts.js", lambda: self.named("facts", facts(self.shelf))
        yield f"{TEXT}/{self.part.name}/names.js", lambda: self.named("names", names(self.shelf))
        yield f"{TEXT}/{self.part.name}/authors.js", lambda: self.named("authors", authors(self.shelf))
        for number in range(shards(self.part)):
            yield f"{index}/{number}.js", partial(self.gram_file, number)
        for place, issue in enumerate(self.part.issues):
            begin = 0
            for number, count in enumerate(chunks(issue.sizes)):
                yield f"{TEXT}/{issue.key}/{number}.js", partial(self.text_file, place, number, begin, begin + count)
                begin += count

    def named(self, name: str, content: Any) -> str:
        """A file of the part."""
        return script(f"{self.part.name}/{name}", version(self.part), content)

    def gram_file(self, number: int) -> str:
        """Some of its grams."""
        return self.named(str(number), packed(self.grams[number]))

    def text_file(self, place: int, number: int, begin: int, end: int) -> str:
        """Some texts of one of its issues: they stay where they are when the issue comes into another part."""
        issue, texts = self.shelf.issues[place]
        return script(f"text/{issue.key}/{number}", issue.version, chunk(texts[begin:end]))


def files(issues: Iterable[Issue]) -> Iterator[File]:
    """Every file of the search; `issues` are all of the edition in the order of time."""
    parts = cut(issues)
    yield f"{INDEX}/fold.js", fold_file
    yield f"{INDEX}/parts.js", partial(parts_file, parts)
    for part in parts:
        yield from Made(part).files()
