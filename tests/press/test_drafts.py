"""Drafts in the preview: a real server, a real build."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from articles import write_article
from press.models import Edition
from press.preview.drafts import LIST, PREFIX, RIBBON, STAGED, listing, put_in_place, with_ribbon

KEY = "2025-07-01-01-01"
PAGE = "2025/07/01/01-01.html"


def wait_for(what: Callable[[], object], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)


def get(url: str) -> tuple[int, str, str]:
    """Status, the address that answered, text."""
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.status, answer.url, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.url, error.read().decode()


@pytest.mark.site
def test_a_draft_is_shown_changed_and_published(built_issue: Edition, tmp_path: Path) -> None:
    command = [sys.executable, "-u", "-m", "press", "--root", str(built_issue.root), "serve"]
    log = tmp_path / "serve.log"
    write_article(built_issue.root, KEY, title="草拟一题", status="draft")
    with log.open("w") as out:
        process = subprocess.Popen(command, env=built_issue.environment(), stdout=out, stderr=out)
    try:
        wait_for(lambda: "Serving" in log.read_text())
        (url,) = re.findall(r"Serving (http://127\.0\.0\.1:\d+/)", log.read_text())
        assert "草拟一题" in get(f"{url}{PREFIX}")[2]
        status, _, text = get(f"{url}{PREFIX}{PAGE}")
        assert (status, text.count(RIBBON)) == (200, 1) and "草拟一题" in text and "/-/preview.js" in text
        assert get(f"{url}{PAGE}")[0] == 404
        # What a draft links to is the site's.
        assert get(f"{url}{PREFIX}theme/css/main.css")[:2] == (200, f"{url}theme/css/main.css")
        assert get(f"{url}-/preview.css")[0] == 200
        write_article(built_issue.root, KEY, title="改过一题", status="draft")
        wait_for(lambda: "改过一题" in get(f"{url}{PREFIX}{PAGE}")[2])
        assert not (built_issue.output / PAGE).exists()
        write_article(built_issue.root, KEY, title="改过一题")
        wait_for(lambda: get(f"{url}{PAGE}")[0] == 200)
        wait_for(lambda: get(f"{url}{PREFIX}{PAGE}")[1] == f"{url}{PAGE}")
        assert "没有草稿" in get(f"{url}{PREFIX}")[2]
        assert RIBBON not in (built_issue.output / PAGE).read_text("utf-8")
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)


def test_what_changed_is_told_by_its_address(tmp_path: Path) -> None:
    edition = Edition(tmp_path)
    assert not put_in_place(edition).written
    for texts in ({"a.html": "1", "b.html": "2"}, {"a.html": "3"}):
        staged = edition.work / STAGED
        staged.mkdir(parents=True)
        for name, text in {**texts, LIST: "[]"}.items():
            (staged / name).write_text(text)
        changes = put_in_place(edition)
        assert not staged.exists()
    assert (changes.written, changes.deleted) == ((f"{PREFIX}a.html",), (f"{PREFIX}b.html",))


def test_the_list_makes_no_markup_of_what_an_article_says(tmp_path: Path) -> None:
    (tmp_path / LIST).write_text('[{"id": "a", "path": "x/&/a.html", "title": "<script>", "source": "<b>"}]')
    page = listing(tmp_path).decode()
    assert "&lt;script&gt;" in page and "<script>" not in page and "<b>" not in page
    assert 'href="x/%26/a.html"' in page
    (tmp_path / LIST).write_text("damaged")
    assert "没有草稿" in listing(tmp_path).decode()


@pytest.mark.parametrize("page", [b"<head></head><body class=a>x", b"no body"])
def test_a_ribbon_stands_on_every_page(page: bytes) -> None:
    html = with_ribbon(page)
    assert html.count(RIBBON.encode()) == 1
    assert html.replace(RIBBON.encode(), b"").replace(b'<link rel="stylesheet" href="/-/preview.css">', b"") == page
