"""Every kind of page in a real Chromium: both scripts, wide and narrow, light and dark, from disk and served."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browsing import MOVING, STILL, Window, barriers, serving, visit, width_of

pytestmark = pytest.mark.browser

KINDS = {
    "home": "index.html",
    "issue": "2024/04/19/index.html",
    "whole issue": "2024/04/19/read.html",
    "page": "2024/04/19/01.html",
    "article": "x/2024-06/01-02.html",
    "photo story": "x/2023-10/01-04.html",
    "long article": "x/2023-10/01-07.html",
    "section": "sections/index.html",
    "regions": "regions/index.html",
    "tags": "tags/index.html",
    "authors": "authors/index.html",
    "rubrics": "columns/index.html",
    "calendar": "calendar/index.html",
    "year": "2024/index.html",
    "month": "2024/06/index.html",
    "about": "about/index.html",
    "404": "404.html",
}
SCRIPTS = {"zh-Hans": "", "zh-Hant": "hant/"}
TWINS = ("home", "article", "photo story", "about")
"""In the other script; the other kinds are there in both, of other editions (`test_reading.py`, `test_indexes.py`)."""
VIEWS = [(1280, "light"), (320, "light"), (320, "dark")]


@pytest.fixture(scope="module")
def served(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site on a sub-path of a local server: `http://127.0.0.1:…/x/y/`."""
    with serving(built_site, tmp_path_factory.mktemp("served")) as address:
        yield address


@pytest.mark.parametrize(
    ("script", "name"), [*(("zh-Hans", name) for name in KINDS), *(("zh-Hant", name) for name in TWINS)]
)
def test_page_opens_whole_at_every_width(window: Window, served: str, script: str, name: str) -> None:
    page, wrong = window.visit(served + SCRIPTS[script] + KINDS[name])
    assert page.evaluate("document.documentElement.lang") == script
    assert page.evaluate("document.querySelectorAll('main h1').length") == 1
    for width, scheme in VIEWS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        assert width_of(page) <= width, f"overflows at {width} px"
    assert wrong == []


def test_reading_and_moving_need_no_script(chromium: Any, served: str) -> None:
    page, wrong = visit(chromium, served, java_script_enabled=False, **MOVING)
    page.click("main article a >> nth=0")
    page.wait_for_load_state()
    assert page.locator("main h1").count() == 1
    page.click("a.script-switch")
    page.wait_for_load_state()

    assert "/hant/" in page.url
    assert wrong == []
    page.close()


def test_the_script_a_reader_chose_is_offered_and_never_forced(chromium: Any, served: str) -> None:
    context = chromium.new_context(**STILL)
    page = context.new_page()
    page.goto(served + "index.html")
    assert page.locator(".script-offer").count() == 0
    page.click("a.script-switch")
    page.wait_for_load_state()
    page.close()

    page = context.new_page()
    page.goto(served + "about/index.html")
    assert page.url.endswith("/x/y/about/index.html")
    offer = page.locator(".script-offer")
    assert (offer.inner_text(), offer.get_attribute("lang")) == ("繼續閱讀繁體版", "zh-Hant")
    page.reload()
    assert page.locator(".script-offer").count() == 0
    page.evaluate("sessionStorage.clear()")
    page.reload()
    page.click(".script-offer")
    page.wait_for_url("**/hant/about/index.html")
    page.click("main a >> nth=0") if page.locator("main a").count() else None
    assert "/hant/" in page.url
    context.close()


def test_site_opens_from_disk(chromium: Any, built_site: Path) -> None:
    page, wrong = visit(chromium, (built_site / "index.html").as_uri(), **MOVING)
    page.click("main article a >> nth=0")
    page.wait_for_load_state()
    assert page.url.startswith("file://") and page.url.endswith(".html")
    page.click("a.script-switch")
    page.wait_for_load_state()

    assert page.evaluate("document.documentElement.lang") == "zh-Hant"
    assert wrong == []
    page.close()


def test_switching_the_script_twice_comes_home(chromium: Any, served: str) -> None:
    page, _ = visit(chromium, served + "2024/04/19/01-02.html")
    start = page.url
    for _ in range(2):
        page.click("a.script-switch")
        page.wait_for_load_state()

    assert page.url == start
    page.close()


def test_switching_the_script_keeps_the_place(chromium: Any, served: str) -> None:
    page, _ = visit(chromium, served + "2024/04/19/01-02.html#p2")
    page.click("a.script-switch")
    page.wait_for_url("**/hant/2024/04/19/01-02.html#p2")

    assert page.locator("#p2:target").count() == 1
    page.close()


def test_quotation_marks_are_full_width(window: Window, served: str) -> None:
    """A Latin face before the Chinese one would draw “ ” half as wide."""
    page, _ = window.visit(served + "x/2024-06/01-02.html")
    widths = page.evaluate(
        """() => ['“', '遂'].map(text => {
            const span = document.createElement('span');
            span.style.textSpacingTrim = 'space-all';
            span.textContent = text;
            document.querySelector('#p1').append(span);
            return span.getBoundingClientRect().width;
        })"""
    )

    assert widths[0] == pytest.approx(widths[1], rel=0.05)


def test_the_first_tab_leads_past_the_head(window: Window, served: str) -> None:
    page, _ = window.visit(served + "x/2024-06/01-02.html")
    page.keyboard.press("Tab")
    target = page.evaluate("document.activeElement.getAttribute('href')")

    assert target.startswith("#")
    assert page.locator(f"main{target}, {target}").count() >= 1


@pytest.mark.parametrize("path", [KINDS["home"], KINDS["article"]])
def test_no_barrier_is_found(window: Window, served: str, path: str) -> None:
    """axe, WCAG 2.2 AA and best practices; in the dark only colours can differ. Lists: `test_indexes.py`."""
    page, _ = window.visit(served + path)

    assert barriers(page) == []
    page.emulate_media(color_scheme="dark")
    assert barriers(page, ("color-contrast",)) == []
