"""Regions: titled cases, what must hold for any text, and the gazetteer's own tables."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import titled
from converter.describe.home import find_home
from converter.describe.region import MOST, find_regions
from converter.gazetteer import DATA, load
from converter.models import Region
from converter.placenames import scan

CASES = titled.params("regions/places.txt", "regions/no-places.txt")
GAZETTEER = load()


def parse(given_text: str) -> tuple[tuple[str, ...] | None, str, list[str]]:
    """Home, headline and paragraphs of a case."""
    lines = given_text.split("\n")
    home = tuple(lines.pop(0)[6:].split("/")) if lines[0].startswith("home: ") else None
    return home, lines[0], lines[1:]


def paths(regions: tuple[Region, ...]) -> list[str]:
    return ["/".join(region.path) for region in regions]


@pytest.mark.parametrize(("given_text", "expected"), CASES)
def test_regions_of_a_case(given_text: str, expected: str) -> None:
    home, headline, body = parse(given_text)

    assert paths(find_regions(headline, body, GAZETTEER, home)) == expected.split()


def test_home_of_a_case_is_in_the_gazetteer() -> None:
    homes = {parse(case.values[0])[0] for case in CASES} - {None}

    assert homes
    assert all(GAZETTEER.find(home) for home in homes if home)


# ---------------------------------------------------------------- what holds for any text

NAMES = sorted({*GAZETTEER.places, *GAZETTEER.behind})
WORDS = st.one_of(
    st.sampled_from(NAMES),
    st.sampled_from(["我区", "全市", "区委", "、", "，", "和", "市场", "大学", "镇", "\n", "\x00", "🏙"]),
    st.text(max_size=6),
)
TEXTS = st.lists(WORDS, max_size=30).map("".join)
PLACES = st.sampled_from(sorted(GAZETTEER.divisions)).map(GAZETTEER.path)
HOMES = st.one_of(st.none(), PLACES, st.just(("川渝",)), st.just(("无此地",)))


@given(headline=TEXTS, body=st.lists(TEXTS, max_size=4), home=HOMES)
@settings(max_examples=300, deadline=None)
def test_every_region_is_in_the_gazetteer(headline: str, body: list[str], home: tuple[str, ...] | None) -> None:
    regions = find_regions(headline, body, GAZETTEER, home)
    assert len(regions) <= MOST
    assert len(set(regions)) == len(regions)
    for region in regions:
        assert GAZETTEER.find(region.path) == (region.code or region.name)
    assert regions == find_regions(headline, body, GAZETTEER, home)


@given(text=TEXTS)
@settings(max_examples=200, deadline=None)
def test_mentions_stand_in_the_text_in_order_without_overlaps(text: str) -> None:
    mentions = scan(text, GAZETTEER)
    assert all(text[one.start : one.end] == one.name and one.keys for one in mentions)
    assert all(one.end <= other.start for one, other in pairwise(mentions))


@given(articles=st.lists(TEXTS, max_size=4), paper=TEXTS)
@settings(max_examples=100, deadline=None)
def test_a_home_is_in_the_gazetteer(articles: list[str], paper: str) -> None:
    home = find_home(paper, articles, GAZETTEER)
    assert home is None or GAZETTEER.find(home)


def test_every_division_is_found_by_its_own_path() -> None:
    for code in GAZETTEER.divisions:
        assert GAZETTEER.find(GAZETTEER.path(code)) == code


def test_an_article_full_of_names_takes_milliseconds() -> None:
    body = ["近日，四川省绵竹市什地镇组织志愿者走进农户，德阳市有关部门参加，成都、绵阳等地代表观摩。" * 5] * 8
    find_regions("绵竹", body, GAZETTEER)
    start = time.process_time()
    for _ in range(50):
        find_regions("绵竹", body, GAZETTEER)
    assert (time.process_time() - start) / 50 < 0.02, "2 ms expected for 240 names in one article"


# ---------------------------------------------------------------- the home of a paper


@pytest.mark.parametrize(
    ("paper", "articles", "home"),
    [
        ("绵阳日报", [], ("四川省", "绵阳市")),
        ("成都晚报", [], ("四川省", "成都市")),
        ("昆山日报", ["昆山市昨日开会。"], ("江苏省", "苏州市", "昆山市")),
        ("江北报", ["重庆市江北区昨日开会。"], ("重庆市", "江北区")),
        ("江北报", ["宁波市江北区昨日开会。"], ("浙江省", "宁波市", "江北区")),
        ("新民晚报", ["上海昨日开会。"], None),
        ("人民日报", ["四川省昨日开会。"], None),
        (None, ["永川区开会，区委部署。", "我区植树，永川区实施。", "全区动员，永川区见绿。"], ("重庆市", "永川区")),
        (None, ["我区昨日开会。"], None),
        (
            None,
            ["我市开会，孝德镇发言。", "全市植树，汉旺镇先行。", "市委部署，广济镇落实。"],
            ("四川省", "德阳市", "绵竹市"),
        ),
        (None, ["我市开会，孝德镇发言。", "全市植树。", "市委部署。"], None),  # one township
        (None, ["我市开会，孝德镇发言。", "千灯镇植树，全市动员。", "市委部署。"], None),  # of two cities
        (None, ["孝德镇发言。", "汉旺镇植树。", "广济镇落实。"], None),  # a page that speaks of no city as its own
        (
            None,
            ["我县开会，孝德镇发言。", "全县植树，汉旺镇先行。", "县委部署。"],
            None,
        ),  # they lie in a city, no county
        (None, [], None),
    ],
)
def test_home_of_a_paper(paper: str | None, articles: list[str], home: tuple[str, ...] | None) -> None:
    assert find_home(paper, articles, GAZETTEER) == home


@pytest.mark.parametrize(
    ("township", "counties"),
    [("汉旺镇", ["绵竹市"]), ("剑南街道", ["丰城市", "绵竹市"]), ("绵竹市", []), ("镇", [])],
)
def test_counties_that_have_a_township(township: str, counties: list[str]) -> None:
    assert [GAZETTEER.path(key)[-1] for key in GAZETTEER.holders(township)] == counties


# ---------------------------------------------------------------- the tables


def rows(name: str) -> list[list[str]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize("table", sorted(path.name for path in DATA.glob("gazetteer*.t*")))
def test_a_table_says_what_it_is(table: str) -> None:
    head = (DATA / table).read_text(encoding="utf-8").split("\n\n")[0]
    assert all(f"# {word}:" in head or f" {word}:" in head for word in ("Purpose", "Columns", "User", "Order"))


@pytest.mark.parametrize("table", ["gazetteer.tsv", "gazetteer_townships.tsv", "gazetteer_crossings.tsv"])
def test_a_table_is_sorted_and_names_each_place_once(table: str) -> None:
    first = [row[0] for row in rows(table)]
    assert first == sorted(set(first))


def test_every_division_has_a_code_a_name_and_a_parent() -> None:
    for code, name, short in rows("gazetteer.tsv"):
        assert code.isdigit() and len(code) == 6
        assert short == "" or (len(short) > 1 and name.startswith(short))
        assert code.endswith("0000") or GAZETTEER.parent(code) in GAZETTEER.divisions


def test_the_three_levels_are_complete() -> None:
    codes = [row[0] for row in rows("gazetteer.tsv")]
    assert sum(code.endswith("0000") for code in codes) == 34
    assert sum(code.endswith("00") and not code.endswith("0000") for code in codes) == 333
    assert len(codes) > 3200


def test_every_township_lies_in_a_county_of_the_table() -> None:
    for county, towns in rows("gazetteer_townships.tsv"):
        assert county in GAZETTEER.divisions
        assert all(town[:3].isdigit() and not town[3:4].isdigit() and len(town) > 4 for town in towns.split())


def test_every_former_name_leads_to_a_place_of_today() -> None:
    table = rows("gazetteer_aliases.tsv")
    assert [(row[1], row[0]) for row in table] == sorted({(row[1], row[0]) for row in table})
    for name, path, year in table:
        key = GAZETTEER.find(tuple(path.split("/")))
        assert key in GAZETTEER.places[name]
        assert year == "" or 1990 < int(year) < 2100


def test_every_crossing_has_members_and_a_place_to_be_filed() -> None:
    table = rows("gazetteer_crossings.tsv")
    names = {row[0] for row in table}
    for name, filed, members in table:
        assert filed == "-" or filed in names, name
        assert all(GAZETTEER.find(tuple(path.split("/"))) for path in members.split()), name


def test_every_guard_is_a_rule_about_a_name() -> None:
    table = rows("gazetteer_guards.tsv")
    assert len({(row[0], row[1]) for row in table}) == len(table)
    for name, rule, words, *_ in table:
        assert rule in {"weak", "parent", "never", "before", "after"}
        assert bool(words) == (rule in {"before", "after"}), name
        assert name == "*" or name in GAZETTEER.places or name in GAZETTEER.behind, name


def test_the_gazetteer_loads_quickly() -> None:
    start = time.process_time()
    load.__wrapped__(DATA)
    assert time.process_time() - start < 1.0, "0.03 s expected; an import must not be felt"
