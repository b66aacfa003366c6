"""Feeds and sitemaps: they can be read, and lead to what there is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree import ElementTree

from converter.models import Problem

from .links import file_of, target_of
from .models import Site

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
NEEDED = ("id", "title", "updated")
"""What the feed and each of its entries must say."""
Finding = tuple[str, str]
"""(code, value)"""


def check_feeds(site: Site, listed: Iterable[str]) -> Iterator[Problem]:
    """What is wrong with the XML files of a site. `listed`: the pages that search engines may list."""
    mapped: set[str] = set()
    maps = False
    for name in sorted(name for name in site.files if name.endswith((".xml", ".atom"))):
        try:
            root = ElementTree.fromstring((site.folder / name).read_bytes())
        except (ElementTree.ParseError, OSError, ValueError) as error:
            line, column = getattr(error, "position", (1, 0))
            yield Problem("E560", f"{site.folder.name}/{name}", line, str(error), column + 1)
            continue
        maps = maps or root.tag in (f"{MAP}urlset", f"{MAP}sitemapindex")
        for code, value in findings(site, name, root, mapped):
            yield Problem(code, f"{site.folder.name}/{name}", value=value)
    if maps:
        for page in sorted(set(listed) - mapped):
            yield Problem("E563", f"{site.folder.name}/{page}")
    elif site.base:
        yield Problem("E562", f"{site.folder.name}/sitemap.xml")


def findings(site: Site, name: str, root: ElementTree.Element, mapped: set[str]) -> Iterator[Finding]:
    """What is wrong with one file; pages that a sitemap names go into `mapped`."""
    if root.tag == f"{ATOM}feed":
        yield from check_atom(site, name, root)
    elif root.tag in (f"{MAP}urlset", f"{MAP}sitemapindex"):
        for element in root.iter(f"{MAP}loc"):
            file = file_at(site, name, (element.text or "").strip())
            if file is None or file not in site.files:
                yield "E561", element.text or ""
            else:
                mapped.add(file)
        for element in root.iter(f"{XHTML}link"):
            file = file_at(site, name, element.get("href", ""))
            if file is None or file not in site.files:
                yield "E561", element.get("href", "")


def check_atom(site: Site, name: str, root: ElementTree.Element) -> Iterator[Finding]:
    """The feed and its entries say what they must, and every link leads somewhere."""
    entries = root.findall(f"{ATOM}entry")
    for element in (root, *entries):
        missing = [key for key in NEEDED if not (element.findtext(f"{ATOM}{key}") or "").strip()]
        if missing:
            yield "E560", f"no {missing[0]}"
    identities = [entry.findtext(f"{ATOM}id") for entry in entries]
    for twice in sorted({one for one in identities if one and identities.count(one) > 1}):
        yield "E560", f"id twice: {twice}"
    for link in root.iter(f"{ATOM}link"):
        file = file_at(site, name, link.get("href", ""))
        if file is not None and file not in site.files:
            yield "E561", link.get("href", "")


def file_at(site: Site, name: str, url: str) -> str | None:
    """The file of the site that an address names; None for one of another site."""
    target = target_of(name, url, site.base)
    return file_of(target) if target else None
