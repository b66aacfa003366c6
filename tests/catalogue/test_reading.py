"""Front matter: case file, bytes that are no text, and that nothing raises."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as each
from hypothesis import strategies as st

from catalogue.front_matter import FrontMatter, json_schema
from catalogue.reading import ArticleFile, line_of_key, read_article
from converter.document import read_document as take_apart

TITLED = {"test_front_matter": "front-matter.txt"}


def shown(value: Any) -> str:
    return "|".join(value) if isinstance(value, tuple) else str(value)


def answer(article: ArticleFile, keys: list[str]) -> str:
    """What a case expects, in the form of the case file."""
    if article.matter is None:
        return "\n".join(f"{one.code} {one.line} {one.value}" for one in article.problems)
    return "\n".join(f"{key} = {shown(getattr(article.matter, key))}" for key in keys)


def test_the_line_of_a_key(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("---\nid: a\nhant:\n  国: 國\n  家: 家\n---\n", encoding="utf-8")
    assert [line_of_key(file, *place) for place in (("id",), ("hant", "家"), ("hant", "无"), ("no",))] == [2, 5, 3, 1]
    file.write_text("no front matter", encoding="utf-8")
    assert line_of_key(file, "id") == 1


def test_front_matter(given: str, expected: str) -> None:
    article = read_article((given.replace("~~~", "---") + "\n").encode(), "content/articles/a.md")
    keys = [line.split(" = ")[0] for line in expected.splitlines()]
    got = answer(article, keys)
    assert [line.rstrip() for line in got.splitlines()] == [line.rstrip() for line in expected.splitlines()]


def test_windows_lines_and_a_byte_order_mark() -> None:
    raw = "\ufeff---\r\nid: 1-01-01\r\ntitle: 题\r\nissue: a\r\npage: 1\r\n---\r\n一\r\n\r\n二\r\n".encode()
    article = read_article(raw, "a.md")
    assert article.problems == ()
    assert article.body == "一\n\n二"


@pytest.mark.parametrize("value", ["&a [*a]", "\n" + "\n".join(
    f"- &a{n} [{', '.join([f'*a{n - 1}' if n else '乐'] * 9)}]" for n in range(12)
)], ids=["holds itself", "a billion laughs"])  # fmt: skip
def test_aliases_that_swell_are_refused(value: str) -> None:
    article = read_article(f"---\nid: 1-01-01\ntitle: 题\nlocked: {value}\n---\n".encode(), "a.md")

    assert [problem.code for problem in article.problems] == ["E302"]
    assert take_apart(f"---\nlocked: {value}\n---\n") is None


def test_not_utf8_is_told_with_its_line() -> None:
    article = read_article("---\ntitle: 题\n".encode("gb18030"), "a.md")
    assert [(one.code, one.line) for one in article.problems] == [("E308", 2)]


def test_people_are_credits_and_then_authors_without_one() -> None:
    matter = FrontMatter.model_validate(
        {"id": "a", "title": "题", "issue": "a", "page": "1", "authors": "甲、乙", "credits": [{"name": "乙"}]}
    )
    assert [one.name for one in matter.people] == ["乙", "甲"]


def test_the_schema_describes_every_key() -> None:
    schema = json_schema()
    assert schema["additionalProperties"] is False
    assert set(schema["properties"]) == set(FrontMatter.model_fields)
    assert sorted(schema["required"]) == ["id", "issue", "page", "title"]


@each(st.binary(max_size=200))
def test_no_bytes_raise(raw: bytes) -> None:
    article = read_article(b"---\n" + raw + b"\n---\n", "a.md")
    assert (article.matter is None) == bool(article.problems)
    assert all(one.code and one.line >= 1 for one in article.problems)
