"""The search as its page does it, in Python: over the files, as they are written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from search.files import files
from search.fold import fold
from search.grams import ALONE, shard_of
from search.models import Issue, Name, Text
from search.numbers import decode_all


@dataclass
class Reader:
    """The files of a site, read as scripts are run."""

    written: dict[str, str]
    read: dict[str, tuple[str, Any]] = field(default_factory=dict)
    """Name -> version, content."""

    def __post_init__(self) -> None:
        for script in self.written.values():
            arguments = script.removeprefix("banmian(").removesuffix(");\n")
            name, version, content = json.loads(f"[{arguments}]")
            assert name not in self.read
            self.read[name] = version, content

    def holders(self, part: list[Any], gram: str) -> dict[int, bool]:
        """Number of a text -> whether the gram is in its heads."""
        name, version, shards = part
        found, (keys, lists) = self.read[f"{name}/{shard_of(gram, shards)}"]
        assert found == version
        grams = [word[0] + second.replace(ALONE, "") for word in keys.split() for second in word[1:]]
        text, holders = -1, {}
        for step in decode_all(dict(zip(grams, lists.split(), strict=True)).get(gram, "")):
            text += (step >> 1) + 1
            holders[text] = bool(step & 1)
        return holders

    def candidates(self, part: list[Any], phrase: str) -> dict[int, bool]:
        """Number of a text that may hold a folded phrase -> whether its heads may."""
        grams = [phrase] if len(phrase) == 1 else [phrase[at : at + 2] for at in range(len(phrase) - 1)]
        lists = [self.holders(part, gram) for gram in grams]
        return {text: all(one[text] for one in lists) for text in lists[0] if all(text in one for one in lists)}

    def places(self, part: list[Any]) -> list[tuple[str, int, int]]:
        """Of each text of a part: key of the issue, file, place in the file."""
        counts = iter(decode_all(self.read[f"{part[0]}/facts"][1]["files"]))
        found = []
        for key, *_ in self.read[f"{part[0]}/names"][1]["issues"]:
            for file in range(next(counts)):
                found += [(key, file, place) for place in range(next(counts))]
        return found

    def named(self, phrase: str) -> Iterator[list[Any]]:
        """The rows of names that hold a folded phrase, from the one file that is asked for."""
        file = shard_of(phrase[:2], self.read["parts"][1]["names"])
        for row in self.read[f"names/{file}"][1]:
            if holds(row[2:], phrase):
                yield row

    def find(self, phrase: str) -> Iterator[tuple[str, str, bool]]:
        """(issue, stem, whether its heads may hold it) of every text that may hold a folded phrase."""
        for part in self.read["parts"][1]["parts"]:
            places = self.places(part)
            for text, heads in self.candidates(part, phrase).items():
                key, file, place = places[text]
                yield key, self.read[f"text/{key}/{file}"][1][place][0], heads


def reader(issues: Iterable[Issue], names: Sequence[Name] = ()) -> Reader:
    """The search of an edition."""
    return Reader({path: make() for path, make in files(issues, names)})


def holds(lines: Iterable[str], phrase: str) -> bool:
    """Whether a folded phrase stands in one of the lines."""
    return any(phrase in fold(line) for line in lines)


def lines_of(text: Text) -> list[str]:
    """All that is searched of a text."""
    return [*text.heads, *(passage.text for passage in text.passages)]
