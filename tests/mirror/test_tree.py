"""The tree under hant/: what is written, left alone, skipped and removed."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from mirror.convert import Converter
from mirror.plugin import HOUSE, mirror_ahead, mirror_site
from mirror.tree import Plan, mirror_tree

FILES = {
    "index.html": '<html lang="zh-Hans"><link href="theme/a.css"><a href="2024/01.html">国</a></html>',
    "2024/01.html": "<p>头<em>发</em></p>",
    "feed.xml": "<title>国</title>",
    "2024/issue.json": '{"title": "国"}',
    "2024/issue.txt": "“国”\r\n",
    "robots.txt": "国",
    "sitemap.xml": "<loc>国</loc>",
    "theme/a.css": "国",
    "theme/demo.html": "国",
    "images/a.svg": "国",
    "search/index/0.js": 'banmian("国");',
    "search/text/0.js": 'banmian("text/0",["国"]);',
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(text.encode())
    return tmp_path


def mirror(root: Path) -> dict[str, str]:
    return {
        file.relative_to(root).as_posix(): file.read_bytes().decode()
        for file in sorted((root / "hant").rglob("*"))
        if file.is_file()
    }


def test_text_is_written_again_and_nothing_else(root: Path, converter: Converter) -> None:
    outcome = mirror_tree(Plan(root), converter)
    assert mirror(root) == {
        "hant/2024/01.html": "<p>頭<em>髮</em></p>",
        "hant/2024/issue.json": '{"title": "國"}',
        "hant/2024/issue.txt": "「國」\r\n",
        "hant/feed.xml": "<title>國</title>",
        "hant/index.html": '<html lang="zh-Hant"><link href="../theme/a.css"><a href="2024/01.html">國</a></html>',
        "hant/search/text/0.js": 'banmian("text/0",["國"]);',
    }
    written = ["2024/01.html", "2024/issue.json", "2024/issue.txt", "feed.xml", "index.html", "search/text/0.js"]
    assert outcome.written == written
    assert outcome.problems == []
    assert {path: (root / path).read_bytes().decode() for path in FILES} == FILES


def test_a_second_run_touches_nothing(root: Path, converter: Converter) -> None:
    mirror_tree(Plan(root), converter)
    times = {path: (root / path).stat().st_mtime_ns for path in mirror(root)}
    outcome = mirror_tree(Plan(root), converter)
    assert outcome.written == outcome.removed == [] and len(outcome.unchanged) == len(times)
    assert times == {path: (root / path).stat().st_mtime_ns for path in mirror(root)}


def test_what_has_no_source_any_more_is_removed(root: Path, converter: Converter) -> None:
    mirror_tree(Plan(root), converter)
    (root / "2024/issue.txt").unlink()
    (root / "2024/01.html").unlink()
    (root / "2024/issue.json").unlink()
    assert mirror_tree(Plan(root), converter).removed == ["2024/01.html", "2024/issue.json", "2024/issue.txt"]
    assert not (root / "hant/2024").exists()


def test_bytes_that_are_not_utf8_come_out_as_they_went_in(root: Path, converter: Converter) -> None:
    (root / "bad.html").write_bytes(b"\xff\x00<p>\xb9\xfa</p>" + "国".encode())
    mirror_tree(Plan(root), converter)
    assert (root / "hant/bad.html").read_bytes() == b"\xff\x00<p>\xb9\xfa</p>" + "國".encode()


def test_a_length_that_would_change_is_reported_with_its_page(root: Path) -> None:
    converter = Converter()
    stock = converter._stock
    converter._stock = lambda text: stock(text).replace("頭", "頭頭")
    problems = mirror_tree(Plan(root), converter).problems
    assert [(found.code, found.path, found.value) for found in problems] == [("W551", "2024/01.html", "头发")]


def test_what_is_wrong_with_a_page_shown_ahead_is_told_when_the_site_is_mirrored(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    converter = Converter()
    stock = converter._stock
    converter._stock = lambda text: stock(text).replace("頭", "頭頭")
    settings = {
        "SITE_PATH": str(root),
        "CATALOGUE": str(root.with_suffix(".sqlite")),
        HOUSE: (converter, [], set(), []),
    }
    mirror_ahead(SimpleNamespace(settings=settings, output_path=str(root)), ["2024/01.html"])
    mirror_site(SimpleNamespace(settings=settings, output_path=str(root)))
    told = [line for line in capsys.readouterr().err.splitlines() if line.startswith("W551 2024/01.html")]
    assert len(told) == 1 and "头发" in told[0]


def test_prefix_and_skipped_are_settings(root: Path, converter: Converter) -> None:
    mirror_tree(Plan(root, prefix="tw", skipped=("*.json", "2024/*", "theme/*", "search/*")), converter)
    found = sorted(file.relative_to(root / "tw").as_posix() for file in (root / "tw").rglob("*") if file.is_file())
    assert found == ["feed.xml", "index.html", "robots.txt", "sitemap.xml"]


def test_a_folder_named_like_a_page_and_an_empty_site(tmp_path: Path, converter: Converter) -> None:
    (tmp_path / "a.html").mkdir()
    assert mirror_tree(Plan(tmp_path), converter).written == []
