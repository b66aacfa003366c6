"""Bad input: each is converted or refused with path:line, reason and remedy, and harms no other page."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from converter.__main__ import main

GOOD = "全县春耕备耕全面展开\n\n本报讯（记者 林远山）近日，县农业农村局组织农技人员下乡指导春耕。\n"
REFUSED = {
    "empty": (b"", "E101"),
    "only white space": (b" \n\n\xe3\x80\x80\n", "E101"),
    "only a byte order mark": (b"\xef\xbb\xbf", "E101"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 20, "E102"),
    "NULs in text": ("春耕\0备耕".encode(), "E102"),
    "control characters": (b"\x01\x02\x03\x04" * 50 + b"abc", "E102"),
    "one line of 2 MB": ("春耕备耕全面展开，".encode() * 80_000, "E108"),
    "only headlines": ("全县春耕备耕全面展开\n\n县图书馆新馆开馆\n\n我市举行龙舟赛\n".encode(), "E106"),
}
TAKEN = {
    "GBK": GOOD.encode("gb18030"),
    "UTF-16": GOOD.encode("utf-16"),
    "UTF-8 with a byte order mark": GOOD.encode("utf-8-sig"),
    "Windows line ends": GOOD.replace("\n", "\r\n").encode(),
    "old Macintosh line ends": GOOD.replace("\n", "\r").encode(),
}


def run(folder: Path, data: bytes) -> int:
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text(GOOD, encoding="utf-8")
    (folder / "in" / "bad.txt").write_bytes(data)
    return main(["--source", str(folder / "in"), "--output", str(folder / "out")])


@pytest.mark.parametrize(("data", "code"), REFUSED.values(), ids=REFUSED)
def test_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], data: bytes, code: str) -> None:
    assert run(tmp_path, data) == 1

    said = capsys.readouterr().err
    assert f"{code} {(tmp_path / 'in' / 'bad.txt').as_posix()}:" in said
    assert len(list((tmp_path / "out").rglob("*.md"))) == 1


@pytest.mark.parametrize("data", TAKEN.values(), ids=TAKEN)
def test_taken(tmp_path: Path, data: bytes) -> None:
    assert run(tmp_path, data) == 0

    texts = [path.read_text("utf-8") for path in (tmp_path / "out").rglob("*.md")]
    assert len(texts) == 2
    assert all("县农业农村局组织农技人员下乡指导春耕。" in text for text in texts)


def test_big5_is_taken_and_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "縣圖書館新館開館\n\n本報訊（記者 林遠山）昨日，縣圖書館新館開館，首日接待讀者兩千餘人。\n" * 4

    assert run(tmp_path, text.encode("big5")) == 0
    assert "W107" in capsys.readouterr().err


def test_markup_in_a_page_stays_text(tmp_path: Path) -> None:
    page = (
        "<script>alert(1)</script> {{ SITEURL }} ../../etc/passwd 开馆\n\n"
        "本报讯（记者 林远山）昨日，<b>图书馆</b>开馆，*首日* {% raw %} [接待](javascript:x) 读者 | 两千。\n"
    )

    assert run(tmp_path, page.encode()) == 0

    (path,) = [p for p in (tmp_path / "out").rglob("*.md") if p.name.startswith("bad")]
    head, body = path.read_text("utf-8").split("\n---\n", 1)
    assert "<script>" in head
    assert "<b>" not in body
    assert "\\*首日\\*" in body
    assert path.parent.parent == tmp_path / "out"


def test_a_missing_folder_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--source", str(tmp_path / "nowhere"), "--output", str(tmp_path / "out")]) == 1
    assert "E110" in capsys.readouterr().err


def test_an_output_that_is_a_file_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "out").write_text("mine")

    assert main(["--source", str(tmp_path / "in"), "--output", str(tmp_path / "out")]) == 1
    assert "E115" in capsys.readouterr().err
    assert (tmp_path / "out").read_text() == "mine"


def test_an_empty_folder_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()

    assert main(["--source", str(tmp_path / "in"), "--output", str(tmp_path / "out")]) == 0
    assert "W116" in capsys.readouterr().err


def test_a_link_to_nowhere_harms_no_other_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "in" / "folder.txt").mkdir()
    (tmp_path / "in" / "a.txt").write_text(GOOD, encoding="utf-8")

    assert main(["--source", str(tmp_path / "in"), "--output", str(tmp_path / "out")]) == 1
    assert "E111" in capsys.readouterr().err
    assert len(list((tmp_path / "out").rglob("*.md"))) == 1


def test_a_name_in_another_encoding_harms_no_other_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    try:
        Path(os.fsdecode(os.fsencode(tmp_path / "in") + b"/\xb0\xe6.txt")).write_text(GOOD, encoding="utf-8")
    except OSError:
        return  # a file system that takes no such names needs no protection from them
    (tmp_path / "in" / "a.txt").write_text(GOOD, encoding="utf-8")

    assert main(["--source", str(tmp_path / "in"), "--output", str(tmp_path / "out")]) == 1
    assert "E112" in capsys.readouterr().err
    assert len(list((tmp_path / "out").rglob("*.md"))) == 1


def test_a_name_that_would_steer_a_terminal_is_spelt_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "\x1b[31m.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "in" / "\u202e.txt").write_bytes(b"")

    assert main(["--source", str(tmp_path / "in"), "--output", str(tmp_path / "out")]) == 1

    said = "".join(capsys.readouterr())
    assert "\x1b" not in said and "\u202e" not in said
    assert "\\x1b[31m.txt: 1 articles" in said and "\\u202e.txt: refused, E101" in said
