"""Every kind of page for axe by all its rules: both scripts, wide and narrow, light and dark. `run.py test --release`.

The suite has no time for all of that (`conftest.py`): it looks at every kind of page once, at some of them in both
scripts, narrow and wide, and judges the contrast of two words of each look (`browsing.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

import odd
import years
from browsing import Window, barriers, serving, width_of

pytestmark = pytest.mark.browser

SCRIPTS = {"zh-Hans": "", "zh-Hant": "hant/"}
SAMPLE = ("index.html", "x/2024-06/01-02.html", "calendar/index.html", "tags/index.html", "search/index.html?q=双城")
VIEWS = tuple(product((1280, 768, 320), ("light", "dark")))


@pytest.fixture(scope="module")
def odd_served(odd_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(odd_site, tmp_path_factory.mktemp("barriers-odd")) as address:
        yield address


@pytest.fixture(scope="module")
def years_served(years_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(years_site, tmp_path_factory.mktemp("barriers-years")) as address:
        yield address


@pytest.fixture(scope="module")
def sample_served(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(built_site, tmp_path_factory.mktemp("barriers-sample")) as address:
        yield address


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("path", SAMPLE)
def test_no_page_of_the_sample_bars_anybody(window: Window, sample_served: str, script: str, path: str) -> None:
    look(window, sample_served + SCRIPTS[script] + path)


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("name", odd.PAGES)
def test_no_hard_case_bars_anybody(window: Window, odd_served: str, script: str, name: str) -> None:
    look(window, odd_served + SCRIPTS[script] + odd.PAGES[name])


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("name", [*years.PAGES, "search"])
def test_no_list_bars_anybody(window: Window, years_served: str, script: str, name: str) -> None:
    look(window, years_served + SCRIPTS[script] + {**years.PAGES, "search": "search/index.html"}[name])


def look(window: Window, address: str) -> None:
    """axe at every width and in both lights."""
    page, _ = window.visit(address)
    if "?q=" in address:
        page.wait_for_selector(".hit")
    for width, scheme in VIEWS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        assert width_of(page) <= width, f"{scheme}, {width} px"
        assert barriers(page, every=True) == [], f"{scheme}, {width} px"
