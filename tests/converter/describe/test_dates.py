"""Dates: of names and of texts, by the case files; and that a wrong one is never made up."""

from __future__ import annotations

import datetime
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from converter.describe.dates import WORDS, date_from_name, infer_date

CASES = Path(__file__).parents[2] / "cases" / "dates"
DATA = tomllib.loads(WORDS.read_text(encoding="utf-8"))
DAYS = st.dates(datetime.date(1950, 1, 1), datetime.date(2090, 12, 31))
CHINESE = st.text(alphabet="0123456789年月日〇一二三十至—-去今起星期三版。，第届 \n" + "\x00\ud800²④", max_size=60)


def parts(name: str) -> list[tuple[str, str]]:
    text = (CASES / name).read_text(encoding="utf-8")
    return [tuple(part.split("\n", 1)) for part in text.split("\n=== ")[1:]]


def names() -> list[pytest.param]:
    rows = [(title, *line.split(" => ")) for title, rest in parts("names.txt") for line in rest.strip().split("\n")]
    return [pytest.param(name, date, id=f"{title}: {name}") for title, name, date in rows]


def texts() -> list[pytest.param]:
    found = []
    for title, rest in parts("texts.txt"):
        text, _, wanted = rest.partition("\n---\n")
        found.append(pytest.param(text.split("\n"), wanted.strip(), id=title))
    return found


@pytest.mark.parametrize(("name", "wanted"), names())
def test_name(name: str, wanted: str) -> None:
    assert (date_from_name(name) or "-") == wanted


@pytest.mark.parametrize(("lines", "wanted"), texts())
def test_text(lines: list[str], wanted: str) -> None:
    assert " ".join(infer_date(lines) or "-") == wanted


@pytest.mark.parametrize("key", DATA)
def test_word_lists_are_full_sorted_and_unique(key: str) -> None:
    assert DATA[key]
    assert DATA[key] == sorted(set(DATA[key]))


@given(DAYS)
def test_every_way_to_write_a_day_in_a_name(day: datetime.date) -> None:
    forms = ("{:%Y-%m-%d}", "{:%Y%m%d}", "{0.year}年{0.month}月{0.day}日", "{0.year}.{0.month}.{0.day}", "{:Y%YM%mD%d}")
    assert {date_from_name(form.format(day)) for form in forms} == {day.isoformat()}


@given(DAYS)
def test_the_head_of_a_page_gives_its_day(day: datetime.date) -> None:
    head = f"江城日报 {day.year}年{day.month}月{day.day}日 星期{'一二三四五六日'[day.weekday()]}"
    assert infer_date([head, "本报讯 近日，天气晴好。"]) == (day.isoformat(), "day")


@given(DAYS)
def test_a_day_of_the_news_is_never_after_the_issue(day: datetime.date) -> None:
    found = infer_date([f"{day.year}年{day.month}月{day.day}日，记者在现场看到。"])
    assert found is None or found[0] >= day.isoformat()[: len(found[0])]


@settings(max_examples=300, deadline=None)
@given(st.lists(CHINESE, max_size=6))
def test_no_text_raises(lines: list[str]) -> None:
    found = infer_date(lines)
    if found:
        assert re.fullmatch({"day": r"\d{4}-\d\d-\d\d", "month": r"\d{4}-\d\d", "year": r"\d{4}"}[found[1]], found[0])


@settings(max_examples=300, deadline=None)
@given(CHINESE)
def test_no_name_raises(name: str) -> None:
    found = date_from_name(name)
    if found:
        datetime.date.fromisoformat(found if len(found) == 10 else f"{found}-01")
