"""Files of the site as requests ask for them, and what the preview adds to pages."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote, urlsplit

from ..checks.links import HOME, base_of, file_of, target_of
from ..checks.pages import read_page
from .advice import Reader
from .answer import BadPath, path_of

HANT = "hant/"
OWN = "/-/"
"""Addresses of the preview itself, which no site has."""


def inside(folder: Path, name: str) -> Path | None:
    """The file of a folder that a path asks for, of a folder in it its index; None for one that is not there.

    Links are followed only as far as they stay in the folder.
    """
    file = folder / name
    if file.is_dir():
        file /= HOME
    elif name.endswith("/"):
        return None
    return file if file.is_file() and file.resolve().is_relative_to(folder.resolve()) else None


def reader_of(site: Path, page: str) -> Reader:
    """The page of a site that a browser says it shows, with the style sheets, scripts and pictures of it."""

    def is_there(name: str) -> bool:
        return inside(site, name) is not None

    try:
        file = inside(site, path_of(f"/{page}").lstrip("/"))
    except BadPath:
        file = None
    links = read_page(page, file.read_text("utf-8", errors="replace")).links if file else []
    targets = (target_of(page, link.url) for link in links if link.element not in ("a", "area", "form"))
    return Reader(page, frozenset(file_of(target) for target in targets if target), is_there)


def base_path(site: Path) -> str:
    """Path of the address the site was built for, from the canonical of its home page: `/news/paper/`, or `/`."""
    home = site / HOME
    canonical = read_page(HOME, home.read_text("utf-8", errors="replace")).canonical if home.is_file() else None
    return urlsplit(base_of(canonical.url) if canonical else "").path or "/"


def client_tags(page: str, count: int, base: str) -> bytes:
    """What brings the preview's script into a page: no text of the page is in it but its own path, quoted."""
    known = f'data-page="{quote(page)}" data-builds="{count}" data-base="{quote(base)}"'
    return f'<script src="{OWN}preview.js" {known} defer></script>'.encode()


def with_base(html: bytes, folder: str = "/") -> bytes:
    """The page with the folder it lies in as `<base>` first in its head: it is answered at addresses of any depth."""
    return insert_after_head(html, f'<base href="{quote(folder)}">'.encode())


def insert_after_head(html: bytes, what: bytes) -> bytes:
    """`what` right behind the opening tag of the head; a page without one is left alone."""
    start = html.find(b"<head")
    end = html.find(b">", start) + 1
    return html[:end] + what + html[end:] if start >= 0 and end else html
