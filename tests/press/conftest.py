"""A tiny edition of its own for the press: real Pelican, a real (if simple) converter, no theme to speak of."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from press.models import Edition

CONVERTER = '''
"""Each content/issues/*.txt becomes an article; a page that says BAD is refused, CRASH and STOP break down."""
import sys
from pathlib import Path

refused = 0
articles = Path("content/articles")
articles.mkdir(exist_ok=True)
for old in articles.glob("*.md"):
    old.unlink()
for page in sorted(Path("content/issues").glob("*.txt")):
    text = page.read_text("utf-8")
    if "CRASH" in text:
        raise RuntimeError("the converter broke down")
    if "STOP" in text:
        sys.exit(3)
    if "BAD" in text:
        print(f"E100 {page.as_posix()}:1: refused", file=sys.stderr)
        refused = 1
        continue
    head = f"Title: {page.stem}\\nDate: 2024-06-11\\nSlug: {page.stem}\\n\\n"
    (articles / f"{page.stem}.md").write_text(f"{head}{text}\\n", "utf-8")
sys.exit(refused)
'''
SETTINGS = """
PATH = "content"
ARTICLE_PATHS = ["articles"]
STATIC_PATHS = []
THEME = "theme"
TIMEZONE = "UTC"
READERS = {"rst": None}
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
DIRECT_TEMPLATES = ["index"]
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
"""
TEMPLATES = {
    "index.html": "<!doctype html><head><title>home</title></head>"
    "{% for a in articles %}<a href='{{ a.url }}'>{{ a.title }}</a>{% endfor %}",
    "article.html": "<!doctype html><head><title>{{ article.title }}</title>"
    "<link rel='stylesheet' href='{{ SITEURL }}/theme/main.css'></head>{{ article.content }}",
    "404.html": "<!doctype html><head><title>nothing here</title></head><a href='index.html'>home</a>",
}

SHARED = ("models.py", "mutex.py", "problems.py", "stage.py", "naming.py", "text.py", "describe", "data")
"""Of the real converter: what other plug-ins use."""


@pytest.fixture
def tiny(tmp_path: Path, compiled_plugins: Path) -> Edition:
    """An edition of two pages. Its plug-ins are compiled, which every program of it would have to do otherwise."""
    write(tmp_path / "pelicanconf.py", SETTINGS + 'TEMPLATE_PAGES = {}\nDIRECT_TEMPLATES = ["index", "404"]\n')
    write(tmp_path / "plugins" / "converter" / "__main__.py", CONVERTER)
    # Without it the real package, further down Python's path, would win.
    write(tmp_path / "plugins" / "converter" / "__init__.py", "")
    for name in (
        "models.py",
        "mutex.py",
        "problems.py",
        "stage.py",
        "naming.py",
        "text.py",
        "describe",
        "data",
        "__pycache__",
    ):
        copy(compiled_plugins / "converter" / name, tmp_path / "plugins" / "converter" / name)
    for name in ("press", "catalogue"):
        shutil.copytree(compiled_plugins / name, tmp_path / "plugins" / name)
    for name, text in TEMPLATES.items():
        write(tmp_path / "theme" / "templates" / name, text)
    (tmp_path / "theme" / "static").mkdir()
    write(tmp_path / "content" / "issues" / "one.txt", "First page.")
    write(tmp_path / "content" / "issues" / "two.txt", "Second page.")
    write(tmp_path / "output" / ".gitkeep", "")
    return Edition(tmp_path)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        shutil.copy2(source, target)
