"""Structured data, read back by a JSON-LD processor that knows nothing of us."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given as each
from hypothesis import strategies as st
from markupsafe import Markup
from pyld import jsonld

from edition.library import Library
from edition.outputs import frame
from edition.sheaves import all_outputs
from edition.structured import script_json

Make = Callable[..., Library]
VOCABULARY = {"@vocab": "https://schema.org/", "url": {"@type": "@id"}, "item": {"@type": "@id"}}
"""What `https://schema.org` answers, as far as our fields go."""
BASE = "https://example.org/p/"
NASTY = "</script><script>alert(1)</script>{{ 7*7 }}\"'&../../x\u2028"


def article(name: str, **keys: Any) -> dict[str, Any]:
    return {"name": name, **keys}


def load(url: str, options: dict[str, Any]) -> dict[str, Any]:
    assert url == "https://schema.org", "nothing else may be loaded"
    return {
        "contextUrl": None,
        "documentUrl": url,
        "document": {"@context": VOCABULARY},
        "contentType": "application/ld+json",
    }


def simple(value: Any) -> Any:
    """An expanded node with plain names and values; a list of one is its member."""
    match value:
        case {"@value": plain}:
            return plain
        case {"@id": address, **rest} if not rest:
            return address
        case dict():
            return {
                key.removeprefix("https://schema.org/").removeprefix("@"): simple(one) for key, one in value.items()
            }
        case [one]:
            return simple(one)
        case list():
            return [simple(one) for one in value]
    return plain_name(value) if isinstance(value, str) else value


def plain_name(term: str) -> str:
    return term.removeprefix("https://schema.org/").removeprefix("@")


def read(markup: Markup | None, here: str = BASE) -> dict[str, Any]:
    """Type -> node of all at the top of a page's graph."""
    assert markup is not None
    assert not set(markup) & set("<>&\u2028")
    expanded = jsonld.expand(json.loads(markup), {"documentLoader": load, "base": here})
    nodes = expanded[0].get("@graph", expanded)
    return {node["type"]: node for node in map(simple, nodes)}


def linked(library: Library, path: str) -> dict[str, Any]:
    """What stands in the head of a page."""
    (output,) = [one for one in all_outputs(library) if one.path == path]
    return read(frame(output, library)["json_ld"], BASE + path)


def steps(crumbs: dict[str, Any]) -> list[tuple[int, str, str]]:
    return [(one["position"], one["name"], one["item"]) for one in crumbs["itemListElement"]]


def test_an_article_with_all_that_papers_print(library: Make) -> None:
    made = library(
        article(
            "2024-06-11-b-a3-01",
            title="一题",
            kicker="引题",
            deck="副题",
            section="教育",
            rubric="一栏",
            tags=["甲", "乙"],
            region=["四川省/德阳市"],
            credits=[
                {"name": "王二", "role": "reporter", "organisation": "本报"},
                {"name": "区委宣传部"},
                {"name": "李三", "role": "photographer"},
                {"name": "张四", "role": "editor"},
            ],
            dateline="本报讯",
            paper="甲报",
            issue_number="123",
            page_name="要闻",
            body="一二三四，五。",
            origin="新华社",
            rights="转载请注明",
            corrections=[{"date": "2024-06-13", "text": "甲应为乙。"}],
        ),
        url=BASE.rstrip("/"),
    )
    (one,) = made.articles.values()
    found = read(one.json_ld)
    news, address = found["NewsArticle"], f"{BASE}2024/06/11-b/a3-01.html"
    assert (news["id"], news["url"], news["mainEntityOfPage"]) == (address,) * 3
    assert news["correction"] == {"type": "CorrectionComment", "text": "甲应为乙。", "datePublished": "2024-06-13"}
    assert news["sourceOrganization"] == {"type": "Organization", "name": "新华社"}
    plain = {
        "dateModified": "2024-06-13",
        "copyrightNotice": "转载请注明",
        "headline": "一题",
        "alternativeHeadline": ["引题", "副题"],
        "inLanguage": "zh-Hans",
        "datePublished": "2024-06-11",
        "dateline": "本报讯",
        "articleSection": ["教育", "一栏"],
        "keywords": ["甲", "乙"],
        "wordCount": 7,
        "isAccessibleForFree": True,
        "printEdition": "B",
        "printPage": "A03",
        "pageStart": "A03",
        "printSection": "要闻",
        "identifier": "20240611b-a3-01",
    }
    assert {key: news[key] for key in plain} == plain
    assert news["contentLocation"] == {"type": "AdministrativeArea", "name": "四川省德阳市"}
    author, office = news["author"]
    assert (author["type"], author["name"], author["jobTitle"]) == ("Person", "王二", "记者")
    assert author["affiliation"] == {"type": "Organization", "name": "甲报"}
    assert (office["type"], office["name"]) == ("Organization", "区委宣传部")
    assert (news["contributor"]["name"], news["editor"]["name"]) == ("李三", "张四")
    issue = news["isPartOf"]
    assert (issue["type"], issue["id"], issue["issueNumber"]) == ("PublicationIssue", f"{BASE}2024/06/11-b/", "123")
    assert issue["isPartOf"] == {"type": "Newspaper", "name": "甲报"}
    assert news["publisher"] == {"type": "NewsMediaOrganization", "name": "城报", "url": BASE}
    assert steps(found["BreadcrumbList"]) == [
        (1, "首页", BASE),
        (2, "甲报 2024年6月11日（b）", f"{BASE}2024/06/11-b/"),
        (3, "A03版 要闻", f"{BASE}2024/06/11-b/a03.html"),
        (4, "一题", address),
    ]


