"""Check the pages of a built site: links, anchors, twins, alternates, markup, characters left unconverted.

Pages are read one by one, in several processes when there are many; what they say of one another is checked after that.
"""

from __future__ import annotations

import multiprocessing
import posixpath
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import chain
from pathlib import Path

from converter.models import Problem

from ..sync import files_of
from .links import HOME, Target, base_of, file_of, target_of
from .memory import Memory
from .models import Facts, Report, Site
from .pages import Link, Page, read_page
from .script import left_over

HANT = "hant/"
MISSING = "404.html"
"""It is answered at every address, so links from the root are right there, and it is nobody's canonical."""
PARALLEL = 600
"""Pages from which on it pays to start processes."""
CHUNK = 200


def read_site(folder: Path) -> Site:
    """Every file's name, and what the home page says of the site."""
    files = files_of(folder) if folder.is_dir() else set()
    folders = {parent for name in {posixpath.dirname(name) for name in files} for parent in parents(name)}
    home = read_page(HOME, (folder / HOME).read_text("utf-8", errors="replace")) if HOME in files else None
    base = base_of(home.canonical.url) if home and home.canonical else ""
    return Site(folder, frozenset(files), frozenset({*folders, ""}), base, bool(home and home.alternates))


def parents(folder: str) -> Iterator[str]:
    """A folder and all above it: `a/b` -> `a/b`, `a`."""
    while folder:
        yield folder
        folder = posixpath.dirname(folder)


def check_site(site: Site, work: Path | None = None) -> Report:
    """Everything that the pages say. `work`: scratch folder, in which is remembered what need not be read again."""
    memory, names = Memory(work), site.pages
    known = memory.recall(site, names)
    report = Report(dict(known))
    if not names:
        report.problems.append(Problem("E510", site.folder.name))
    for part in in_parts(site, [name for name in names if name not in known]):
        report.add(part)
    faulty = {problem.path.removeprefix(f"{site.folder.name}/") for problem in report.problems}
    read = {name: facts for name, facts in report.facts.items() if name not in known}
    memory.keep(site, {name: facts for name, facts in read.items() if name not in faulty}, faulty)
    report.problems += missing_anchors(site, report)
    return report


def missing_anchors(site: Site, report: Report) -> Iterator[Problem]:
    """Links to places on other pages that are not there."""
    for page, facts in report.facts.items():
        for line, column, url, other, name in facts.anchors:
            if other in report.facts and name not in report.facts[other].ids:
                yield Problem("E514", f"{site.folder.name}/{page}", line, url, column)


def in_parts(site: Site, names: list[str]) -> Iterator[Report]:
    """Reports on all pages, made side by side when there are many."""
    if len(names) < PARALLEL:
        yield check_pages(site, names)
        return
    parts = [names[start : start + CHUNK] for start in range(0, len(names), CHUNK)]
    # A new interpreter, not a copy of this one: the preview may be running in threads.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(mp_context=context, initializer=take_site, initargs=(site,)) as pool:
        yield from pool.map(check_part, parts)


SITE: list[Site] = []
"""In a process that checks pages: the site they are of."""


def take_site(site: Site) -> None:
    """A process begins."""
    SITE[:] = [site]


def check_part(names: list[str]) -> Report:
    """In a process of its own: some pages of its site."""
    return check_pages(SITE[0], names)


def check_pages(site: Site, names: Iterable[str]) -> Report:
    """What some pages say by themselves."""
    report = Report()
    for name in names:
        page = read_page(name, (site.folder / name).read_text("utf-8", errors="replace"))
        report.facts[name] = facts_of(site, page)
        told = partial(Problem, path=f"{site.folder.name}/{name}")
        for code, offset, value in chain.from_iterable(rule(site, page) for rule in RULES):
            line, column = page.place(offset)
            report.problems.append(told(code, line=line, value=value, column=column))
    return report


