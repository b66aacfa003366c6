"""Every kind of page for axe by all its rules: both scripts, wide and narrow, light and dark. `run.py test --release`.

The suite has no time for all of that (`conftest.py`): it looks at each page once, and at some of them in every way.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest

import odd
import years
from browsing import barriers, serving, visit, width_of

pytestmark = pytest.mark.browser

SCRIPTS = {"zh-Hans": "", "zh-Hant": "hant/"}
VIEWS = tuple(product((1280, 768, 320), ("light", "dark")))


@pytest.fixture(scope="module")
def odd_served(odd_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(odd_site, tmp_path_factory.mktemp("barriers-odd")) as address:
        yield address


@pytest.fixture(scope="module")
def years_served(years_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(years_site, tmp_path_factory.mktemp("barriers-years")) as address:
        yield address


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("name", odd.PAGES)
def test_no_hard_case_bars_anybody(chromium: Any, odd_served: str, script: str, name: str) -> None:
    look(chromium, odd_served + SCRIPTS[script] + odd.PAGES[name])


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("name", [*years.PAGES, "search"])
def test_no_list_bars_anybody(chromium: Any, years_served: str, script: str, name: str) -> None:
    look(chromium, years_served + SCRIPTS[script] + {**years.PAGES, "search": "search/index.html"}[name])


def look(chromium: Any, address: str) -> None:
    """axe at every width and in both lights."""
    page, _ = visit(chromium, address)
    for width, scheme in VIEWS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        assert width_of(page) <= width, f"{scheme}, {width} px"
        assert barriers(page) == [], f"{scheme}, {width} px"
    page.close()
