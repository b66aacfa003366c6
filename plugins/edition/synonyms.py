"""Other words for terms, by which readers look for them: 渝 for 重庆市, 浦东 for 上海市/浦东新区, 两会 for 全国两会.

They come from what the converter goes by, and from the short forms of provinces; what an editor says in `terms.toml`
stands before them (`TermView.aliases`).
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from catalogue.terms import term_key

SHORT_FORMS = Path(__file__).parent / "data" / "abbreviations.tsv"
WORDS = Path(__file__).parents[1] / "converter" / "data"
PLACES = WORDS / "gazetteer_aliases.tsv", WORDS / "gazetteer_crossings.tsv"
TAGS = WORDS / "tags.toml"
RULES = "rules"
"""The table of `tags.toml` that holds no topics."""
FILES = (*PLACES, TAGS)


@cache
def synonyms() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """(kind, key of a term) -> other words for it, in the order of the files, each once."""
    found: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for kind, name, word in (*_of_regions(), *_of_tags()):
        if term_key(word) != term_key(name):
            found[kind, term_key(name)][word] = None
    return {mark: tuple(words) for mark, words in found.items()}


def _of_regions() -> Iterator[tuple[str, str, str]]:
    for file in (SHORT_FORMS, *PLACES):
        rows = (line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if line[:1] not in ("", "#"))
        yield from (("region", row[1], row[0]) for row in rows if row[1] != "-")


def _of_tags() -> Iterator[tuple[str, str, str]]:
    for name, topics in tomllib.loads(TAGS.read_text(encoding="utf-8")).items():
        if name != RULES:
            yield from (("tag", topic, word) for topic, words in topics.items() for word in words)
