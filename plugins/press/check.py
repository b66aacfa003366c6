"""Check the built site: links, twins in the other script, alternates, characters left unconverted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from converter.models import Problem
from converter.problems import is_error, tell

from .limits import over_limits, sizes_of
from .links import HOME, Target, base_of, file_of, target_of
from .models import Edition
from .pages import Link, Page, read_page
from .promises import broken_promises
from .script import left_over
from .sync import files_of

HANT = "hant/"
MISSING = "404.html"
"""It is answered at every address, so links from the root are right there, and it is nobody's canonical."""


@dataclass(frozen=True, slots=True)
class Site:
    """A site, read."""

    name: str
    """Name of its folder, for messages."""
    files: frozenset[str]
    folders: frozenset[str]
    pages: Mapping[str, Page]
    base: str = ""
    """Its address, when its canonicals name one; with a `/` at the end."""


def check(edition: Edition, form: str = "text", language: str = "both", host: str = "") -> int:
    """Check `output/`, and whether `host` takes it, and print every problem. Returns the exit code."""
    site = read_site(edition.output)
    problems = [*check_site(site), *broken_promises(edition, site.files)]
    problems += over_limits(host, sizes_of(edition.output)) if host else ()
    tell(problems, form, language)
    links = sum(len(page.links) for page in site.pages.values())
    print(f"Checked {len(site.pages)} pages with {links} links: {len(problems) or 'no'} problems")
    return int(any(is_error(problem) for problem in problems))


def read_site(folder: Path) -> Site:
    """Every file's name, every page's contents."""
    files = files_of(folder) if folder.is_dir() else set()
    folders = {str(parent) for name in files for parent in Path(name).parents}
    names = sorted(name for name in files if name.endswith(".html"))
    pages = {name: read_page(name, (folder / name).read_text("utf-8", errors="replace")) for name in names}
    canonical = pages[HOME].canonical if HOME in pages else None
    base = base_of(canonical.url) if canonical else ""
    return Site(folder.name, frozenset(files), frozenset({*folders, ""}), pages, base)


def check_site(site: Site) -> Iterator[Problem]:
    """Every problem, page by page."""
    if not site.pages:
        yield Problem("E510", site.name)
    for page in site.pages.values():
        for rule in RULES:
            for code, (line, column), value in rule(site, page):
                yield Problem(code, f"{site.name}/{page.path}", line, value, column)


Finding = tuple[str, tuple[int, int], str]
"""(code, (line, column), value)"""
START = (1, 1)


def _place(link: Link) -> tuple[int, int]:
    return link.line, link.column


def check_links(site: Site, page: Page) -> Iterator[Finding]:
    """Every link leads to a file of the site, and to an anchor that is there."""
    for link in page.links:
        target = target_of(page.path, link.url, site.base)
        code = target and fault_of(site, page, target)
        if code:
            yield code, _place(link), link.url


def fault_of(site: Site, page: Page, target: Target) -> str | None:
    """Code of what is wrong with where a link leads; None when nothing is."""
    if target.path.startswith("..") or (target.rooted and not page.path.endswith(MISSING)):
        return "E513"
    if file_of(target) not in site.files and target.path not in site.folders:
        return "E511"
    if target.folder or target.path in site.folders:
        return "E512" if file_of(Target(target.path, folder=True)) in site.files else "E511"
    there = site.pages.get(target.path)
    wanted = target.fragment not in ("", "top")
    return "E514" if there and wanted and target.fragment not in there.ids else None


def check_ids(site: Site, page: Page) -> Iterator[Finding]:
    """No id stands twice on a page."""
    for name, line, column in page.repeated_ids:
        yield "E515", (line, column), name


def twin_of(path: str) -> str:
    """Path of the same page in the other script."""
    return path.removeprefix(HANT) if path.startswith(HANT) else HANT + path


def check_twin(site: Site, page: Page) -> Iterator[Finding]:
    """The page has a twin, and a link that a reader can follow to it, unless it only leads on."""
    twin = twin_of(page.path)
    if twin not in site.pages:
        yield "E520", START, twin
        return
    if page.leads_on:
        return
    targets = (target_of(page.path, link.url, site.base) for link in page.links if link.element == "a")
    if not any(target and file_of(target) == twin for target in targets):
        yield "E521", START, twin


def check_alternates(site: Site, page: Page) -> Iterator[Finding]:
    """The page is its own canonical, and it and its twin name each other; a stub that leads on names another page."""
    if page.leads_on:
        return
    home = site.pages.get(HOME, page)
    if page.canonical and leads_to(site, page, page.canonical) != page.path:
        yield "E522", _place(page.canonical), page.canonical.url
    if home.canonical and not page.canonical and not page.path.endswith(MISSING):
        yield "E522", START, "none"
    if not page.alternates and (not home.alternates or page.path.endswith(MISSING)):
        return
    hans = page.path.removeprefix(HANT)
    wanted = {"zh-Hans": hans, "zh-Hant": HANT + hans, "x-default": hans}
    named = {language: leads_to(site, page, link) for language, link in page.alternates.items()}
    for language in sorted(wanted.keys() | named.keys()):
        if wanted.get(language) != named.get(language):
            link = page.alternates.get(language)
            yield "E523", _place(link) if link else START, f"{language} {link.url if link else 'none'}"


def leads_to(site: Site, page: Page, link: Link) -> str | None:
    """File of the site that the link names; None when it is another site's."""
    target = target_of(page.path, link.url, site.base)
    return file_of(target) if target else None


def check_language(site: Site, page: Page) -> Iterator[Finding]:
    """`lang` fits the script; it chooses the font's glyphs."""
    wanted = "zh-Hant" if page.path.startswith(HANT) else "zh-Hans"
    if page.lang.lower() != wanted.lower():
        yield "E524", START, page.lang or "none"


def check_script(site: Site, page: Page) -> Iterator[Finding]:
    """A Traditional page holds no Simplified character that was to be converted."""
    if page.path.startswith(HANT):
        for line, text in page.texts:
            for offset, found in left_over(text):
                yield "E530", (line + offset, 1), found


RULES = (check_links, check_ids, check_twin, check_alternates, check_language, check_script)
"""One signature: (site, page) -> findings."""
