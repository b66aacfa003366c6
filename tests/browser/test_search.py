"""The search in a real Chromium, under a strict Content-Security-Policy: what a reader types is found, all and only."""

from __future__ import annotations

import html
import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from browsing import Window, barriers, serving, width_of
from building import MANY

pytestmark = pytest.mark.browser

HARMLESS = "history|Transition was skipped"
"""A page on disk has no history of its own; a reader who goes on at once sees no transition."""
SCRIPTS = {"zh-Hans": "", "zh-Hant": "hant/"}
ARTICLE = re.compile(r"(?:\d{4}/\d\d/[\w-]+|x/[\w-]+)/[a-z]?\d\d\w?-\d\d\.html")
PRINTED = re.compile(r'<h1[^>]*>(.*?)</h1>|<p id="p\d+"[^>]*>(.*?)</p>|<p class="(?:kicker|deck)">(.*?)</p>', re.DOTALL)
ASK = """async (query) => {
    const input = document.querySelector("#q"), more = document.querySelector("#seek-more");
    const settled = async () => {
        while (document.body.dataset.search === "busy" || document.querySelector("#seek-results[aria-busy=true]"))
            await new Promise((done) => setTimeout(done, 4));
    };
    input.value = query;
    input.form.requestSubmit();
    await settled();
    while (!more.hidden) { more.click(); await settled(); }
    const hits = [...document.querySelectorAll(".hit__title a")].map((link) => link.getAttribute("href"));
    return { asked: new URLSearchParams(location.search).get("q"), state: document.body.dataset.search, hits };
}"""
"""Types a query, sends the form, asks for more until there is no more."""


@pytest.fixture(scope="module")
def served(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site on a sub-path of a local server: `http://127.0.0.1:…/x/y/`."""
    with serving(built_site, tmp_path_factory.mktemp("strict")) as address:
        yield address


@pytest.fixture(scope="module")
def window(chromium: Any) -> Window:
    """A page for tests that only ask."""
    return Window(chromium, note_all)


def note_all(page: Any, note: Callable[[str], None]) -> None:
    """Hand over everything the browser says."""
    page.on("console", lambda message: note(message.text))
    page.on("pageerror", lambda error: note(str(error)))


def visit(window: Window, url: str, scheme: str = "light") -> tuple[Any, list[str]]:
    """The opened page once its search is done, and everything the browser says."""
    page, wrong = window.visit(url, scheme=scheme)
    settle(page)
    return page, wrong


def go(page: Any, url: str) -> None:
    """Open an address in a page; its search is done."""
    page.goto(url)
    settle(page)


def settle(page: Any) -> None:
    """Wait until the page says that it is done."""
    page.wait_for_selector("body[data-search]:not([data-search=busy])", state="attached")


def words_of(fragment: str) -> str:
    """HTML as a reader sees it, on one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", fragment)).split())


def bare(text: str) -> str:
    """Letters and numbers, plain and small: another way to say what the search compares, within one script."""
    plain = unicodedata.normalize("NFKC", text).lower()
    kept = "".join(one for one in plain if one.isalnum() or one in ".:%‰")
    return re.sub(r"(?<![0-9])[.:]|[.:](?![0-9])", "", kept)


@cache
def articles(site: Path) -> dict[str, tuple[list[str], str]]:
    """Path from the site's root -> the printed lines of an article, and all words of its page."""
    found = {}
    for file in sorted(site.rglob("*.html")):
        path = file.relative_to(site).as_posix()
        if ARTICLE.fullmatch(path.removeprefix("hant/")):
            page = file.read_text("utf-8")
            lines = [words_of(next(filter(None, groups), "")) for groups in PRINTED.findall(page)]
            found[path] = lines, bare(words_of(page[page.index("<main") :]))
    return found


def samples(site: Path, prefix: str, number: int) -> list[str]:
    """Substrings of 2 to 8 characters, as printed, with at least one letter or number."""
    pick = random.Random(f"{prefix}{number}")
    lines = [
        line for path, (own, _) in articles(site).items() if path.startswith("hant/") == bool(prefix) for line in own
    ]
    found: list[str] = []
    while len(found) < number:
        line, length = pick.choice(lines), pick.randint(2, 8)
        begin = pick.randrange(max(1, len(line) - length))
        piece = line[begin : begin + length]
        if len(piece) >= 2 and bare(piece):
            found.append(piece)
    return found


@pytest.mark.parametrize("seed", [74, 76] if MANY else [30])
@pytest.mark.parametrize("script", SCRIPTS)
def test_every_substring_is_found_where_it_is_printed_and_nowhere_else(
    window: Window, served: str, built_site: Path, script: str, seed: int
) -> None:
    prefix = SCRIPTS[script]
    page, wrong = visit(window, f"{served}{prefix}search/index.html")
    own = {path: text for path, text in articles(built_site).items() if path.startswith("hant/") == bool(prefix)}
    missed, false, hits = [], [], 0
    for query in samples(built_site, prefix, seed):
        answer = page.evaluate(ASK, query)
        assert (answer["asked"].strip(), answer["state"]) == (query.strip(), "done")
        phrases = [bare(word) for word in query.split() if bare(word)]
        found = {href.removeprefix(served) for href in answer["hits"]}
        there = {
            path for path, (lines, _) in own.items() if all(any(one in bare(line) for line in lines) for one in phrases)
        }
        hits += len(found)
        missed += [(query, path) for path in there - found]
        false += [(query, path) for path in found if not all(phrase in own[path][1] for phrase in phrases)]

    assert hits >= seed
    assert (missed, false) == ([], [])
    assert wrong == []


@pytest.mark.parametrize(
    ("query", "title"), [("雙城經濟圈", "双城经济圈"), ("双城经济圈", "双城经济圈"), ("ＧＤＰ", "GDP")]
)
def test_a_query_in_any_script_and_width_gives_the_same_in_both_editions(
    window: Window, served: str, query: str, title: str
) -> None:
    found = []
    page, wrong = visit(window, served + "search/index.html")
    for prefix in SCRIPTS.values():
        go(page, f"{served}{prefix}search/index.html?q={query}")
        found.append([href.removeprefix(served + prefix) for href in links(page)])
        marks = page.locator("mark").all_inner_texts()
        assert (title in marks) == (prefix == "" and bool(marks))

    assert wrong == []
    assert found[0] == found[1]


def links(page: Any) -> list[str]:
    """Where the headlines that were found lead."""
    hrefs: list[str] = page.eval_on_selector_all(".hit__title a", "all => all.map(one => one.href)")
    return hrefs


def test_from_the_front_page_to_the_passage_by_keyboard_alone(chromium: Any, served: str) -> None:
    page, wrong = visit_home(chromium, served)
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.pathname || ''").endswith("/search/index.html"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/index.html")
    settle(page)
    page.keyboard.press("/")
    page.keyboard.type("双城 就业")
    page.keyboard.press("Enter")
    page.wait_for_selector(".hit")
    assert "篇" in page.inner_text("[role=status]")
    for _ in range(page.locator("#seek-terms a").count() + 1):
        page.keyboard.press("ArrowDown")
    first = page.evaluate("document.activeElement.closest('.hit') && document.activeElement.href")
    page.keyboard.press("ArrowDown")
    assert first and page.evaluate("document.activeElement.href") != first
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    assert re.search(r"#p\d+:~:text=", page.evaluate("document.activeElement.href"))
    page.keyboard.press("Enter")
    page.wait_for_selector("main .body")
    page.go_back()
    page.wait_for_selector(".hit")

    assert "q=" in page.url and page.input_value("#q") == "双城 就业"
    assert wrong == []
    page.close()


