"""Faults planted in small sites (tests/cases/press/check.txt), and the table of Simplified characters."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import titled
from press.check import check, check_site, read_site, twin_of
from press.derive_simplified_only import simplified_only as derive
from press.links import Target, base_of, target_of
from press.models import Edition
from press.script import SIMPLIFIED_ONLY, left_over

FILE = re.compile(r"^(page|raw): (\S+)\n((?:.*\n)*?)(?=page: |raw: |\Z)", re.MULTILINE)
BASE = "https://example.org/"


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
    problems = check_site(read_site(tmp_path / "site"))
    found = sorted(f"{one.code} {one.path.removeprefix('site/')}:{one.line} {one.value}" for one in problems)
    assert found == sorted(expected.strip().splitlines())


def test_command_says_what_it_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plant(tmp_path / "output", 'page: a.html\n<a href="no.html">\n')
    assert check(Edition(tmp_path)) == 1
    out, err = capsys.readouterr()
    column = len(head("a.html")) + 1
    assert f"E511 output/a.html:1:{column}: the link leads to a file that is not there: 'no.html'" in err
    assert out == "Checked 4 pages with 5 links: 1 problems\n"


def test_a_good_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plant(tmp_path / "output", "")
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
        (1, "发 in 五六七八九十一二发展三四五六七八九")
    ]
