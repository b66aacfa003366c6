"""A published edition from end to end: what was promised is kept when articles go and issues move."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from press.build import attempt
from press.models import Edition as Place

pytestmark = pytest.mark.site
ARTICLE = "2024/04/19/01-03.html"


def test_a_published_address_stays_for_ever(built_issue: Place) -> None:
    root = built_issue.root
    (root / "edition.toml").write_text(
        re.sub(r"(?m)^url = .*$", 'url = "https://example.org/p"', (root / "edition.toml").read_text("utf-8")), "utf-8"
    )
    published = Place(root, settings="publishconf.py")
    first = attempt(published)
    assert first.changes, first.said
    promised = (root / "content" / "vocabulary" / "permalinks.txt").read_text("utf-8").splitlines()
    assert ARTICLE in promised and "index.html" in promised and "404.html" not in promised

    next((root / "content" / "articles" / "2024-04-19").glob("*-01-03.md")).unlink()
    (root / "content" / "vocabulary" / "redirects.tsv").write_text("x/old/\t2024/04/19/\n", "utf-8")
    second = attempt(published)
    assert second.changes and not second.refused and "W463" in second.said and ARTICLE in second.said
    for script, words in (("", "这篇文章已撤下"), ("hant/", "這篇文章已撤下")):
        assert words in (built_issue.output / script / ARTICLE).read_text("utf-8")
        moved = (built_issue.output / script / "x/old/01-01.html").read_text("utf-8")
        assert 'content="0; url=../../2024/04/19/01-01.html"' in moved
        assert f'rel="canonical" href="https://example.org/p/{script}2024/04/19/01-01.html"' in moved
    assert ARTICLE not in (built_issue.output / "sitemap.xml").read_text("utf-8")
    assert "/p/x/old/01-01.html /p/2024/04/19/01-01.html 301" in (built_issue.output / "_redirects").read_text("utf-8")

    command = [sys.executable, "-m", "press", "--root", str(root), "check"]
    done = subprocess.run(command, env=built_issue.environment(), capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
