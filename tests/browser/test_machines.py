"""What is made for machines but seen by people: a feed opened in a browser, the citations of an article."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

ARTICLE = "2024/04/19/01-03.html"


@pytest.fixture(scope="module", params=[(1280, "light"), (320, "dark")], ids=["wide", "narrow"])
def page(request: pytest.FixtureRequest, chromium: Any) -> Iterator[Any]:
    """A page of a browser that runs no script."""
    width, scheme = request.param
    context = chromium.new_context(
        viewport={"width": width, "height": 700}, color_scheme=scheme, java_script_enabled=False
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", ["feed.xml", "front/feed.xml", "hant/section/education/feed.xml"])
def test_a_feed_is_a_page_to_read_from_disk(built_site: Path, page: Any, path: str) -> None:
    page.goto((built_site / path).as_uri())
    assert page.locator("feed > title").evaluate("one => getComputedStyle(one).fontSize") == "36px"
    assert page.locator("summary, id, updated").first.is_hidden()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    link = page.locator("entry a").last
    assert link.bounding_box()["height"] >= 24
    link.click()
    page.wait_for_url("**/*.html")
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("prefix", ["", "hant/"])
def test_citations_unfold_and_are_selected_whole_without_a_script(built_site: Path, page: Any, prefix: str) -> None:
    page.goto((built_site / prefix / ARTICLE).as_uri())
    cited = page.locator(".cite__text")
    assert cited.first.is_hidden()
    page.locator(".cite summary").click()
    assert [one[-4:] for one in cited.all_inner_texts()[:2]] == ["01).", " 01."]
    cited.nth(2).click()
    chosen = page.evaluate("getSelection().toString()")
    assert chosen.startswith("@article{20240419-01-03,") and chosen.rstrip().endswith("}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
