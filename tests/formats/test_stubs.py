"""Addresses that were published: nothing that readers may have kept ever leads to nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from catalogue.front_matter import address
from converter.models import Problem
from edition.library import Library
from edition.outputs import Output, frame
from edition.past import Past, note_promises, parse_moves, parse_promises, read_past, with_promises
from edition.sheaves import paths_of
from edition.stubs import Remains, onward, remains, stub_of
from press.checks.promises import broken

Make = Callable[..., Library]
DAY = "2024/06/11"
ONE, TWO = {"name": "2024-06-11-01-01"}, {"name": "2024-06-11-01-02"}


def stubs(found: Remains, paths: frozenset[str]) -> list[Output]:
    """All stubs."""
    return [stub_of(path, found, paths) for path in (*found.redirects, *found.gone)]


def past(moves: str = "", promised: Iterable[str] = ()) -> Past:
    found, problems = parse_moves(moves, "redirects.tsv")
    assert not problems
    return Past(frozenset(promised), found)


def left(library: Library, moves: str = "", promised: Iterable[str] = ()) -> Remains:
    library.past = past(moves, promised)
    return remains(library, paths_of(library))


def codes(problems: Iterable[Problem]) -> list[str]:
    return [problem.code for problem in problems]


def test_without_a_past_nothing_is_asked(library: Make) -> None:
    assert left(library(ONE)) == Remains({}, {})


def test_an_article_without_a_page_keeps_a_stub_that_leads_to_its_issue(library: Make) -> None:
    made = library(ONE)
    found = left(made, promised=[f"{DAY}/01-01.html", f"{DAY}/01-02.html", "tag/jia/index.html"])
    outputs = {output.path: output for output in stubs(found, paths_of(made))}

    assert list(outputs) == [f"{DAY}/01-02.html", "tag/jia/index.html"]
    gone = outputs[f"{DAY}/01-02.html"].names
    assert (gone["heading"], gone["onward"]) == ("这篇文章已撤下", ("查看这一期的其他内容", f"{DAY}/index.html"))
    assert outputs["tag/jia/index.html"].names["onward"] == ("查看全部标签", "tags/index.html")
    assert [(one.code, one.value) for one in found.problems] == [("W463", f"{DAY}/01-02.html")]


def test_a_removed_article_says_why_and_nothing_else(library: Make) -> None:
    secret = {
        **TWO,
        "title": "密",
        "body": "密",
        "authors": ["密"],
        "status": "removed",
        "reason": "应当事人要求撤下。",
    }
    made = library(ONE, secret)
    found = left(made, promised=[f"{DAY}/01-02.html"])
    (stub,) = stubs(found, paths_of(made))

    assert stub.description == "应当事人要求撤下。" and not found.problems
    assert "密" not in repr(stub.names)
    assert f"{DAY}/01-02.html" not in paths_of(made)


def test_an_alias_leads_to_its_article(library: Make) -> None:
    found = left(library({**ONE, "aliases": ["/html/2024-06/11/content_12.htm", "old/"]}))

    assert found.redirects == dict.fromkeys(["html/2024-06/11/content_12.htm", "old/index.html"], f"{DAY}/01-01.html")


@pytest.mark.parametrize("alias", [f"{DAY}/01-02.html", f"{DAY}/index.html", "old.html"])
def test_an_alias_that_a_page_or_an_article_has_is_refused(library: Make, alias: str) -> None:
    found = left(library({**ONE, "aliases": [alias]}, {**TWO, "aliases": ["old.html"]}))

    assert (codes(found.problems), alias == "old.html" or alias not in found.redirects) == (["E313"], True)


def test_a_renamed_issue_takes_all_its_addresses_along(library: Make) -> None:
    promised = ["x/2024-06/index.html", "x/2024-06/01-01.html", "x/2024-06/01-09.html"]
    found = left(library(ONE, TWO), f"x/2024-06/\t{DAY}/\n", promised)

    assert found.redirects["x/2024-06/01-01.html"] == f"{DAY}/01-01.html"
    assert found.redirects["x/2024-06/01-02.html"] == f"{DAY}/01-02.html"  # never promised, and yet some reader's
    assert found.redirects["x/2024-06/01-09.html"] == f"{DAY}/index.html"  # it did not come along
    assert not found.gone and not found.problems


def test_moves_follow_one_another(library: Make) -> None:
    found = left(library(ONE), f"a.html\tb.html\nb.html\t{DAY}/01-01.html\n")

    assert found.redirects == dict.fromkeys(["a.html", "b.html"], f"{DAY}/01-01.html")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (f"{DAY}/01-01.html\tindex.html", "E461"),
        ("a.html\tnowhere.html", "E462"),
        ("a.html\tb.html\nb.html\ta.html", "E462"),
    ],
)
def test_a_move_that_leads_nowhere_is_told(library: Make, line: str, code: str) -> None:
    assert set(codes(left(library(ONE), line).problems)) == {code}


def test_a_line_may_say_why_something_is_gone(library: Make) -> None:
    found = left(library(ONE), f"{DAY}/01-02.html\t-\t重复刊出。\n", [f"{DAY}/01-02.html"])

    assert found.gone == {f"{DAY}/01-02.html": "重复刊出。"} and not found.problems


@pytest.mark.parametrize(
    "line", ["a.html", "a.html\t", "a b.html\tc.html", "a.html\tb.html\tc\td", "../a.html\tb.html"]
)
def test_a_line_that_is_no_move_is_told(line: str) -> None:
    assert codes(parse_moves(line, "r.tsv")[1]) == ["E459"]


def test_an_address_moves_once() -> None:
    assert codes(parse_moves("a.html\tb.html\na.html\tc.html", "r.tsv")[1]) == ["E460"]


@pytest.mark.parametrize("text", ["a/b.html", "/a/b.htm", "a/", "a.b/~c_1.html"])
def test_addresses(text: str) -> None:
    path = address(text)
    assert address(path) == path and not path.startswith("/")


@pytest.mark.parametrize(
    "text",
    ["", "/", "a", "a/b.txt", "../a.html", "a/./b.html", "//a/b.html", "https://x/a.html", "报.html", "hant/a.html"],
)
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(ValueError, match="not an address"):
        address(text)


def test_promises_are_only_added_to() -> None:
    once = with_promises("", ["b.html", "a.html"])
    again = with_promises(once, ["c.html"])

    assert [line for line in again.splitlines() if not line.startswith("#")] == ["a.html", "b.html", "c.html"]
    assert parse_promises(again, "p.txt") == (frozenset({"a.html", "b.html", "c.html"}), [])


def test_marks_of_a_conflict_are_told_and_nothing_is_lost(tmp_path: Path) -> None:
    file = tmp_path / "vocabulary" / "permalinks.txt"
    file.parent.mkdir()
    file.write_text("<<<<<<< HEAD\na.html\n=======\nb.html\n>>>>>>> x\n", "utf-8")
    found, problems = read_past(tmp_path)

    assert found.promised == {"a.html", "b.html"} and codes(problems) == ["E458"] * 3
    note_promises(tmp_path, ["c.html"])
    assert "<<<<<<< HEAD" in file.read_text("utf-8")


def test_the_check_holds_the_site_to_its_promises() -> None:
    found = list(broken("# 一\na.html\nb.html\n", {"a.html", "hant/a.html", "b.html"}, "p.txt"))

    assert found == [Problem("E540", "p.txt", 3, "hant/b.html")]


@pytest.mark.parametrize(
    ("path", "words"), [("x/a/01.html", "查看往期"), ("old.html", "回到首页"), ("author/a/index.html", "查看全部作者")]
)
def test_where_a_stub_leads(path: str, words: str) -> None:
    assert onward(path, frozenset())[0] == words


def test_a_stub_that_leads_on_has_the_address_of_its_target(library: Make) -> None:
    made = library({**ONE, "aliases": ["old/1.html"]}, url="https://example.org/p")
    (stub,) = stubs(remains(made, paths_of(made)), paths_of(made))
    names = frame(stub, made)

    assert isinstance(stub, Output) and names["canonical"] == f"https://example.org/p/{DAY}/01-01.html"
    assert names["link"](names["target"]) == f"../{DAY}/01-01.html"
