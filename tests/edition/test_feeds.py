"""Feeds: what is in them, and that the programs of others read them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import feedparser
import jsonschema
import pytest
from lxml import etree

from edition.addressing import KINDS
from edition.feeds import ENOUGH, MOST, Feed, all_articles, newest, of_edition, of_term
from edition.formats.atom import atom
from edition.formats.atom import text as content_of
from edition.formats.json_feed import json_feed
from edition.library import Library

Make = Callable[..., Library]
SCHEMAS = Path(__file__).parent / "schemas"
ATOM = etree.RelaxNG(etree.parse(SCHEMAS / "atom.rng"))
JSON = jsonschema.Draft202012Validator(json.loads((SCHEMAS / "json-feed.json").read_text("utf-8")))
NAMESPACE = "{http://www.w3.org/2005/Atom}"
NASTY = "]]></content><script>alert(1)</script>&nbsp;&\"'\u2028"

MARKDOWN = "一\\\n二<br>\n\n---\n\n![图](/images/a.jpg)"


def feeds(library: Library) -> list[Feed]:
    """Every feed: those of the edition, then those of terms."""
    of_terms = (of_term(term) for kind in KINDS for term in library.terms(kind).values())
    return [*of_edition(library), *filter(None, of_terms)]


def article(name: str, **keys: Any) -> dict[str, Any]:
    return {"name": name, **keys}


def read_atom(text: str) -> Any:
    """What a feed reader makes of a feed that is valid."""
    ATOM.assertValid(etree.fromstring(text.encode()))
    found = feedparser.parse(text.encode(), sanitize_html=True)
    assert not found.bozo, found.get("bozo_exception")
    return found


def read_json(text: str) -> Any:
    found = json.loads(text)
    JSON.validate(found)
    return found


def test_a_reader_finds_the_whole_text(library: Make) -> None:
    made = library(
        article(
            "2024-06-11-01-01",
            body="第一段。\n\n## 小题\n\n第二段，**重**，[日历](/calendar/)。",
            title="一题",
            kicker="引题",
            deck="副题",
            section="教育",
            tags=["甲"],
            credits=[{"name": "王二", "role": "reporter"}],
            captions=["图为现场。"],
            page_name="要闻",
            paper="甲报",
        ),
        url="https://example.org/p",
        tagline="一行",
        rights="版权",
    )
    feed = all_articles(made)
    found = read_atom(atom(made, feed))
    (entry,) = found.entries
    assert (found.feed.title, found.feed.subtitle, found.feed.rights) == ("城报", "一行", "版权")
    assert found.feed.link == "https://example.org/p/"
    assert (entry.title, entry.link) == ("引题　一题", "https://example.org/p/2024/06/11/01-01.html")
    assert entry.published_parsed[:3] == (2024, 6, 10), "midnight in China is the day before in UTC"
    assert [one.name for one in entry.authors] == ["王二"]
    assert [one.term for one in entry.tags] == ["教育", "甲"]
    text = entry.content[0].value
    for part in ("<strong>副题</strong>", "<small>记者 王二</small>", "<p>第一段。</p>", "<h2>小题</h2>", "图为现场。"):
        assert part in text
    assert 'href="https://example.org/p/calendar/"' in text
    assert "甲报 2024年6月11日 第01版 要闻</a>" in text
    (item,) = read_json(json_feed(made, feed))["items"]
    assert item["content_html"].split() == text.split()
    assert (item["title"], item["date_published"]) == (entry.title, "2024-06-11T00:00:00+08:00")


@pytest.mark.parametrize("url", ["", "https://example.org/p"])
def test_whatever_is_printed_both_feeds_are_valid(library: Make, url: str) -> None:
    made = library(
        article(
            "2024-06-11-01-01",
            title=NASTY,
            body=f"{NASTY}\n\n一\\\n二<br>\n\n---\n\n![图](/images/a.jpg)",
            section=NASTY,
        ),
        article("2024-06-11-01-02", authors=[NASTY], tags=[NASTY], captions=[NASTY], deck=NASTY),
        article("2024-06-01-01"),
        article("weekly-3-01-01"),
        name=NASTY,
        url=url,
    )
    for feed in feeds(made):
        found = read_atom(atom(made, feed))
        items = read_json(json_feed(made, feed))["items"]
        ids = [entry.id for entry in found.entries]
        assert ids and ids == [item["id"] for item in items] and len(set(ids)) == len(ids)
        assert all("<script" not in entry.content[0].value for entry in found.entries)


def test_rules_that_no_schema_can_say(library: Make) -> None:
    """RFC 4287, 4.1.1, 4.1.2 and 4.2; JSON Feed 1.1, "Top-level" and "Items": what hangs on more than one element."""
    url = "https://example.org/p"
    made = library(
        article(
            "2024-06-11-01-01",
            body="见[日历](/calendar/)，“141”基层。\n\n![图](/images/a.jpg)",
            section="教育",
            tags=["甲"],
        ),
        article("2024-06-11-01-02", section="教育", corrections=[{"date": "2024-06-13", "text": "甲应为乙。"}]),
        article("2024-06-01-01", section="教育"),
        url=url,
    )
    for feed in feeds(made):
        tree = etree.fromstring(atom(made, feed).encode())
        for holder in (tree, *tree.iterfind(f"{NAMESPACE}entry")):
            links = holder.findall(f"{NAMESPACE}link")
            kinds = [(one.get("rel"), one.get("type"), one.get("hreflang")) for one in links]
            assert len(set(kinds)) == len(kinds) and ("alternate", "text/html", None) in kinds
            assert all(one.get("href").startswith(f"{url}/") for one in links)
        assert tree.find(f"{NAMESPACE}link[@rel='self']").get("href") == f"{url}/{feed.atom}"
        entries = tree.findall(f"{NAMESPACE}entry")
        moments = [one.findtext(f"{NAMESPACE}updated") for one in entries]
        assert tree.findtext(f"{NAMESPACE}updated") == max(moments)
        assert all(
            one.findtext(f"{NAMESPACE}published", "") <= moment for one, moment in zip(entries, moments, strict=True)
        )
        content = [one.find(f"{NAMESPACE}content") for one in entries]
        assert {one.get("type") for one in content} == {"xhtml"}
        linked = [value for one in content for value in one.xpath(".//@href | .//@src")]
        found = json.loads(json_feed(made, feed))
        linked += [found["home_page_url"], found["feed_url"], found["favicon"], *(one["url"] for one in found["items"])]
        assert linked and all(link.startswith(f"{url}/") for link in linked)
        assert found["feed_url"] == f"{url}/{feed.json}"
        assert [one.findtext(f"{NAMESPACE}id") for one in entries] == [item["id"] for item in found["items"]]


def test_text_that_is_no_xml_is_given_as_html() -> None:
    for void in ("<br>", "<hr>", "<wbr>", "<br />", '<img src="a.jpg" alt="">'):
        assert content_of(f"<p>一{void}二</p>").startswith('<content type="xhtml">')
    assert content_of("<p>一&nbsp;二</p>") == '<content type="html">&lt;p&gt;一&amp;nbsp;二&lt;/p&gt;</content>'


def test_ids_stay_when_nothing_is_known_but_the_name(library: Make) -> None:
    made = library(article("2024-06-11-01-01"))
    (entry,) = read_atom(atom(made, all_articles(made))).entries
    assert entry.id == "urn:uuid:d63c6a22-4c6d-553f-97cb-8e91f2a32e1f"


def test_a_date_that_is_not_known_to_the_day_is_not_published(library: Make) -> None:
    made = library(article("2024-06-01-01"), article("weekly-3-01-01"))
    found = read_atom(atom(made, all_articles(made)))
    assert [(one.id[:4], one.updated, "published" in one) for one in found.entries] == [
        ("urn:", "2024-06-01T00:00:00+08:00", False),
        ("urn:", "1970-01-01T00:00:00Z", False),
    ]
    assert found.feed.updated == "2024-06-01T00:00:00+08:00"
    assert all("date_published" not in item for item in read_json(json_feed(made, all_articles(made)))["items"])


def test_a_correction_is_news(library: Make) -> None:
    corrections = [{"date": "2024-06-13", "text": "“三十”应为“十三”。"}, {"date": "2024-06-12", "text": "甲应为乙。"}]
    made = library(article("2024-06-11-01-01", corrections=corrections, origin="新华社", rights="转载请注明"))
    feed = all_articles(made)
    (entry,) = read_atom(atom(made, feed)).entries
    assert (entry.updated[:10], entry.published[:10]) == ("2024-06-13", "2024-06-11")
    for text in ("更正（2024年6月13日）：“三十”应为“十三”。", "甲应为乙。", "来源：新华社", "转载请注明"):
        assert text in entry.content[0].value
    (item,) = read_json(json_feed(made, feed))["items"]
    assert (item["date_modified"][:10], item["date_published"][:10]) == ("2024-06-13", "2024-06-11")


def test_an_empty_edition_has_feeds(library: Make) -> None:
    made = library()
    for feed in feeds(made):
        assert read_atom(atom(made, feed)).entries == read_json(json_feed(made, feed))["items"] == []


def test_a_feed_ends_with_an_issue_and_has_a_bound(library: Make) -> None:
    names = [f"2024-06-{day}-01-{n:02d}" for day in (11, 12, 13) for n in range(1, 21)]
    made = library(*map(article, names), *(article(f"2024-07-01-01-{n:03d}") for n in range(1, 121)))
    everything = [one for issue in made.newest for one in issue.articles]
    assert len(list(newest(everything))) == MOST
    rest = list(newest(everything[120:]))
    assert len(rest) == 40 > ENOUGH
    assert {one.issue.key for one in rest} == {"2024-06-13", "2024-06-12"}


def test_which_terms_have_feeds(library: Make) -> None:
    one = {"section": "教育", "rubric": "一栏", "authors": ["王二"], "region": ["四川省"], "tags": ["甲"]}
    made = library(
        article("2024-06-11-01-01", **one),
        article("2024-06-12-01-01", **one),
        article("2024-06-12-02-01", section="文化", rubric="二栏", authors=["李三"], region=["重庆市"], tags=["甲"]),
    )
    assert [feed.atom for feed in feeds(made)] == [
        "feed.xml",
        "front/feed.xml",
        "section/jiao-yu/feed.xml",
        "section/wen-hua/feed.xml",
        "region/si-chuan/feed.xml",
        "author/wang-er/feed.xml",
        "column/yi-lan/feed.xml",
    ]
    tag, section = made.term("tag", "甲"), made.term("section", "教育")
    assert tag and of_term(tag) is None
    assert section and [one.id for one in of_term(section).articles] == ["20240612-01-01", "20240611-01-01"]  # type: ignore[union-attr]


def test_the_front_feed_holds_first_pages(library: Make) -> None:
    made = library(*(article(f"2024-06-{day}-{page}-01") for day in (11, 12) for page in ("01", "02")))
    front = list(feeds(made))[1]
    assert [one.id for one in front.articles] == ["20240612-01-01", "20240611-01-01"]
    assert front.title == "城报 - 头版"
