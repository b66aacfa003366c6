"""What machines read of a published edition, in both scripts: heads, feeds, sitemaps, references, structured data."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import feedparser
import jsonschema
import pytest
import rispy
from lxml import etree, html

from articles import write_article
from press.checks.script import left_over

pytestmark = pytest.mark.site

URL = "https://example.org/p"
EDITION = f'name = "国报"\ntagline = "一份数字报"\nurl = "{URL}"\nrights = "版权归原报"\n'
CONF = """
import sys
sys.path.insert(0, {house!r})
from pelicanconf import *
PATH, OUTPUT_PATH, EDITION_FILE = "content", "output", "edition.toml"
CATALOGUE, CACHE_PATH, HANT_REPORT = "build/catalogue.sqlite", "build/cache", ""
HANT_GLOSSARY = "content/vocabulary/glossary.tsv"
"""
ARTICLE = "2024/06/11/01-01.html"
BODY = "余里说：“头发好。”\n\n见[日历](/calendar/)。"
KEYS: dict[str, Any] = {
    "paper": "时报",
    "section": "教育",
    "rubric": "一栏",
    "region": ["四川省/德阳市"],
    "tags": ["发展", "头发"],
    "credits": [{"name": "余里", "role": "reporter"}, {"name": "国家图书馆"}],
}
FEEDS = "//link[@rel='alternate'][@title]/@href"
SCRIPTS = pytest.mark.parametrize("prefix", ["", "hant/"])
HREFLANG = {"": "zh-Hans", "hant/": "zh-Hant"}


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory, house: Path) -> Path:
    """The real theme and both plug-ins over four articles, with an address."""
    root = tmp_path_factory.mktemp("machines")
    people = [{"name": "余里", "role": "reporter"}, {"name": "国家图书馆"}]
    keys = {
        "section": "教育",
        "rubric": "一栏",
        "region": ["四川省/德阳市"],
        "tags": ["发展", "头发"],
        "credits": people,
    }
    for name in ("2024-06-11-01-01", "2024-06-11-02-01", "2023-06-12-01-01", "2024-05-01-01"):
        write_article(
            root, name, "余里说：“头发好。”\n\n见[日历](/calendar/)。", title=f"国际马拉松{name}", paper="时报", **keys
        )
    (root / "content" / "vocabulary").mkdir()
    (root / "content" / "vocabulary" / "glossary.tsv").write_text("# 简\t繁\n", encoding="utf-8")
    (root / "edition.toml").write_text(EDITION, encoding="utf-8")
    (root / "conf.py").write_text(CONF.format(house=str(house)), encoding="utf-8")
    command = [sys.executable, "-m", "pelican", "-s", "conf.py", "--fatal", "errors"]
    result = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8")
    assert result.returncode == 0, result.stderr
    return root / "output"


def pages(output: Path, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """(path, document) of every page of a script that has an address."""
    for file in sorted((output / prefix).rglob("*.html")):
        path = file.relative_to(output).as_posix()
        if path.startswith("hant/") == bool(prefix) and not path.endswith("404.html"):
            yield path, html.parse(str(file), html.HTMLParser(encoding="utf-8"))


def address(path: str) -> str:
    return f"{URL}/{path.removesuffix('index.html')}"


def metas(document: Any) -> dict[str, list[str]]:
    """Name or property -> contents of the tags of a head."""
    found: dict[str, list[str]] = {}
    for one in document.iterfind("head/meta"):
        found.setdefault(one.get("name") or one.get("property") or "", []).append(one.get("content"))
    return found


def hreflang(links: Any) -> dict[str, str]:
    return {one.get("hreflang"): one.get("href") for one in links if one.get("hreflang")}


@SCRIPTS
def test_every_page_names_itself_and_both_scripts_in_head_and_sitemap(output: Path, prefix: str) -> None:
    listed = {}
    for name in (output / prefix / "sitemap").glob("*.xml"):
        for url in etree.parse(str(name)).iterfind("{*}url"):
            listed[url.findtext("{*}loc")] = hreflang(url.iterfind("{*}link"))
    found = {}
    for path, page in pages(output, prefix):
        here, twin = address(path.removeprefix(prefix)), address("hant/" + path.removeprefix(prefix))
        assert hreflang(page.iterfind("head/link")) == {"zh-Hans": here, "zh-Hant": twin, "x-default": here}
        (canonical,) = page.xpath("//link[@rel='canonical']/@href")
        (search,) = page.xpath("/html/head/link[@rel='search']/@href")
        assert (output / path).parent.joinpath(search).resolve() == (output / prefix / "opensearch.xml").resolve()
        assert canonical == address(path)
        assert page.getroot().get("lang") == HREFLANG[prefix]
        found[canonical] = hreflang(page.iterfind("head/link"))
    assert len(found) > 20
    assert listed == found


def test_the_index_of_sitemaps_names_files_that_are_there(output: Path) -> None:
    index = etree.parse(str(output / "sitemap.xml"))
    paths = {one.text.removeprefix(URL + "/") for one in index.iterfind(".//{*}loc")}
    assert paths == {file.relative_to(output).as_posix() for file in output.rglob("sitemap/*.xml")}
    assert not (output / "hant" / "sitemap.xml").exists()
    news = etree.parse(str(output / "hant" / "sitemap" / "news.xml"))
    assert {one.text for one in news.iterfind(".//{*}language")} == {"zh-tw"}
    assert {one.text[:5] for one in news.iterfind(".//{*}news/{*}title")} == {"國際馬拉松"}


@SCRIPTS
def test_every_feed_a_page_names_is_there_and_leads_to_pages(output: Path, prefix: str) -> None:
    named = set()
    for path, page in pages(output, prefix):
        types = [one.get("type") for one in page.iterfind("head/link[@rel='alternate'][@title]")]
        assert types[:2] == ["application/atom+xml", "application/feed+json"]
        named |= {(output / path).parent.joinpath(one).resolve() for one in page.xpath(FEEDS)}
    assert {file.relative_to(output / prefix).as_posix() for file in named} >= {
        f"{folder}feed.{form}"
        for folder in ("", "section/education/", "column/yi-lan/", "region/si-chuan/de-yang/", "author/yu-li/")
        for form in ("xml", "json")
    }
    for file in [*named, output / prefix / "front" / "feed.xml"]:
        text = file.read_text("utf-8")
        links = programs_links(text) if file.suffix == ".json" else readers_links(text, prefix)
        assert links and all((output / link.removeprefix(URL + "/")).is_file() for link in links)
        assert all(link.startswith((f"{URL}/{prefix}2", f"{URL}/{prefix}x/")) for link in links)


def programs_links(text: str) -> list[str]:
    return [item["url"] for item in json.loads(text)["items"]]


def readers_links(text: str, prefix: str) -> list[str]:
    """The links a feed reader finds; the text must be in the script, and the style sheet in its place."""
    found = feedparser.parse(text.encode())
    assert not found.bozo
    assert found.feed.language == HREFLANG[prefix]
    assert all(entry.id == entry.link for entry in found.entries)
    assert ("頭髮" if prefix else "头发") in found.entries[0].content[0].value
    assert f"{URL}/{prefix}calendar/" in found.entries[0].content[0].value
    return [entry.link for entry in found.entries]


def test_every_feed_of_both_scripts_keeps_the_rules(output: Path, house: Path) -> None:
    schemas = house / "tests/edition/schemas"
    atom = etree.RelaxNG(etree.parse(schemas / "atom.rng"))
    json_feed = jsonschema.Draft202012Validator(json.loads((schemas / "json-feed.json").read_text("utf-8")))
    found = sorted(output.rglob("feed.xml"))
    assert {file.is_relative_to(output / "hant") for file in found} == {True, False}
    for file in found:
        atom.assertValid(etree.parse(file))
        json_feed.validate(json.loads(file.with_suffix(".json").read_text("utf-8")))


def test_a_feed_finds_its_style_sheet_in_both_trees(output: Path) -> None:
    for file in output.rglob("feed.xml"):
        (style,) = etree.parse(str(file)).xpath("/processing-instruction('xml-stylesheet')")
        assert (file.parent / style.get("href")).resolve() == output / "theme" / "feed.css"


@SCRIPTS
def test_a_reference_manager_finds_what_it_needs(output: Path, prefix: str) -> None:
    found = metas(html.parse(str(output / prefix / ARTICLE), html.HTMLParser(encoding="utf-8")))
    expected = {
        "DC.type": ["newspaperArticle"],
        "citation_author": ["余里", "國家圖書館" if prefix else "国家图书馆"],
        "citation_journal_title": ["時報" if prefix else "时报"],
        "citation_publication_date": ["2024/06/11"],
        "citation_firstpage": ["01"],
        "citation_language": [HREFLANG[prefix]],
        "citation_public_url": [f"{URL}/{prefix}{ARTICLE}"],
        "og:locale": ["zh_TW" if prefix else "zh_CN"],
        "og:locale:alternate": ["zh_CN" if prefix else "zh_TW"],
        "og:url": [f"{URL}/{prefix}{ARTICLE}"],
        "og:type": ["article"],
    }
    assert {name: found[name] for name in expected} == expected
    entries = rispy.loads((output / prefix / "2024/06/11/issue.ris").read_text("utf-8"))
    assert [entry["title"][:2] for entry in entries] == ["國際" if prefix else "国际"] * 2
    items = json.loads((output / prefix / "2024/06/11/issue.csl.json").read_text("utf-8"))
    assert (items[0]["URL"], items[0]["container-title"]) == (f"{URL}/{prefix}{ARTICLE}", "時報" if prefix else "时报")


@SCRIPTS
def test_structured_data_is_that_of_the_script(output: Path, prefix: str) -> None:
    page = html.parse(str(output / prefix / ARTICLE), html.HTMLParser(encoding="utf-8"))
    (script,) = page.xpath("//script[@type='application/ld+json']/text()")
    news, crumbs = json.loads(script)["@graph"]
    assert (news["inLanguage"], news["@id"]) == (HREFLANG[prefix], f"{URL}/{prefix}{ARTICLE}")
    assert news["isPartOf"]["@id"] == f"{URL}/{prefix}2024/06/11/"
    assert crumbs["itemListElement"][0] == {
        "@type": "ListItem",
        "position": 1,
        "name": "首頁" if prefix else "首页",
        "item": f"{URL}/{prefix}",
    }


@pytest.mark.parametrize("pattern", ["*.xml", "*.json", "*.ris", "*.bib", "*.webmanifest"])
def test_nothing_simplified_is_left_for_machines(output: Path, pattern: str) -> None:
    files = list((output / "hant").rglob(pattern))
    assert files
    assert [(file.name, words) for file in files for _, words in left_over(file.read_text("utf-8"))] == []


@SCRIPTS
def test_the_manifest_is_that_of_the_script(output: Path, prefix: str) -> None:
    file = output / prefix / "manifest.webmanifest"
    found = json.loads(file.read_text("utf-8"))
    assert (found["name"], found["lang"]) == ("國報" if prefix else "国报", HREFLANG[prefix])
    for relative in (found["start_url"], found["icons"][0]["src"]):
        assert (file.parent / relative).is_file()
    page = html.parse(str(output / prefix / ARTICLE), html.HTMLParser(encoding="utf-8"))
    (link,) = page.xpath("//link[@rel='manifest']/@href")
    assert (output / prefix / ARTICLE).parent.joinpath(link).resolve() == file
