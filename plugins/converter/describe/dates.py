"""Dates: of an issue, from the name of a file or folder, or from the text of its pages.

A name says the date or it does not. A text only says after which day it was printed: what
comes out of `infer_date` is that bound, at the precision it honestly has, and nothing where
the years of the text do not agree. A wrong date is worse than none.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

WORDS = Path(__file__).parent.parent / "data" / "dates.toml"

YEAR = r"(?:19|20)\d\d"
NAME_DAY = re.compile(
    rf"(?<![\d.Vv])[Yy]?(?P<y>{YEAR})(?P<s>[-_./ ]|[年Mm][-_ ]?)(?P<m>\d{{1,2}})"
    r"(?:(?P=s)|[月Dd])(?P<d>\d{1,2})(?:日|号|(?!\d))"
)
NAME_MONTH = re.compile(
    rf"(?<![\d.Vv])[Yy]?(?P<y>{YEAR})(?P<s>[-_./ ]|[年Mm])(?P<m>\d{{1,2}})(?:月|(?![\d月Dd期号]|(?P=s)\d))(?!\d)"
)
NAME_TOKEN = re.compile(rf"(?P<before>[A-Za-z]*)(?P<y>{YEAR})(?P<m>\d\d)(?P<d>\d\d)(?:[A-Za-z]\d{{1,2}})?")
NAME_MONTH_TOKEN = re.compile(rf"(?P<y>{YEAR})(?P<m>\d\d)")
HEX = frozenset("abcdefABCDEF")


def date_from_name(name: str) -> str | None:
    """The date a file or folder name says: `2024-06-12`, or `2024-06` where it says no day; None for none.

    None too for an impossible date, for two dates that differ, and for numbers that only look like one.
    """
    plain = _arabic(unicodedata.normalize("NFKC", name))
    found = [match.groupdict() for match in NAME_DAY.finditer(plain)]
    found += [m.groupdict() for token in re.findall(r"[0-9A-Za-z]+", plain) if (m := _compact(token))]
    stem = re.sub(r"\.[A-Za-z]{1,5}$", "", plain.strip())
    if not found:
        found = [match.groupdict() for match in NAME_MONTH.finditer(plain)]
        found += [m.groupdict() for m in [NAME_MONTH_TOKEN.fullmatch(stem)] if m]
    dates = {_iso(int(f["y"]), int(f["m"]), int(f["d"]) if f.get("d") else None) for f in found}
    return dates.pop() if len(dates) == 1 else None


def _compact(token: str) -> re.Match[str] | None:
    """YYYYMMDD in a token, with a word before it (rmrb20240612) or a page behind it (20240612A03)."""
    match = NAME_TOKEN.fullmatch(token)
    return match if match and not (match["before"] and set(match["before"]) <= HEX) else None


def _iso(year: int, month: int, day: int | None = None) -> str | None:
    """ISO date, or ISO month without a day; None if there is no such day."""
    try:
        return date(year, month, day or 1).isoformat()[: 10 if day else 7]
    except ValueError:
        return None


# ------------------------------------------------------------ numbers and spans

DIGITS = dict(zip("〇○◯零Oo一二三四五六七八九", "00000" + "0123456789", strict=True))
CHINESE_YEAR = re.compile(r"(?<![一二三四五六七八九十])[一二][〇○◯零Oo一二三四五六七八九]{3}(?=年)")
CHINESE_DAY = re.compile(
    r"(?P<m>十[一二]?|[一二三四五六七八九])月(?P<d>三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])日"
)
CHINESE_MONTH = re.compile(r"(?<=\d年)(?P<m>十[一二]?|[一二三四五六七八九])月")
SPANS = (
    re.compile(r"\d{4}年?[—–~至到-]+\d{4}(?:年度?)?"),
    re.compile(r"\d{1,2}月?份?[—–~至到-]+\d{1,2}月份?(?!\d{1,2}日)"),
    re.compile(r"(?<=日)[—–~至到-]+(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日"),
)


def _number(chinese: str) -> int:
    """A Chinese number from 1 to 99: 二十六 is 26."""
    tens, ten, ones = chinese.rpartition("十")
    return (int(DIGITS[tens]) if tens else 1) * 10 * bool(ten) + (int(DIGITS[ones]) if ones else 0)


def _arabic(text: str) -> str:
    """The text with its Chinese dates in digits."""
    text = CHINESE_YEAR.sub(lambda m: "".join(DIGITS[c] for c in m[0]), text)
    text = CHINESE_DAY.sub(lambda m: f"{_number(m['m'])}月{_number(m['d'])}日", text)
    return CHINESE_MONTH.sub(lambda m: f"{_number(m['m'])}月", text)


# ------------------------------------------------------------- dates in a text

MENTION = re.compile(
    r"(?<!\d)(?:(?P<year>(?:1[89]|20)\d\d)(?:年(?![级代内间])|(?=第.{1,3}[届次]))"
    r"(?:(?P<m1>1[0-2]|0?[1-9])月(?:(?P<d1>3[01]|[12]\d|0?[1-9])日|(?P<p1>[上中下]旬|初))?)?"
    r"|(?P<m2>1[0-2]|0?[1-9])月(?:(?P<d2>3[01]|[12]\d|0?[1-9])日|(?P<p2>[上中下]旬|初)|(?=以来|,)))"
)
PARTS = {"上旬": 1, "初": 1, "中旬": 11, "下旬": 21}
FOLIO_MARK = re.compile(r"(?:星期|周)(?P<w>[一二三四五六日天])|农历|总第\d+期|第?[A-Z]?\d{1,2}版")
DATELINE = re.compile(r"(?:讯|电|消息)(?:\([^()]*\))?:?$")
SENTENCE_END = re.compile(r"[。;!?]")
NOUN = re.compile(r"[\u4e00-\u9fff“\"]")
WEEKDAYS, LONGEST_FOLIO = "一二三四五六日", 60
NEAR = timedelta(days=62)
"""A day without a year belongs to the year of a dated day only so near to it, unless more speaks for that year."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A past day, or month, a text names. Year 0: not said."""

    year: int
    month: int
    day: int
    lead: bool = False
    """It opens a paragraph or a dateline: the news is of this day."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a page says of time."""

    dated: tuple[Mention, ...]
    """With a year."""
    bare: tuple[Mention, ...]
    """Without one."""
    current: Counter[int]
    """Years that stand before the name of an event (2021年职业指导峰会), and how often."""
    years: frozenset[int]
    """All years but those of plans."""


