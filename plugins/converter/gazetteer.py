"""The places of China, as a newspaper names them: names, codes, what lies in what.

A place is known by its key: its GB/T 2260 code (six digits; nine for a township), or, for a
name that stands for several provinces, that name (`川渝`). Everything abroad has one key, `ABROAD`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from .lexicon import Lexicon, lexicon
from .models import Region

DATA = Path(__file__).parent / "data"
ABROAD = "abroad"
SUFFIXES = "省市区县州旗盟"
LONG_NAME = 3
"""Characters: the short name of a county that has so many is hardly ever a word."""
AUTONOMOUS = {"自治州": "州", "自治县": "县", "自治旗": "旗"}
"""End of the long name -> end of the name in use: 阿坝藏族羌族自治州, 阿坝州."""

Names = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Guards:
    """When the name of a place is not the name of a place: see `data/gazetteer_guards.tsv`."""

    weak: frozenset[str]
    parent: frozenset[str]
    never: frozenset[str]
    before: dict[str, tuple[str, ...]]
    after: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """All names by which a place is found. Build it once, with `load`, and pass it on."""

    divisions: dict[str, str]
    """Code -> full name: province, prefecture, county."""
    short: dict[str, str]
    """Code -> short name: 广汉."""
    places: Names
    """Name that counts wherever it stands -> keys: full names, short names of provinces and prefectures, crossings."""
    behind: Names
    """Short name of a county -> codes: counts right behind the county's province or prefecture."""
    lexicon: Lexicon[tuple[str, ...]]
    """The names of `places`."""
    shorts: frozenset[str]
    """The names of `places` that are short names."""
    crossings: Names
    """Name that stands for several places -> keys of the places."""
    guards: Guards
    towns: dict[str, str]
    """County code -> `number+name` of its townships, separated by spaces."""

    def path(self, key: str) -> tuple[str, ...]:
        """From the province down: ("四川省", "德阳市", "广汉市"); a crossing stands alone."""
        if not key.isdigit():
            return (key,)
        codes = dict.fromkeys((key[:2] + "0000", key[:4] + "00", key[:6]))
        path = tuple(self.divisions[code] for code in codes if code in self.divisions)
        return path + tuple(name for code, name in self.townships(key[:6]) if code == key) if len(key) > 6 else path

    def townships(self, county: str) -> Iterator[tuple[str, str]]:
        """(code of nine digits, name) of a county's townships."""
        return ((county + row[:3], row[3:]) for row in self.towns.get(county, "").split())

    def holders(self, township: str) -> tuple[str, ...]:
        """Keys of the counties that have a township of this name."""
        return _township_index(self).get(township, ())

    def region(self, key: str) -> Region:
        """The region of a key."""
        return Region(self.path(key), key if key.isdigit() else None)

    def find(self, path: tuple[str, ...]) -> str | None:
        """Key of a path from the province down; None where the gazetteer has no such place."""
        if not path:
            return None
        county = self.find(path[:-1]) if len(path) > 1 else None
        towns = (code for code, name in self.townships(county or "") if name == path[-1])
        keys = (key for key in self.places.get(path[-1], ()) if self.path(key) == path)
        return next(keys, None) or next(towns, None)

    def parent(self, key: str) -> str | None:
        """Key of the place a place lies in; None for a province or a crossing."""
        above = (key[:6], key[:4] + "00", key[:2] + "0000") if key.isdigit() else ()
        return next((code for code in above if code != key and code in self.divisions), None)


def stem(key: str) -> str:
    """The digits that all codes within a place begin with: 51 for 510000, 5106 for 510600."""
    if not key.isdigit() or not key.endswith("00") or len(key) > 6:
        return key
    return key[:2] if key.endswith("0000") else key[:4]


def within(key: str, place: str) -> bool:
    """Whether a place is, or lies in, another."""
    return key.startswith(stem(place))


@lru_cache(maxsize=4)
def _township_index(gazetteer: Gazetteer) -> Names:
    """Name of a township -> its counties; made when a page first asks for it."""
    return _merge((name, county) for county in gazetteer.towns for _, name in gazetteer.townships(county))


