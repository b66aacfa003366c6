"""The looking itself: what bars anybody is found wherever it stands, though axe judges two words of each look only."""

from __future__ import annotations

from typing import Any

import pytest

from browsing import barriers

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><html lang="zh-Hans"><title>版面</title>
<style>{style}</style><main><h1>版面</h1><ul>{items}</ul></main>"""
PLAIN = '<li><a class="piece" href="#">水库开闸</a></li>'
FAINT = {
    "a colour of its own": ".odd { color: #ccc }",
    "a ground of its own": ".odd { background: #00a }",
    "the ground of what is around it": "li:has(.odd) { background: #00a }",
    "its place": "li:nth-child(30) a { color: #ccc }",
    "what is said of it": "[aria-current] { color: #ccc }",
    "all alike": ".piece { color: #ccc }",
}


@pytest.mark.parametrize("style", FAINT.values(), ids=FAINT)
def test_one_faint_word_among_many_is_found(chromium: Any, style: str) -> None:
    odd = '<li><a class="piece odd" aria-current="page" href="#">水库开闸</a></li>'
    page = chromium.new_page()
    page.set_content(PAGE.format(style="", items=PLAIN * 29 + odd + PLAIN * 10))
    assert barriers(page, ("color-contrast",)) == []
    page.add_style_tag(content=style)
    found = barriers(page, ("color-contrast",))
    assert found and all(one.startswith("color-contrast: <a class=") for one in found)
    assert len(barriers(page, ("color-contrast",), every=True)) == min(3, 40 if style.startswith(".piece") else 1)
    page.close()
