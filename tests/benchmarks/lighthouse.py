"""Lighthouse on the pages readers meet first: a check before a release, not part of the test command.

    PYTHONPATH=plugins python -m press build -- -e 'SITEURL="http://127.0.0.1:8900"'
    python tests/benchmarks/lighthouse.py [output] [--port 8900] [--page PATH ...]

Lighthouse wants full addresses in canonical and hreflang links, so the site is built for the port it is served on.
Serves the built site, runs Lighthouse (`npx lighthouse`, a simulated phone) once a page and script, prints the scores
(0 to 100) with the versions, and ends with exit code 1 when one of them is below 100. Needs node and Chromium.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

VERSION = "12.8.2"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
CHROMIUM = "--headless --no-sandbox --disable-gpu --disable-background-networking"


class Quiet(SimpleHTTPRequestHandler):
    """A file server that says nothing, and keeps connections open as hosts do."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


@contextmanager
def served(site: Path, port: int) -> Iterator[str]:
    """The site on a port of this machine, 0 for a free one; its address."""
    server = ThreadingHTTPServer(("127.0.0.1", port), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def lighthouse(url: str) -> dict[str, Any]:
    """The report of one page."""
    program = shutil.which("lighthouse")
    command = [program] if program else ["npx", "--yes", f"lighthouse@{VERSION}"]
    chromium = os.environ.get("BANMIAN_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        options = [url, "--quiet", "--output=json", f"--output-path={report}", f"--chrome-flags={CHROMIUM}"]
        subprocess.run([*command, *options], env={**os.environ, "CHROME_PATH": chromium or ""}, check=True)
        found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return found


def first_pages(site: Path) -> list[str]:
    """Home, the newest issue, its first article, search."""
    issues = sorted(file.parent.relative_to(site).as_posix() for file in site.glob("[0-9]*/[0-9]*/[0-9]*/index.html"))
    newest = issues[-1]
    article = min(file.name for file in (site / newest).glob("*-*.html"))
    return ["", f"{newest}/", f"{newest}/{article}", "search/"]


def main(argv: Sequence[str] | None = None) -> int:
    """Print the scores. Returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path, nargs="?", default=Path("output"))
    parser.add_argument("--page", action="append", help="path in the site (default: home, issue, article, search)")
    parser.add_argument("--port", type=int, default=0, help="that of the SITEURL the site was built with")
    args = parser.parse_args(argv)
    pages = args.page or first_pages(args.site)
    worst = 100
    with served(args.site, args.port) as address:
        for path in (*pages, *(f"hant/{page}" for page in pages)):
            report = lighthouse(address + path)
            scores = [round(100 * (report["categories"][name]["score"] or 0)) for name in CATEGORIES]
            worst = min(worst, *scores)
            faults = [
                one["id"]
                for one in report["audits"].values()
                if one.get("score") not in (None, 1) and one["scoreDisplayMode"] == "binary"
            ]
            print(
                *(f"{name} {score:3d}" for name, score in zip(CATEGORIES, scores, strict=True)), path, *faults, sep="  "
            )
    print(f"Lighthouse {report['lighthouseVersion']}, {report['environment']['hostUserAgent']}")
    return 0 if worst == 100 else 1


if __name__ == "__main__":
    sys.exit(main())
