"""Home, issue, page, article and whole issue, on an edition of hard cases, in a real Chromium under a strict policy."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import odd
from browsing import MOVING, STILL, Window, barriers, serving, visit, width_of

pytestmark = pytest.mark.browser

SCRIPTS = {"zh-Hans": "", "zh-Hant": "hant/"}
ARTICLE, LONG, BARE = odd.PAGES["long headline"], odd.PAGES["long article"], odd.PAGES["bare article"]
KIB = 1024


@pytest.fixture(scope="module")
def served(odd_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The edition of hard cases on a sub-path of a local server."""
    with serving(odd_site, tmp_path_factory.mktemp("served-odd")) as address:
        yield address


KINDS = ("home", "issue", "page", "long headline", "whole issue")
TWINS = ("home", "long headline")
"""In the other script; all others before a release (`test_barriers.py`)."""


@pytest.mark.parametrize(
    ("script", "name"), [*(("zh-Hans", name) for name in KINDS), *(("zh-Hant", name) for name in TWINS)]
)
def test_no_kind_of_page_bars_anybody(window: Window, served: str, script: str, name: str) -> None:
    """Wide and narrow, light and dark; in the dark only colours can differ, in the twin only letters."""
    page, _ = window.visit(served + SCRIPTS[script] + odd.PAGES[name])
    for width in (1280, 320) if script == "zh-Hans" else (320,):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="light")
        assert barriers(page) == [], f"light, {width} px"
        page.emulate_media(color_scheme="dark")
        assert barriers(page, ("color-contrast",)) == [], f"dark, {width} px"


@pytest.mark.parametrize("name", ["undated issue", "full page", "bare article", "marked-up article"])
def test_no_hard_case_bars_anybody(window: Window, served: str, name: str) -> None:
    page, _ = window.visit(served + odd.PAGES[name], 320)
    assert barriers(page) == []


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_page_stands_at_every_width(window: Window, served: str, script: str) -> None:
    page, wrong = window.visit(served + SCRIPTS[script], 320)
    for name, path in odd.PAGES.items():
        page.goto(served + SCRIPTS[script] + path)
        assert page.evaluate("document.documentElement.lang") == script
        assert page.locator("main h1").count() == 1
        for width in (1280, 768, 320) if script == "zh-Hans" else (320,):
            page.set_viewport_size({"width": width, "height": 900})
            assert width_of(page) <= width, f"{name}, {width} px"
        assert wrong == [], name


def test_the_largest_letters_fit_the_narrowest_screen(window: Window, served: str) -> None:
    page, _ = window.visit(served, 320)
    for name in ("home", "issue", "full page", "long headline"):
        page.goto(served + odd.PAGES[name])
        page.evaluate("document.documentElement.dataset.size = '5'")
        body = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
        assert body == 34, "twice the size of a phone"
        assert width_of(page) <= 320, name


@pytest.mark.parametrize(
    "path", [odd.PAGES[name] for name in ("home", "issue", "full page", "long headline", "whole issue")]
)
def test_letters_and_targets_are_large_enough(window: Window, served: str, path: str) -> None:
    """No letter under 15 px; what navigates or sets is 44 px high, and no link is hard to hit."""
    page, _ = window.visit(served + path, 320)
    page.click(".settings summary")
    small = page.evaluate(
        """() => [...document.querySelectorAll('body *')].filter(e => !e.closest('.sr, svg') && e.clientHeight
            && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())
            && parseFloat(getComputedStyle(e).fontSize) < 15).map(e => e.outerHTML.slice(0, 80))"""
    )
    low = page.evaluate(
        """() => [...document.querySelectorAll('.ear a, .ear summary, .settings label, .strip a, .crumbs a, .sheets a,'
            + '.takes a, .zone__more a, .tools a, .tools button, .turns a, .pager a, .contents a, .foot a')]
            .filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 44)
            .map(e => e.outerHTML.slice(0, 80))"""
    )

    assert small == []
    assert low == []


