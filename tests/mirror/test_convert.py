"""Text: what OpenCC must not see, what is settled, and the length law when OpenCC breaks it."""

from __future__ import annotations

import pytest

from mirror.convert import KNOWN, Converter
from mirror.locks import FRONT_MATTER, GLOSSARY, Locks, Spot


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


def test_a_marked_place_is_stronger_than_all_and_holds_there_only() -> None:
    spot = Spot("后", "后", "皇", "羿射")
    locks = Locks.layered([(GLOSSARY, {"后羿": "後羿"})], [spot])
    converter = Converter(locks=locks)
    assert converter.convert("皇后羿射日，而后羿来，以后") == "皇后羿射日，而後羿來，以後"


@pytest.mark.parametrize(
    ("text", "marked"),
    [("三。以后生可", True), ("三。以后生可…", True), ("以后", False), ("以后\n里", False), ("三。以后来", False)],
)
def test_a_marked_place_is_known_where_its_context_is_cut_off(text: str, marked: bool) -> None:
    converter = Converter(locks=Locks({}, {}, (Spot("后", "后", "三。以", "生可畏"),)))
    assert (converter.convert(text)[text.index("后")] == "后") is marked


@pytest.mark.parametrize(
    ("left", "right", "text", "marked"),
    [
        ("", "", "后", True),
        ("", "", "以后", False),
        ("", "", "后\n以", True),
        ("表", "", "表\x1e后\x1e", False),
        ("表", "", "\x1e表后\x1e", True),
        ("表", "", "表后来", False),
        ("皇后来了，", "。代码甲", "皇后来了，后。\ue000来", True),
    ],
)
def test_a_mark_with_little_around_it_holds_in_its_own_block_only(
    left: str, right: str, text: str, marked: bool
) -> None:
    converter = Converter(locks=Locks({}, {}, (Spot("后", "后", left, right),)))
    assert (converter.convert(text)[text.rindex("后")] == "后") is marked


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("智能制 造应用", "智能製 造應用"),
        ("经济发 展的", "經濟發 展的"),
        ("王后 来了", "王后 來了"),
        ("国内外 面临", "國內外 面臨"),
        ("制  造", "制  造"),
        ("制\n造", "制\n造"),
        ("头 发", "頭 髮"),
    ],
)
def test_a_stray_blank_inside_a_word(given: str, expected: str, converter: Converter) -> None:
    assert converter.convert(given) == expected


def test_a_line_in_traditional_script_stays() -> None:
    assert Converter().convert("國家干預 \n国家干预") == "國家干預 \n國家干預"


def test_lines_that_are_known_are_not_kept_for_ever() -> None:
    converter = Converter()
    converter.convert("\n".join(f"国{number}" for number in range(KNOWN + 2)))
    assert converter.convert("国1\n国家") == "國1\n國家" and len(converter._known) < 5
