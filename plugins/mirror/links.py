"""Where a link of a page must point when the page is written once more, one folder deeper.

Pages have equal paths in both trees, so a link from page to page stays as it is; a link to a file
that is not mirrored (pictures, styles) goes back to the one copy in the root tree.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

from .earlier import Earlier

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_TAIL = re.compile(r"[?#]")
_INDEX = "index.html"


def is_file(name: str) -> bool:
    """Whether a part of a path looks like a file and is no folder: icon.svg, but not weekly.3."""
    return posixpath.splitext(name)[1][1:2].isalpha()


@dataclass(frozen=True, slots=True)
class Site:
    """The site as the mirror sees it."""

    prefix: str
    """Folder of the mirror: `hant`."""
    base: str = ""
    """Address of the root without a stroke at its end; empty for a site without one."""
    paths: Container[str] = frozenset()
    """Paths, from the root, of the files that are mirrored."""
    followed: dict[tuple[str, str], str] = field(default_factory=dict, compare=False, repr=False)
    """Folder and link -> where the link leads in the mirror: the same few links stand on all pages of a folder."""
    blocks: dict[type, Any] = field(default_factory=dict, compare=False, repr=False)
    """Kind of place -> what `blocks.py` keeps from page to page."""
    earlier: Earlier | None = field(default=None, compare=False, repr=False)
    """Parts of its pages that were turned by earlier builds."""

    def holds(self, path: str) -> bool:
        """Whether a path (of a file, of a folder, or without `.html`) leads to a mirrored file."""
        path = unquote(path)
        if path == "" or path.endswith("/"):
            return path + _INDEX in self.paths
        if path in self.paths or is_file(posixpath.basename(path)):
            return path in self.paths
        return f"{path}/{_INDEX}" in self.paths or f"{path}.html" in self.paths

    def in_mirror(self, path: str) -> bool:
        """Whether a path is one of the mirror's own."""
        return path == self.prefix or path.startswith(self.prefix + "/")


@dataclass(frozen=True, slots=True)
class Target:
    """A link taken apart: style + path + tail is the link again."""

    style: str
    """What an absolute link has before its path; empty for a relative one."""
    path: str
    """From the root of the site, as spelt in the link."""
    tail: str
    """Query and fragment."""


@dataclass(frozen=True, slots=True)
class Place:
    """One page, by its path in the root tree, and how its links change in the mirror."""

    site: Site
    path: str

    def follow(self, url: str) -> str:
        """The link of the mirror page that leads to the twin of what the page links to, if there is one."""
        key = posixpath.dirname(self.path), url
        found = self.site.followed.get(key)
        if found is None:
            found = self.site.followed[key] = self._follow(url)
        return found

    def _follow(self, url: str) -> str:
        target = self._locate(url)
        if target is None:
            return url
        if not self.site.holds(target.path):
            return self.keep(url)
        return f"{target.style}{self.site.prefix}/{target.path}{target.tail}" if target.style else url

    def keep(self, url: str) -> str:
        """The link of the mirror page that leads to the very file the page links to."""
        target = self._locate(url)
        return url if target is None or target.style else self._relative(target)

    def source_twin(self, url: str) -> str:
        """The link of the mirror page to its source, written as the page's link to the mirror is."""
        target = self._locate(url)
        if target is None:
            return url
        path = target.path
        if self.site.in_mirror(path):
            path = path[len(self.site.prefix) :].lstrip("/")
        found = Target(target.style, path, target.tail)
        return f"{found.style}{path}{found.tail}" if found.style else self._relative(found)

    def _relative(self, target: Target) -> str:
        folder = posixpath.join(self.site.prefix, posixpath.dirname(self.path))
        path = posixpath.relpath("/" + target.path, "/" + folder)
        slash = "/" if target.path.endswith("/") or not target.path else ""
        return path + slash + target.tail

    def _locate(self, url: str) -> Target | None:
        """The link taken apart; None for one that leads out of the site or is no link to a file."""
        url = url.strip()
        cut = _TAIL.search(url)
        address, tail = (url[: cut.start()], url[cut.start() :]) if cut else (url, "")
        base = self.site.base
        if base and (address == base or address.startswith(base + "/")):
            return Target(base + "/", address[len(base) + 1 :], tail)
        if not address or _SCHEME.match(address):
            return None
        if address.startswith("/"):
            root = urlsplit(base).path + "/"
            return Target(root, address[len(root) :], tail) if address.startswith(root) else None
        return self._locate_relative(address, tail)

    def _locate_relative(self, address: str, tail: str) -> Target | None:
        path = posixpath.normpath(posixpath.join("/", posixpath.dirname(self.path), address)).lstrip("/")
        is_folder = address.endswith("/") or posixpath.basename(address) in {".", ".."}
        return Target("", path + "/" if is_folder and path else path, tail)
