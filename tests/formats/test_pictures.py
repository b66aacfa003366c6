"""Pictures and PDF files that lie beside the pages."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from articles import write_article
from catalogue.pictures import scan_pictures
from catalogue.scan import scan
from catalogue.store import open_catalogue
from converter.models import Problem
from edition.library import Library
from edition.settings import Edition
from edition.sheaves import all_files
from press.build import attempt
from press.models import Edition as Place

DAY = "2024/06/11"
PDF = b"%PDF-1.4\n%%EOF\n"


def png(width: int = 30, height: int = 20, more: int = 0) -> bytes:
    """A picture of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\xaa" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"") + b"\0" * more


def gif(width: int, height: int) -> bytes:
    return b"GIF89a" + struct.pack("<HH", width, height) + b"\0\0\0;"


Make = Callable[..., tuple[Library, list[Problem]]]


@pytest.fixture
def edition(tmp_path: Path) -> Iterator[Make]:
    """Makes an edition of articles and of files in `content/issues/2024-06-11`; its library, and all problems."""
    connection = open_catalogue(tmp_path / "catalogue.sqlite")

    def make(beside: dict[str, bytes], *articles: dict[str, Any]) -> tuple[Library, list[Problem]]:
        for article in articles or ({"name": "2024-06-11-01-01"}, {"name": "2024-06-11-01-02"}):
            write_article(tmp_path, **article)
        folder = tmp_path / "content" / "issues" / "2024-06-11"
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in beside.items():
            (folder / name).write_bytes(data)
        scan(connection, tmp_path / "content" / "articles", tmp_path)
        problems = scan_pictures(connection, tmp_path / "content" / "issues", tmp_path)
        library = Library(connection, Edition(name="城报"), root=tmp_path)
        return library, [*problems, *library.issues[0].pictures.problems]

    yield make
    connection.close()


def test_a_picture_belongs_to_the_page_or_the_article_it_is_named_for(edition: Make) -> None:
    beside = {"01.png": png(), "第1版.pdf": PDF, "01-02.png": png(40, 10), "01-02-2 会场.gif": gif(7, 9)}
    library, problems = edition(beside)
    page = library.issues[0].pages[0]
    first, second = library.articles.values()

    assert not problems and first.pictures == ()
    assert [(one.path, one.width, one.height) for one in page.pictures] == [(f"{DAY}/01.png", 30, 20)]
    assert page.pdf == f"{DAY}/01.pdf"
    assert [(one.path, one.width, one.height) for one in second.pictures] == [
        (f"{DAY}/01-02.2.gif", 7, 9) if n else (f"{DAY}/01-02.png", 40, 10) for n in (0, 1)
    ]
    made = dict(all_files(library))
    assert made[f"{DAY}/01-02.png"]() == beside["01-02.png"] and made[f"{DAY}/01.pdf"]() == PDF


def test_a_picture_named_as_the_text_of_a_page_is_of_that_page(edition: Make) -> None:
    article = {"name": "2024-06-11-03-01", "source": {"file": "scan_0017.txt"}}
    library, problems = edition({"scan_0017.png": png()}, article)

    assert not problems
    assert [one.path for one in library.issues[0].pages[0].pictures] == [f"{DAY}/03.png"]


def test_an_article_names_its_pictures_in_its_own_order(edition: Make) -> None:
    images = [{"file": "b.png", "alt": "一座桥"}, "a.png"]
    library, problems = edition(
        {"a.png": png(), "b.png": png()},
        {"name": "2024-06-11-01-01", "images": images, "captions": ["甲图。", "乙图。"]},
    )
    (article,) = library.articles.values()

    assert not problems
    assert [(one.source.rpartition("/")[2], one.alt, one.caption) for one in article.pictures] == [
        ("b.png", "一座桥", "甲图。"),
        ("a.png", "乙图。", "乙图。"),
    ]


