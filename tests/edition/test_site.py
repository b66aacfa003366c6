"""Whole sites, built by a real Pelican with the settings of this project and templates of a few lines."""

from __future__ import annotations

import gzip
import hashlib
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.site
Write = Callable[..., Path]

TEMPLATES = tuple(
    "home issue read page article term shelf terms calendar year month text corrections 404 search titles".split()
)
BASE = """<!doctype html><html lang="{{ edition.lang }}"><title>{{ title }}</title>
<meta name="description" content="{{ description }}"><nav>
{% for term in nav %}<a href="{{ link(term.path) }}">{{ term.name }}</a>{% endfor %}
{% for text in texts %}<a href="{{ link(text.path) }}">{{ text.title }}</a>{% endfor %}
</nav><main class="{{ kind }}">{% block main %}{{ here }}{% endblock %}</main>{{ sources_digest }}</html>
"""
ARTICLE = """{% extends "base.html" %}{% block main %}<h1>{{ article.title }}</h1>{{ article.body }}
{% for one in article.related %}<a href="{{ link(one.path) }}">{{ one.title }}</a>{% endfor %}
<script type="application/ld+json">{{ article.json_ld }}</script>{% endblock %}
"""
CONF = """
import sys
import zipfile
sys.path.insert(0, {house!r})
from pelicanconf import *
PATH, OUTPUT_PATH, THEME = "content", "output", "theme"
EDITION_FILE, CATALOGUE, CACHE_PATH = "edition.toml", "build/catalogue.sqlite", "build/cache"
PLUGINS = ["edition.plugin"]
"""


@pytest.fixture
def site(tmp_path: Path, house: Path) -> Path:
    """A project with tiny templates and no articles."""
    templates = tmp_path / "theme" / "templates"
    templates.mkdir(parents=True)
    (tmp_path / "theme" / "static").mkdir()
    for folder in ("articles", "images", "pages"):
        (tmp_path / "content" / folder).mkdir(parents=True)
    for name in TEMPLATES:
        (templates / f"{name}.html").write_text('{% extends "base.html" %}', encoding="utf-8")
    (templates / "base.html").write_text(BASE, encoding="utf-8")
    (templates / "article.html").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "conf.py").write_text(CONF.format(house=str(house)), encoding="utf-8")
    (tmp_path / "edition.toml").write_text('name = "城报"\n', encoding="utf-8")
    return tmp_path


def build(root: Path) -> subprocess.CompletedProcess[str]:
    """Pelican as every task runs it."""
    command = [sys.executable, "-m", "pelican", "-s", "conf.py", "--fatal", "errors"]
    settings = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "random"}
    return subprocess.run(command, cwd=root, env=settings, capture_output=True, text=True, encoding="utf-8")