def test_everything_is_read_and_reached_without_a_script(chromium: Any, served: str) -> None:
    page, wrong = visit(chromium, served + odd.PAGES["second edition"], java_script_enabled=False)
    for step in (
        "a[rel=prev]",
        ".sheets a >> nth=1",
        "main article a >> nth=0",
        ".turns [aria-label=前后各篇] a[rel=next]",
        ".turns [aria-label=前后各版] a[rel=next]",
        ".crumbs a >> nth=2",
        "text=全期连读",
        ".contents a >> nth=1",
        ".piece__title a >> nth=0",
        "a.script-switch",
    ):
        page.click(step)
        page.wait_for_load_state()
        assert page.locator("main h1").count() == 1

    assert "/hant/" in page.url
    assert [one for one in page.locator(".needs-js").all() if one.is_visible()] == []
    assert wrong == []
    page.close()


def test_an_article_leads_on_in_four_ways(window: Window, served: str) -> None:
    page, _ = window.visit(served + "2024/06/11/02-04.html")
    pairs = page.locator(".turns nav").all()
    told = [
        (one.get_attribute("aria-label"), one.locator("a[rel=prev]").count(), one.locator("a[rel=next]").count())
        for one in pairs
    ]

    assert told == [("前后各篇", 1, 1), ("前后各版", 1, 1), ("前后各期", 1, 1), ("同版块前后", 1, 1)]


def test_the_map_marks_the_article_among_those_of_its_page(window: Window, served: str) -> None:
    page, _ = window.visit(served + ARTICLE)
    boxes = page.locator(".rail .map path").evaluate_all(
        "all => all.map(e => e.getAttribute('d').split('z').length - 1)"
    )

    assert boxes == [3, 1]
    assert page.locator(".rail .map__here").count() == 1
    assert page.locator(".rail [aria-current=page]").count() == 1
    page.goto(served + odd.PAGES["full page"])
    assert page.locator(".plan .map text").count() == page.locator(".plan li").count() == odd.MANY


def test_only_long_articles_have_contents_and_they_lead_there(window: Window, served: str) -> None:
    page, _ = window.visit(served + LONG)
    page.click(".contents a >> nth=2")
    assert page.locator("h2:target").bounding_box()["y"] < 200
    page.goto(served + ARTICLE)
    assert page.locator(".contents").count() == 0


def test_folio_and_tools_stand_beside_the_article_and_nothing_over_them(window: Window, served: str) -> None:
    """However short the article is."""
    places = """() => ['.margin', '#article', '.piece__head', '.turns'].map(
        (one) => document.querySelector(one).getBoundingClientRect().toJSON())"""
    for path in ("2024/06/11/04-01.html", "2024/06/11/01-03.html", odd.PAGES["bare article"], LONG):
        page, _ = window.visit(served + path)
        for size in ("", "5"):
            page.evaluate("size => { document.documentElement.dataset.size = size; }", size)
            margin, article, head, turns = page.evaluate(places)
            beside = margin["right"] <= head["left"]
            assert margin["bottom"] <= turns["top"] and margin["bottom"] <= article["bottom"] + 1
            assert not beside or abs(margin["top"] - article["top"]) < 2
            assert beside or size == "5"


def test_keys_turn_over_but_not_while_something_is_set(chromium: Any, served: str) -> None:
    page, _ = visit(chromium, served + ARTICLE, **MOVING)
    press(page, "ArrowRight", LONG)
    press(page, "ArrowLeft", ARTICLE)
    press(page, "]", odd.PAGES["full page"])
    press(page, "[", "2024/06/11/01.html")
    page.click(".settings summary")
    page.locator(".settings input[name=size]").nth(1).focus()
    page.keyboard.press("ArrowRight")
    assert page.url.endswith("01.html") and page.evaluate("document.documentElement.dataset.size") == "3"
    page.locator(".settings input[name=keys][value=off]").check()
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("]")
    page.wait_for_timeout(100)
    assert page.url.endswith("2024/06/11/01.html")
    page.close()


