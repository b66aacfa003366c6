"""An issue as JSON, as text and as a book, in both scripts."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from edition.formats.epub import issue_epub
from edition.library import Library
from epubs import faults
from press.checks.script import left_over

Make = Callable[..., Library]
DAY = "2024/06/11"


def read(root: Path, path: str) -> dict:
    return json.loads((root / path).read_text("utf-8"))


def validator(root: Path) -> jsonschema.Draft202012Validator:
    schema = read(root, "data/schema.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_every_issue_is_data_that_its_schema_describes_in_both_scripts(written: Path) -> None:
    check = validator(written)
    found = sorted(written.rglob("issue.json"))
    for file in found:
        data = json.loads(file.read_text("utf-8"))
        check.validate(data)
        assert (file.parent / data["$schema"]).resolve() == (written / "data" / "schema.json").resolve()

    assert len(found) == 6


def test_the_data_of_an_issue_holds_all_that_is_known(written: Path) -> None:
    data = read(written, f"{DAY}/issue.json")
    first, second = data["pages"][0]["articles"]

    assert [page["number"] for page in data["pages"]] == ["01", "a03"]
    assert (data["paper"], data["number"], data["date"], data["url"]) == ("江城报", "3021", "2024-06-11", "index.html")
    assert first["credits"][0] == {"name": "王二", "role": "reporter", "role_name": "记者", "organisation": "本报"}
    assert first["source"]["lines"] == ["3-5"]
    assert [block["kind"] for block in first["body"]][:3] == ["crosshead", "paragraph", "item"]
    assert second["title"].startswith("</title><script>")
    assert "section" not in second


def test_the_twin_of_the_data_is_traditional_with_the_same_keys(written: Path) -> None:
    plain, twin = read(written, f"{DAY}/issue.json"), read(written, f"hant/{DAY}/issue.json")

    assert twin["pages"][0]["articles"][0]["title"] == "後面的頭髮"
    assert (plain["language"], twin["language"]) == ("zh-Hans", "zh-Hant")
    assert (plain["key"], plain["url"]) == (twin["key"], twin["url"])


@pytest.mark.parametrize("path", [f"{DAY}/issue.txt", f"hant/{DAY}/issue.txt"])
def test_the_text_of_an_issue_reads_from_the_first_page_to_the_last(written: Path, path: str) -> None:
    text = (written / path).read_text("utf-8")
    lines = text.splitlines()

    assert lines[0] == ("江城報" if "hant" in path else "江城报") + " 2024年6月11日 星期二 第3021期"
    assert "本報記者 王二 李三 通訊員 趙四" in lines or "本报记者 王二 李三 通讯员 赵四" in lines
    assert text.index("20240611-01-01") < text.index("20240611-01-02") < text.index("第a03版")
    assert not list(left_over(text)) or "hant" not in path


@pytest.mark.parametrize("folder", [DAY, f"hant/{DAY}"])
def test_the_book_of_an_issue_is_valid(written: Path, folder: str) -> None:
    assert faults(written / folder / "issue.epub") == []


def test_a_book_is_the_same_bytes_whenever_it_is_made(library: Make) -> None:
    made = library()

    assert [issue_epub(one) for one in made.newest] == [issue_epub(one) for one in made.newest]


def test_the_twin_of_a_book_is_another_book_in_the_other_script(written: Path) -> None:
    def read_book(folder: str) -> dict[str, str]:
        with zipfile.ZipFile(written / folder / "issue.epub") as book:
            assert {info.date_time for info in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert book.infolist()[0].compress_type == zipfile.ZIP_STORED
            return {info.filename: book.read(info).decode() for info in book.infolist()}

    plain, twin = read_book(DAY), read_book(f"hant/{DAY}")
    assert list(plain) == list(twin)
    assert "<dc:language>zh-Hant</dc:language>" in twin["EPUB/package.opf"]
    assert plain["EPUB/package.opf"].split("urn:uuid:")[1][:36] not in twin["EPUB/package.opf"] + twin["EPUB/toc.ncx"]
    assert "後面的頭髮" in twin["EPUB/nav.xhtml"] and "後面的頭髮" in twin["EPUB/toc.ncx"]
    assert "雙城讀報" in twin["EPUB/cover.svg"]
    assert [found for name, text in twin.items() if name != "EPUB/style.css" for found in left_over(text)] == []


def test_a_link_inside_the_issue_stays_inside_the_book(library: Make) -> None:
    made = library(url="https://example.org/p")
    with zipfile.ZipFile(io.BytesIO(issue_epub(made.newest[0]))) as book:
        page = book.read("EPUB/page-01.xhtml").decode()

    assert 'href="page-01.xhtml#a01-02"' in page
    assert 'href="https://example.org/?a=1&amp;b=2"' in page
