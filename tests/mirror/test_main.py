"""`python -m mirror`: a pipe that adds nothing and loses nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PLUGINS = Path(__file__).parent.parent.parent / "plugins"


def run(given: bytes, *arguments: str, code: int = 0) -> tuple[bytes, str]:
    done = subprocess.run(
        [sys.executable, "-m", "mirror", *arguments],
        input=given,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(PLUGINS)},
        check=False,
    )
    assert done.returncode == code, done.stderr.decode()
    return done.stdout, done.stderr.decode()


def test_text_without_a_line_end_stays_without() -> None:
    assert run("“头发”".encode()) == ("「頭髮」".encode(), "")


def test_html() -> None:
    given = "<p>头<em>发</em><code>国</code></p>\r\n"
    assert run(given.encode(), "--html")[0].decode() == "<p>頭<em>髮</em><code>国</code></p>\r\n"


def test_bytes_that_are_no_text() -> None:
    assert run(b"\x00\xff\xb9" + "国".encode())[0] == b"\x00\xff\xb9" + "國".encode()


def test_nothing_in_nothing_out() -> None:
    assert run(b"") == (b"", "")


def test_config_names_and_marks() -> None:
    given = "“这里”组长于广洲".encode()
    assert run(given, "--config", "s2hk", "--names", "于广洲", "--keep-quotes")[0].decode() == "“這裏”組長于廣洲"


def test_a_glossary_and_what_is_wrong_in_it(tmp_path: Path) -> None:
    glossary = tmp_path / "glossary.tsv"
    glossary.write_text("国\t國\n头\t頭髮\n资金链\t資金鏈\n", encoding="utf-8")
    out, said = run("资金链".encode(), "--glossary", str(glossary), code=1)
    assert out.decode() == "資金鏈"
    assert f"E472 {glossary}:2" in said


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    for arguments in ((str(tmp_path / "no.txt"),), (str(tmp_path),), ("--glossary", str(tmp_path / "no.tsv"))):
        out, said = run("国".encode(), *arguments, code=1)
        assert out == b"" and f"E111 {arguments[-1]}" in said and "Traceback" not in said


def test_ten_megabytes() -> None:
    given = ("国家“发”展，头发。" * 50 + "\n").encode() * 7_500
    assert len(given) > 10_000_000
    assert len(run(given)[0].decode()) == len(given.decode())


def test_what_an_edition_settled(tmp_path: Path) -> None:
    articles = tmp_path / "content" / "articles" / "2024-03-01"
    articles.mkdir(parents=True)
    matter = "id: 20240301-01-01\ntitle: 春耕\nauthors: [于广洲]\nissue: '2024-03-01'\npage: '01'\nhant: {里山: 里山}\n"
    (articles / "20240301-01-01.md").write_text(f"---\n{matter}---\n\n里山的田。\n", encoding="utf-8")
    settings = tmp_path / "pelicanconf.py"
    settings.write_text(f"PATH = {str(tmp_path / 'content')!r}\nHANT_CONFIG = 's2hk'\nHANT_QUOTES = False\n", "utf-8")

    out, said = run("“这里”的里山，于广洲".encode(), "--settings", str(settings))

    assert (out.decode(), said) == ("“這裏”的里山，于廣洲", "")
    assert run("“这里”".encode())[0].decode() == "「這裡」"