@cache
def _words() -> dict[str, tuple[str, ...]]:
    return {key: tuple(words) for key, words in tomllib.loads(WORDS.read_text(encoding="utf-8")).items()}


def infer_date(texts: Sequence[str]) -> tuple[str, str] | None:
    """The date of a page from its paragraphs or lines: (`2024-06`, `month`), or None.

    Precision is `day` only where the head of the page is printed among the texts (2024年6月3日
    星期一), else `month` or `year`. A day of the news gives the month in which the paper can
    first have been printed: a paper of the morning after.
    """
    plain = [_plain(text) for text in texts if "年" in text or "月" in text]
    return _folio_date(plain) or _settle(_evidence(plain))


def _plain(text: str) -> str:
    """Normal form for reading dates: no white space, digits, spans without their ends."""
    for wide, narrow in zip("，：；！？（）％", ",:;!?()%", strict=True):  # as NFKC does, which is dear
        text = text.replace(wide, narrow)
    text = "".join(unicodedata.normalize("NFKC", text).split())
    text = _arabic(text) if re.search("[〇○◯零Oo一二三四五六七八九十][年月]", text) else text
    for span in SPANS if re.search(r"[—–~至到-]\d", text) else ():
        text = span.sub("", text)
    return text


def _folio_date(texts: Sequence[str]) -> tuple[str, str] | None:
    """The date on the line at the head of the page; its weekday, if printed, must be right."""
    found = set()
    for text in texts:
        mark = FOLIO_MARK.search(text) if len(text) <= LONGEST_FOLIO and not re.search("[。,]", text) else None
        iso = date_from_name(text) if mark else None
        if mark and iso and len(iso) == 10:
            weekday = WEEKDAYS[date.fromisoformat(iso).weekday()]
            found |= {iso} if (mark["w"] or weekday).replace("天", "日") == weekday else set()
    return (found.pop(), "day") if len(found) == 1 else None


def _evidence(texts: Sequence[str]) -> Evidence:
    dated: list[Mention] = []
    bare: list[Mention] = []
    current: Counter[int] = Counter()
    years: set[int] = set()
    for text in texts:
        for mention, named, kind in _mentions(text):
            if kind == "past" and mention.month:
                (dated if mention.year else bare).append(mention)
            current[mention.year] += kind == "current"
            if named and kind != "plan":
                years.add(named)
    return Evidence(tuple(dated), tuple(bare), current, frozenset(years))


