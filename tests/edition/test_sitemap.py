"""Sitemaps: which pages are in which file, that every page names its twin, that programs may read them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from edition.formats import sitemap
from edition.formats.manifest import manifest
from edition.formats.robots import robots
from edition.library import Library
from edition.sheaves import all_outputs, paths_of

Make = Callable[..., Library]
URL = "https://example.org/p"
SITEMAP = etree.RelaxNG(etree.parse(Path(__file__).parent / "schemas" / "sitemap.rng"))
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


def sitemaps(library: Library) -> list[tuple[str, Callable[[], str]]]:
    """(path, maker) of every sitemap."""
    of_pages = ((path, make) for path, make, _ in sitemap.files(library, paths_of(library)))
    return [*of_pages, *sitemap.news_files(library)]


def article(name: str, **keys: Any) -> dict[str, Any]:
    return {"name": name, **keys}


def read(library: Library) -> dict[str, Any]:
    """Path -> sitemap, each valid."""
    found = {path: etree.fromstring(make().encode()) for path, make in sitemaps(library)}
    for tree in found.values():
        SITEMAP.assertValid(tree)
    return found


def locations(tree: Any) -> list[str]:
    return [one.text.removeprefix(URL + "/") for one in tree.iterfind(".//{*}loc")]


def test_every_page_stands_in_one_sitemap_and_the_index_names_them_all(library: Make) -> None:
    made = library(
        article("2023-06-11-01-01", section="<&教育", tags=["甲"], authors=["王二"], region=["四川省/德阳市"]),
        article("2024-06-11-01-01", rubric="一栏", tags=["甲"]),
        article("2024-06-01-01"),
        url=URL,
    )
    found = read(made)
    index = locations(found.pop("sitemap.xml"))
    assert index == [path for name in found for path in (name, f"hant/{name}")]
    assert list(found) == [
        f"sitemap/{name}.xml" for name in "2023 2024 author pages region rubric section tag undated news".split()
    ]
    del found["sitemap/news.xml"]
    listed = [path for tree in found.values() for path in locations(tree)]
    pages = [one.path for one in all_outputs(made) if one.path != "404.html"]
    assert sorted(listed) == sorted(path.removesuffix("index.html") for path in pages)
    assert "2024/06/11/01-01.html" in locations(found["sitemap/2024.xml"])
    assert locations(found["sitemap/undated.xml"])[0].startswith("x/2024-06/")


def test_every_page_names_both_scripts(library: Make) -> None:
    made = library(article("2024-06-11-01-01"), url=URL)
    (page,) = [one for one in read(made)["sitemap/2024.xml"] if one[0].text.endswith("01-01.html")]
    links = {one.get("hreflang"): one.get("href") for one in page.iterfind("{*}link")}
    assert links == {
        "zh-Hans": f"{URL}/2024/06/11/01-01.html",
        "zh-Hant": f"{URL}/hant/2024/06/11/01-01.html",
        "x-default": f"{URL}/2024/06/11/01-01.html",
    }


def test_news_are_those_of_two_days_before_the_newest_issue_at_most(library: Make) -> None:
    days = ("2024-06-09", "2024-06-10", "2024-06-11", "2024-06-11-b")
    made = library(*(article(f"{day}-01-01", title=f"<{day}>") for day in days), article("2025-01-01-01"), url=URL)
    found = read(made)["sitemap/news.xml"]
    assert [one.text for one in found.iter(NEWS + "title")] == ["<2024-06-11-b>", "<2024-06-11>", "<2024-06-10>"]
    assert {one.text for one in found.iter(NEWS + "language")} == {"zh-cn"}
    assert {one.text for one in found.iter(NEWS + "name")} == {"城报"}


def test_news_have_a_bound(library: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "NEWS_MOST", 2)
    made = library(*(article(f"2024-06-11-01-0{n}") for n in range(1, 4)), url=URL)
    assert len(locations(read(made)["sitemap/news.xml"])) == 2


def test_a_long_sitemap_goes_on_in_another(library: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "MOST", 3)
    made = library(*(article(f"2024-06-11-01-0{n}") for n in range(1, 3)), url=URL)
    found = read(made)
    assert [len(found[f"sitemap/{name}.xml"]) for name in ("2024", "2024-2")] == [3, 3]
    assert "hant/sitemap/2024-2.xml" in locations(found["sitemap.xml"])


def test_undated_editions_have_no_news_and_those_without_an_address_no_sitemap(library: Make) -> None:
    assert "sitemap/news.xml" not in read(library(article("2024-06-01-01"), url=URL))
    assert read(library(article("2024-06-01-01"))) == {}


def test_an_empty_edition_has_a_sitemap(library: Make) -> None:
    assert "" in locations(read(library(url=URL))["sitemap/pages.xml"])


def test_robots_are_shown_the_index() -> None:
    assert robots(URL) == f"User-agent: *\nAllow: /\nSitemap: {URL}/sitemap.xml\n"
    assert "Sitemap" not in robots("")


def test_the_manifest_works_at_any_address(library: Make) -> None:
    found = json.loads(manifest(library(tagline="一行").edition))
    assert (found["name"], found["description"], found["lang"]) == ("城报", "一行", "zh-Hans")
    addresses = [found["start_url"], found["scope"], *(icon["src"] for icon in found["icons"])]
    assert all(address.startswith("./") for address in addresses)
