"""What was not found, on hosts that show one page for it and on hosts that show one in each script."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from articles import write_article
from building import HOUSE, build_changes

pytestmark = [pytest.mark.browser, pytest.mark.site]

LOST = "2024/06/11/09-09.html"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a host that shows an edition below `/p`."""
    root = tmp_path_factory.mktemp("lost")
    shutil.copytree(HOUSE / "theme", root / "theme")
    for folder in ("images", "pages", "vocabulary"):
        (root / "content" / folder).mkdir(parents=True)
    (root / "output").mkdir()
    (root / "edition.toml").write_text('name = "江城"\nurl = "https://example.org/p"\n', "utf-8")
    write_article(root, "2024-06-11-01-01", title="水库开闸", section="教育")
    build_changes(root)
    (root / "host").mkdir()
    (root / "host" / "p").symlink_to(root / "output", target_is_directory=True)
    return root / "host"


class Host(SimpleHTTPRequestHandler):
    """Shows the page of the site for what was not found."""

    def __init__(self, *args: Any, in_both: bool, **options: Any) -> None:
        self.in_both = in_both
        super().__init__(*args, **options)

    def log_message(self, *args: Any) -> None:
        """Say nothing."""

    def send_error(self, code: int, *args: Any, **options: Any) -> None:
        """The page of the script, if the host knows of scripts."""
        folder = "p/hant" if self.in_both and self.path.startswith("/p/hant/") else "p"
        body = (Path(self.directory) / folder / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def host(site: Path, in_both: bool) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(site), in_both=in_both))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/p/"
    server.shutdown()
    server.server_close()


SWITCHED = [(True, f"hant/{LOST}"), (False, "hant/404.html")]
"""(whether the host shows a page in each script, where the switch leads)."""


@pytest.mark.parametrize(("in_both", "there"), SWITCHED)
def test_the_switch_keeps_the_address_where_the_host_can(chromium: Any, site: Path, in_both: bool, there: str) -> None:
    with host(site, in_both) as address:
        page = chromium.new_page()
        page.goto(address + LOST)
        assert page.evaluate("document.documentElement.lang") == "zh-Hans"
        page.click("a.script-switch")
        page.wait_for_url(address + there)
        assert page.evaluate("document.documentElement.lang") == "zh-Hant"
        page.click("a.script-switch")
        page.wait_for_url(address + (LOST if in_both else "404.html"))
        assert page.evaluate("document.documentElement.lang") == "zh-Hans"
        page.close()


def test_without_scripts_the_switch_leads_to_the_page_in_the_other_script(chromium: Any, site: Path) -> None:
    with host(site, False) as address:
        page = chromium.new_page(java_script_enabled=False)
        page.goto(address + LOST)
        page.click("a.script-switch")
        page.wait_for_url(address + "hant/404.html")
        page.close()
