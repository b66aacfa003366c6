"""What an editor says of terms: descriptions, other names, terms above."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from articles import write_article
from catalogue.renaming import rename
from catalogue.scan import scan
from catalogue.store import open_catalogue
from edition.addresses import NOTHING_GIVEN
from edition.addressing import settle_addresses
from edition.library import Library
from edition.settings import Edition
from edition.vocabulary import parse, read, unused

TITLED = {"test_reading": "vocabulary.txt"}
TERMS = """
[tag."双城经济圈"]
description = "一句话"
aliases = ["成渝 双城经济圈"]
parent = "区域发展"
[author."张华"]
aliases = ["张桦"]
[region."重庆市/永川区"]
aliases = ["四川省/永川县"]
[section."教育"]
description = "学校"
[rubric."无人用"]
"""


def test_reading(given: str, expected: str) -> None:
    vocabulary, problems = parse(given, "terms.toml")
    found = [
        f"{kind} {vocabulary.names[kind, key]}: {one.description} | {'、'.join(one.aliases)} | {one.parent}"
        for (kind, key), one in vocabulary.entries.items()
    ]
    found += [f"{one.code} {one.line} {one.value}" for one in problems]
    assert [line.partition(" (at ")[0] for line in found] == expected.splitlines()


@pytest.fixture
def made(tmp_path: Path) -> Any:
    """Makes the library of the articles below `tmp_path` with a vocabulary; the catalogue is kept between calls."""

    def make(text: str) -> Library:
        vocabulary, problems = parse(text, "terms.toml")
        assert problems == []
        connection = open_catalogue(tmp_path / "catalogue.sqlite")
        rename(connection, vocabulary.aliases)
        scan(connection, tmp_path / "content" / "articles", tmp_path)
        edition = Edition(name="城报")
        settle_addresses(connection, edition, NOTHING_GIVEN)
        connection.commit()
        return Library(connection, edition, vocabulary=vocabulary)

    return make


def test_other_names_lead_to_one_term(tmp_path: Path, made: Any) -> None:
    keys: dict[str, Any] = {"tags": ["成渝双城经济圈", "区域发展"], "region": ["四川省/永川县/大安镇"]}
    write_article(tmp_path, "2024-06-11-01-01", credits=[{"name": "张桦", "role": "reporter"}], **keys)
    write_article(tmp_path, "2024-06-12-01-01", tags=["双城经济圈", "区域发展"], authors=["张华"], section="教育")
    library = made(TERMS)
    tag, person = library.term("tag", "成渝双城经济圈"), library.term("author", "张桦")
    assert (tag.name, tag.count, tag.description, tag.aliases) == ("双城经济圈", 2, "一句话", ("成渝 双城经济圈",))
    assert (tag.parent, tag.parent.children) == (library.term("tag", "区域发展"), (tag,))
    assert (person.name, person.count, person.roles) == ("张华", 2, (("记者", 1),))
    assert library.articles["20240611-01-01"].credits[0].path == person.path
    (line,) = library.articles["20240611-01-01"].regions
    assert [term.name for term in line] == ["重庆市", "永川区", "大安镇"]
    assert library.term("section", "教育").description == "学校"


def test_articles_are_read_again_when_names_change(tmp_path: Path, made: Any) -> None:
    write_article(tmp_path, "2024-06-11-01-01", authors=["张桦"])
    write_article(tmp_path, "2024-06-12-01-01", authors=["张华"])
    assert made("").term("author", "张华").count == 1
    assert made(TERMS).term("author", "张华").count == 2
    assert made("").term("author", "张华").count == 1


def test_a_name_that_no_article_has_is_told(tmp_path: Path) -> None:
    vocabulary, _ = parse(TERMS, "terms.toml")
    known = set(vocabulary.entries) - {("rubric", "无人用")}
    assert [(one.code, one.line, one.value) for one in unused(vocabulary, known, "terms.toml")] == [
        ("W468", 12, "无人用")
    ]
    (tmp_path / "terms.toml").write_bytes(b'[tag."\xff"]')
    assert [one.code for one in read(tmp_path / "terms.toml", "terms.toml")[1]] == ["E466"]
    assert read(tmp_path / "none.toml", "none.toml")[1] == []
