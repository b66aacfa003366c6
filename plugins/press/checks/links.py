"""Where a link of a page leads, within the site."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, urlsplit

HOME = "index.html"


@dataclass(frozen=True, slots=True)
class Target:
    """The file a link leads to."""

    path: str
    """From the root of the site; '' for the root itself; starts with `..` when it leaves the site."""
    fragment: str = ""
    folder: bool = False
    """Written with a `/` at its end."""
    rooted: bool = False
    """Written from the root of the host: `/about/`. The path is still that from the root of the site."""


def target_of(page: str, url: str, base: str = "") -> Target | None:
    """Of a link on `page` (path from the root). None when it leads out of the site, or nowhere (`mailto:`).

    `base` is the address of the site, if it has one: links that start with it lead into the site.
    """
    if base and url.startswith(base):
        page, url = HOME, url.removeprefix(base) or "./"
    if not url or url[0] in "#?":
        return Target(page, unquote(urlsplit(url).fragment).partition(":~:")[0])
    return target_in(posixpath.dirname(page), url, urlsplit(base).path or "/")


@lru_cache(maxsize=65536)
def target_in(folder: str, url: str, base_path: str) -> Target | None:
    """Of a link on a page in `folder`: pages of one folder share most of theirs. `base_path`: of the home page."""
    parts = urlsplit(url)
    if parts.scheme or parts.netloc:
        return None
    path, fragment = unquote(parts.path), unquote(parts.fragment).partition(":~:")[0]
    rooted = path.startswith("/")
    where = path.removeprefix(base_path).lstrip("/") if rooted else posixpath.join(folder, path)
    joined = posixpath.normpath(where or ".")
    slash = path.endswith(("/", "/.", "/..")) or path in (".", "..")
    return Target("" if joined == "." else joined, fragment, slash, rooted)


def file_of(target: Target) -> str:
    """The file that a server answers with: a folder's is its index."""
    return posixpath.join(target.path, HOME) if target.folder else target.path


def base_of(canonical_of_home: str) -> str:
    """Address of the site, from the canonical of its home page; '' when that is relative or missing."""
    parts = urlsplit(canonical_of_home)
    if not (parts.scheme and parts.netloc):
        return ""
    return canonical_of_home.removesuffix(HOME).rstrip("/") + "/"
