"""The terms of an article: what it is listed under, and when two spellings are one term."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from .front_matter import FrontMatter

KINDS = ("section", "region", "tag", "author", "rubric")

QUOTES = str.maketrans({"‘": '"', "’": '"', "“": '"', "”": '"', "「": '"', "」": '"', "『": '"', "』": '"', "'": '"'})
SPACE = re.compile(r"\s+")


def term_key(name: str) -> str:
    """What two spellings of one term have in common.

    A page sets two-character names apart (张 华) and breaks a rubric over lines, and knows
    several quotation marks: spaces and the kind of quotes make no other term.
    """
    return SPACE.sub("", name).translate(QUOTES).casefold()


Alias = tuple[str, str, str]
"""(kind, key of another name, name of the term): what is filed under the one is listed under the other."""
Renamed = Mapping[tuple[str, str], str]
"""(kind, key of another name) -> name of the term."""
NO_ALIASES: Renamed = MappingProxyType({})


def settled(kind: str, name: str, renamed: Renamed) -> str:
    """The name a term goes by; of a region also when one above it goes by another."""
    if kind != "region":
        return renamed.get((kind, term_key(name)), name)
    done = ""
    for part in region_path(name):
        whole = f"{done}/{part}" if done else part
        done = renamed.get((kind, term_key(whole)), whole)
    return done


def region_path(name: str) -> tuple[str, ...]:
    """四川省/德阳市 -> its parts, empty ones left out."""
    return tuple(part.strip() for part in name.split("/") if part.strip())


def regions(matter: FrontMatter, renamed: Renamed) -> Iterator[str]:
    """Every region of the article and every region above it."""
    for path in (region_path(settled("region", name, renamed)) for name in matter.region):
        for depth in range(len(path), 0, -1):
            yield "/".join(path[:depth])


def terms_of(matter: FrontMatter, renamed: Renamed = NO_ALIASES) -> Iterator[tuple[str, str, str]]:
    """(kind, key, name as written), each key once a kind, in the order of the front matter."""
    seen: set[tuple[str, str]] = set()
    for kind, name in all_terms(matter, renamed):
        mark = (kind, term_key(name))
        if mark[1] and mark not in seen:
            seen.add(mark)
            yield (*mark, name)


def all_terms(matter: FrontMatter, renamed: Renamed) -> Iterator[tuple[str, str]]:
    """(kind, name) for all kinds, with repeats."""
    yield from (("section", settled("section", name, renamed)) for name in (matter.section,) if name)
    yield from (("region", name) for name in regions(matter, renamed))
    yield from (("tag", settled("tag", name, renamed)) for name in matter.tags)
    yield from (("author", settled("author", credit.name, renamed)) for credit in matter.people)
    yield from (("rubric", settled("rubric", name, renamed)) for name in (matter.rubric,) if name)