def visit_home(browser: Any, served: str) -> tuple[Any, list[str]]:
    """The front page."""
    page = browser.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    page.goto(served + "index.html")
    return page, wrong


def test_the_address_holds_what_was_chosen_and_back_takes_it_back(chromium: Any, served: str) -> None:
    page, wrong = visit(Window(chromium, note_all), served + "search/index.html?q=重庆")
    every = len(links(page))
    page.click("#seek-facets a:has-text('2024')")
    settle(page)
    fewer = links(page)
    assert 0 < len(fewer) < every and "year=2024" in page.url
    assert all("2024" in link for link in fewer)
    page.click("#seek-facets a:has-text('按日期')")
    settle(page)
    assert "year=2024" in page.url and "sort=date" in page.url
    assert sorted(links(page)) == sorted(fewer)
    page.click("a.script-switch")
    settle(page)
    assert "/hant/search/" in page.url and "year=2024" in page.url
    assert len(links(page)) == len(fewer)
    page.go_back()
    page.go_back()
    page.go_back()
    settle(page)
    page.locator(".hit").nth(min(every, 10) - 1).wait_for()

    assert "year" not in page.url
    assert wrong == []
    page.close()


def test_hits_are_narrowed_by_an_author_and_a_region(window: Window, served: str, built_site: Path) -> None:
    page, wrong = visit(window, served + "search/index.html?q=重庆")
    page.click("summary:has-text('作者')")
    page.click("#seek-facets a:has-text('胡斌')")
    page.locator(".facet [aria-current]").wait_for()
    settle(page)
    paths = [link.removeprefix(served) for link in links(page)]
    assert paths and all("胡斌" in articles(built_site)[path][1] for path in paths)
    page.click("#seek-facets a:has-text('胡斌')")
    page.click("#seek-facets a:has-text('重庆市江北区')")
    page.wait_for_url("**region=*")
    settle(page)

    assert "author" not in page.url and len(links(page)) > 0
    assert wrong == []


def test_headlines_come_first_and_then_the_newest(window: Window, served: str) -> None:
    page, _ = visit(window, served + "search/index.html?q=行动")
    marked = page.eval_on_selector_all(
        ".hit", "all => all.map(one => Boolean(one.querySelector('.hit__title mark, .kicker mark, .hit__deck mark')))"
    )

    assert True in marked and False in marked
    assert marked == sorted(marked, reverse=True)


