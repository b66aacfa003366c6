"""Pages that lead through the archive, on an edition of several years, in a real Chromium under a strict policy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browsing import Window, barriers, serving, visit, width_of
from converter.problems import render
from press.checks.site import check_site, read_site
from years import PAGES

pytestmark = pytest.mark.browser

SCRIPTS = {"zh-Hans": "", "zh-Hant": "hant/"}
AGAIN = {"older year", "without a date", "tag of two", "rubric", "tags", "rubrics", "year without days"}
"""Of a kind that is there already: their twins, and what axe says of them, wait for a release (`test_barriers.py`)."""
WIDE = {"section", "month", "corrected article"}
TWINS = {"region", "corrected article"}
"""At which axe looks on a wide screen too, and in the other script."""


@pytest.fixture(scope="module")
def served(years_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The edition of several years on a sub-path of a local server."""
    with serving(years_site, tmp_path_factory.mktemp("served-years")) as address:
        yield address


def test_every_link_leads_somewhere_and_every_page_has_its_twin(years_site: Path) -> None:
    assert [render(problem) for problem in check_site(read_site(years_site)).problems] == []


@pytest.mark.parametrize(
    ("script", "name"),
    [*(("zh-Hans", name) for name in PAGES), *(("zh-Hant", name) for name in PAGES if name not in AGAIN)],
)
def test_no_page_bars_anybody(window: Window, served: str, script: str, name: str) -> None:
    """Wide and narrow, light and dark; in the dark only colours can differ, in the twin only letters."""
    page, wrong = window.visit(served + SCRIPTS[script] + PAGES[name])
    judged = {1280: name in WIDE, 320: name not in AGAIN} if script == "zh-Hans" else {320: name in TWINS}
    assert page.evaluate("document.documentElement.lang") == script
    assert page.locator("main h1").count() == 1
    for width in (768, 1280, 320) if script == "zh-Hans" else (320,):
        page.set_viewport_size({"width": width, "height": 900})
        assert width_of(page) <= width, f"{width} px"
        page.emulate_media(color_scheme="light")
        if judged.get(width):
            assert barriers(page) == [], f"light, {width} px"
            page.emulate_media(color_scheme="dark")
            assert barriers(page, ("color-contrast",)) == [], f"dark, {width} px"
    assert wrong == []


def test_the_largest_letters_fit_a_phone(chromium: Any, served: str) -> None:
    page, _ = visit(chromium, served + "index.html", 320)
    page.evaluate("localStorage.setItem('size', '5')")
    for name, path in {"home": "index.html", **PAGES}.items():
        page.goto(served + path)
        assert page.evaluate("document.documentElement.dataset.size") == "5"
        assert width_of(page) <= 320, name
        page.click(".settings summary")
        panel = page.locator(".settings__panel").bounding_box()
        assert panel["x"] >= 0 and panel["x"] + panel["width"] <= 320, name
    page.close()


def test_letters_and_targets_are_large_enough(window: Window, served: str) -> None:
    page, _ = window.visit(served + PAGES["section"], 320)
    for path in ("section", "authors by strokes", "regions", "month", "calendar", "404"):
        page.goto(served + PAGES[path])
        small = page.evaluate(
            """() => [...document.querySelectorAll('main *')].filter(e => !e.closest('.sr, svg') && e.clientHeight
                && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())
                && parseFloat(getComputedStyle(e).fontSize) < 15).map(e => e.outerHTML.slice(0, 80))"""
        )
        low = page.evaluate(
            """() => [...document.querySelectorAll('.timeline li, .bars a, .roll a, .letters a, .orders a, .tree a,'
                + '.province__name a, .cal .has a, .pager a')]
                .filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 44)
                .map(e => e.outerHTML.slice(0, 80))"""
        )
        assert (small, low) == ([], []), path


def test_bars_lead_to_their_year_and_month_without_a_script(chromium: Any, served: str) -> None:
    page, wrong = visit(chromium, served + PAGES["section"], java_script_enabled=False)
    rows = page.locator(".timeline li").all()
    assert [row.locator("a").inner_text() for row in rows] == [
        *("2024年", "2023年", "2022年", "2021年", "2019年", "日期未详"),
    ]
    assert rows[0].locator("svg").get_attribute("aria-label") == "3月27篇，6月9篇"
    rows[3].click(position={"x": 150, "y": 20})
    page.wait_for_load_state()
    assert page.url.endswith("/section/education/2021.html")
    page.click(".bars a >> nth=1")
    assert page.url.endswith("#m2021-12")
    assert page.locator("#m2021-12 .story").count() == 3
    page.click("a[rel=prev]")
    page.wait_for_load_state()
    assert page.url.endswith("/section/education/2019.html")
    for _ in range(4):
        page.click("a[rel=next]")
        page.wait_for_load_state()
    assert page.url.endswith("/section/education/index.html")
    assert wrong == []
    page.close()


def test_a_day_of_the_calendar_says_what_it_holds(window: Window, served: str) -> None:
    page, _ = window.visit(served + PAGES["month"])
    table = page.get_by_role("table", name="2024年3月")
    assert [one.get_attribute("abbr") for one in table.get_by_role("columnheader").all()][0::6] == ["星期一", "星期日"]
    days = [re.sub(r"\s+", "", one.text_content() or "") for one in table.get_by_role("link").all()]
    assert days == ["1日，2期", "4日，2版"]
    assert table.get_by_text("31", exact=True).count() == 1
    table.get_by_role("link").first.click()
    assert page.url.endswith("#d1")


def test_a_year_shows_all_months_and_one_without_days_none(window: Window, served: str) -> None:
    page, _ = window.visit(served + PAGES["year"])
    assert page.get_by_role("table").count() == 12
    page.goto(served + PAGES["year without days"])
    assert page.get_by_role("table").count() == 0
    assert page.get_by_text("仅知年份").count() == 1


def test_the_page_for_what_is_lost_speaks_both_scripts_and_searches(chromium: Any, served: str) -> None:
    page, _ = visit(chromium, served + PAGES["404"])
    assert "没有找到这一页" in page.inner_text("h1")
    assert page.locator("[lang=zh-Hant].lost-twin").is_visible()
    page.fill("input[name=q]", "道路")
    page.press("input[name=q]", "Enter")
    page.wait_for_url(re.compile(r"/search/index\.html\?q="))
    page.goto(served + "hant/" + PAGES["404"])
    assert page.inner_text("h1") == "沒有找到這一頁"
    assert not page.locator(".lost-twin").is_visible()
    page.close()


def test_a_correction_is_marked_and_told(window: Window, served: str) -> None:
    page, _ = window.visit(served + PAGES["corrected article"])
    assert page.locator(".corrections li").count() == 2
    page.click(".corrections a")
    assert page.url.endswith("#p2")
    page.goto(served + PAGES["corrections"])
    assert [one.inner_text() for one in page.locator(".log__year").all()] == ["2024年", "2023年"]
    page.click(".log__title a >> nth=0")
    assert page.url.endswith("/2024/03/01/01-01.html#p2")


def test_names_stand_by_the_strokes_of_either_script(window: Window, served: str) -> None:
    page, _ = window.visit(served + "hant/" + PAGES["authors by strokes"])
    assert page.locator("[aria-current=page]", has_text="繁體筆畫").count() == 1
    groups = {
        one.locator("h2").inner_text(): one.locator("li a").all_inner_texts() for one in page.locator(".letter").all()
    }
    assert groups["15畫"] == ["劉備", "歐陽修"]
    assert groups["6畫"] == ["后羿"]
