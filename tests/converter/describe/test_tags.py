"""Tags: the case file, the vocabulary, an edition's own words, and what must never happen."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import titled
from converter.describe.tags import TAGS, TagRules, build_vocabulary, find_tags, load_tags

OWN = Path(__file__).parents[3] / "content" / "vocabulary" / "tags.toml"
VOCABULARY, PROBLEMS = load_tags()
DATA = tomllib.loads(TAGS.read_text(encoding="utf-8"))
FIELDS = {name: entries for name, entries in DATA.items() if name != "rules"}
CHINESE = st.text(alphabet='端午节消防安全“”《》"大桥公园建设12ab，。 \n' + "\U00020000\x00\ud800", max_size=80)


@pytest.mark.parametrize(("given_text", "expected"), titled.params("tags/articles.txt"))
def test_case(given_text: str, expected: str) -> None:
    lines, wanted = given_text.split("\n"), expected.split("\n")
    tags = find_tags(lines[0], lines[1:], VOCABULARY)
    if wanted == ["none"]:
        assert tags == ()
    for line in wanted:
        sign, _, tag = line.partition(" ")
        assert sign != "+" or tag in tags, f"{tag} is not among {tags}"
        assert sign != "-" or tag not in tags, f"{tag} is among {tags}"


# ---------------------------------------------------------------- the vocabulary


def test_vocabulary_is_read_without_problems() -> None:
    assert PROBLEMS == ()
    assert load_tags(TAGS, OWN)[1] == ()


def test_there_are_several_hundred_topics() -> None:
    assert len(set(VOCABULARY.topics.values())) > 500


@pytest.mark.parametrize("name", FIELDS)
def test_topics_are_sorted_and_their_words_too(name: str) -> None:
    entries = FIELDS[name]
    assert entries
    assert list(entries) == sorted(entries)
    for topic, words in entries.items():
        assert words == sorted(set(words)), topic
        assert topic not in words


def test_a_word_stands_for_one_topic() -> None:
    words = [word for entries in FIELDS.values() for topic, others in entries.items() for word in (topic, *others)]
    assert sorted(words) == sorted(set(words))


@pytest.mark.parametrize("rule", DATA["rules"])
def test_rules_are_known_full_and_sorted(rule: str) -> None:
    words = DATA["rules"][rule]
    assert rule in TagRules.__slots__
    assert words
    assert words == sorted(set(words))


def test_broad_topics_are_topics() -> None:
    assert set(VOCABULARY.topics.values()) >= VOCABULARY.rules.broad


def test_words_are_long_enough_to_mean_something() -> None:
    assert [word for word in VOCABULARY.topics if len(word) < 2] == []


@pytest.mark.parametrize("path", [TAGS, OWN], ids=lambda path: path.parent.name)
def test_header_says_purpose_columns_user_and_order(path: Path) -> None:
    head = path.read_text(encoding="utf-8").partition("\n\n")[0]
    assert all(f"{word}:" in head for word in ("# Purpose", "# Columns", "# User", "Order"))


# --------------------------------------------------------------- an edition's own


def own(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "tags.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_edition_adds_moves_and_stops_topics(tmp_path: Path) -> None:
    path = own(tmp_path, '["本地"]\n"龙灯节" = ["舞龙灯", "端午"]\n[rules]\nstop = ["消防安全"]\n')
    vocabulary, problems = load_tags(TAGS, path)
    assert problems == ()
    assert find_tags("舞龙灯", ["舞龙灯。"], vocabulary) == ("龙灯节",)
    assert find_tags("又到端午", [], vocabulary) == ("龙灯节",)
    assert "消防安全" not in find_tags("消防安全进社区", ["消防安全，消防安全。"], vocabulary)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[本地]\n", ("E451", 1, None)),
        ('["本地"]\n"甲" = "乙"\n', ("E452", 2, "甲")),
        ('["本地"]\n\n"甲" = [""]\n', ("E452", 3, "甲")),
        ('stop = ["甲"]\n', ("E452", 1, "stop")),
        ('["本地"]\n"甲节" = ["庆典"]\n"乙节" = ["庆典"]\n', ("E453", 3, "庆典")),
    ],
    ids=["no TOML", "no list", "empty word", "no table", "two topics"],
)
def test_a_wrong_entry_is_reported_and_the_rest_kept(tmp_path: Path, text: str, found: tuple) -> None:
    vocabulary, problems = load_tags(TAGS, own(tmp_path, text))
    assert [(p.code, p.line) for p in problems] == [found[:2]]
    assert found[2] in (None, problems[0].value)
    assert vocabulary.topics["端午"] == "端午节"


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    assert load_tags(TAGS, tmp_path / "none.toml")[1][0].code == "E451"


# --------------------------------------------------------------------- properties


def test_no_words_no_tags() -> None:
    assert find_tags("端午节", ["端午节"], build_vocabulary({}, {})) == ()


@settings(max_examples=200, deadline=None)
@given(CHINESE, st.lists(CHINESE, max_size=6), st.integers(0, 7))
def test_tags_are_few_unique_and_of_the_article(headline: str, body: list[str], limit: int) -> None:
    tags = find_tags(headline, body, VOCABULARY, limit)
    text = "\n".join([headline, *body])
    assert len(tags) <= limit
    assert len(set(tags)) == len(tags)
    assert not set(tags) & VOCABULARY.rules.stop
    for tag in tags:
        assert tag in text or any(word in text for word, topic in VOCABULARY.topics.items() if topic == tag)
    assert tags == find_tags(headline, body, VOCABULARY, limit)
