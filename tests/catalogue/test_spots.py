"""Marks for one place of a text, `{简=繁}`: read by nobody, known by the mirror."""

from __future__ import annotations

import pytest

from catalogue.plain import marked_places, plain, unmark
from catalogue.spots import marks, without_marks
from edition.body import Renderer


def link(path: str) -> str:
    return path


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("皇{后=后}来了", "皇后来了"),
        ("{干=乾}和{干=幹}", "干和干"),
        (r"\{后=後}", r"\{后=後}"),
        ("{后=後面}", "{后=後面}"),
        ("{a=b}", "{a=b}"),
        ("{后}", "{后}"),
        ("{后=}", "{后=}"),
        ("{后=後", "{后=後"),
        ("{{后=後}}", "{后}"),
        ("{后=\n後}", "{后=\n後}"),
        ("", ""),
    ],
)
def test_what_is_a_mark_and_what_is_text(text: str, read: str) -> None:
    assert without_marks(text) == read


def test_a_mark_that_does_not_fit_is_told_apart() -> None:
    assert [(one.simplified, one.form, one.fits) for one in marks("{后=後面}{里=里}")] == [
        ("后", "後面", False),
        ("里", "里", True),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "第一段{后=後}来。\n\n## 小{里=里}题\n\n第二段",
        "第一段**{后=後}来**。\n\n- 一{里=里}\n- 二",
        "> 引{后=後}\n\n`{里=里}`",
    ],
)
def test_no_reader_sees_a_mark(body: str) -> None:
    shown = Renderer().render(body, link)
    words = "".join(plain(body).paragraphs)
    assert not set("{}後") & set(shown) and not set("{}後") & set(words)
    assert "后" in shown and "后" in words


def test_characters_are_counted_without_marks() -> None:
    assert plain("皇{后=后}。").characters == 3 and unmark("皇{后=后}") == "皇后"


def test_places_with_their_plain_context() -> None:
    body = "前一段。\n\n他**说**{后=後}和[{里=里}](x)长\n\n## 题{干=乾}"
    assert list(marked_places(body, 3)) == [
        ("他说", "后", "後", "和里长"),
        ("说后和", "里", "里", "长"),
        ("题", "干", "乾", ""),
    ]
