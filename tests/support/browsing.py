"""A site served as a strict host serves it, and pages of it opened in a real Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self';"
    " manifest-src 'self'; form-action 'self'; base-uri 'none'"
)
"""The policy every page must do with."""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Handler(SimpleHTTPRequestHandler):
    """Serves files with the strict policy, and says nothing."""

    def end_headers(self) -> None:
        """Send the policy with every file."""
        self.send_header("Content-Security-Policy", STRICT)
        super().end_headers()

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def serving(site: Path, root: Path) -> Iterator[str]:
    """A site on a sub-path of a local server, as `http://127.0.0.1:…/x/y/`; `root` is an empty folder."""
    (root / "x").mkdir()
    (root / "x" / "y").symlink_to(site, target_is_directory=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(root)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/x/y/"
    server.shutdown()
    server.server_close()


def visit(browser: Any, url: str, width: int = 1280, scheme: str = "light", **options: Any) -> tuple[Any, list[str]]:
    """The opened page, and everything the browser complained of."""
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme, **options)
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    # A link that is followed at once leaves the turning of the page before behind.
    page.on("pageerror", lambda error: wrong.append(str(error)) if "Transition was skipped" not in str(error) else None)
    # What is cut off by leaving a page (its icon) is nobody's fault.
    page.on("requestfailed", lambda one: wrong.append(one.url) if one.failure != "net::ERR_ABORTED" else None)
    page.on("response", lambda response: wrong.append(response.url) if response.status >= 400 else None)
    page.goto(url)
    return page, wrong


def barriers(page: Any, only: tuple[str, ...] = ()) -> list[str]:
    """What axe finds by WCAG 2.2 AA and best practice; `only` some of its rules."""
    from axe_playwright_python.sync_playwright import Axe

    chosen = {"type": "rule", "values": list(only)} if only else {"type": "tag", "values": RULES}
    options = {"runOnly": chosen, "rules": {"target-size": {"enabled": True}}, "preload": False}
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(Axe().axe_script)
    found = page.evaluate(
        "options => axe.run({ ...options, resultTypes: ['violations'] }).then(it => it.violations)", options
    )
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"][:3]]


def width_of(page: Any) -> int:
    """How wide the page is; more than its window when it has to be scrolled sideways."""
    return int(page.evaluate("document.documentElement.scrollWidth"))
