"""The glossary file: what is read, and what is said of each wrong line."""

from __future__ import annotations

from pathlib import Path

import pytest

from converter.problems import render
from mirror.glossary import Glossary, parse_glossary, read_glossary


def test_words_comments_and_blank_lines() -> None:
    glossary, problems = parse_glossary("# 简\t繁\n\n于海\t于海\n资金链\t資金鏈\n", "g.tsv")
    assert glossary.table == {"于海": "于海", "资金链": "資金鏈"} and problems == []


@pytest.mark.parametrize(
    ("line", "code", "kept"),
    [
        ("国家", "E471", False),
        ("国\t國\t注", "E471", False),
        ("国 \t國", "E471", False),
        ("\t國", "E471", False),
        ("国\t國家", "E472", False),
        ("乙\t乙", "E473", False),
        ("丁\t丁", "E474", True),
        ("国\t\ue123", "E480", False),
        ("国\x00\t國國", "E480", False),
        ("\ud800\t國", "E480", False),
    ],
)
def test_a_wrong_line(line: str, code: str, kept: bool) -> None:
    glossary, problems = parse_glossary(f"# g\n乙\t乙\n{line}\n", "g.tsv")
    assert [(found.code, found.line, found.value) for found in problems] == [(code, 3, line)]
    assert (len(glossary.table) == 2) is kept
    assert "g.tsv:3" in render(problems[0])


def test_the_line_of_a_word_is_known() -> None:
    assert parse_glossary("# 注\r\n\r\n国\t國\r\n", "g.tsv")[0].lines == {"国": 3}


def test_no_file_is_an_empty_glossary(tmp_path: Path) -> None:
    assert read_glossary(tmp_path / "none.tsv") == (Glossary(), [])


def test_a_byte_order_mark_and_crlf(tmp_path: Path) -> None:
    (tmp_path / "g.tsv").write_bytes("\ufeff国\t國\r\n".encode())
    assert read_glossary(tmp_path / "g.tsv")[0].table == {"国": "國"}


def test_a_file_that_is_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "g.tsv").write_bytes("国\t國".encode("gbk", "replace"))
    assert [found.code for found in read_glossary(tmp_path / "g.tsv")[1]] == ["E103"]