def test_of_one_picture_in_several_formats_the_smallest_is_shown(edition: Make) -> None:
    library, _ = edition({"01.png": png(more=500), "01.gif": gif(30, 20)})

    assert [one.path for one in library.issues[0].pages[0].pictures] == [f"{DAY}/01.gif"]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("09.png", png(), "W314"),
        ("会场.png", png(), "W314"),
        ("01.png", b"", "W315"),
        ("01.jpg", b"\xff\xd8\xff\xe0junk", "W315"),
        ("01.webp", b"RIFF", "W315"),
        ("01.avif", b"\0\0\0\x18ftypavif", "W315"),
        ("01.jpg", b"<script>alert(1)</script>", "W315"),
        ("01.pdf", b"<html>", "W315"),
        ("01.tiff", b"II*\0", "W317"),
        ("01.svg", b"<svg/>", "W317"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_cannot_be_used_is_told_and_not_published(edition: Make, name: str, data: bytes, code: str) -> None:
    library, problems = edition({name: data})

    assert [(one.code, one.path) for one in problems] == [(code, f"content/issues/2024-06-11/{name}")]
    assert not [path for path, _ in all_files(library) if path.startswith(f"{DAY}/01.") or "09" in path]


def test_a_picture_that_an_article_misses_is_told(edition: Make) -> None:
    _, problems = edition({}, {"name": "2024-06-11-01-01", "images": ["a.png"]})

    assert [(one.code, one.value) for one in problems] == [("W318", "20240611-01-01: a.png")]


def test_a_link_out_of_the_content_is_not_followed(edition: Make, tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(png())
    folder = tmp_path / "content" / "issues" / "2024-06-11"
    folder.mkdir(parents=True)
    (folder / "01.png").symlink_to(secret)
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "01-01.png").write_bytes(png())
    (tmp_path / "content" / "issues" / "linked").symlink_to(tmp_path / "outside", target_is_directory=True)
    library, problems = edition({})

    assert [one.code for one in problems] == ["W316"]
    assert not [path for path, _ in all_files(library) if path.endswith(".png")]


def test_a_picture_that_is_gone_or_changed_is_seen(edition: Make, tmp_path: Path) -> None:
    edition({"01.png": png()})
    library, _ = edition({"01.png": png(50, 60)})
    assert library.issues[0].pages[0].pictures[0].width == 50
    (tmp_path / "content" / "issues" / "2024-06-11" / "01.png").unlink()
    library, _ = edition({})
    assert library.issues[0].pages[0].pictures == ()


def test_a_picture_is_measured_as_the_camera_was_held(edition: Make) -> None:
    exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"
    head = b"\xff\xd8\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
    size = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, 30, 40, 1) + b"\x01\x11\0"
    library, problems = edition({"01.jpg": head + size + b"\xff\xd9"})
    (picture,) = library.issues[0].pages[0].pictures

    assert not problems and (picture.width, picture.height) == (30, 40)


@pytest.mark.site
def test_pictures_stand_on_the_pages_of_both_scripts(built_copy: Place) -> None:
    folder = built_copy.content / "issues" / "2024-04-19"
    text = next(folder.glob("*.txt"))
    for name, data in {f"{text.stem}.png": png(400, 600), f"{text.stem}.pdf": PDF, "01-02.png": png(300, 200)}.items():
        (folder / name).write_bytes(data)
    outcome = attempt(built_copy)
    assert outcome.changes, outcome.said

    def page(path: str) -> str:
        return (built_copy.output / path).read_text("utf-8")

    assert '<img src="../../../2024/04/19/01.png" width="400" height="600" alt="第01版的版面图" loading="lazy"' in page(
        "2024/04/19/01.html"
    )
    assert '<a href="../../../2024/04/19/01.pdf" type="application/pdf">' in page("2024/04/19/01.html")
    assert '<img src="../../../2024/04/19/01-02.png" width="300" height="200"' in page("2024/04/19/01-02.html")
    assert 'src="../../../../2024/04/19/01-02.png"' in page("hant/2024/04/19/01-02.html")
    data = json.loads(page("hant/2024/04/19/issue.json"))["pages"][0]
    assert data["pictures"][0]["url"] == "../../../../2024/04/19/01.png"
    assert data["pictures"][0]["alt"] == "第01版的版面圖"
    assert (built_copy.output / "2024/04/19/01-02.png").read_bytes() == png(300, 200)
    assert not (built_copy.output / "hant/2024/04/19/01-02.png").exists()