def test_a_stroke_leads_to_the_search_and_types_itself_in_fields(chromium: Any, served: str) -> None:
    page, wrong = visit(chromium, served + ARTICLE)
    press(page, "/", "search/index.html#q")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("城/乡")
    assert page.input_value("#q") == "城/乡"
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("/")
    assert page.evaluate("getSelection().toString()") == "城/乡"
    assert page.get_attribute(".ear a >> nth=0", "aria-keyshortcuts") == "/"
    page.evaluate("localStorage.setItem('keys', 'off')")
    page.goto(served + ARTICLE)
    page.keyboard.press("/")
    page.wait_for_timeout(100)
    assert page.url.endswith(ARTICLE) and wrong == []
    page.close()


def press(page: Any, key: str, path: str) -> None:
    """A key turns to a page."""
    page.keyboard.press(key)
    page.wait_for_url(f"**/{path}")
    page.wait_for_load_state()


def test_what_a_reader_sets_is_kept_and_holds_before_anything_is_painted(chromium: Any, served: str) -> None:
    context = chromium.new_context(color_scheme="light", **STILL)
    page = context.new_page()
    page.goto(served + ARTICLE)
    page.click(".settings summary")
    for name, value in (("size", "4"), ("scheme", "dark")):
        page.locator(f".settings input[name={name}][value='{value}']").check()
    assert colour_and_size(page) == ("rgb(23, 22, 20)", 27)

    page.add_init_script(
        "new MutationObserver((changes, self) => { if (document.querySelector('link[rel=stylesheet]')) {"
        " window.early = { ...document.documentElement.dataset }; self.disconnect(); } })"
        ".observe(document, { childList: true, subtree: true })"
    )
    page.goto(served + LONG)
    assert page.evaluate("[early.size, early.scheme]") == ["4", "dark"]
    assert colour_and_size(page) == ("rgb(23, 22, 20)", 27)
    page.click(".settings summary")
    assert page.locator(".settings input[name=size][value='4']").is_checked()
    page.locator(".settings input[name=scheme][value='']").check()
    assert colour_and_size(page)[0] == "rgb(251, 249, 244)"
    context.close()


def colour_and_size(page: Any) -> tuple[str, float]:
    """Of the paper, and of its letters in pixels."""
    found = page.evaluate(
        "(style => [style.backgroundColor, parseFloat(style.fontSize)])(getComputedStyle(document.body))"
    )
    return found[0], found[1]


@pytest.mark.parametrize("script", SCRIPTS)
def test_vertical_text_is_read_from_the_right(chromium: Any, served: str, script: str) -> None:
    page, wrong = visit(chromium, served + SCRIPTS[script] + ARTICLE, 1280)
    page.click("[data-do=flow]")
    sheet = page.locator(".piece__sheet")
    assert page.locator("[data-do=flow]").get_attribute("aria-pressed") == "true"
    assert sheet.evaluate("e => getComputedStyle(e).writingMode") == "vertical-rl"
    title, first, last = (page.locator(f"#article {one}").first.bounding_box()["x"] for one in ("h1", "#p1", "#p5"))
    assert title > first > last
    assert page.locator(".upright").evaluate_all("all => all.every(e => /^\\d{1,2}%?$/.test(e.textContent))")
    upright = page.locator("#p1 .upright").first
    assert upright.evaluate("e => e.offsetHeight <= parseFloat(getComputedStyle(e).fontSize) + 1"), "one square"
    assert width_of(page) <= 1280
    assert barriers(page) == []

    sheet.hover()
    page.mouse.wheel(0, 300)
    page.wait_for_function("document.querySelector('.piece__sheet').scrollLeft < 0")
    page.set_viewport_size({"width": 320, "height": 900})
    assert width_of(page) <= 320
    page.reload()
    assert sheet.evaluate("e => getComputedStyle(e).writingMode") == "vertical-rl"
    assert wrong == []
    page.close()


