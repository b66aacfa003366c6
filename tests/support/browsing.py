"""A site served as a strict host serves it, and pages of it opened in a real Chromium."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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
MARK_LOOKS = """(most) => {
    const looks = new Map(), seen = new Map();
    const look = (one) => {
        if (!one) return "";
        if (!looks.has(one)) {
            const s = getComputedStyle(one);
            looks.set(one, [look(one.parentElement), one.tagName, one.className, s.color, s.backgroundColor,
                s.backgroundImage, s.fontSize, s.fontWeight, s.opacity, s.filter, s.position, s.visibility].join());
        }
        return looks.get(one);
    };
    for (const one of document.querySelectorAll("*")) {
        const times = (seen.get(look(one)) ?? 0) + 1;
        seen.set(look(one), times);
        one.toggleAttribute("data-looks-as-others", Boolean(most) && times > most);
    }
    axe.configure({ rules: [{ id: "color-contrast", selector: ":not([data-looks-as-others])" }] });
}"""
"""Has axe judge the contrast of so many elements of one look: own colours and letters, and those of all around it."""
STILL, MOVING = {"reduced_motion": "reduce"}, {"reduced_motion": "no-preference"}
"""Whether pages are seen turning over, which takes the browser as long as the page that comes."""
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
    """The opened page, and everything the browser complained of. `MOVING`: to a reader who likes motion."""
    seen = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme, **STILL, **options}
    page = browser.new_page(**seen)
    wrong: list[str] = []
    note_complaints(page, wrong.append)
    page.goto(url)
    return page, wrong


def note_complaints(page: Any, note: Callable[[str], None]) -> None:
    """Hand over everything the browser complains of."""
    page.on("console", lambda message: note(message.text) if message.type == "error" else None)
    # A link that is followed at once leaves the turning of the page before behind.
    page.on("pageerror", lambda error: note(str(error)) if "Transition was skipped" not in str(error) else None)
    # What is cut off by leaving a page (its icon) is nobody's fault.
    page.on("requestfailed", lambda one: note(one.url) if one.failure != "net::ERR_ABORTED" else None)
    page.on("response", lambda response: note(response.url) if response.status >= 400 else None)


class Window:
    """One page of a browser, for tests that look and set nothing: to make a new one takes longer than what it shows."""

    def __init__(self, browser: Any, note: Callable[[Any, Callable[[str], None]], None] = note_complaints) -> None:
        self._page = browser.new_page(**STILL)
        self._wrong: list[str] = []
        note(self._page, lambda text: self._wrong.append(text))

    def visit(self, url: str, width: int = 1280, scheme: str = "light") -> tuple[Any, list[str]]:
        """As `visit`; nothing of the page before is left, and the page is not to be closed."""
        self._page.goto("about:blank")
        self._page.set_viewport_size({"width": width, "height": 900})
        self._page.emulate_media(media="screen", color_scheme=scheme)
        self._wrong = []
        self._page.goto(url)
        return self._page, self._wrong


def barriers(page: Any, only: tuple[str, ...] = (), every: bool = False) -> list[str]:
    """What axe finds by WCAG 2.2 AA and best practice; `only` some of its rules.

    Contrast takes axe the longest, and a list has many stories. It is judged on two words of each look: the others of
    that look can differ only by what lies over them; `every`: on all words, as before a release.
    """
    from axe_playwright_python.sync_playwright import Axe

    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(Axe().axe_script)
    chosen = {"type": "rule", "values": list(only)} if only else {"type": "tag", "values": RULES}
    options = {"runOnly": chosen, "rules": {"target-size": {"enabled": True}}, "preload": False}
    page.evaluate(MARK_LOOKS, 0 if every else 2)
    found = page.evaluate(
        "options => axe.run({ ...options, resultTypes: ['violations'] }).then(it => it.violations)", options
    )
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"][:3]]


def width_of(page: Any) -> int:
    """How wide the page is; more than its window when it has to be scrolled sideways."""
    return int(page.evaluate("document.documentElement.scrollWidth"))
