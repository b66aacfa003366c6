"""Text: what OpenCC must not see, what is settled, and the length law when OpenCC breaks it."""

from __future__ import annotations

import pytest

from mirror.convert import Converter
from mirror.locks import FRONT_MATTER, GLOSSARY, Locks


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("国\x00国", "國\x00國"),
        ("\x00", "\x00"),
        ("国\ud800国\udcff", "國\ud800國\udcff"),
        ("\ue000国\ue123\uf8ff", "\ue000國\ue123\uf8ff"),
        ("头\u00ad发", "頭\u00ad髮"),
        ("头\u200b发", "頭\u200b發"),
        ("\ufeff国\r\n国", "\ufeff國\r\n國"),
        ("", ""),
    ],
    ids=["NUL", "only NUL", "lone surrogates", "private use", "soft hyphen", "zero-width space", "BOM, CRLF", "empty"],
)
def test_characters_opencc_cannot_take(given: str, expected: str, converter: Converter) -> None:
    assert converter.convert(given) == expected


def test_a_lock_wins_over_the_phrase_around_it() -> None:
    assert Converter().convert("组长于广洲") == "組長於廣洲"
    assert Converter(locks=Locks({"于广洲": "于廣洲"})).convert("组长于广洲说，于广洲") == "組長于廣洲說，于廣洲"


def test_a_lock_beside_private_use_and_nul() -> None:
    locked = Converter(locks=Locks({"范明": "范明"}))
    assert locked.convert("\ue000范明\x00范围\ue000") == "\ue000范明\x00範圍\ue000"


def test_the_longest_lock_at_the_first_place() -> None:
    locks = Locks({"甲乙": "12", "乙丙丁": "345", "甲": "0"})
    assert [match[:3] for match in locks.find("甲乙丙丁甲")] == [(0, 2, "12"), (4, 5, "0")]


def test_the_strongest_table_is_first() -> None:
    locks = Locks.layered([(FRONT_MATTER, {"后": "后"}), (GLOSSARY, {"后": "後", "里": "里"})])
    assert locks.table == {"后": "后", "里": "里"}
    assert locks.sources == {"后": FRONT_MATTER, "里": GLOSSARY}


@pytest.mark.parametrize("table", [{"": ""}, {"国": "國家"}])
def test_a_lock_of_unequal_length_is_refused(table: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="one length"):
        Locks(table)


def test_quotation_marks_can_stay() -> None:
    assert Converter(quotes=False).convert("“国”") == "“國”"


@pytest.mark.parametrize("config", ["s2twp", "t2s", "nothing"])
def test_a_config_that_rewrites_words_is_refused(config: str) -> None:
    with pytest.raises(ValueError, match="unknown config"):
        Converter(config)


@pytest.mark.parametrize(("config", "expected"), [("s2t", "這裏"), ("s2tw", "這裡"), ("s2hk", "這裏")])
def test_the_three_configs(config: str, expected: str) -> None:
    assert Converter(config).convert("这里") == expected


def test_a_conversion_that_changes_the_length_falls_back() -> None:
    converter = Converter()
    stock = converter._stock
    converter._stock = lambda text: stock(text).replace("國", "國國")
    assert converter.convert("国家的头\n头发") == "国家的頭\n頭髮"
    assert converter.refused == ["国家的头"]


def test_a_long_line_keeps_its_length(converter: Converter) -> None:
    text = "国家“发”展\x00" * 100_000
    assert len(converter.convert(text)) == len(text)
