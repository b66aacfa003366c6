"""An HTTP server for the built site: right types, conditions and ranges, its own 404 page, nothing outside the site."""

from __future__ import annotations

import io
import os
import shutil
import socket
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO
from urllib.parse import parse_qs, quote, urlsplit

from converter.models import Problem

from ..checks.links import HOME
from ..models import PressError
from . import drafts as drafted
from .answer import BadPath, entity_tag, host_is_ours, http_date, is_loopback, part_of, path_of, type_of
from .bell import Bell
from .pages import HANT, OWN, base_path, client_tags, insert_after_head, inside, reader_of, with_base

FIRST_PORT, LAST_PORT = 8000, 8099
MISSING = "404.html"
REPORT = "/__report/"
CLIENT = Path(__file__).resolve().parents[1] / "data" / "preview"
IDLE = 30.0
"""Seconds after which a connection that asks for nothing is closed."""
NO_SITE = "<!doctype html><html lang=zh><head><meta charset=utf-8><title>404</title></head><p>404 没有这一页"
METHODS = "GET, HEAD"


@dataclass(frozen=True, slots=True)
class Place:
    """Where and how a site is served."""

    site: Path
    base: str = "/"
    """The path of its home page: `/x/y/`."""
    hosts: Collection[str] = ()
    """Names by which others may ask for it."""
    bell: Bell | None = None
    """Tells open pages of builds; None: pages are served as they are."""
    report: Callable[[], Path | None] = field(default=lambda: None)
    """Folder of the review report, made anew if need be."""
    drafts: Path | None = None
    """Folder of the pages of drafts."""


