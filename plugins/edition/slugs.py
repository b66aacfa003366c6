"""Names into addresses: pinyin for Han, letters and digits as they are, never two names on one address."""

from __future__ import annotations

import hashlib
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

TABLE = Path(__file__).parent / "data" / "slugs.toml"
HAN = "〇\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
RUN = re.compile(f"[{HAN}]+|[a-z0-9]+")
PERSON = re.compile(f"[{HAN}]{{2,3}}")
LONGEST = 72
"""Characters of a slug; a longer one is cut between syllables and gets a hash."""
NONE: Mapping[str, str] = MappingProxyType({})
DEVICES = frozenset({"con", "prn", "aux", "nul"})
"""Names that one common file system refuses."""


@dataclass(frozen=True, slots=True)
class Table:
    """`data/slugs.toml`, compiled."""

    words: dict[str, tuple[str, ...]]
    word: re.Pattern[str]
    surnames: dict[str, tuple[str, ...]]
    region_end: re.Pattern[str]


@cache
def table() -> Table:
    """The readings and endings; read once."""
    data = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    words = {word: tuple(reading.split()) for word, reading in data["words"].items()}
    peoples = "|".join(sorted(data["peoples"], key=lambda name: (-len(name), name)))
    endings = "|".join(sorted(data["endings"], key=lambda name: (-len(name), name)))
    return Table(
        words=words,
        word=re.compile("|".join(sorted(words, key=lambda word: (-len(word), word)))),
        surnames={name: tuple(reading.split()) for name, reading in data["surnames"].items()},
        region_end=re.compile(f"(?<=..)(?:{peoples})*(?:{endings})$"),
    )


def short_hash(name: str) -> str:
    """Six hex digits that belong to the name."""
    return hashlib.sha256(name.encode()).hexdigest()[:6]


def unread(characters: str) -> Any:
    """What stands for characters without a known reading, one entry a character (the library takes a list too)."""
    return [f"u{ord(character):x}" for character in characters]


def syllables(run: str) -> list[str]:
    """One syllable a character of a run of Han; words of the table have the reading given there."""
    from pypinyin import lazy_pinyin  # its tables take longer to load than a small build

    found = lazy_pinyin(run, errors=unread)
    for word in table().word.finditer(run):
        found[word.start() : word.end()] = table().words[word[0]]
    return found


def person_syllables(name: str) -> list[str]:
    """As `syllables`, with the surname read as a surname: 单 shan, 任 ren, 尉迟 yu-chi."""
    found = syllables(name)
    for length in (2, 1):
        reading = table().surnames.get(name[:length])
        if reading and len(name) > length:
            found[:length] = reading
            break
    return found


def plain_letters(name: str) -> str:
    """Full-width forms, accents and capitals made plain."""
    wide = unicodedata.normalize("NFKC", name.replace("〇", "零"))
    return "".join(one for one in unicodedata.normalize("NFD", wide) if not unicodedata.combining(one)).lower()


def shorten(slug: str, name: str) -> str:
    """A slug of a bearable length."""
    if len(slug) <= LONGEST:
        return slug
    return f"{slug[: LONGEST - 6].rpartition('-')[0] or slug[: LONGEST - 7]}-{short_hash(name)}"


def slug_of(name: str) -> str:
    """The slug of a word: 双城经济圈 -> shuang-cheng-jing-ji-quan; never empty."""
    text = plain_letters(name)
    parts = [part for run in RUN.findall(text) for part in ([run] if run.isascii() else syllables(run))]
    slug = "-".join(parts)
    return f"{slug}-{short_hash(name)}" if slug in DEVICES else shorten(slug, name) or short_hash(name)


def person_slug(name: str) -> str:
    """The slug of a person; a name of another form (a body, a foreign name) is read as a word."""
    compact = "".join(name.split())
    compound = len(compact) == 4 and compact[:2] in table().surnames
    if not (PERSON.fullmatch(compact) or compound):
        return slug_of(name)
    return "-".join(person_syllables(compact)) if not table().word.match(compact) else slug_of(compact)


def region_slug(name: str) -> str:
    """The slug of one part of a region without its 省, 市, 区 …, two characters at least: 德阳市 -> de-yang."""
    return slug_of(table().region_end.sub("", name))


def assign(names: Iterable[str], make: Callable[[str], str], fixed: Mapping[str, str] = NONE) -> dict[str, str]:
    """A slug for each name, in the order given: the first keeps the plain slug, a later namesake gets a hash.

    `fixed` are slugs settled before, which no other name may have; names that are not in `names` may be among them.
    """
    used = set(fixed.values())
    slugs: dict[str, str] = {}
    for name in names:
        slug = fixed.get(name) or make(name)
        if name not in fixed and slug in used:
            slug = f"{slug}-{short_hash(name)}"
        slugs[name] = slug
        used.add(slug)
    return slugs


def path_slug(path: str) -> str:
    """`region_slug` of the last part of a path: 四川省/德阳市 -> de-yang."""
    return region_slug(path.rpartition("/")[2])


def assign_regions(
    paths: Iterable[str], fixed: Mapping[str, str] = NONE, make: Callable[[str], str] = path_slug
) -> dict[str, tuple[str, ...]]:
    """Slugs for every level of region paths (`四川省/德阳市`); names are only compared with their siblings.

    Of two siblings that are alike without their endings (宜宾市, 宜宾县) the later keeps its whole name.
    `fixed`: as in `assign`, path -> slug of its last level; `make`: path -> the plain slug.
    """
    found: dict[str, tuple[str, ...]] = {}
    used: dict[str, set[str]] = {}
    for path, slug in fixed.items():
        used.setdefault(parent_of(path), set()).add(slug)
    for path in sorted(paths, key=lambda path: path.count("/")):
        parent, _, name = path.rpartition("/")
        siblings = used.setdefault(parent, set())
        slug = fixed.get(path) or make(path)
        if path not in fixed and slug in siblings:
            whole = slug_of(name)
            slug = f"{whole}-{short_hash(path)}" if whole in siblings else whole
        siblings.add(slug)
        found[path] = (*found.get(parent, ()), slug)
    return found


def parent_of(path: str) -> str:
    """The region above a region; '' above a province."""
    return path.rpartition("/")[0]


def contested(slugs: Mapping[str, str], plain: Callable[[str], str], regions: bool = False) -> list[str]:
    """The names whose plain slug another one would have too, or that got another: their slugs hang on the others."""
    wanted = {name: (parent_of(name) if regions else "", plain(name)) for name in slugs}
    counts = Counter(wanted.values())
    return [name for name, slug in slugs.items() if counts[wanted[name]] > 1 or slug != wanted[name][1]]
