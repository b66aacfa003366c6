"""HTTP without a socket: what a request for a file is to be answered with (RFC 9110)."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from email.utils import formatdate, parsedate_to_datetime
from http import HTTPStatus
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

TYPES = {
    ".atom": "application/atom+xml",
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".md": "text/markdown",
    ".ndjson": "application/x-ndjson",
    ".svg": "image/svg+xml",
    ".tsv": "text/tab-separated-values",
    ".txt": "text/plain",
    ".webmanifest": "application/manifest+json",
    ".xml": "application/xml",
    ".xsl": "text/xsl",
}
"""Suffix -> type of the text formats; all of them are UTF-8."""
BINARY = {
    ".avif": "image/avif",
    ".epub": "application/epub+zip",
    ".gif": "image/gif",
    ".gz": "application/gzip",
    ".ico": "image/vnd.microsoft.icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".zip": "application/zip",
}
"""Suffix -> type of the others. The system's own table is not asked: it differs from machine to machine."""
UNKNOWN = "application/octet-stream"
RANGE = re.compile(r"bytes=(\d*)-(\d*)")
HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::\d{1,5})?")
SHOWN_FOLDERS = frozenset({".well-known"})
"""Hidden names that are part of a site. All others are of a tool: `.gitkeep`, a file half written."""


class BadPath(ValueError):
    """The path of a request names no file of any site."""


def type_of(path: str) -> str:
    """The value of Content-Type for a file."""
    suffix = PurePosixPath(path).suffix.lower()
    return f"{TYPES[suffix]}; charset=utf-8" if suffix in TYPES else BINARY.get(suffix, UNKNOWN)


def path_of(target: str) -> str:
    """The path that a request target asks for, decoded: `/a%20b/?x=1` -> `/a b/`. Raises `BadPath`.

    No name in it is hidden, `..`, or has a character that a file system may take for something else.
    """
    try:
        # `//host/x` would be read as an address of another host.
        path = unquote(urlsplit("/" + target.lstrip("/") if target.startswith("/") else target).path, errors="strict")
    except ValueError as error:
        raise BadPath(target) from error
    names = path.split("/")
    if not path.startswith("/") or any(not is_name(name) for name in names):
        raise BadPath(target)
    return "/" + path.lstrip("/")


def is_name(name: str) -> bool:
    """Whether a part of a path can be that of a file of a site."""
    steering = any(ord(character) < 32 or character in '\\:"|?*<>\x7f' for character in name)
    return not steering and (not name.startswith(".") or name in SHOWN_FOLDERS)


def host_is_ours(header: str | None, bound: str, allowed: Collection[str] = ()) -> bool:
    """Whether a Host header names this server: a page elsewhere whose name was pointed at us names itself.

    `bound`: the address the server listens on; `allowed`: further names. An address in figures cannot be
    pointed anywhere, so one is good wherever the server is open to others.
    """
    found = HOST.fullmatch(header or "")
    if not found:
        return False
    name = found[1].strip("[]").lower().rstrip(".")
    if name in {"localhost", bound, *(one.lower() for one in allowed)} or name.endswith(".localhost"):
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    return address.is_loopback or not is_loopback(bound)


def is_loopback(host: str) -> bool:
    """Whether only programs of this machine reach a server that listens there."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Part:
    """What of a file is sent, and with which status."""

    status: HTTPStatus
    start: int
    length: int
    headers: tuple[tuple[str, str], ...] = ()


def entity_tag(size: int, changed: int, more: str = "") -> str:
    """A strong tag: another one as soon as the file is another. `changed` in nanoseconds."""
    return f'"{changed:x}-{size:x}{more}"'


def part_of(request: Mapping[str, str], size: int, tag: str, changed: float) -> Part:
    """304, 206, 416 or 200, as the conditions of a GET or HEAD request say. `changed`: seconds since 1970."""
    if is_fresh(request, tag, changed):
        return Part(HTTPStatus.NOT_MODIFIED, 0, 0)
    asked = RANGE.fullmatch(request.get("Range", "").strip())
    if not asked or is_nonsense(asked[1], asked[2]) or not range_is_valid(request.get("If-Range"), tag, changed):
        return Part(HTTPStatus.OK, 0, size)
    start, end = bounds(asked[1], asked[2], size)
    if start >= size or end < start:
        unsatisfied = (("Content-Range", f"bytes */{size}"),)
        return Part(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, 0, 0, unsatisfied)
    content_range = (("Content-Range", f"bytes {start}-{end}/{size}"),)
    return Part(HTTPStatus.PARTIAL_CONTENT, start, end - start + 1, content_range)


def is_nonsense(first: str, last: str) -> bool:
    """A range that says nothing, or ends before it begins, is as if it were not there."""
    return not (first or last) or bool(first and last and int(last) < int(first))


def bounds(first: str, last: str, size: int) -> tuple[int, int]:
    """(first, last) byte of a range: `5-9`, `5-` to the end, `-5` the last five."""
    if not first:
        return max(size - int(last), 0) if int(last) else size, size - 1
    return int(first), min(int(last), size - 1) if last else size - 1


def is_fresh(request: Mapping[str, str], tag: str, changed: float) -> bool:
    """Whether the copy that the reader has is still good."""
    tags = request.get("If-None-Match")
    if tags is not None:
        named = {one.strip().removeprefix("W/") for one in tags.split(",")}
        return "*" in named or tag in named
    return not_since(request.get("If-Modified-Since"), changed)


def not_since(header: str | None, changed: float) -> bool:
    """Whether the file is as old as the date of a header; False for one that is no date."""
    try:
        return header is not None and int(changed) <= parsedate_to_datetime(header).timestamp()
    except ValueError:
        return False


def range_is_valid(condition: str | None, tag: str, changed: float) -> bool:
    """If-Range: a part is of use only if the rest, which the reader has, is of the same file."""
    return condition is None or condition.strip() in (tag, http_date(changed))


def http_date(seconds: float) -> str:
    """`Sun, 06 Nov 1994 08:49:37 GMT`."""
    return formatdate(int(seconds), usegmt=True)
