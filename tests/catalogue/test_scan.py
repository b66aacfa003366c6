"""The catalogue follows the files: new, changed, deleted, clashing, drafts, damaged."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from catalogue import listing, query
from catalogue.change import touch_articles
from catalogue.renaming import rename
from catalogue.scan import scan
from catalogue.store import open_catalogue

Write = Callable[..., Path]


def open_and_scan(root: Path) -> tuple[list[str], tuple[int, int], list[tuple[str, str, str]]]:
    """(ids shown, (read, deleted), problems) of a fresh look."""
    connection = open_catalogue(root / "build" / "catalogue.sqlite")
    found = scan(connection, root / "content" / "articles", root)
    ids = [article.id for article in query.articles(connection)]
    connection.close()
    return ids, (found.read, found.deleted), [(one.code, one.path, one.value) for one in found.problems]


def test_only_changed_files_are_read(tmp_path: Path, write: Write) -> None:
    first, second = write("2024-06-11-01-01"), write("2024-06-11-01-02")
    assert open_and_scan(tmp_path)[1] == (2, 0)
    assert open_and_scan(tmp_path)[1] == (0, 0)
    os.utime(first, ns=(1, 1))
    assert open_and_scan(tmp_path)[1] == (1, 0)
    second.unlink()
    ids, counts, _ = open_and_scan(tmp_path)
    assert (ids, counts) == (["20240611-01-01"], (0, 1))


def test_a_deleted_article_leaves_no_trace(tmp_path: Path, write: Write) -> None:
    write("2024-06-11-01-01", tags=["甲"], authors=["王二"], section="教育").unlink()
    kept = write("2024-06-11-01-01", tags=["甲"], authors=["王二"], section="教育")
    open_and_scan(tmp_path)
    kept.unlink()
    open_and_scan(tmp_path)
    connection = open_catalogue(tmp_path / "build" / "catalogue.sqlite")
    tables = ("file", "article", "body", "credit", "term_use", "issue", "term")
    assert {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables} == dict.fromkeys(
        tables, 0
    )
    connection.close()


def test_problems_are_told_on_every_scan(tmp_path: Path, write: Write) -> None:
    write("2024-06-11-01-01", autors=["王二"])
    write("2024-06-11-01-02")
    for _ in range(2):
        ids, _, problems = open_and_scan(tmp_path)
        assert ids == ["20240611-01-02"]
        path = "content/articles/2024-06-11/2024-06-11-01-01.md"
        assert problems == [("E303", path, "autors (did you mean authors?)")]


def test_of_two_articles_with_one_id_the_first_is_shown(tmp_path: Path, write: Write) -> None:
    write("2024-06-11-01-01", title="先")
    write("2024-06-12-01-01", id="20240611-01-01", title="后")
    ids, _, problems = open_and_scan(tmp_path)
    assert ids == ["20240611-01-01"]
    assert [(code, path) for code, path, _ in problems] == [
        ("E307", "content/articles/2024-06-12/2024-06-12-01-01.md"),
    ]


def test_two_ids_for_one_address(tmp_path: Path, write: Write) -> None:
    write("2024-06-11-01-01")
    write("2024-06-11-01-02", id="other-01-01")
    ids, _, problems = open_and_scan(tmp_path)
    assert ids == ["20240611-01-01"]
    assert [code for code, _, _ in problems] == ["E309"]


def test_drafts_are_left_out_everywhere(tmp_path: Path, write: Write) -> None:
    write("2024-06-11-01-01", status="draft", tags=["甲"], authors=["王二"])
    write("2024-06-12-01-01")
    ids, _, _ = open_and_scan(tmp_path)
    connection = open_catalogue(tmp_path / "build" / "catalogue.sqlite")
    assert ids == ["20240612-01-01"]
    assert [issue.key for issue in query.issues(connection)] == ["2024-06-12"]
    assert listing.terms(connection, "tag") == ()
    assert [one.matter.id for one in query.sources(connection)] == ids
    connection.close()


def test_a_damaged_catalogue_is_made_anew(tmp_path: Path, write: Write) -> None:
    write("2024-06-11-01-01")
    open_and_scan(tmp_path)
    (tmp_path / "build" / "catalogue.sqlite").write_bytes(b"no database at all, but long enough to look like a file")
    assert open_and_scan(tmp_path)[:2] == (["20240611-01-01"], (1, 0))


def test_other_files_and_hidden_ones_are_not_articles(tmp_path: Path, write: Write) -> None:
    folder = write("2024-06-11-01-01").parent
    (folder / "note.txt").write_text("x")
    (folder / ".hidden.md").write_text("x")
    (folder.parent / ".git").mkdir()
    (folder.parent / ".git" / "a.md").write_text("x")
    assert open_and_scan(tmp_path) == (["20240611-01-01"], (1, 0), [])


def test_an_edition_without_articles(tmp_path: Path) -> None:
    assert open_and_scan(tmp_path) == ([], (0, 0), [])


def test_an_article_is_never_again_what_it_was_in_other_surroundings(
    write: Write, catalogue: Callable[[], sqlite3.Connection]
) -> None:
    file = write("2024-06-11-01-01", body="一段。", section="教育")
    found = [query.articles(catalogue())]
    touch_articles(catalogue(), [f"content/articles/2024-06-11/{file.name}"])
    found.append(query.articles(catalogue()))
    os.utime(file, ns=(1, 1))
    assert query.articles(catalogue()) == found[-1], "read again, nothing around it is another"
    write("2024-06-11-01-01", body="两段。", section="教育")
    assert query.articles(catalogue())[0].revision == found[-1][0].revision
    write("2024-06-11-01-01", body="一段。", section="教育").unlink()
    touch_articles(catalogue(), ())
    write("2024-06-11-01-01", body="一段。", section="教育")
    found.append(query.articles(catalogue()))
    rename(catalogue(), [("tag", "甲", "乙")])
    found.append(query.articles(catalogue()))
    assert len(set(found)) == len(found), "changed, put back, and under other names of terms"


def test_articles_of_one_id_take_turns(tmp_path: Path, write: Write) -> None:
    for number in range(1, 9):  # each may be looked at before its double or behind it
        write(f"2024-06-11-01-0{number}", section="教育")
    files = sorted((tmp_path / "content" / "articles" / "2024-06-11").iterdir())
    open_and_scan(tmp_path)
    for file in files:
        file.rename(file.with_name(f"z{file.name}"))
    open_and_scan(tmp_path)
    for file in files:
        file.write_bytes(file.with_name(f"z{file.name}").read_bytes())
    ids, _, problems = open_and_scan(tmp_path)
    assert len(ids) == 8 and {code for code, *_ in problems} == {"E307"}
    connection = open_catalogue(tmp_path / "build" / "catalogue.sqlite")
    assert listing.count(connection, "section", "教育") == 8
    connection.close()
