"""Bodies: case file, and that the quick way gives what python-markdown gives."""

from __future__ import annotations

from hypothesis import example, settings
from hypothesis import given as each
from hypothesis import strategies as st

from edition.body import Renderer, simple_html

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
    quick = simple_html(text)
    if quick is not None:
        assert quick == RENDERER.full(text, link)


@settings(max_examples=100, deadline=None)
@each(st.text(alphabet='<>scriptimg onerror="=/&;!-\n一[]()', max_size=60))
def test_no_text_becomes_a_script_or_a_handler(text: str) -> None:
    found = str(RENDERER.render(text, link)).lower()
    assert "<script" not in found
    assert "<img onerror" not in found
