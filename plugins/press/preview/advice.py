"""What an open page should do after a build: stay, swap its style sheets, load anew, or go to the article at hand."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from converter.naming import id_prefix, parse_page

from ..models import Changes

HANT = "hant/"
HOME = "index.html"
ARTICLE = re.compile(
    r"(?:__draft/)?(?:x/(?P<key>[^/]+)|(?P<date>\d{4}/\d\d/\d\d[^/]*))/(?P<stem>[A-Za-z0-9]+-\d+)\.html"
)
"""The address of an article, as `edition/urls.py` makes it; of a draft, as `drafts.py` does."""
NEVER_SHOWN = frozenset({".gz", ".br", ".json", ".ndjson", ".txt", ".xml"})
"""Suffixes of files that no page shows."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A page that is open in a browser; paths are from the root of the site."""

    page: str
    shows: frozenset[str]
    """The files it is made of."""
    is_there: Callable[[str], bool]
    """Whether the site has a file now."""


def advise(reader: Reader, builds: Iterable[tuple[Changes, str]], lost: bool = False) -> dict[str, object]:
    """`{"do": "stay" | "styles" | "load" | "go", "to": path}` for a page, after builds it has not heard of.

    `lost`: nobody knows all that changed.
    """
    page = reader.page
    written: set[str] = set()
    deleted: set[str] = set()
    target = ""
    for changes, wanted in builds:
        written |= set(changes.written)
        deleted = (deleted | set(changes.deleted)) - set(changes.written)
        target = wanted or target
    here = HANT if page.startswith(HANT) else ""
    if page == here + HOME and here + target in written - deleted:
        return {"do": "go", "to": here + target}
    if page in deleted:
        return {"do": "go", "to": nearest(page, reader.is_there)}
    if lost or page in written:
        return {"do": "load"}
    shown = {path for path in written & reader.shows if PurePosixPath(path).suffix not in NEVER_SHOWN}
    if any(not path.endswith((".css", ".html")) for path in shown):
        return {"do": "load"}
    # A style sheet may import others that the page does not name.
    styled = any(path.endswith(".css") for path in written)
    return {"do": "styles"} if styled else {"do": "stay"}


def nearest(page: str, is_there: Callable[[str], bool]) -> str:
    """The index of the folder of a page that is gone, or of the next one above that there is."""
    folder = posixpath.dirname(page)
    while folder and not is_there(posixpath.join(folder, HOME)):
        folder = posixpath.dirname(folder)
    return posixpath.join(folder, HOME)


def target_of(sources: Iterable[str], written: Sequence[str], new: Collection[str]) -> str:
    """The article that an editor who changed `sources` wants to see: path of its page in Simplified, or ''.

    `sources` are paths from the root of the edition, `written` pages of the site in order, `new` those of them
    that were not there before. First the article whose file was edited, then one that is new, then one of an
    edited page of the newspaper.
    """
    articles = [path for path in written if ARTICLE.fullmatch(path)]
    edited = {PurePosixPath(path).stem for path in sources if path.endswith(".md")}
    pages = {page_id(path) for path in sources if path.endswith(".txt")}
    choices = (
        (path for path in articles if id_of(path) in edited),
        (path for path in articles if path in new),
        (path for path in articles if id_of(path).rpartition("-")[0] in pages),
    )
    return next((path for choice in choices for path in choice), "")


def id_of(path: str) -> str:
    """The id of an article, from the path of its page: `2024/06/11-b/01-03.html` -> `20240611b-01-03`."""
    found = ARTICLE.fullmatch(path)
    if not found:
        return ""
    return f"{id_prefix(found['key'] or found['date'].replace('/', '-'))}-{found['stem']}"


def page_id(path: str) -> str:
    """How the ids of the articles of a page begin, from the path of its source: `…/2024-06-11/01 要闻.txt` ->
    `20240611-01`."""
    source = PurePosixPath(path)
    number, _ = parse_page(source.stem)
    return f"{id_prefix(source.parent.name)}-{number or source.stem}"
