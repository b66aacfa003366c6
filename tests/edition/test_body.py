"""Bodies: case file, and that the quick way gives what python-markdown gives."""

from __future__ import annotations

from hypothesis import example, settings
from hypothesis import given as each
from hypothesis import strategies as st

from edition.body import Renderer, Setting, contents, simple_html

TITLED = {"test_body": "bodies.txt"}
RENDERER = Renderer()
PIECES = ["一", "二，", "。", "a", " ", "\n", "\n\n", "## ", "\\*", "\\[", "*", "_", "&lt;", "&", "<", ">", "1. ", "- ",
          "\\", "“", '"', "\u3000", "\t", "=", "#", "!", "(", "`", "|", ":"]  # fmt: skip


def link(path: str) -> str:
    return f"<{path}>"


def test_body(given: str, expected: str) -> None:
    assert (
        str(RENDERER.render(given, link))
        .replace("&lt;calendar/&gt;", "<calendar/>")
        .replace("&lt;images/a.jpg&gt;", "<images/a.jpg>")
        == expected
    )


@settings(max_examples=300, deadline=None)
@each(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@example("\u3000\u3000一段\u3000")
@example("## 一 ##")
def test_the_quick_way_is_the_long_way(text: str) -> None:
    for setting in (Setting(), Setting("01-03-", 4)):
        quick = simple_html(text, setting)
        if quick is not None:
            assert quick == RENDERER.full(text, link, setting)


def test_bodies_on_one_page_share_no_id_and_stand_below_their_headlines() -> None:
    text = "一\n\n## 二\n\n三*四*"
    assert str(RENDERER.render(text, link, Setting("01-03-", 4))) == (
        '<p id="01-03-p1">一</p>\n<h4 id="01-03-s1">二</h4>\n<p id="01-03-p2">三<em>四</em></p>'
    )


def test_contents_are_the_crossheads_of_both_ways() -> None:
    for text in ("## 一 & 二\n\n三\n\n## 四", "## 一 & 二\n\n*三*\n\n### 五\n\n# 四"):
        assert contents(RENDERER.render(text, link)) == (("s1", "一 &amp; 二"), ("s2", "四"))


@settings(max_examples=100, deadline=None)
@each(st.text(alphabet='<>scriptimg onerror="=/&;!-\n一[]()', max_size=60))
def test_no_text_becomes_a_script_or_a_handler(text: str) -> None:
    found = str(RENDERER.render(text, link)).lower()
    assert "<script" not in found
    assert "<img onerror" not in found
