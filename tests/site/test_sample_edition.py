"""The sample edition as it is published: whole, linked, twinned, and safe to move."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from converter.problems import render
from press.checks.site import check_site, read_site

pytestmark = pytest.mark.site

KINDS = [
    "index.html", "2024/04/19/index.html", "2024/04/19/01.html", "2024/04/19/01-01.html", "x/2024-06/01-02.html",
    "sections/index.html", "regions/index.html", "tags/index.html", "authors/index.html", "columns/index.html",
    "calendar/index.html", "2024/index.html", "2024/04/index.html", "about/index.html", "404.html",
]  # fmt: skip


def test_every_kind_of_page_is_there_in_both_scripts(built_site: Path) -> None:
    missing = [path for path in KINDS for prefix in ("", "hant/") if not (built_site / prefix / path).is_file()]

    assert missing == []


def test_all_articles_are_published(built_site: Path, house: Path) -> None:
    articles = list((house / "content" / "articles").rglob("*.md"))
    published = [p for p in built_site.rglob("*-*.html") if re.fullmatch(r"[a-z]?\d\d-\d\d\.html", p.name)]

    assert len(published) == 2 * len(articles) == 58


def test_no_link_is_broken_and_every_page_has_its_twin(built_site: Path) -> None:
    assert [render(problem) for problem in check_site(read_site(built_site)).problems] == []


def test_the_switcher_leads_to_the_same_page(built_site: Path) -> None:
    here = (built_site / "x/2024-06/01-02.html").read_text("utf-8")
    there = (built_site / "hant/x/2024-06/01-02.html").read_text("utf-8")

    assert re.search(r'class="script-switch"[^>]*href="../../hant/x/2024-06/01-02.html"', here)
    assert re.search(r'class="script-switch"[^>]*href="../../../x/2024-06/01-02.html"', there)
    assert '<html lang="zh-Hans"' in here
    assert '<html lang="zh-Hant"' in there


def test_nothing_of_the_build_reaches_the_site(built_site: Path, house: Path) -> None:
    for page in built_site.rglob("*.html"):
        text = page.read_text("utf-8")
        assert str(house) not in text
        assert "file://" not in text


def test_pages_are_light(built_site: Path) -> None:
    """As they lie on the disk, before a host packs them; with style sheets, of which a page names all it needs."""
    home = built_site / "index.html"
    text = home.read_text("utf-8")
    sheets = [home.parent / one for one in re.findall(r'<link rel="stylesheet" href="([^"]+)"', text)]

    assert len(sheets) > 1 and not [one for one in sheets if "@import" in one.read_text("utf-8")]
    assert sum(one.stat().st_size for one in sheets) <= 48 * 1024
    assert len(text.encode()) <= 60 * 1024
