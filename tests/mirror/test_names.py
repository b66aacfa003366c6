"""Names: one form for the edition, whatever stands around them; and the data they rest on."""

from __future__ import annotations

import pytest

from mirror.convert import Converter
from mirror.house import House, house_converter
from mirror.names import DATA, is_open, name_locks, open_forms

PLAIN = Converter(quotes=False).convert


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("于大海", "于大海"),
        ("范志强", "范志強"),
        ("余万里", "余萬里"),
        ("岳云", "岳雲"),
        ("钟里", "鍾里"),
        ("郁发", "郁發"),
        ("万俟国", "万俟國"),
        ("万国", "萬國"),
        ("张征", "張征"),
        ("欧阳采", "歐陽采"),
        ("鲜于斗", "鮮于斗"),
        ("阿里木·买买提", "阿里木·買買提"),
    ],
)
def test_a_name_is_settled_alone(name: str, form: str) -> None:
    assert name_locks([name], PLAIN) == {name: form}


@pytest.mark.parametrize("name", ["后勤部", "本报记者范文中", "于", "John", "", "于 海", "范县融媒体中心"])
def test_what_is_no_name_is_not_settled(name: str) -> None:
    assert name_locks([name], PLAIN) == {}


def test_a_person_has_one_name_in_the_whole_text() -> None:
    converter, problems = house_converter(House(names=["于大海", "范里"]))
    assert problems == []
    text = converter.convert("组长于大海、校长于大海同范里走遍范围里")
    assert text == "組長于大海、校長于大海同范里走遍範圍裡"


def test_editors_overrule_names_and_front_matter_overrules_the_glossary() -> None:
    house = House(words={"云发": "云發"}, glossary={"云发": "雲髮", "范里": "範裡"}, names=["范里", "云发"])
    assert house_converter(house)[0].convert("云发，范里") == "云發，範裡"


def test_wrong_decisions_are_told_and_left_out() -> None:
    converter, problems = house_converter(House(config="s2twp", words={"国": "國家"}))
    assert [(found.code, found.path, found.value) for found in problems] == [
        ("E475", "pelicanconf.py", "s2twp"),
    ]
    assert converter.convert("国") == "國"


def test_the_table_is_in_order_and_each_row_earns_its_place() -> None:
    lines = [line for line in DATA.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = [line.split("\t") for line in lines]
    assert rows == sorted(rows, key=lambda row: row[:2])
    assert len({tuple(row[:2]) for row in rows}) == len(rows)
    for place, simplified, forms, why in rows:
        assert place in {"surname", "given"} and why
        assert len(simplified) == len(forms) > 0 or len(simplified) == 1 < len(forms)


def test_a_name_with_two_living_forms_is_open() -> None:
    assert is_open("李杰") and is_open("肖明") and not is_open("李明")
    assert list(open_forms("李杰", "李傑")) == ["李杰"]
