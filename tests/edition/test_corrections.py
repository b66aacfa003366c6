"""Corrections: beside their article, on the page of all, and told by readers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from edition.library import Library
from edition.sheaves import all_outputs
from edition.texts import read_texts

Make = Callable[..., Library]
FIRST = {"date": "2024-06-12", "text": "“三百人”应为“三百二十人”。", "paragraph": 2}
SECOND = {"date": "2024-07-01", "text": "署名改为王二。", "paragraph": 9}


def article(name: str, *corrections: dict[str, Any], **keys: Any) -> dict[str, Any]:
    """An article of two paragraphs with corrections."""
    return {"name": name, "title": "题", "body": "一。\n\n二。", "corrections": list(corrections), **keys}


def test_the_newest_stands_first_and_says_when_the_article_was_changed(library: Make) -> None:
    made = library(article("2024-06-11-01-01", FIRST, SECOND), article("2024-06-11-01-02"))
    one, other = made.articles.values()
    assert [(view.date.iso, view.path) for view in one.corrections] == [
        ("2024-07-01", "2024/06/11/01-01.html"),
        ("2024-06-12", "2024/06/11/01-01.html#p2"),
    ]
    assert one.updated is not None and one.updated.iso == "2024-07-01"
    assert (other.corrections, other.updated) == ((), None)


def test_the_page_of_all_is_always_there(library: Make, tmp_path: Path) -> None:
    made = library(article("2024-06-11-01-01", FIRST), article("2023-06-11-01-01", SECOND), article("2022-01-01-01-01"))
    texts, problems = read_texts(tmp_path / "content" / "pages", tmp_path)
    made.texts = texts
    (page,) = (output for output in all_outputs(made) if output.path == "corrections/index.html")
    assert (page.template, page.kind, page.title, problems) == ("corrections", "corrections", "更正", ())
    assert [one.article.issue.key for one in page.names["corrections"]] == ["2023-06-11", "2024-06-11"]


def test_an_introduction_to_it_may_be_written(library: Make, tmp_path: Path) -> None:
    made = library(article("2024-06-11-01-01"))
    folder = tmp_path / "content" / "pages"
    folder.mkdir(parents=True)
    (folder / "corrections.md").write_text("---\ntitle: 勘误\n---\n有错必改。\n", encoding="utf-8")
    texts, _ = read_texts(folder, tmp_path)
    made.texts = texts
    (page,) = (output for output in all_outputs(made) if output.kind == "corrections")
    assert (page.title, page.names["corrections"]) == ("勘误", ())
    assert "有错必改" in page.names["body"]
