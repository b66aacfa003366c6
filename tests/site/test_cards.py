"""What goes with a link that is shared, on a whole site: which page names which picture, and builds of changes."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import pytest
from PIL import Image

from articles import write_article
from building import HOUSE, build_all, build_changes, tree
from cards.models import HEIGHT, WIDTH
from cards.png import words_in
from fonts import square_font

pytestmark = pytest.mark.site

URL = "https://example.org/p"
CHARACTERS = "江城国國报報一份数字教育水库开闸开閘頭头髮发人第版年月日期版块塊2024011"
DAY = "2024/06/11"
PICTURE = re.compile(r'<meta property="og:image" content="([^"]*)">')


def picture_of(output: Path, path: str) -> str | None:
    """Path of the picture that a page names, after it was opened and measured."""
    page = (output / path).read_text("utf-8")
    found = PICTURE.search(page)
    if not found:
        assert "og:image" not in page and 'content="summary"' in page
        return None
    named = found[1].removeprefix(f"{URL}/")
    with Image.open(io.BytesIO((output / named).read_bytes())) as image:
        image.load()
        said = [re.search(rf'og:image:{side}" content="(\d+)"', page) for side in ("width", "height")]
        assert [one and int(one[1]) for one in said] == list(image.size)
        assert ('content="summary_large_image"' in page) == (image.size == (WIDTH, HEIGHT))
    assert re.search(r'og:image:alt" content="[^"]+"', page)
    return named


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An edition of two issues; one article and one page have pictures."""
    shutil.copytree(HOUSE / "theme", tmp_path / "theme")
    for folder in ("images", "pages", "vocabulary", "issues/2024-06-11"):
        (tmp_path / "content" / folder).mkdir(parents=True)
    (tmp_path / "output").mkdir()
    write_article(tmp_path, "2024-06-11-01-01", title="水库开闸", section="教育")
    write_article(tmp_path, "2024-06-11-01-02", title="头发", section="教育", paper="江城报")
    write_article(tmp_path, "2024-06-11-02-01", title="发人")
    write_article(tmp_path, "2024-01-01-01-01", title="开闸")
    for name in ("01-02", "02"):
        Image.new("RGB", (300, 400)).save(tmp_path / "content/issues/2024-06-11" / f"{name}.png")
    square_font(tmp_path / "fonts/a.ttf", CHARACTERS)
    return tmp_path


def settle(root: Path, font: str = "", url: str = URL) -> None:
    text = f'name = "江城"\ntagline = "一份数字报"\nurl = "{url}"\ncard_font = "{font}"\n'
    (root / "edition.toml").write_text(text, "utf-8")


def test_each_page_names_the_picture_that_is_nearest_to_it(root: Path) -> None:
    settle(root)
    build_changes(root)
    output = root / "output"
    expected = {
        "index.html": "card.png",
        "section/education/index.html": "card.png",
        "search/index.html": "card.png",
        f"{DAY}/index.html": f"{DAY}/card.png",
        f"{DAY}/read.html": f"{DAY}/card.png",
        f"{DAY}/01.html": f"{DAY}/card.png",
        f"{DAY}/02.html": f"{DAY}/02.png",
        f"{DAY}/01-01.html": None,
        f"{DAY}/01-02.html": f"{DAY}/01-02.png",
        "404.html": None,
    }
    assert {path: picture_of(output, path) for path in expected} == expected
    for prefix in ("", "hant/"):
        page = (output / prefix / DAY / "01-02.html").read_text("utf-8")
        assert f'"image":["{URL}/{DAY}/01-02.png"]' in page
        assert '"image":' not in (output / prefix / DAY / "01-01.html").read_text("utf-8")
    cards = {path.relative_to(output).as_posix() for path in output.rglob("*card.png")}
    alone = {"card.png", f"{DAY}/card.png", "2024/01/01/card.png"}
    assert cards == alone | {f"hant/{path}" for path in alone}

    settle(root, "fonts/a.ttf")
    build_changes(root)
    expected |= {
        f"{DAY}/01-01.html": f"{DAY}/01-01.card.png",
        "section/education/index.html": "section/education/card.png",
    }
    assert {path: picture_of(output, path) for path in expected} == expected
    twins = {path: picture_of(output, f"hant/{path}") for path in expected}
    assert twins == {path: f"hant/{name}" if name and "card" in name else name for path, name in expected.items()}
    said = words_in((output / f"hant/{DAY}/01-01.card.png").read_bytes())
    assert said and (said.title, said.left, said.lang) == ("水庫開閘", "教育", "zh-Hant")


def test_without_an_address_no_picture_is_named_and_none_is_made(root: Path) -> None:
    settle(root, "fonts/a.ttf", url="")
    build_changes(root)

    assert picture_of(root / "output", "index.html") is None
    assert list((root / "output").rglob("*card.png")) == []


def test_cards_are_made_when_what_they_are_made_of_changes(root: Path) -> None:
    settle(root, "fonts/a.ttf")
    build_changes(root)
    assert not build_changes(root).written
    write_article(root, "2024-06-11-01-01", title="水库又开闸", section="教育")
    written = build_changes(root).written
    cards = {f"{DAY}/01-01.card.png"}
    assert {path for path in written if path.endswith("01.card.png")} == cards | {f"hant/{path}" for path in cards}
    square_font(root / "fonts/a.ttf", CHARACTERS, size=700)
    written = build_changes(root).written
    assert {f"{DAY}/02-01.card.png", f"hant/{DAY}/02-01.card.png", "section/education/card.png", "card.png"} <= set(
        written
    )
    assert not [path for path in written if path.endswith(".html")]
    (root / "content/articles/2024-06-11/2024-06-11-02-01.md").unlink()
    Image.new("RGB", (700, 400)).save(root / "content/issues/2024-06-11/01-01.png")
    deleted = build_changes(root).deleted
    assert {f"{DAY}/02-01.card.png", f"hant/{DAY}/02-01.card.png", f"{DAY}/01-01.card.png"} <= set(deleted)
    assert tree(root / "output") == tree(build_all(root))
    settle(root)
    build_changes(root)
    assert tree(root / "output") == tree(build_all(root))
