"""Links of a page that is written once more, one folder deeper."""

from __future__ import annotations

import pytest

from mirror.links import Place, Site

PATHS = frozenset({"index.html", "2024/06/11/index.html", "2024/06/11/01.html", "about/index.html", "标签/头.html"})
BASE = "https://news.example/paper"
PAGE = "2024/06/11/01.html"


def place(path: str = PAGE, base: str = BASE) -> Place:
    return Place(Site("hant", base, PATHS), path)


@pytest.mark.parametrize(
    "url",
    "01.html ./ index.html#p3 ../../../ ../../../about/?a=1#b ../../../about #p1 ?q=1 mailto:a@example /elsewhere/"
    " https://other.example/01.html //cdn.example/x data:,x javascript:void(0) https://news.example/paperback/"
    " ../../../%E6%A0%87%E7%AD%BE/%E5%A4%B4.html".split(),
)
def test_a_link_that_stays(url: str) -> None:
    assert place().follow(url) == url


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("../../../theme/main.css?v=1", "../../../../theme/main.css?v=1"),
        ("../../../images/头.jpg", "../../../../images/头.jpg"),
        ("photo.jpg", "../../../../2024/06/11/photo.jpg"),
        ("../../../data/", "../../../../data/"),
        (BASE, BASE + "/hant/"),
        (BASE + "/about/#x", BASE + "/hant/about/#x"),
        (BASE + "/theme/a.css", BASE + "/theme/a.css"),
        ("/paper/about/", "/paper/hant/about/"),
        ("/paper/theme/a.css", "/paper/theme/a.css"),
    ],
)
def test_a_link_that_moves(url: str, expected: str) -> None:
    assert place().follow(url) == expected


def test_without_an_address_of_the_site_the_root_of_the_host_is_its_root() -> None:
    assert place(base="").follow("/about/") == "/hant/about/"


def test_from_the_home_page() -> None:
    home = place("index.html")
    assert home.follow("theme/a.css") == "../theme/a.css"
    assert home.follow("2024/06/11/") == "2024/06/11/"
    assert home.follow("./") == "./"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("01.html", "../../../../2024/06/11/01.html"),
        ("../../../hant/2024/06/11/01.html", "01.html"),
        (BASE + "/about/", BASE + "/about/"),
        ("../../../", "../../../../"),
    ],
)
def test_a_link_that_keeps_its_target(url: str, expected: str) -> None:
    assert place().keep(url) == expected


@pytest.mark.parametrize(
    ("path", "url", "expected"),
    [
        (PAGE, "../../../hant/2024/06/11/01.html", "../../../../2024/06/11/01.html"),
        ("index.html", "hant/index.html", "../index.html"),
        ("index.html", "hant/", "../"),
        ("about/index.html", "../hant/about/", "../../about/"),
        (PAGE, BASE + "/hant/2024/06/11/01.html#p2", BASE + "/2024/06/11/01.html#p2"),
        (PAGE, "/paper/hant/about/", "/paper/about/"),
    ],
)
def test_the_way_back(path: str, url: str, expected: str) -> None:
    assert place(path).source_twin(url) == expected


@pytest.mark.parametrize("url", ["https://[bad", "../../../../../x", "%zz", "a\nb", "//", "http:", ":", "hant"])
def test_a_strange_link_does_no_harm(url: str) -> None:
    assert isinstance(place().follow(url), str)
    assert isinstance(place().keep(url), str)
    assert isinstance(place().source_twin(url), str)