def test_what_is_not_there_and_what_says_nothing(window: Window, served: str) -> None:
    page, wrong = visit(window, served + "search/index.html?q=龘靐齉")
    assert "没有找到“龘靐齉”" in page.inner_text("[role=status]")
    page.fill("#q", "，。！")
    page.keyboard.press("Enter")
    page.locator("#seek-status:has-text('请写出')").wait_for()
    page.fill("#q", "<img src=x onerror=alert(1)>")
    page.keyboard.press("Enter")
    page.locator("#seek-status:has-text('<img')").wait_for()

    assert wrong == []


def test_a_file_that_cannot_be_loaded_is_told_and_asked_for_again(chromium: Any, served: str) -> None:
    page = chromium.new_page()
    page.route("**/search/text/**", lambda route: route.abort())
    page.goto(served + "search/index.html?q=重庆")
    page.wait_for_selector("body[data-search=failed]", state="attached")
    assert "没有完成" in page.inner_text("[role=status]")
    page.unroute("**/search/text/**")
    page.click("#seek-status a")
    page.wait_for_selector(".hit")
    page.close()


def test_the_search_works_from_disk(window: Window, built_site: Path) -> None:
    for prefix, query in (("", "双城经济圈"), ("hant/", "雙城經濟圈")):
        page, wrong = visit(window, (built_site / prefix / "search/index.html").as_uri())
        page.fill("#q", query)
        page.keyboard.press("Enter")
        page.wait_for_selector(".hit")
        assert query in page.inner_text("[role=status]") and page.locator("mark").first.inner_text() == query
        page.click(".hit__text a >> nth=0")
        page.wait_for_selector("main .body")

        assert page.url.startswith("file://") and f"/{prefix}" in page.url
        assert [text for text in wrong if not re.search(HARMLESS, text)] == []


NAMED = [
    ("渝", "region/chong-qing/", "重庆市 地区 又称渝"),
    ("川渝", "region/chuan-yu/", "川渝 地区"),
    ("成渝", "region/chuan-yu/", "川渝 地区 又称成渝"),
    ("教育", "section/education/", "教育 版块"),
    ("江北区", "region/chong-qing/jiang-bei/", "重庆市江北区 地区"),
]


@pytest.mark.parametrize(("query", "folder", "said"), NAMED)
def test_a_name_leads_to_its_page_above_the_hits(
    window: Window, served: str, query: str, folder: str, said: str
) -> None:
    page, wrong = visit(window, served + "search/index.html")
    for prefix in SCRIPTS.values():
        go(page, f"{served}{prefix}search/index.html?q={query}")
        first = page.locator("#seek-terms a").first
        assert first.evaluate("one => one.href") == f"{served}{prefix}{folder}index.html"
        assert prefix or page.locator("#seek-terms li").first.inner_text().split() == said.split()
        assert "以此" in page.inner_text("[role=status]")
        page.focus("#q")
        page.keyboard.press("ArrowDown")
        assert first.evaluate("one => one === document.activeElement")
        page.keyboard.press("Enter")
        page.wait_for_selector("h1:not(:text('搜'))")
        assert folder in page.url
    assert [text for text in wrong if not re.search(HARMLESS, text)] == []


def test_what_is_no_name_offers_no_page(window: Window, served: str) -> None:
    page, wrong = visit(window, served + "search/index.html?q=签署2024年")

    assert page.is_hidden("#seek-terms") and page.locator(".hit").count() > 0
    assert wrong == []


def test_names_that_cannot_be_loaded_take_nothing_from_the_hits(chromium: Any, served: str) -> None:
    page = chromium.new_page()
    page.route("**/search/names/**", lambda route: route.abort())
    page.goto(served + "search/index.html?q=重庆")
    settle(page)

    assert page.locator(".hit").count() > 0 and page.is_hidden("#seek-terms")
    page.close()


def test_without_javascript_the_page_leads_to_all_headlines(chromium: Any, served: str) -> None:
    page = chromium.new_page(java_script_enabled=False)
    page.goto(served + "search/index.html?q=双城")
    assert "JavaScript" in page.inner_text("main")
    page.click("main a:has-text('2024年')")
    page.wait_for_selector(".titles")

    assert page.locator(".titles li a").count() == 9
    page.close()


@pytest.mark.parametrize("script", SCRIPTS)
def test_no_barrier_is_found(window: Window, served: str, script: str) -> None:
    """axe, WCAG 2.2 AA and best practices; in the dark only colours can differ."""
    page, _ = visit(window, served + SCRIPTS[script] + "search/index.html?q=双城")
    page.wait_for_selector(".hit")
    for width in (1280, 320) if script == "zh-Hans" else (320,):
        page.set_viewport_size({"width": width, "height": 900})
        assert width_of(page) <= width
        page.emulate_media(color_scheme="light")
        assert barriers(page) == [], f"light, {width} px"
        page.emulate_media(color_scheme="dark")
        assert barriers(page, ("color-contrast",)) == [], f"dark, {width} px"
