"""Addresses and the ways between them."""

from __future__ import annotations

import posixpath

import pytest
from hypothesis import given as each
from hypothesis import strategies as st

from edition import urls

PATHS = st.lists(st.sampled_from(["a", "b", "06", "x"]), max_size=4).map(lambda parts: "/".join([*parts, "f.html"]))


@pytest.mark.parametrize(
    ("key", "path"),
    [
        ("2024-06-11", "2024/06/11/index.html"),
        ("2024-06-11-b", "2024/06/11-b/index.html"),
        ("2024-06", "x/2024-06/index.html"),
        ("2024-02-30", "x/2024-02-30/index.html"),
        ("weekly-3", "x/weekly-3/index.html"),
    ],
)
def test_issues(key: str, path: str) -> None:
    assert urls.issue(key) == path


def test_pages_articles_and_terms() -> None:
    assert urls.page("2024-06-11", "01") == "2024/06/11/01.html"
    assert urls.article("2024-06-11", "01-03") == "2024/06/11/01-03.html"
    assert urls.term("rubric", "xue-si") == "column/xue-si/index.html"
    assert urls.term("region", "si-chuan", "de-yang") == "region/si-chuan/de-yang/index.html"
    assert urls.overview("rubric") == "columns/index.html"
    assert (urls.year(2024), urls.month(2024, 6)) == ("2024/index.html", "2024/06/index.html")
    assert urls.twin("404.html") == "hant/404.html"


@pytest.mark.parametrize(
    ("here", "target", "link"),
    [
        ("index.html", "calendar/", "calendar/index.html"),
        ("index.html", "", "index.html"),
        ("index.html", "index.html", "index.html"),
        ("2024/06/11/01.html", "2024/06/11/01-03.html", "01-03.html"),
        ("2024/06/11/01.html", "2024/index.html", "../../index.html"),
        ("2024/06/11/01.html", "theme/css/main.css", "../../../theme/css/main.css"),
        ("a/index.html", "b/#p2", "../b/index.html#p2"),
        ("x/a/index.html", "x/b/index.html", "../b/index.html"),
    ],
)
def test_links(here: str, target: str, link: str) -> None:
    assert urls.link(here, target) == link


@each(PATHS, PATHS)
def test_a_link_leads_where_it_says(here: str, target: str) -> None:
    assert posixpath.normpath(posixpath.join(posixpath.dirname(here), urls.link(here, target))) == target


@each(PATHS, PATHS)
def test_a_link_of_a_page_leads_there_from_every_page_as_deep(here: str, target: str) -> None:
    url = urls.Linker(here)(target)
    assert posixpath.normpath(posixpath.join(posixpath.dirname(here), url)) == target
    assert url == urls.Linker("/".join("x" * (here.count("/") + 1)))(target)


def test_full_addresses() -> None:
    assert urls.absolute("https://example.org/p", "index.html") == "https://example.org/p/"
    assert urls.absolute("https://example.org", "a/index.html") == "https://example.org/a/"
    assert urls.absolute("https://example.org", "a/01.html") == "https://example.org/a/01.html"
    assert urls.base_path("https://example.org/p/") == "/p"
    assert urls.base_path("https://example.org") == ""
    assert urls.rooted("/p", "calendar/") == "/p/calendar/index.html"
    assert urls.rooted("", "") == "/index.html"
