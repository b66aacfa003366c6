"""Drafts are on pages of their own, for the preview; the site and the catalogue know nothing of them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from articles import write_article
from building import HOUSE, build_all, build_changes, tree

pytestmark = pytest.mark.site
TOLD = {"title": "尚未定稿", "section": "教育", "authors": ["汪尔"], "tags": ["水库"], "region": ["四川省/宜宾市"]}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition of one article, built."""
    folder = tmp_path_factory.mktemp("edition")
    for name in ("articles", "images", "pages", "vocabulary"):
        (folder / "content" / name).mkdir(parents=True)
    shutil.copytree(HOUSE / "theme", folder / "theme")
    (folder / "output").mkdir()
    (folder / "edition.toml").write_text('name = "江城"\n[[sections]]\nname = "教育"\n', encoding="utf-8")
    write_article(folder, "2024-06-11-01-01", title="水库开闸", section="教育", tags=["水库"])
    build_changes(folder)
    return folder


def test_drafts_have_pages_apart_and_the_site_stays_as_it_is(root: Path, tmp_path: Path) -> None:
    write_article(root, "2024-06-11-01-02", "“一”<b>。", status="draft", **TOLD)
    write_article(root, "2025-01-02-01-01", status="draft", title="另一期")
    write_article(root, "2024-06-11-01-03", status="removed", title="已撤")
    changes = build_changes(root, tmp_path / "drafts")
    # A removed article leaves a stub, a draft leaves nothing.
    assert not [path for path in changes.written if "01-02" in path or "2025" in path]
    listed = json.loads((tmp_path / "drafts" / "drafts.json").read_text("utf-8"))
    assert listed == [
        {
            "id": "20240611-01-02",
            "path": "2024/06/11/01-02.html",
            "title": "尚未定稿",
            "source": "content/articles/2024-06-11/2024-06-11-01-02.md",
        },
        {
            "id": "20250102-01-01",
            "path": "2025/01/02/01-01.html",
            "title": "另一期",
            "source": "content/articles/2025-01-02/2025-01-02-01-01.md",
        },
    ]
    assert set(tree(tmp_path / "drafts")) == {"drafts.json", *(one["path"] for one in listed)}
    page = (tmp_path / "drafts" / listed[0]["path"]).read_text("utf-8")
    assert "尚未定稿" in page and "&lt;b&gt;" in page
    # As it will be: with its neighbours, and addresses of terms that only it has.
    assert 'href="../../../2024/06/11/01-01.html"' in page and "author/wang-er/" in page
    whole = tree(build_all(root))
    assert tree(root / "output") == whole
    text = "".join(file.read_text("utf-8", "replace") for file in (root / "output").rglob("*") if file.is_file())
    assert "水库开闸" in text and not any(word in text for word in ("尚未定稿", "另一期", "wang-er"))


def test_making_them_changes_nothing_that_is_made_next(root: Path, tmp_path: Path) -> None:
    write_article(root, "2024-06-12-01-01", status="draft", **TOLD)
    build_changes(root)
    assert not build_changes(root, tmp_path / "drafts").written
    assert not build_changes(root).written
    assert not (tmp_path / "drafts-other").exists()


def test_a_draft_that_another_article_keeps_out_is_not_shown(root: Path, tmp_path: Path) -> None:
    write_article(root, "2024-06-13-01-01", status="draft", title="先")
    file = write_article(root, "2024-06-13-01-02", status="draft", title="后")
    file.write_text(file.read_text("utf-8").replace("20240613-01-02", "20240613-01-01"), encoding="utf-8")
    build_changes(root, tmp_path / "drafts")
    titles = [one["title"] for one in json.loads((tmp_path / "drafts" / "drafts.json").read_text("utf-8"))]
    assert "先" in titles and "后" not in titles
    file.unlink()
    build_changes(root)