def test_reading_aloud_goes_sentence_by_sentence_and_stops(chromium: Any, served: str) -> None:
    """Chromium without a voice speaks nothing, so what it is asked to speak is noted; each sentence ends at once."""
    page, wrong = visit(chromium, served + "hant/" + odd.PAGES["only article"])
    page.evaluate(
        """() => { window.said = []; speechSynthesis.speak = words => {
            said.push([words.text, words.lang, [...CSS.highlights.get('spoken')].map(String).join()]);
            if (said.length < 4) words.onend(); }; }"""
    )
    button = page.locator("[data-do=speak]")
    button.click()
    said = page.evaluate("said")
    assert len(said) == 4 and button.get_attribute("aria-pressed") == "true"
    assert said[0][0] == page.locator("h1").inner_text()
    assert all(text == marked and language == "zh-TW" for text, language, marked in said)
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    assert page.evaluate("CSS.highlights.has('spoken')") is False
    assert wrong == []
    page.close()


def test_a_report_names_article_and_paragraph(chromium: Any, served: str) -> None:
    page, _ = visit(chromium, served + ARTICLE + "#p2")
    link = page.locator("[data-report]")
    assert link.get_attribute("href").endswith("20240611-01-01%20")
    page.evaluate("document.addEventListener('click', event => event.preventDefault())")
    link.click()
    assert link.get_attribute("href").endswith("20240611-01-01%20p2")
    page.evaluate("getSelection().selectAllChildren(document.getElementById('p3'))")
    link.click()
    assert link.get_attribute("href").endswith("20240611-01-01%20p3")
    page.close()


def test_the_whole_issue_holds_every_text_once(odd_site: Path) -> None:
    whole = words((odd_site / "2024/06/11/read.html").read_text("utf-8"))
    ids = re.findall(r' id="([^"]+)"', (odd_site / "2024/06/11/read.html").read_text("utf-8"))
    assert len(set(ids)) == len(ids)
    for file in sorted((odd_site / "2024/06/11").glob("0?-*.html")):
        body = re.search(r'<div class="body">(.*?)\n</div>', file.read_text("utf-8"), re.DOTALL)
        assert body and words(body[1]) in whole, file.name


def words(html: str) -> str:
    """The text of some HTML without tags and blanks."""
    return "".join(re.sub(r"<[^>]*>", "", html).split())


def test_print_is_in_two_columns_without_tools(window: Window, served: str) -> None:
    for path, paper in ((ARTICLE, "#article"), (odd.PAGES["whole issue"], ".piece--run")):
        page, _ = window.visit(served + path)
        page.evaluate(
            "Object.assign(document.documentElement.dataset, { flow: 'vertical', scheme: 'dark', size: '5' })"
        )
        page.emulate_media(media="print")
        styles = page.locator(f"{paper} .body").first.evaluate(
            "e => (s => [s.columnCount, s.writingMode, s.fontSize])(getComputedStyle(e))"
        )
        assert styles == ["2", "horizontal-tb", "14px"]
        seen = page.locator(".ear, .tools, .turns, .rail, .settings").evaluate_all(
            "all => all.filter(e => e.clientHeight)"
        )
        assert seen == []
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(29, 27, 24)"
        assert page.pdf().startswith(b"%PDF")


def test_pages_are_light(odd_site: Path) -> None:
    """As a host sends them: compressed, with all style sheets; the scripts apart, since nothing needs them."""
    scripts = sum(map(sent, (odd_site / "theme/js").glob("*.js")))
    assert scripts <= 8 * KIB
    assert whole(odd_site, ARTICLE) + scripts <= 20 * KIB
    assert whole(odd_site, odd.PAGES["issue"]) <= 60 * KIB
    assert whole(odd_site, odd.PAGES["home"]) <= 60 * KIB


def whole(site: Path, path: str) -> int:
    """Bytes of a page with its style sheets."""
    page = site / path
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page.read_text("utf-8"))
    return sent(page) + sum(sent(page.parent / sheet) for sheet in sheets)


def sent(file: Path) -> int:
    """Bytes of a file on its way."""
    return len(gzip.compress(file.read_bytes(), 6))