@cache
def load(folder: Path = DATA) -> Gazetteer:
    """The gazetteer of a folder with the tables `gazetteer*.tsv`."""
    rows = list(_rows(folder / "gazetteer.tsv", 3))
    short = {code: bare for code, _, bare in rows if bare}
    aliases = list(_alias_codes(folder / "gazetteer_aliases.tsv", rows))
    crossings, filed = _crossings(folder / "gazetteer_crossings.tsv", rows)
    free = _free_shorts(short)
    abroad = [(word, ABROAD) for word in _words(folder / "gazetteer_abroad.txt")]
    places = _merge([*abroad, *_full_names(rows), *aliases, *free]) | filed
    return Gazetteer(
        divisions={code: name for code, name, _ in rows},
        short=short,
        places=places,
        behind=_merge(_behind(short, aliases)),
        lexicon=lexicon(places),
        shorts=frozenset(name for name, _ in free),
        crossings=crossings,
        guards=_guards(folder / "gazetteer_guards.tsv"),
        towns={row[0]: row[1] for row in _rows(folder / "gazetteer_townships.tsv", 2)},
    )


def _rows(path: Path, columns: int) -> Iterator[tuple[str, ...]]:
    """The rows of a table, filled up to its number of columns."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and line[0] != "#":
            cells = line.split("\t")
            yield tuple(cells[:columns]) + ("",) * (columns - len(cells))


def _words(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return " ".join(line for line in lines if line[:1] != "#").split()


def _merge(pairs: Iterable[tuple[str, str]]) -> Names:
    """Name -> all its keys, in the order given."""
    names: dict[str, dict[str, None]] = defaultdict(dict)
    for name, key in pairs:
        names[name][key] = None
    return {name: tuple(keys) for name, keys in names.items()}


def _full_names(rows: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Full names, and 阿坝州 beside 阿坝藏族羌族自治州."""
    for code, name, short in rows:
        yield name, code
        if short and (end := AUTONOMOUS.get(name[-3:])):
            yield short + end, code


def _free_shorts(short: Mapping[str, str]) -> list[tuple[str, str]]:
    """Short names of provinces and prefectures, and long ones of counties that only one bears (井冈山).

    A name that province and prefecture bear is the province's (吉林, 海南).
    """
    provinces = {name: code for code, name in short.items() if code.endswith("0000")}
    prefectures = [(name, code) for code, name in short.items() if code.endswith("00") and name not in provinces]
    bearers = Counter(short.values())
    counties = [(n, c) for c, n in short.items() if not c.endswith("00") and len(n) >= LONG_NAME and bearers[n] == 1]
    return [*provinces.items(), *prefectures, *counties]


def _behind(short: Mapping[str, str], aliases: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Short names of counties, today's and former ones."""
    yield from ((name, code) for code, name in short.items() if not code.endswith("00"))
    former = ((name, code) for name, code in aliases if len(name) > 2 and name[-1] in SUFFIXES)
    yield from ((name[:-1], code) for name, code in former if not code.endswith("00"))


def _codes(rows: Iterable[tuple[str, ...]]) -> dict[str, str]:
    """Path with strokes -> code."""
    names = {code: name for code, name, _ in rows}
    chains = {code: dict.fromkeys((code[:2] + "0000", code[:4] + "00", code)) for code in names}
    return {"/".join(names[part] for part in chain if part in names): code for code, chain in chains.items()}


def _alias_codes(path: Path, rows: list[tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """(former or other name, code of the place today)."""
    codes = _codes(rows)
    return ((name, codes[place]) for name, place, _ in _rows(path, 3))


def _crossings(path: Path, rows: list[tuple[str, ...]]) -> tuple[Names, Names]:
    """Names of several places -> their keys; and each such name -> the keys it is filed under."""
    codes = _codes(rows)
    table = list(_rows(path, 3))
    members = {name: tuple(codes[place] for place in places.split()) for name, _, places in table}
    return members, {name: members[name] if filed == "-" else (filed,) for name, filed, _ in table}


def _guards(path: Path) -> Guards:
    table = list(_rows(path, 3))

    def names(rule: str) -> frozenset[str]:
        return frozenset(name for name, kind, _ in table if kind == rule)

    def words(rule: str) -> dict[str, tuple[str, ...]]:
        return {name: tuple(text.split()) for name, kind, text in table if kind == rule}

    return Guards(names("weak"), names("parent"), names("never"), words("before"), words("after"))
