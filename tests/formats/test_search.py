"""What of an article is searched, and what tells a browser of the search."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree

from edition.formats import opensearch, search
from edition.library import Library
from search.models import Passage

Make = Callable[..., Library]
NAMES = {"": "http://a9.com/-/spec/opensearch/1.1/"}


def test_all_that_a_reader_sees_of_an_article_is_searched(library: Make) -> None:
    made = library(
        {
            "name": "2024-06-11-01-02",
            "title": "主题",
            "kicker": "引题",
            "section": "教育",
            "region": ["四川省/德阳市"],
            "credits": [{"name": "王二", "role": "reporter", "organisation": "本报"}],
            "captions": ["图为现场。"],
            "author_note": "作者系某校教师",
            "body": "第一段。\n\n## 小标题\n\n* 一项\n\n第二段 **很** 重要。",
        }
    )
    (issue,) = search.issues_of(made)
    (text,) = issue.texts()

    assert (issue.key, issue.date, issue.folder) == ("2024-06-11", "2024-06-11", "2024/06/11/")
    assert (text.stem, text.page, text.heads) == ("01-02", "01", ("引题", "主题", ""))
    assert [passage.text for passage in text.passages] == [
        *("第一段。", "小标题", "一项", "第二段 很 重要。"),
        *("本报记者 王二", "图为现场。", "作者系某校教师"),
    ]
    assert text.passages[0] == Passage("第一段。", "p1") and text.passages[3].anchor == "p2"
    assert (text.section, text.regions, text.authors) == ("教育", ("四川省/德阳市",), ("王二",))


def test_a_changed_text_gives_its_issue_another_version(library: Make) -> None:
    made = library({"name": "2024-06-11-01-01"}, {"name": "2024-06-12-01-01"})
    before = [issue.version for issue in search.issues_of(made)]
    made = library({"name": "2024-06-12-01-01", "body": "改过的正文。"})
    after = [issue.version for issue in search.issues_of(made)]

    assert [one == other for one, other in zip(before, after, strict=True)] == [True, False]


def test_browsers_are_told_when_the_address_is_known(library: Make) -> None:
    made = library({"name": "2024-06-11-01-01"}, url="https://example.org/p")
    ((path, make),) = opensearch.files(made)
    tree = ElementTree.fromstring(make().encode())

    assert path == "opensearch.xml"
    assert tree.findtext("ShortName", namespaces=NAMES) == made.edition.name
    assert tree.find("Url", NAMES).attrib == {  # type: ignore[union-attr]
        "type": "text/html",
        "template": "https://example.org/p/search/?q={searchTerms}",
    }
    assert list(opensearch.files(library())) == []
