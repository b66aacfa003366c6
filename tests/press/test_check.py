"""Faults planted in small sites (tests/cases/press/check.txt), and the table of Simplified characters."""

from __future__ import annotations

import dataclasses
import re
import warnings
from pathlib import Path

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis.strategies import DataObject, booleans, data, sampled_from

import titled
from press.checks.check import check
from press.checks.feeds import check_feeds
from press.checks.links import Target, base_of, target_of
from press.checks.memory import Memory
from press.checks.models import Site
from press.checks.pages import read_page
from press.checks.script import SIMPLIFIED_ONLY, left_over
from press.checks.site import check_site, read_site, twin_of
from press.derive_simplified_only import simplified_only as derive
from press.models import Edition

FILE = re.compile(r"^(page|raw): (\S+)\n((?:.*\n)*?)(?=page: |raw: |\Z)", re.MULTILINE)
BASE = "https://example.org/"
MARKUP = ("E570", "E571")
"""Codes of markup; the pages planted here are not whole."""


def head(path: str) -> str:
    """Everything a page needs, on one line: language, canonical, alternates, switcher."""
    hans = path.removeprefix("hant/")
    lang = "zh-Hant" if path.startswith("hant/") else "zh-Hans"
    named = {"zh-Hans": hans, "zh-Hant": f"hant/{hans}", "x-default": hans}
    links = "".join(f'<link rel="alternate" hreflang="{key}" href="{BASE}{file}">' for key, file in named.items())
    up = "../" * path.count("/")
    canonical = f'<link rel="canonical" href="{BASE}{path}">'
    switch = f'<a href="{up}{twin_of(path)}" lang="zh" translate="no">简繁</a>'
    return f'<!doctype html><html lang="{lang}"><head>{canonical}{links}</head>{switch}'


def plant(folder: Path, files: str) -> None:
    """The site of a case."""
    found = {path: (kind, text) for kind, path, text in FILE.findall(files)}
    pages = {path: text for path, (kind, text) in found.items() if kind == "page"}
    pages.setdefault("index.html", "")
    twins = {twin_of(path): "" for path in pages if twin_of(path) not in found}
    texts = {path: head(path) + text for path, text in {**twins, **pages}.items()}
    texts |= {path: text for path, (kind, text) in found.items() if kind == "raw"}
    for path, text in texts.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(("files", "expected"), titled.params("press/check.txt"))
def test_check(files: str, expected: str, tmp_path: Path) -> None:
    plant(tmp_path / "site", files + "\n")
    problems = check_site(read_site(tmp_path / "site")).problems
    told = [one for one in problems if one.code not in MARKUP]
    found = sorted(f"{one.code} {one.path.removeprefix('site/')}:{one.line} {one.value}" for one in told)
    assert found == sorted(expected.strip().splitlines())


@pytest.mark.parametrize(("html", "expected"), titled.params("press/markup.txt"))
def test_markup(html: str, expected: str) -> None:
    if not html.startswith(("<!doctype", "<html")):
        html = f'<!doctype html><html lang="zh-Hans"><head><title>题</title></head><body>{html}</body></html>'
    page = read_page("a.html", html)
    found = sorted(f"{code} {page.place(offset)[0]} {value}" for code, offset, value in page.faults)
    assert found == sorted(expected.strip().splitlines())


