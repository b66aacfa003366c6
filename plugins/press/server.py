"""An HTTP server for the built site: right types, the site's own 404 page, nothing outside the site."""

from __future__ import annotations

import os
import socket
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from converter.models import Problem

from .links import HOME, base_of
from .models import PressError
from .pages import read_page
from .reload import ADDRESS as RELOAD_ADDRESS
from .reload import SCRIPT as RELOAD_SCRIPT
from .reload import Bell

FIRST_PORT, LAST_PORT = 8000, 8099
MISSING = "404.html"
HANT = "hant/"
TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".xml": "application/xml",
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".svg": "image/svg+xml",
    ".ndjson": "application/x-ndjson",
}
"""Suffix -> type of the text formats; all of them are UTF-8. The system's own table may say otherwise."""


class SiteHandler(SimpleHTTPRequestHandler):
    """Serves the files of `server.site`."""

    server: SiteServer

    def __init__(self, request: Any, address: Any, server: SiteServer) -> None:
        super().__init__(request, address, server, directory=str(server.site))

    def do_GET(self) -> None:
        if self.server.bell and self.path == RELOAD_ADDRESS:
            self.wait_for_reload(self.server.bell)
        else:
            super().do_GET()

    def send_head(self) -> BytesIO | BinaryIO | None:
        """The file asked for, a redirect to a folder's `/`, or the 404 page."""
        page = self.page() or self.page_below_base()
        if page is None:
            return self.send_missing()
        if self.server.bell and page.suffix == ".html" and not self.wants_slash(page):
            return self.send_bytes(HTTPStatus.OK, with_script(page.read_bytes()))
        return super().send_head()

    def page(self) -> Path | None:
        """The file asked for: for a folder its index. None when there is none in the site, links followed."""
        if "\0" in self.path or "%00" in self.path:
            return None
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        elif self.bare_path().endswith("/"):
            return None
        return path if path.is_file() and path.resolve().is_relative_to(self.server.site) else None

    def page_below_base(self) -> Path | None:
        """The file asked for by the path it will have when published: `/news/paper/…`, as the 404 page links."""
        base = base_path(self.server.site)
        if base == "/" or not self.path.startswith(base):
            return None
        self.path = "/" + self.path.removeprefix(base).lstrip("/")
        return self.page()

    def wants_slash(self, page: Path) -> bool:
        """Whether a folder was asked for without its `/`: it is redirected, or its links would go wrong."""
        return page.name == "index.html" and not self.bare_path().endswith(("/", "/index.html"))

    def bare_path(self) -> str:
        """The path asked for without query and fragment."""
        return self.path.split("?")[0].split("#")[0]

    def send_missing(self) -> BytesIO:
        """404 with the site's own page in the script of the address, whose links hold at any depth."""
        folder = HANT if self.path.startswith(f"/{HANT}") and (self.server.site / HANT / MISSING).is_file() else ""
        page = self.server.site / folder / MISSING
        html = with_base(page.read_bytes(), folder) if page.is_file() else b"<!doctype html><title>404</title><p>404"
        return self.send_bytes(HTTPStatus.NOT_FOUND, html)

    def send_bytes(self, status: HTTPStatus, html: bytes) -> BytesIO:
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(html)))
        self.end_headers()
        return BytesIO(html)

    def guess_type(self, path: str | os.PathLike[str]) -> str:
        """The type, with its character set where it is text."""
        known = TYPES.get(Path(path).suffix.lower())
        return f"{known}; charset=utf-8" if known else super().guess_type(path)

    def end_headers(self) -> None:
        # The site changes under the reader's hands: always ask whether the copy is still good.
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def wait_for_reload(self, bell: Bell) -> None:
        """Keep the connection open and tell the page of every new build, until the page has gone."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.end_headers()
        try:
            for message in bell.messages():
                self.wfile.write(message)
                self.wfile.flush()
        except OSError:
            return

    def log_message(self, *_: object) -> None:
        """Quiet: the terminal is for builds."""


class SiteServer(ThreadingHTTPServer):
    """Serves one folder on this machine only. `bell`: tells open pages of a new build."""

    daemon_threads = True
    # On Windows this option would let two servers take one port.
    allow_reuse_address = os.name != "nt"

    def __init__(self, site: Path, address: tuple[str, int], bell: Bell | None = None) -> None:
        self.site = site.resolve()
        self.bell = bell
        super().__init__(address, SiteHandler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A reader who goes away in mid-answer is no news."""

    @property
    def url(self) -> str:
        return f"http://{self.server_address[0]!s}:{self.server_address[1]}/"


def open_server(site: Path, host: str = "127.0.0.1", port: int | None = None, bell: Bell | None = None) -> SiteServer:
    """On `port`, or on the first free one. Raises `PressError`."""
    for candidate in [port] if port is not None else range(FIRST_PORT, LAST_PORT + 1):
        try:
            return SiteServer(site, (host, candidate), bell)
        except (OSError, OverflowError, socket.gaierror) as error:
            reason = str(error)
    raise PressError(Problem("E504", host, value=f"{port or f'{FIRST_PORT}-{LAST_PORT}'}: {reason}"))


def base_path(site: Path) -> str:
    """Path of the address the site was built for, from the canonical of its home page: `/news/paper/`, or `/`."""
    home = site / HOME
    canonical = read_page(HOME, home.read_text("utf-8", errors="replace")).canonical if home.is_file() else None
    return urlsplit(base_of(canonical.url) if canonical else "").path or "/"


def with_base(html: bytes, folder: str = "") -> bytes:
    """The page with the folder it lies in as `<base>` first in its head: it is answered at addresses of any depth."""
    return insert_after_head(html, f'<base href="/{folder}">'.encode())


def with_script(html: bytes) -> bytes:
    """The page with the script that loads it anew after a build."""
    return insert_after_head(html, RELOAD_SCRIPT)


def insert_after_head(html: bytes, what: bytes) -> bytes:
    """`what` right behind the opening tag of the head; a page without one is left alone."""
    start = html.find(b"<head")
    end = html.find(b">", start) + 1
    return html[:end] + what + html[end:] if start >= 0 and end else html