def tree(folder: Path) -> dict[str, str]:
    """Path -> digest of every file."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def test_a_site_is_written_and_written_again_the_same(site: Path, write: Write) -> None:
    for name in ("2024-06-11-01-01", "2024-06-11-02-01", "2024-06-01-01"):
        write(
            name, tags=["甲", "乙"], authors=["王二", "李三"], region=["四川省/德阳市"], section="教育", rubric="一栏"
        )
    (site / "content" / "pages" / "about.md").write_text(
        "---\ntitle: 关于\n---\n[日历](/calendar/)\n", encoding="utf-8"
    )
    first = build(site)
    assert first.returncode == 0, first.stderr
    one = tree(site / "output")
    assert {"index.html", "feed.xml", "robots.txt", ".nojekyll", "favicon.svg", "about/index.html"} <= set(one)
    assert "sitemap.xml" not in one
    assert {path for path in one if path.startswith("author/") and path.endswith(".html")} == {
        "author/li-san/index.html",
        "author/wang-er/index.html",
    }
    text = (site / "output" / "about" / "index.html").read_text(encoding="utf-8")
    assert '<main class="about">' in text
    (site / "output").rename(site / "before")
    (site / "build" / "catalogue.sqlite").unlink()
    assert build(site).returncode == 0
    assert tree(site / "output") == one


def test_drafts_and_deleted_articles_are_nowhere(site: Path, write: Write) -> None:
    write("2024-06-11-01-01", title="留下")
    write("2024-06-11-01-02", title="草稿", status="draft", authors=["王二"])
    gone = write("2024-06-12-01-01", title="删去", authors=["李三"])
    assert build(site).returncode == 0
    gone.unlink()
    (site / "output").rename(site / "before")
    assert build(site).returncode == 0
    words = "".join(map(whole_text, sorted((site / "output").rglob("*.*"))))
    assert "留下" in words
    assert not any(word in words for word in ("草稿", "删去", "王二", "李三", "wang-er", "li-san"))


def whole_text(file: Path) -> str:
    """The text of a file and its path, packed ones unpacked."""
    if file.suffix == ".epub":
        with zipfile.ZipFile(file) as book:
            return "".join(name + book.read(name).decode() for name in book.namelist())
    raw = file.read_bytes()
    return str(file) + (gzip.decompress(raw) if file.suffix == ".gz" else raw).decode()


def test_problems_stop_the_build_and_are_all_told(site: Path, write: Write) -> None:
    write("2024-06-11-01-01", autors=["王二"])
    write("2024-06-11-01-02", date="2024-02-30")
    result = build(site)
    assert result.returncode == 1
    path = "content/articles/2024-06-11/2024-06-11-01-0"
    lines = [line for line in result.stderr.splitlines() if line.startswith("E3")]
    assert [line.split(": ")[0] for line in lines] == [f"E303 {path}1.md:2:1", f"E305 {path}2.md:2:1"]
    assert "did you mean authors?" in lines[0]
    assert "2024-02-30" in lines[1]


def test_a_broken_edition_file_stops_the_build(site: Path) -> None:
    (site / "edition.toml").write_text('nam = "城报"\n', encoding="utf-8")
    result = build(site)
    assert result.returncode == 1
    assert "E402 edition.toml:1:1: " in result.stderr
    assert not (site / "output" / "index.html").exists()


def test_a_page_of_a_name_the_edition_uses_is_refused(site: Path) -> None:
    for name in ("calendar", "hant", "About"):
        (site / "content" / "pages" / f"{name}.md").write_text("---\ntitle: 题\n---\n", encoding="utf-8")
    result = build(site)
    assert result.returncode == 1
    assert result.stderr.count("E311 content/pages/") == 3


def test_nothing_printed_becomes_markup_or_a_path(site: Path, write: Write) -> None:
    nasty = "</title><script>alert(1)</script>{{ 7*7 }}{% raw %}../../x\"'&\n二"
    keys = dict.fromkeys(("title", "kicker", "deck", "section", "rubric", "author_note", "page_name", "paper"), nasty)
    write("2024-06-11-01-01", body=nasty, authors=[nasty], tags=[nasty], region=[nasty], captions=[nasty], **keys)
    result = build(site)
    assert result.returncode == 0, result.stderr
    assert {path.name for path in site.iterdir()} == {"build", "conf.py", "content", "edition.toml", "output", "theme"}
    for file in (site / "output").rglob("*.html"):
        assert "<script>" not in file.read_text(encoding="utf-8")
    article = (site / "output" / "2024" / "06" / "11" / "01-01.html").read_text(encoding="utf-8")
    assert article.count("{{ 7*7 }}{% raw %}") >= 3
    for path in tree(site / "output"):
        assert path.isascii() and path == path.lower() and ".." not in path


def test_an_address_gives_a_sitemap_and_full_links_on_404(site: Path, write: Write) -> None:
    (site / "edition.toml").write_text('name = "城报"\nurl = "https://example.org/p"\n', encoding="utf-8")
    write("2024-06-11-01-01", section="教育")
    assert build(site).returncode == 0
    index = (site / "output" / "sitemap.xml").read_text(encoding="utf-8")
    assert "https://example.org/p/sitemap/2024.xml" in index
    year = (site / "output" / "sitemap" / "2024.xml").read_text(encoding="utf-8")
    assert "https://example.org/p/2024/06/11/01-01.html" in year
    lost = (site / "output" / "404.html").read_text(encoding="utf-8")
    assert 'href="/p/section/education/index.html"' in lost


def test_an_edition_without_articles_builds(site: Path) -> None:
    result = build(site)
    assert result.returncode == 0, result.stderr
    assert (site / "output" / "index.html").is_file()