def reference(html: str) -> list[str]:
    """What the reference parser of HTML has to mend."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parser = html5lib.HTMLParser(html5lib.getTreeBuilder("etree"))
        parser.parse(html)
    return [code for _, code, _ in parser.errors]


def test_pages_of_the_site_are_html_to_the_reference_parser_too(built_site: Path) -> None:
    """One of each kind; that the checks here find nothing on any page, `tests/site` holds."""
    kinds: dict[str, str] = {}
    for file in sorted(built_site.rglob("*.html")):
        html = file.read_text("utf-8")
        found = re.search(r'<body class="([^"]+)"', html)
        kinds.setdefault(found[1] if found else file.name, html)
    assert len(kinds) > 8
    assert {kind: reference(html) for kind, html in kinds.items() if reference(html)} == {}


TAGS = re.compile(r"</?(?:div|section|p|ul|li|main|header|footer|nav|a|h1|h2|h3|time|span|article)\b[^>]*>")


@given(data())
@settings(max_examples=30)
def test_what_the_reference_parser_mends_is_found_here(article: str, choices: DataObject) -> None:
    """A tag of a real page is taken out or put in twice: whenever a browser would have to mend it, it is told."""
    tag = choices.draw(sampled_from(list(TAGS.finditer(article))))
    twice = choices.draw(booleans())
    broken = article[: tag.start()] + (tag[0] * 2 if twice else "") + article[tag.end() :]
    if reference(broken):
        page = read_page("a.html", broken)
        assert page.faults or page.repeated_ids, tag[0]


@pytest.fixture(scope="module")
def article(built_site: Path) -> str:
    """The page of an article."""
    return next(built_site.glob("x/*/*-*.html"), next(built_site.rglob("??-??.html"))).read_text("utf-8")


# ------------------------------------------------------- feeds, sitemaps, promises

ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><id>{id}</id><title>t</title><updated>u</updated>{more}</feed>'
MAP = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'


def locations(*paths: str) -> str:
    return MAP.format("".join(f"<url><loc>{BASE}{path}</loc></url>" for path in paths))


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("feed.xml", ATOM.format(id="a", more='<link href="index.html"/><link href="https://other.example/x"/>'), []),
        ("feed.xml", "<feed", ["E560 feed.xml unclosed token: line 1, column 0"]),
        ("feed.xml", ATOM.format(id="", more=""), ["E560 feed.xml no id"]),
        (
            "feed.xml",
            ATOM.format(id="a", more="<entry><id>x</id><title>t</title></entry>"),
            ["E560 feed.xml no updated"],
        ),
        ("feed.xml", ATOM.format(id="a", more=f'<link href="{BASE}no.html"/>'), [f"E561 feed.xml {BASE}no.html"]),
        ("sitemap.xml", locations("", "hant/"), []),
        ("sitemap.xml", locations("", "hant/", "no/"), [f"E561 sitemap.xml {BASE}no/"]),
        ("sitemap.xml", locations(""), ["E563 hant/index.html "]),
    ],
)
def test_feeds_and_sitemaps(tmp_path: Path, name: str, text: str, found: list[str]) -> None:
    plant(tmp_path / "site", "")
    (tmp_path / "site" / "sitemap.xml").write_text(locations("", "hant/"), encoding="utf-8")
    (tmp_path / "site" / name).write_text(text, encoding="utf-8")
    site = read_site(tmp_path / "site")
    told = [
        f"{one.code} {one.path.removeprefix('site/')} {one.value}" for one in check_feeds(site, check_site(site).listed)
    ]
    assert told == found


def test_site_with_an_address_has_a_sitemap(tmp_path: Path) -> None:
    plant(tmp_path / "site", "")
    site = read_site(tmp_path / "site")
    assert [one.code for one in check_feeds(site, check_site(site).listed)] == ["E562"]


# ------------------------------------------------------------ what is not read again


def planted(folder: Path) -> Site:
    """A site without a fault."""
    for path in ("index.html", "a.html", "hant/index.html", "hant/a.html"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        text = head(path).replace("</head>", "<title>文</title></head><body>") + "<a href='a.html'>甲</a>"
        (folder / path).write_text(text, encoding="utf-8")
    return read_site(folder)


def test_page_that_did_not_change_is_not_read_again(tmp_path: Path) -> None:
    site, work = planted(tmp_path / "site"), tmp_path / "build"
    first = check_site(site, work)
    assert first.problems == []
    assert Memory(work).recall(site, site.pages).keys() == set(site.pages)
    assert check_site(site, work) == first
    (site.folder / "a.html").write_text("<p>another</p>", encoding="utf-8")
    assert Memory(work).recall(site, site.pages).keys() == set(site.pages) - {"a.html"}
    for _ in range(2):  # a fault is told again
        assert {one.path for one in check_site(site, work).problems} == {"site/a.html"}


def test_memory_of_another_kind_or_damaged_is_no_memory(tmp_path: Path) -> None:
    site, work = planted(tmp_path / "site"), tmp_path / "build"
    first = check_site(site, work)
    without = dataclasses.replace(site, files=site.files - {"a.html"})
    assert Memory(work).recall(without, ["index.html"]) == {}, "it is linked there"
    assert Memory(work).recall(dataclasses.replace(site, base="https://example.com/"), site.pages) == {}
    (work / "check.sqlite").write_bytes(b"no database" * 100)
    assert check_site(site, work) == first
    assert len(Memory(work).recall(site, site.pages)) == len(site.pages)


def test_side_by_side_as_one_after_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = planted(tmp_path / "site")
    (site.folder / "a.html").write_text("<p>another", encoding="utf-8")
    alone = check_site(site)
    monkeypatch.setattr("press.checks.site.PARALLEL", 1)
    assert check_site(site) == alone


def test_command_says_what_it_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plant(tmp_path / "output", 'page: a.html\n<a href="no.html">\n')
    assert check(Edition(tmp_path)) == 1
    out, err = capsys.readouterr()
    column = len(head("a.html")) + 1
    assert f"E511 output/a.html:1:{column}: the link leads to a file that is not there: 'no.html'" in err
    assert out.startswith("Checked 4 pages with 5 links: ")


def test_a_good_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plant(tmp_path / "output", "")
    (tmp_path / "output" / "sitemap.xml").write_text(locations("", "hant/"), encoding="utf-8")
    for page in (tmp_path / "output").rglob("*.html"):
        html = page.read_text("utf-8").replace("</head>", "<title>文</title></head><body>")
        page.write_text(html, encoding="utf-8")
    assert check(Edition(tmp_path)) == 0
    assert capsys.readouterr().out == "Checked 2 pages with 2 links: no problems\n"


def test_no_site_is_no_good_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(Edition(tmp_path)) == 1
    assert "E510 output:1" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("page", "url", "target"),
    [
        ("a/b.html", "c.html", Target("a/c.html")),
        ("a/b.html", "../c.html#x", Target("c.html", "x")),
        ("a/b.html", "#x", Target("a/b.html", "x")),
        ("a/b.html", "?q", Target("a/b.html")),
        ("a/b.html", "..", Target("", folder=True)),
        ("a/b.html", "../..", Target("..", folder=True)),
        ("a/b.html", "/c/", Target("c", folder=True, rooted=True)),
        ("a/b.html", f"{BASE}c.html", Target("c.html")),
        ("a/b.html", BASE, Target("", folder=True)),
        ("a/b.html", "https://example.com/", None),
        ("a/b.html", "//example.com/", None),
        ("a/b.html", "mailto:a@example.org", None),
        ("a/b.html", "data:,x", None),
        ("a/b.html", "c.html#:~:text=x", Target("a/c.html")),
    ],
)
def test_target_of(page: str, url: str, target: Target | None) -> None:
    assert target_of(page, url, BASE) == target


def test_links_from_the_root_of_the_host_know_the_sub_path() -> None:
    base = "https://example.org/paper/"
    assert target_of("404.html", "/paper/a.html", base) == Target("a.html", rooted=True)
    assert target_of("404.html", "https://example.org/paper/a.html", base) == Target("a.html")
    assert target_of("a/b.html", "c.html", base) == Target("a/c.html")


@pytest.mark.parametrize(
    ("canonical", "base"),
    [
        ("https://example.org/", "https://example.org/"),
        ("https://example.org/sub/index.html", "https://example.org/sub/"),
        ("index.html", ""),
        ("", ""),
    ],
)
def test_base_of(canonical: str, base: str) -> None:
    assert base_of(canonical) == base


def test_simplified_only_is_derived_from_the_characters_without_a_use_in_traditional() -> None:
    characters = [["发", "發 髮"], ["后", "後 后"], ["床", "牀"], ["云", "雲 云"], ["汉", "漢"]]
    assert derive(characters, [["牀", "床"]]) == "发汉"


def test_table_is_sorted_and_unique() -> None:
    lines = [line for line in SIMPLIFIED_ONLY.read_text("utf-8").splitlines() if not line.startswith("#")]
    text = "".join(lines)
    assert list(text) == sorted(set(text))
    assert len(text) > 3000


def test_left_over_counts_lines_and_shows_what_stands_around() -> None:
    assert list(left_over("一二三\n四五六七八九十一二发展三四五六七八九十")) == [
        (13, "发 in 五六七八九十一二发展三四五六七八九")
    ]
