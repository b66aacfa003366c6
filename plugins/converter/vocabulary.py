"""The words the stages look for, read once from `data/` and compiled.

A `Vocabulary` is passed into every stage, so that a test, or an edition with words of its
own, can pass another.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .gazetteer import load as load_gazetteer
from .text import HAN

DATA = Path(__file__).parent / "data"


def alternatives(words: Iterable[str]) -> str:
    """A pattern for any of the words, longest first. An empty group is refused: it would match everything."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    if not ordered or not all(ordered):
        raise ValueError("a group of words is empty")
    return "(?:" + "|".join(map(re.escape, ordered)) + ")"


LONGEST_ENDING = 8
"""Characters: no ending that is looked for is longer, and a search in the last few of a text is much quicker."""


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Compiled patterns over cleaned text; each name says what it finds."""

    dateline: re.Pattern[str]
    """本报讯, 新华社北京1月2日电, with the bracket of names behind it, at the start of a paragraph."""
    opening: re.Pattern[str]
    continuing: re.Pattern[str]
    kicker_end: re.Pattern[str]
    deck_end: re.Pattern[str]
    deck_start: re.Pattern[str]
    rubric_pair: re.Pattern[str]
    rubric_series: re.Pattern[str]
    rubric_names: frozenset[str]
    """Standing headings that many papers have, printed without any mark: 读者来信."""
    folio: Mapping[str, re.Pattern[str]]
    """Kind of a piece of furniture -> how it looks; see `folio.py`."""
    folio_hint: re.Pattern[str]
    """What one piece at least has in it: hardly any other line does."""
    folio_own: re.Pattern[str]
    folio_words: frozenset[str]
    page_name: re.Pattern[str]
    """The name of a page, alone on its line."""
    jump: re.Pattern[str]
    caption_start: re.Pattern[str]
    caption_inside: re.Pattern[str]
    photo_credit: re.Pattern[str]
    author_note: re.Pattern[str]
    source_note: re.Pattern[str]
    editors_note: re.Pattern[str]
    organisation: re.Pattern[str]
    place: re.Pattern[str]
    """A name that is only a place: province, perhaps with a city, county and township behind it."""
    role_before: re.Pattern[str]
    """An organisation, a role word and the rest of a chunk of a byline."""
    role_word: re.Pattern[str]
    """Any word of a byline: a text without one is none, unless marks tell."""
    prefixes: dict[str, str]
    """Word before names -> role."""
    suffixes: dict[str, str]
    """Word behind names -> role."""
    slashes: dict[str, str]
    """Word before a stroke and a name -> role."""
    role_characters: frozenset[str]
    """The characters of all these words, and 发: what sends a text."""
    words: frozenset[str]
    """Common words of two characters."""
    surnames: frozenset[str]
    compound_surnames: frozenset[str]
    places: frozenset[str]
    """Full and short names of the gazetteer."""
    title_end: re.Pattern[str]
    """What a person is, at the end of a text: 市长, 教授."""
    banner_end: re.Pattern[str]
    """How the name of a rubric likes to end."""
    brief_end: re.Pattern[str]
    """How the name of a column of short items ends."""
    crossheads: frozenset[str]
    """Headings that papers only use inside articles."""

    def is_place(self, text: str) -> bool:
        """Whether the text is nothing but the name of a place."""
        return bool(self.place.match(text)) and text[-2:] not in self.words

    def is_organisation(self, text: str) -> bool:
        """Whether the text ends as the name of a body of people or of a place does (石桥镇), not in a word (故乡)."""
        ending = self.organisation.search(text[-LONGEST_ENDING:])
        return ending is not None and (len(ending[0]) > 1 or text[-2:] not in self.words)


@cache
def load() -> Vocabulary:
    """The vocabulary that comes with the converter."""
    marks = _toml("markers.toml")
    roles = _toml("roles.toml")
    single, compound = _surnames()
    return Vocabulary(
        **_patterns(marks),
        folio=_folio(marks["folio"], single),
        folio_words=frozenset(marks["folio"]["words"]),
        rubric_names=frozenset(marks["rubric"]["names"]),
        crossheads=frozenset(marks["crosshead"]["words"]),
        role_before=_role_before(roles["prefix"]),
        role_word=re.compile(alternatives(_words_of(roles))),
        role_characters=frozenset("".join(_words_of(roles)) + "发"),
        prefixes=_by_word(roles["prefix"]),
        suffixes=_by_word(roles["suffix"]),
        slashes=_by_word(roles["slash"]),
        words=_words(),
        places=_places(),
        surnames=single,
        compound_surnames=compound,
    )


def _places() -> frozenset[str]:
    gazetteer = load_gazetteer()
    return frozenset((*gazetteer.places, *gazetteer.behind))


def _toml(name: str) -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


def _words_of(roles: dict[str, dict[str, list[str]]]) -> list[str]:
    return [word for group in roles.values() for words in group.values() for word in words]


def _by_word(groups: dict[str, list[str]]) -> dict[str, str]:
    """Word -> role, the longest words first."""
    pairs = [(word, role) for role, words in groups.items() for word in words]
    return dict(sorted(pairs, key=lambda pair: -len(pair[0])))


def _role_before(groups: dict[str, list[str]]) -> re.Pattern[str]:
    words = alternatives(_by_word(groups))
    return re.compile(rf"^(?P<org>[{HAN}A-Za-z]{{0,14}}?)(?P<role>{words})[：:]?(?P<rest>.*)$")


def _words() -> frozenset[str]:
    rows = (
        line.split("\t") for line in (DATA / "words.txt").read_text(encoding="utf-8").splitlines() if line[:1] != "#"
    )
    return frozenset(first + second for first, seconds in rows for second in seconds)


def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    lines = [line for line in (DATA / "surnames.txt").read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    cut = lines.index("compound")
    return frozenset("".join(lines[:cut])), frozenset(" ".join(lines[cut + 1 :]).split())


def _patterns(marks: dict[str, dict[str, list[str]]]) -> dict[str, re.Pattern[str]]:
    def any_of(group: str, key: str) -> str:
        return alternatives(marks[group][key])

    agency = rf"(?:据?{any_of('dateline', 'papers')}|[{HAN}]{{2,6}}[报社网台])"
    place = rf"[{HAN}、]{{0,14}}?(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?"
    head = rf"{agency}{place}{any_of('dateline', 'words')}|据《[^《》]{{2,14}}》[^，。]{{0,8}}(?:报道|消息)(?=[，：])"
    dateline = rf"(?P<head>{head})\s*(?:（(?P<names>[^（）]{{1,80}})）)?[：:]?\s*"
    credit = any_of("caption", "credits")
    return {
        "dateline": re.compile(dateline),
        "opening": re.compile(rf"{any_of('opening', 'words')}|\d{{1,2}}月(?:\d{{1,2}}日)?|\d{{4}}年"),
        "continuing": re.compile(any_of("continuing", "words")),
        "kicker_end": re.compile(any_of("kicker", "endings") + r"[：:]?$|[：—]$"),
        "deck_end": re.compile(any_of("deck", "endings") + r"(?:之[一二三四五六七八九十]+)?$"),
        "deck_start": re.compile(any_of("deck", "openings")),
        "rubric_pair": _pairs(marks["rubric"]["pairs"]),
        "rubric_series": re.compile(
            any_of("rubric", "series") + r"(?:之?[一二三四五六七八九十百]+|（[一二三四五六七八九十\d]+）)$|[①-⑳]$"
        ),
        "folio_own": re.compile(any_of("folio", "own")),
        "page_name": re.compile(rf"(?:{any_of('folio', 'pages')}[·\s]?){{1,4}}$"),
        "folio_hint": re.compile(
            r"[\d@０-９]|www|星期|周[一二三四五六日]|农历|年|版|"
            + alternatives(word for group in marks["folio"].values() for word in group)
        ),
        "jump": re.compile(rf"[（(]?{any_of('jump', 'words')}"),
        "caption_start": re.compile(any_of("caption", "starts")),
        "caption_inside": re.compile(any_of("caption", "contains")),
        "photo_credit": re.compile(rf"^[（(]?(?P<names>[^，。；]{{0,40}}?){credit}[）)]?$"),
        "author_note": re.compile(rf"^[（(【]?{any_of('author_note', 'starts')}"),
        "source_note": re.compile(
            rf"^[（(]{any_of('source_note', 'starts')}[^。；]{{0,40}}[）)]$|"
            rf"^（[^（）。；]{{2,40}}{any_of('source_note', 'endings')}）$"
        ),
        "editors_note": re.compile(
            rf"{any_of('editors_note', 'starts')}|[【\[]{any_of('editors_note', 'starts')}[】\]]"
        ),
        "title_end": re.compile(any_of("organisation", "titles") + "$"),
        "banner_end": re.compile(any_of("rubric", "endings") + "$"),
        "brief_end": re.compile(any_of("brief", "endings") + "$"),
        "place": re.compile(
            rf"^{any_of('place', 'provinces')}?(?:[{HAN}]{{2,12}}[省市区县州盟旗镇乡村])?$|"
            rf"^{any_of('place', 'provinces')}[{HAN}]{{2}}$"
        ),
        "organisation": re.compile(any_of("organisation", "endings") + "$"),
    }


def _folio(words: dict[str, list[str]], surnames: Iterable[str]) -> dict[str, re.Pattern[str]]:
    """The pieces of furniture in the order in which they are looked for."""
    digits = "一二三四五六七八九十〇○零"
    # A parser's space may stand inside a long word: 责任 编辑.
    roles = (r"\s?".join(word) if len(word) > 3 else word for word in sorted(words["roles"], key=len, reverse=True))
    role = f"(?:{'|'.join(roles)})"
    name = rf"(?!{role})[{HAN}](?:\s?(?!{role})[{HAN}]){{1,3}}(?=$|[\s、，/／|)）])"
    glued = rf"(?=[{''.join(sorted(surnames))}])[{HAN}]{{2,3}}(?=$|[\s、，])"
    return {
        "weekday": re.compile(rf"星期[一二三四五六日天](?![{HAN}])|(?<![{HAN}])周[一二三四五六日](?![{HAN}])"),
        "lunar": re.compile(
            rf"(?:农历)?[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年[{HAN}]{{0,8}}|农历[{HAN}]{{2,10}}"
        ),
        "date": re.compile(
            rf"(?:(?:19|20)\d\d\s?年\s?\d{{1,2}}\s?月(?:\s?\d{{1,2}}\s?日)?|(?:19|20)\d\d([./-])\d{{1,2}}\1\d{{1,2}})(?![\d{HAN}])"
        ),
        "day": re.compile(r"^\s*\d{1,2}月\d{1,2}日\s*$"),
        "issue": re.compile(rf"(?<![{HAN}])总?第\s?(?:\d{{1,6}}|[{digits}]{{1,6}})\s?[期号](?![{HAN}])|总\d{{2,6}}期"),
        "page": re.compile(
            rf"(?:今日|本期|共)\s?(?:\d{{1,3}}|[{digits}]{{1,3}})版|第?\s*[A-Z]?\d{{1,3}}\s*版|第[{digits}]{{1,3}}版|^\s*版\s?\d{{1,2}}\s*$|"
            r"(?<![A-Za-z\d])[A-Z]\d{1,2}(?![A-Za-z\d])|·\s?\d{1,2}\s?·"
        ),
        "editor": re.compile(rf"{role}(?:(?:\s?[：:/／]\s?|\s){name}(?:[、，\s]+{name})*|{glued})"),
        "licence": re.compile(
            rf"{alternatives(words['licences'])}(?:[：:\s]*[A-Za-z\d×][\w×/.-]*(?:元\S*)?|[：:]\S+)|CN[\d×-]+[/\w×]*"
        ),
        "contact": re.compile(rf"[{HAN}]{{0,4}}{alternatives(words['contacts'])}[：:\s]+[^\s，。；]{{3,}}"),
        "mail": re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?://|www\.)[\w./-]+", re.ASCII),
        "phone": re.compile(r"(?<![\w×])[(（]?\d{3,4}[)）]?[-—]?[\d×*-]{5,}"),
        "weather": re.compile(r"^(?:今日|明日|今天|明天)天气\s.*℃.*$"),
        "phrase": re.compile(alternatives(words["phrases"])),
    }


def _pairs(pairs: list[str]) -> re.Pattern[str]:
    if not pairs:
        raise ValueError("a group of words is empty")
    forms = [
        rf"{re.escape(p[0])}+\s*(?P<r{i}>[^{re.escape(p)}]{{2,30}}?)\s*{re.escape(p[-1])}+" for i, p in enumerate(pairs)
    ]
    return re.compile("^(?:" + "|".join(forms) + ")$")
