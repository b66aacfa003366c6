"""The terms of an article: what it is listed under, and when two spellings are one term."""

from __future__ import annotations

import re
from collections.abc import Iterator

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


def region_path(name: str) -> tuple[str, ...]:
    """四川省/德阳市 -> its parts, empty ones left out."""
    return tuple(part.strip() for part in name.split("/") if part.strip())


def regions(matter: FrontMatter) -> Iterator[str]:
    """Every region of the article and every region above it."""
    for path in map(region_path, matter.region):
        for depth in range(len(path), 0, -1):
            yield "/".join(path[:depth])


def terms_of(matter: FrontMatter) -> Iterator[tuple[str, str, str]]:
    """(kind, key, name as written), each key once a kind, in the order of the front matter."""
    seen: set[tuple[str, str]] = set()
    for kind, name in all_terms(matter):
        mark = (kind, term_key(name))
        if mark[1] and mark not in seen:
            seen.add(mark)
            yield (*mark, name)


def all_terms(matter: FrontMatter) -> Iterator[tuple[str, str]]:
    """(kind, name) for all kinds, with repeats."""
    yield from (("section", name) for name in (matter.section,) if name)
    yield from (("region", name) for name in regions(matter))
    yield from (("tag", name) for name in matter.tags)
    yield from (("author", credit.name) for credit in matter.people)
    yield from (("rubric", name) for name in (matter.rubric,) if name)