def facts_of(site: Site, page: Page) -> Facts:
    """What other pages, feeds and sitemaps are checked against."""
    found = list(targets(site, page))
    anchors = tuple(
        (*page.place(link.offset), link.url, file_of(target), target.fragment)
        for link, target in found
        if target.fragment not in ("", "top") and target.path != page.path
    )
    needs = frozenset(file_of(target) for _, target in found) | {twin_of(page.path)}
    listed = not page.hidden and not page.leads_on and not page.path.endswith(MISSING)
    return Facts(len(page.links), listed, frozenset(page.ids), needs, anchors)


Finding = tuple[str, int, str]
"""(code, offset, value)"""
START = 0


def targets(site: Site, page: Page) -> Iterator[tuple[Link, Target]]:
    """The links of a page that lead somewhere in the site."""
    for link in page.links:
        target = target_of(page.path, link.url, site.base)
        if target:
            yield link, target


def check_links(site: Site, page: Page) -> Iterator[Finding]:
    """Every link leads to a file of the site, and on this page to an anchor that is there."""
    for link, target in targets(site, page):
        code = fault_of(site, page, target)
        if code:
            yield code, link.offset, link.url


def fault_of(site: Site, page: Page, target: Target) -> str | None:
    """Code of what is wrong with where a link leads; None when nothing is."""
    if target.path.startswith("..") or (target.rooted and not page.path.endswith(MISSING)):
        return "E513"
    if file_of(target) not in site.files and target.path not in site.folders:
        return "E511"
    if target.folder or target.path in site.folders:
        return "E512" if file_of(Target(target.path, folder=True)) in site.files else "E511"
    here = target.path == page.path and target.fragment not in ("", "top")
    return "E514" if here and target.fragment not in page.ids else None


def check_ids(site: Site, page: Page) -> Iterator[Finding]:
    """No id stands twice on a page, and what a label or a relation names is there."""
    for name, offset in page.repeated_ids:
        yield "E515", offset, name
    for name, offset in page.references:
        if name not in page.ids:
            yield "E514", offset, name


def twin_of(path: str) -> str:
    """Path of the same page in the other script."""
    return path.removeprefix(HANT) if path.startswith(HANT) else HANT + path


def check_twin(site: Site, page: Page) -> Iterator[Finding]:
    """The page has a twin, and a link that a reader can follow to it, unless it only leads on."""
    twin = twin_of(page.path)
    if twin not in site.files:
        yield "E520", START, twin
        return
    if page.leads_on:
        return
    if not any(link.element == "a" and file_of(target) == twin for link, target in targets(site, page)):
        yield "E521", START, twin


def check_alternates(site: Site, page: Page) -> Iterator[Finding]:
    """The page is its own canonical, and it and its twin name each other; a stub that leads on names another page."""
    if page.leads_on:
        return
    if page.canonical and leads_to(site, page, page.canonical) != page.path:
        yield "E522", page.canonical.offset, page.canonical.url
    if site.base and not page.canonical and not page.path.endswith(MISSING):
        yield "E522", START, "none"
    if not page.alternates and (not site.alternates or page.path.endswith(MISSING)):
        return
    hans = page.path.removeprefix(HANT)
    wanted = {"zh-Hans": hans, "zh-Hant": HANT + hans, "x-default": hans}
    named = {language: leads_to(site, page, link) for language, link in page.alternates.items()}
    for language in sorted(wanted.keys() | named.keys()):
        if wanted.get(language) != named.get(language):
            link = page.alternates.get(language)
            yield "E523", link.offset if link else START, f"{language} {link.url if link else 'none'}"


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
        for start, text in page.texts:
            for offset, found in left_over(text):
                yield "E530", start + offset, found


def check_markup(site: Site, page: Page) -> Iterator[Finding]:
    """The markup is HTML, and nothing in it needs a lax Content-Security-Policy."""
    return iter(page.faults)


RULES = (check_links, check_ids, check_twin, check_alternates, check_language, check_script, check_markup)
"""One signature: (site, page) -> findings."""