@pytest.mark.parametrize(("name", "date"), [("2024-06-01-01", "2024-06"), ("weekly-3-01-01", None)])
def test_what_is_not_known_is_not_said(library: Make, name: str, date: str | None) -> None:
    made = library(article(name))
    (one,) = made.articles.values()
    found = read(one.json_ld, BASE + one.path)
    news = found["NewsArticle"]
    assert news.get("datePublished") == news["isPartOf"].get("datePublished") == date
    assert not {"url", "author", "keywords", "dateline", "printSection", "printEdition"} & set(news)
    assert news["isPartOf"]["isPartOf"]["name"] == "城报"
    assert [address for _, _, address in steps(found["BreadcrumbList"])] == [
        f"{BASE}index.html",
        BASE + one.issue.path,
        BASE + one.page.path,
        BASE + one.path,
    ], "links lead to the same pages as addresses"


def test_an_issue_names_its_articles(library: Make) -> None:
    made = library(*(article(f"2024-06-11-0{page}-01", title=f"题{page}") for page in (1, 2)), url=BASE.rstrip("/"))
    issue = linked(made, "2024/06/11/index.html")["PublicationIssue"]
    assert (issue["datePublished"], issue["pageStart"], issue["pageEnd"]) == ("2024-06-11", "01", "02")
    assert [(part["headline"], part["printPage"]) for part in issue["hasPart"]] == [("题1", "01"), ("题2", "02")]
    assert issue["hasPart"][0]["url"] == f"{BASE}2024/06/11/01-01.html"
    assert len(steps(linked(made, "2024/06/11/01.html")["BreadcrumbList"])) == 3


def test_home_is_the_paper_and_can_be_searched(library: Make) -> None:
    made = library(article("2024-06-11-01-01"), url=BASE.rstrip("/"), tagline="一行", description="一段")
    site = linked(made, "index.html")["WebSite"]
    assert (site["url"], site["about"]["type"], site["about"]["name"]) == (BASE, "Newspaper", "城报")
    assert site["potentialAction"]["target"]["urlTemplate"] == f"{BASE}search/?q={{search_term_string}}"


def test_without_an_address_no_search_is_offered(library: Make) -> None:
    assert "potentialAction" not in linked(library(article("2024-06-11-01-01")), "index.html")["WebSite"]


def test_the_way_to_a_region_leads_through_those_above(library: Make) -> None:
    made = library(article("2024-06-11-01-01", region=["四川省/德阳市"]))
    found = linked(made, "region/si-chuan/de-yang/index.html")
    assert [name for _, name, _ in steps(found["BreadcrumbList"])] == ["首页", "地区", "四川省", "德阳市"]


def test_pages_without_a_place_say_nothing(library: Make) -> None:
    made = library(article("2024-06-11-01-01"))
    said = {one.template for one in all_outputs(made) if frame(one, made)["json_ld"]}
    assert said <= {"home", "issue", "page", "term"}


def test_structured_data_cannot_leave_its_element(library: Make) -> None:
    made = library(article("2024-06-11-01-01", title=NASTY, authors=[NASTY], section=NASTY), url="https://example.org")
    for page in all_outputs(made):
        markup = page.names["article"].json_ld if page.template == "article" else frame(page, made)["json_ld"]
        assert markup is None or not set(markup) & set("<>&\u2028")
    (one,) = made.articles.values()
    assert json.loads(one.json_ld)["@graph"][0]["headline"].startswith("</script><script>")


@each(st.text())
def test_script_json_is_json(text: str) -> None:
    assert json.loads(script_json({"a": text})) == {"a": text}