class SiteHandler(BaseHTTPRequestHandler):
    """Answers one request after the other on a connection."""

    server: SiteServer
    protocol_version = "HTTP/1.1"
    server_version = "banmian"
    sys_version = ""
    timeout = IDLE

    def do_GET(self) -> None:
        self.answer()

    def do_HEAD(self) -> None:
        self.answer()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("do_"):
            return self.refuse_method
        raise AttributeError(name)

    def refuse_method(self) -> None:
        """Nothing can be changed here."""
        self.close_connection = True  # what the request carries is not read
        self.send_text(HTTPStatus.METHOD_NOT_ALLOWED, f"405: {METHODS}", (("Allow", METHODS),))

    def answer(self) -> None:
        """Answer a GET or HEAD request."""
        place = self.server.place
        if self.headers.get("Transfer-Encoding") or self.headers.get("Content-Length", "0") != "0":
            self.close_connection = True
        if not host_is_ours(self.headers.get("Host"), self.server.host, place.hosts):
            self.send_text(HTTPStatus.FORBIDDEN, "403: this name is not served here; see --allow (不接受此主机名)")
            return
        try:
            path = path_of(self.path)
        except BadPath:
            self.send_missing("")
            return
        drafts = f"{place.base}{drafted.PREFIX}"
        if path.startswith(OWN) and (place.bell or place.drafts):
            self.answer_own(path.removeprefix(OWN), place.bell)
        elif place.drafts and path.startswith(drafts) and is_loopback(self.server.host):
            self.answer_draft(path.removeprefix(drafts), place.drafts)
        elif path.startswith(REPORT) and is_loopback(self.server.host):
            self.answer_report(path.removeprefix(REPORT))
        elif place.base != "/" and path in ("/", place.base.removesuffix("/")):
            self.redirect(place.base)
        else:
            self.answer_site(path)

    def answer_site(self, path: str) -> None:
        """A file of the site, a redirect to a folder's `/`, or the 404 page."""
        place = self.server.place
        name = path.removeprefix(place.base) if path.startswith(place.base) else None
        file = None if name is None else inside(place.site, name)
        if file is None:
            # The 404 page links by the path that the site will have when it is published.
            published = base_path(place.site)
            if published not in ("/", place.base) and path.startswith(published):
                name = path.removeprefix(published)
                file = inside(place.site, name)
        if file is None or name is None:
            self.send_missing(name or "")
        elif file.name == HOME and name and not name.endswith("/") and PurePosixPath(name).name != HOME:
            self.redirect(f"{place.base}{name}/")
        else:
            self.send_page(file) if place.bell and file.suffix == ".html" else self.send_file(file)

    def answer_own(self, name: str, bell: Bell | None) -> None:
        """What the preview's script asks for."""
        if bell and name == "events":
            self.send_events(bell)
            return
        file = inside(CLIENT, name)
        self.send_file(file) if file else self.send_missing("")

    def answer_draft(self, name: str, folder: Path) -> None:
        """A draft, or the list of all, for the editor on this machine only; what a draft links to is on the site."""
        if not name:
            self.send_whole(HTTPStatus.OK, drafted.listing(folder), "text/html; charset=utf-8")
            return
        file = inside(folder, name)
        if file and file.suffix == ".html":
            page = f"{drafted.PREFIX}{file.relative_to(folder.resolve()).as_posix()}"
            self.send_html(drafted.with_ribbon(file.read_bytes()), page, file.stat())
        else:
            self.redirect(f"{self.server.place.base}{name}", HTTPStatus.FOUND)

    def answer_report(self, name: str) -> None:
        """The review report, for the editor on this machine only."""
        folder = self.server.place.report()
        file = inside(folder, name) if folder else None
        self.send_file(file) if file else self.send_missing("")

    # -------------------------------------------------------------- sending

    def send_page(self, file: Path) -> None:
        """A page with the script of the preview in its head."""
        self.send_html(file.read_bytes(), file.relative_to(self.server.place.site).as_posix(), file.stat())

    def send_html(self, html: bytes, page: str, status: os.stat_result) -> None:
        """The text of a page, which follows the builds if pages do."""
        place = self.server.place
        count = place.bell.count if place.bell else 0
        if place.bell:
            html = insert_after_head(html, client_tags(page, count, place.base))
        tag = entity_tag(len(html), status.st_mtime_ns, f"-{count:x}")
        self.send_part(io.BytesIO(html), len(html), type_of(HOME), tag, status.st_mtime)

    def send_file(self, file: Path) -> None:
        """A file as it is."""
        with file.open("rb") as opened:
            status = os.fstat(opened.fileno())
            tag = entity_tag(status.st_size, status.st_mtime_ns)
            self.send_part(opened, status.st_size, type_of(file.name), tag, status.st_mtime)

    def send_part(self, data: BinaryIO, size: int, kind: str, tag: str, changed: float) -> None:
        """What the conditions of the request want of it."""
        part = part_of({name.title(): value for name, value in self.headers.items()}, size, tag, changed)
        self.send_response(part.status)
        headers = [("ETag", tag), ("Last-Modified", http_date(changed)), ("Accept-Ranges", "bytes"), *part.headers]
        if part.status != HTTPStatus.NOT_MODIFIED:
            headers += [("Content-Type", kind), ("Content-Length", str(part.length))]
        self.end_with(headers)
        if self.command != "HEAD" and part.length:
            data.seek(part.start)
            whole = (part.start, part.length) == (0, size)
            shutil.copyfileobj(data if whole else io.BytesIO(data.read(part.length)), self.wfile)

    def send_missing(self, name: str) -> None:
        """The site's own 404 page, that of the Traditional side below `/hant/`."""
        place = self.server.place
        folder = HANT if name.startswith(HANT) and (place.site / HANT / MISSING).is_file() else ""
        page = place.site / folder / MISSING
        html = with_base(page.read_bytes(), place.base + folder) if page.is_file() else NO_SITE.encode()
        self.send_whole(HTTPStatus.NOT_FOUND, html, "text/html; charset=utf-8")

    def redirect(self, path: str, status: HTTPStatus = HTTPStatus.MOVED_PERMANENTLY) -> None:
        """To another path of this server, the query kept."""
        query = urlsplit(self.path).query
        where = quote("/" + path.lstrip("/")) + (f"?{query}" if query else "")
        self.send_text(status, str(int(status)), (("Location", where),))

    def send_text(self, status: HTTPStatus, text: str, headers: Collection[tuple[str, str]] = ()) -> None:
        self.send_whole(status, text.encode(), "text/plain; charset=utf-8", headers)

    def send_whole(self, status: HTTPStatus, data: bytes, kind: str, headers: Collection[tuple[str, str]] = ()) -> None:
        self.send_response(status)
        self.end_with([("Content-Type", kind), ("Content-Length", str(len(data))), *headers])
        if self.command != "HEAD":
            self.wfile.write(data)

    def send_events(self, bell: Bell) -> None:
        """Keep the connection open and tell the page all news, until the page has gone."""
        asked = {key: values[-1] for key, values in parse_qs(urlsplit(self.path).query).items()}
        page, seen = asked.get("page", ""), asked.get("seen", "")
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.end_with([("Content-Type", "text/event-stream; charset=utf-8"), ("Connection", "close")])
        if self.command == "HEAD":
            return
        number = int(seen) if seen.isdecimal() and len(seen) < 10 else 0
        for message in bell.messages(reader_of(self.server.place.site, page), number):
            self.wfile.write(message)
            self.wfile.flush()

    def end_with(self, headers: Collection[tuple[str, str]]) -> None:
        """The site changes under the reader's hands: a copy is only good after asking."""
        for name, value in (*headers, ("Cache-Control", "no-cache"), ("X-Content-Type-Options", "nosniff")):
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Quiet: the terminal is for builds."""


class SiteServer(ThreadingHTTPServer):
    """Serves one folder."""

    daemon_threads = True
    # On Windows this option would let two servers take one port.
    allow_reuse_address = os.name != "nt"

    def __init__(self, place: Place, address: tuple[str, int]) -> None:
        self.place = place
        self.address_family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        super().__init__(address, SiteHandler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A reader who goes away in mid-answer is no news."""

    @property
    def host(self) -> str:
        """The address it listens on."""
        return str(self.server_address[0])

    @property
    def url(self) -> str:
        """The address of the home page."""
        shown = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)
        name = f"[{shown}]" if ":" in shown else shown
        return f"http://{name}:{self.server_port}{quote(self.place.base)}"


def open_server(place: Place, host: str = "127.0.0.1", port: int | None = None) -> SiteServer:
    """On `port`, or on the first free one. Raises `PressError`."""
    for candidate in [port] if port is not None else range(FIRST_PORT, LAST_PORT + 1):
        try:
            return SiteServer(place, (host, candidate))
        except (OSError, OverflowError, socket.gaierror) as error:
            reason = str(error)
    raise PressError(Problem("E504", host, value=f"{port or f'{FIRST_PORT}-{LAST_PORT}'}: {reason}"))
