"""The mirror's own dictionary: every row changes something, and changes it as it says."""

from __future__ import annotations

from mirror.convert import Converter
from mirror.words import BORDERS, DATA, Dictionary, dictionary, rows, words

BARE = Converter("s2t", dictionary=Dictionary(), quotes=False)
OWN = Converter("s2t", quotes=False)


def converted(converter: Converter, texts: list[str]) -> list[str]:
    return converter.convert("\n".join(texts)).split("\n")


def test_each_border_earns_its_place() -> None:
    """OpenCC alone is wrong there, or a shorter row is; the two words apart are right, and the row makes it so."""
    table = list(rows(BORDERS))
    whole = [border.replace("|", "") for border, _ in table]
    lefts, rights = ([border.split("|")[side] for border, _ in table] for side in (0, 1))
    apart = map("".join, zip(converted(BARE, lefts), converted(BARE, rights), strict=True))
    forms = [form for _, form in table]
    mended = {text: form for text, form, bare in zip(whole, forms, converted(BARE, whole), strict=True) if form != bare}
    shorter = Converter("s2t", dictionary=Dictionary(mended), quotes=False)
    for text, form, parts, cut in zip(whole, forms, apart, converted(shorter, whole), strict=True):
        assert form == parts and (text in mended or form != cut), text
    overruled = {text for word in words() for text, _ in word.pairs()}
    own = zip(whole, converted(OWN, whole), (row[1] for row in table), strict=True)
    assert [text for text, now, form in own if now != form and not any(one in text for one in overruled)] == []


def test_each_word_earns_its_place() -> None:
    """OpenCC alone is wrong there, or a shorter row is."""
    every = [pair for word in words() for pair in word.pairs()]
    bare = converted(BARE, [old for old, _ in every])
    mended = {old: new for (old, new), now in zip(every, bare, strict=True) if new != now}
    shorter = Converter("s2t", dictionary=Dictionary(mended), quotes=False)
    for word in words():
        pairs = list(word.pairs())
        assert pairs and word.source
        assert all(len(old) == len(new) for old, new in pairs), word
        olds = [old for old, _ in pairs]
        news = [new for _, new in pairs]
        assert converted(BARE, olds) != news or converted(shorter, olds) != news, word


def test_a_class_of_characters_stands_for_each() -> None:
    phrases = dictionary().phrases
    assert phrases["点赞"] == "點讚" and phrases["获赞"] == "獲讚" and "[" not in "".join(phrases)


def test_no_text_is_given_twice_with_two_forms() -> None:
    seen: dict[str, str] = {}
    for word in words():
        for old, new in word.pairs():
            assert seen.setdefault(old, new) == new, old


def test_every_table_says_what_it_is_for() -> None:
    for file in sorted(DATA.iterdir()):
        head = file.read_text(encoding="utf-8")[:2000]
        if file.suffix in {".tsv", ".txt", ".toml"}:
            assert ("# Purpose:" in head and "# User:" in head) or " User:" in head, file.name
