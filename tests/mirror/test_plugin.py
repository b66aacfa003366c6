"""A real site built by Pelican with the plug-in, and what a reader of either script finds in it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest

pytestmark = pytest.mark.site
PLUGINS = Path(__file__).parent.parent.parent / "plugins"

BASE_HTML = """<!DOCTYPE html><html lang="zh-Hans"><head><title>{{ SITENAME }}</title>
<link rel="canonical" href="{{ SITEURL }}/{{ output_file }}">
<link rel="alternate" hreflang="zh-Hans" href="{{ SITEURL }}/{{ output_file }}">
<link rel="alternate" hreflang="zh-Hant" href="{{ SITEURL }}/hant/{{ output_file }}">
{% set up = '../' * output_file.count('/') %}
<link rel="stylesheet" href="{{ up }}theme/main.css"></head><body>
<a class="script-switch" rel="alternate" hreflang="zh-Hant" lang="zh-Hant" translate="no"
 href="{{ up }}hant/{{ output_file }}">繁體</a><a href="{{ up }}index.html">首页</a>
{% block main %}{% for article in articles %}<a href="{{ up }}{{ article.url }}">{{ article.title }}</a>{% endfor %}
{% endblock %}</body></html>"""
ARTICLE_HTML = """{% extends "index.html" %}{% block main %}{{ article.content }}{% endblock %}"""
SETTINGS = """
SITENAME = "国报"
SITEURL = "https://news.example"
PATH = "content"
ARTICLE_PATHS = ["articles"]
PLUGIN_PATHS = [{plugins!r}]
PLUGINS = ["mirror.plugin"]
THEME = "theme"
ARTICLE_SAVE_AS = ARTICLE_URL = "{{date:%Y/%m/%d}}/{{id}}.html"
DIRECT_TEMPLATES = ["index"]
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
FEED_ALL_ATOM = "feed.xml"
FEED_DOMAIN = SITEURL
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
TIMEZONE = "UTC"
DEFAULT_LANG = "zh-Hans"
"""
ARTICLE = """---
id: 20240611-01-01
title: 组长于海和头发
date: 2024-06-11
issue: 2024-06-11
page: '01'
credits: [{name: 余里}]
hant: {于海: 于海}
---

组长于海说：“头**发**好。”余里在余地里。
"""
ARTICLE_PATH = "2024/06/11/20240611-01-01.html"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("site")
    files = {
        "theme/templates/index.html": BASE_HTML,
        "theme/templates/article.html": ARTICLE_HTML,
        "theme/static/main.css": "p::before{content:'国'}",
        "content/articles/2024-06-11/20240611-01-01.md": ARTICLE,
        "content/vocabulary/glossary.tsv": "# 简\t繁\n国报\t国報\n",
        "pelicanconf.py": SETTINGS.format(plugins=str(PLUGINS)),
    }
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def build(root: Path, output: str = "output") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pelican", "-s", "pelicanconf.py", "-o", output, "--fatal", "errors"]
    environment = {**os.environ, "PYTHONPATH": str(PLUGINS), "PYTHONUTF8": "1"}
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def site(project: Path) -> Path:
    done = build(project)
    assert done.returncode == 0, done.stdout + done.stderr
    return project / "output"


def pages(site: Path) -> list[str]:
    return sorted(file.relative_to(site).as_posix() for file in site.rglob("*.html"))


def read(site: Path, path: str) -> str:
    return (site / path).read_text(encoding="utf-8")


def test_every_page_has_its_twin_at_the_same_path(site: Path) -> None:
    assert pages(site) == [ARTICLE_PATH, f"hant/{ARTICLE_PATH}", "hant/index.html", "index.html"]
    assert (site / "hant/feed.xml").is_file() and not (site / "hant/theme").exists()


def test_no_link_is_broken_in_either_script(site: Path) -> None:
    for page in pages(site):
        for url in re.findall(r'(?:href|src)="([^"#]+)"', read(site, page)):
            local = url.removeprefix("https://news.example/")
            path = local if local != url else normpath(join(dirname(page), url))
            assert (site / path).is_file(), (page, url)


def test_the_switcher_leads_to_the_same_page_and_back(site: Path) -> None:
    for page in pages(site):
        found = re.search(r'<a class="script-switch"(.*?)>(.*?)</a>', read(site, page), re.DOTALL)
        assert found
        twin = normpath(join(dirname(page), re.findall(r'href="(.*?)"', found[1])[0]))
        script, label = ("zh-Hans", "简体") if page.startswith("hant/") else ("zh-Hant", "繁體")
        assert twin == (page.removeprefix("hant/") if page.startswith("hant/") else f"hant/{page}")
        assert f'hreflang="{script}" lang="{script}" translate="no"' in found[1] and found[2] == label


def test_each_page_is_its_own_canonical_and_names_both(site: Path) -> None:
    for page in pages(site):
        text = read(site, page)
        plain = page.removeprefix("hant/")
        assert f'rel="canonical" href="https://news.example/{page}"' in text
        assert f'hreflang="zh-Hans" href="https://news.example/{plain}"' in text
        assert f'hreflang="zh-Hant" href="https://news.example/hant/{plain}"' in text
        assert f'<html lang="{"zh-Hant" if page.startswith("hant/") else "zh-Hans"}">' in text


def test_glossary_front_matter_and_names_of_credits_are_used(site: Path) -> None:
    text = read(site, f"hant/{ARTICLE_PATH}")
    assert "<p>組長于海說：「頭<strong>髮</strong>好。」余里在餘地裡。</p>" in text
    assert "<title>国報</title>" in text
    assert ">組長于海和頭髮</a>" in read(site, "hant/index.html")


def test_the_feed_is_the_mirrors_own(site: Path) -> None:
    text = read(site, "hant/feed.xml")
    assert "組長于海和頭髮" in text and f'href="https://news.example/hant/{ARTICLE_PATH}"' in text


def test_two_builds_are_equal(project: Path, site: Path) -> None:
    assert build(project, "again").returncode == 0
    for page in pages(site):
        assert (project / "again" / page).read_bytes() == (site / page).read_bytes()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ('HANT_CONFIG = "s2twp"', "E475"),
        ('HANT_GLOSSARY = "bad.tsv"', "E472 bad.tsv:2"),
    ],
)
def test_a_wrong_decision_stops_the_build(project: Path, change: str, said: str) -> None:
    (project / "bad.tsv").write_text("一\t一\n国\t國家\n", encoding="utf-8")
    settings = project / "pelicanconf.py"
    good = settings.read_text(encoding="utf-8")
    try:
        settings.write_text(good + change + "\n", encoding="utf-8")
        done = build(project, "refused")
    finally:
        settings.write_text(good, encoding="utf-8")
    assert done.returncode != 0
    assert said in done.stdout + done.stderr