def _mentions(text: str) -> Iterator[tuple[Mention, int, str]]:
    """Each date of a paragraph: the mention, the year printed with it or 0, and its kind.

    Kinds: past, current (a year before a name), plan, begin (from that day on), other.
    A day without a year takes the last year of its paragraph that is no plan; after 去年 it has none to take.
    """
    running: int | None = 0
    for match in MENTION.finditer(text):
        before, after = _context(text, match)
        year = int(match["year"] or 0)
        if before.endswith(("今年", *_words()["other_year_before"])):
            running = 0 if before.endswith("今年") else None
        month = int(match["m1"] or match["m2"] or 0)
        day = int(match["d1"] or match["d2"] or PARTS.get(match["p1"] or match["p2"] or "", 1))
        lead = match.start() <= 2 or bool(DATELINE.search(text[: match.start()][-80:])) or after[:1] in ("电", "讯")
        kind = "other" if running is None and not year else _kind(before, after, year, month)
        running = year if year and kind != "plan" else running
        yield Mention(year or running or 0, month, day, lead), year, kind


def _context(text: str, match: re.Match[str]) -> tuple[str, str]:
    """What stands before and behind a date in its sentence, at most 30 characters each."""
    before = SENTENCE_END.split(text[max(0, match.start() - 30) : match.start()])[-1]
    return before, SENTENCE_END.split(text[match.end() : match.end() + 30])[0]


def _kind(before: str, after: str, year: int, month: int) -> str:
    """See `_mentions`."""
    words = _words()
    if before.endswith(words["other_year_before"]) or after.startswith(words["yearly_after"]):
        return "other"
    if after.startswith("起") or (before.endswith(("自", "从")) and not after.startswith(("以来", "至今"))):
        return "begin"
    planned = before.endswith(words["plan_before"]) and not before.endswith(words["past_before"])
    if planned or after.startswith(words["plan_after"]):
        return "plan"
    if year and any(word in before + after for word in words["history"]):
        return "other"
    if month:
        return "past"
    return "current" if NOUN.match(after) and not after.startswith(words["whole_year_after"]) else "other"


def _settle(evidence: Evidence) -> tuple[str, str] | None:
    """The bound that all the evidence bears, or None."""
    latest = max(evidence.years, default=0)
    named = max((year for year, count in evidence.current.items() if count >= 2), default=0)
    anchor = _anchor(evidence)
    if anchor and anchor.year >= named:
        bound = _beside(anchor, evidence)
    elif named and evidence.bare:
        bound = _in_year(named, evidence.bare)
    elif named:
        return (str(named), "year") if latest == named else None
    else:
        return None
    return _first_issue(bound) if bound and bound.year >= latest else None


def _anchor(evidence: Evidence) -> date | None:
    """The last dated day, if it opens a paragraph or its year is named more than once."""
    days = [(day, mention.lead) for mention in evidence.dated if (day := _day(mention.year, mention))]
    last, lead = max(days, default=(None, False))
    return last if last and (lead or _support(last.year, evidence) >= 2) else None


def _support(year: int, evidence: Evidence) -> int:
    """How many different days and names speak for a year."""
    return len({(m.month, m.day) for m in evidence.dated if m.year == year}) + evidence.current[year]


def _beside(anchor: date, evidence: Evidence) -> date | None:
    """The last day of the news, given a day with its year and days without; None if they do not fit together."""
    sure = _support(anchor.year, evidence) >= 2
    days = [_placed(mention, anchor, sure) for mention in evidence.bare]
    known = [day for day in days if day]
    return max([anchor, *known]) if len(known) == len(days) else None


def _placed(mention: Mention, anchor: date, sure: bool) -> date | None:
    """A day without a year in the year that fits the day with one; None if none fits and the news is of this day."""
    for year in (anchor.year - 1, anchor.year, anchor.year + 1):
        day = _day(year, mention)
        if day and abs(day - anchor) <= NEAR:
            return day if mention.lead or year == anchor.year else anchor
    day = _day(anchor.year, mention)
    if day and sure:
        return max(day, anchor)
    return None if mention.lead else anchor


def _in_year(year: int, bare: Sequence[Mention]) -> date | None:
    """The last of some days, in the year of the events; None at the turn of a year: which year is it then?"""
    months = {mention.month for mention in bare}
    if max(months) <= 3 or (min(months) <= 2 and max(months) >= 11):
        return None
    return max((day for mention in bare if (day := _day(year, mention))), default=None)


def _day(year: int, mention: Mention) -> date | None:
    try:
        return date(year, mention.month, mention.day)
    except ValueError:
        return None


def _first_issue(last: date) -> tuple[str, str] | None:
    """The month of the papers of the next four mornings; the year if they are of two months; None if of two years."""
    first, fourth = ((last + timedelta(days=days)).isoformat() for days in (1, 4))
    if first[:7] == fourth[:7]:
        return first[:7], "month"
    return (first[:4], "year") if first[:4] == fourth[:4] else None
