"""Whole files of a site: pages, feeds, sitemaps, JSON."""

from __future__ import annotations

import json

import pytest

from mirror.convert import Converter
from mirror.links import Place, Site
from mirror.page import mirror_html, mirror_json, mirror_xml

TITLED = {"test_page": "pages.txt"}
BASE = "https://news.example/paper"
PATHS = frozenset({"index.html", "about/index.html", "2024/06/11/01.html", "feed.xml", "sitemap/2024.xml"})
SITE = Site("hant", BASE, PATHS)


def xml(source: str, converter: Converter) -> str:
    return mirror_xml(source, Place(SITE, "feed.xml"), converter)


def test_page(given: str, expected: str, converter: Converter) -> None:
    assert mirror_html(given, Place(SITE, "2024/06/11/01.html"), converter) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ('<feed xml:lang="zh-Hans"><t>国“新”</t></feed>', '<feed xml:lang="zh-Hant"><t>國「新」</t></feed>'),
        ("<language>zh-Hans</language>", "<language>zh-Hant</language>"),
        ("<news:language>zh-cn</news:language>", "<news:language>zh-tw</news:language>"),
        (f'<link href="{BASE}/about/"/>', f'<link href="{BASE}/hant/about/"/>'),
        (f'<Url template="{BASE}/about/?q={{w}}"/>', f'<Url template="{BASE}/hant/about/?q={{w}}"/>'),
        (f"<link>{BASE}/about/</link>", f"<link>{BASE}/hant/about/</link>"),
        (f"<loc> {BASE}/sitemap/2024.xml </loc>", f"<loc> {BASE}/hant/sitemap/2024.xml </loc>"),
        (f'<xhtml:link hreflang="zh-Hans" href="{BASE}/about/"/>',) * 2,
        (f"<loc>{BASE}/images/国.jpg</loc>",) * 2,
        ("<id>tag:news.example,2024-06-11:/国</id>", "<id>tag:news.example,2024-06-11:/国#hant</id>"),
        (f"<id>{BASE}/about/</id>", f"<id>{BASE}/hant/about/</id>"),
        ("<author><name>国</name><uri>国</uri></author>", "<author><name>國</name><uri>../国</uri></author>"),
        ('<category term="国" scheme="国"/>', '<category term="國" scheme="国"/>'),
        ("<summary>头&lt;发</summary>", "<summary>頭&lt;發</summary>"),
        ("<p>头</p><p>发</p>", "<p>頭</p><p>發</p>"),
        ("<?xml 国?><!-- 国 --><!DOCTYPE 国><t>国</t>", "<?xml 国?><!-- 国 --><!DOCTYPE 国><t>國</t>"),
    ],
)
def test_feed(given: str, expected: str, converter: Converter) -> None:
    assert xml(given, converter) == expected


def test_html_in_a_feed_is_html(converter: Converter) -> None:
    inner = '<p>头<em>发</em>“国 & 家”<code>国</code><img src="images/a.jpg"></p>'
    wanted = '<p>頭<em>髮</em>「國 & 家」<code>国</code><img src="../images/a.jpg"></p>'
    for source, result in (
        (f"<c><![CDATA[{inner}]]></c>", f"<c><![CDATA[{wanted}]]></c>"),
        (f"<c>{_escaped(inner)}</c>", f"<c>{_escaped(wanted)}</c>"),
    ):
        assert xml(source, converter) == result


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@pytest.mark.parametrize("source", ["", "<", "<a", "<![CDATA[国", "</国>", "<a b='国>", "国", "<!--国", "&&&<id></id>"])
def test_broken_xml_does_no_harm(source: str, converter: Converter) -> None:
    assert len(xml(source, converter)) == len(source)


def test_json(converter: Converter) -> None:
    source = {
        "title": "头发“新”",
        "language": "zh-Hans",
        "home_page_url": BASE + "/",
        "items": [{"id": BASE + "/about/", "content_html": '<p title="国">头<b>发</b>\n"</p>', "tags": ["国", "后"]}],
        "path": "2024/06/11/国.html",
        "rank": 1.5,
        "none": None,
    }
    wanted = {
        "title": "頭髮「新」",
        "language": "zh-Hant",
        "home_page_url": BASE + "/hant/",
        "items": [
            {"id": BASE + "/hant/about/", "content_html": '<p title="國">頭<b>髮</b>\n"</p>', "tags": ["國", "後"]}
        ],
        "path": "2024/06/11/国.html",
        "rank": 1.5,
        "none": None,
    }
    place = Place(SITE, "feed.json")
    for ascii_only in (False, True):
        text = json.dumps(source, ensure_ascii=ascii_only, indent=1)
        assert json.loads(mirror_json(text, place, converter)) == wanted


def test_json_keeps_its_layout(converter: Converter) -> None:
    source = '{ "a" :\t"国\\n\\u5934\\"\\ud842\\udfb7" , "b":[ ] }\n'
    assert mirror_json(source, Place(SITE, "a.json"), converter) == source.replace("国", "國").replace("\\u5934", "頭")


@pytest.mark.parametrize("source", ['{"a', "}}]]", '"国', '{"content_html": "\\q<b>"}', '["\\u12"]', "{{{{"])
def test_broken_json_does_no_harm(source: str, converter: Converter) -> None:
    assert len(mirror_json(source, Place(SITE, "a.json"), converter)) == len(source)
