"""Pages for addresses that had another page before: where it went, or that it was removed and why.

No published address ever leads to nothing: whatever `permalinks.txt`, `aliases:`, `redirects.tsv` and removed articles
name, and no page has, gets a stub.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from catalogue import extras
from converter.models import Problem

from . import urls
from .library import Library
from .outputs import Output, outputs
from .past import PERMALINKS, REDIRECTS, Move
from .terms import HEADINGS

TITLES = {"article": "这篇文章已撤下", "page": "这一版已撤下", "issue": "这一期已撤下"}
OTHER = "这一页已不再使用"
STEPS = 20
"""Moves that one address may have made."""


@dataclass(frozen=True, slots=True)
class Remains:
    """What is left of addresses without a page."""

    redirects: Mapping[str, str]
    """Old address -> address of a page."""
    gone: Mapping[str, str | None]
    """Address -> why it is gone, if that is known."""
    problems: tuple[Problem, ...] = ()


def paths_of(library: Library) -> frozenset[str]:
    """The addresses of all pages, but for the one of what was not found."""
    return frozenset(output.path for output in outputs(library, library.texts)) - {urls.NOT_FOUND}


def remains(library: Library, paths: frozenset[str] | None = None) -> Remains:
    """What is left of the past of an edition whose pages have these addresses (asked of it when not given)."""
    past, removed, aliases = library.past, extras.removed(library.connection), extras.aliases(library.connection)
    if not (past.promised or past.moves or removed or aliases):
        return Remains({}, {})
    paths = paths_of(library) if paths is None else paths
    problems: list[Problem] = []
    targets = dict(alias_targets(aliases, paths, problems))
    reasons: dict[str, str | None] = {urls.article(one.issue, one.stem): one.reason for one in removed}
    lost = past.promised - paths
    for move in past.moves:
        for old, new in expand(move, paths, lost):
            if new is None:
                reasons.setdefault(old, move.reason)
            elif old not in paths:
                targets.setdefault(old, new)
        problems += fault_of(move, paths, targets)
    redirects = {old: end for old in sorted(targets) if (end := follow(old, targets, paths))}
    gone = {path: reasons.get(path) for path in sorted({*lost, *reasons} - redirects.keys() - paths)}
    return Remains(redirects, gone, (*problems, *silent(gone, reasons, lost)))


def alias_targets(
    aliases: tuple[extras.Alias, ...], paths: frozenset[str], problems: list[Problem]
) -> Iterator[tuple[str, str]]:
    """(old address, article) of the aliases; one that a page or another article has is a problem."""
    taken: set[str] = set()
    for alias in aliases:
        target = urls.article(alias.issue, alias.stem)
        if alias.address in taken or (alias.address in paths and alias.address != target):
            problems.append(Problem("E313", alias.path, value=alias.address))
        elif alias.address != target:
            taken.add(alias.address)
            yield alias.address, target


def expand(move: Move, paths: frozenset[str], lost: frozenset[str]) -> Iterator[tuple[str, str | None]]:
    """(old address, new one) of all that a line moves: what was promised in the old folder, what is in the new one."""
    if not move.old.endswith("/"):
        yield move.old, urls.as_file(move.new) if move.new is not None else None
        return
    inside = {path.removeprefix(move.old) for path in lost if path.startswith(move.old)} | {"index.html"}
    if move.new is not None and move.new.endswith("/"):
        inside |= {path.removeprefix(move.new) for path in paths if path.startswith(move.new)}
    for name in sorted(inside):
        there = None if move.new is None else f"{move.new}{name}" if move.new.endswith("/") else move.new
        # What did not come along is answered by the folder as a whole.
        whole = None if move.new is None else urls.as_file(move.new)
        yield f"{move.old}{name}", there if there in paths else whole


def follow(old: str, targets: Mapping[str, str], paths: frozenset[str]) -> str | None:
    """The page that an address leads to in the end; None when it leads to none."""
    path = old
    for _ in range(STEPS):
        path = targets.get(path, "")
        if path in paths:
            return path
    return None


def fault_of(move: Move, paths: frozenset[str], targets: Mapping[str, str]) -> Iterator[Problem]:
    """What is wrong with a line: the old address still has a page, or the new one has none."""
    shown = f"content/{REDIRECTS}"
    if urls.as_file(move.old) in paths:
        yield Problem("E461", shown, move.line, move.old)
    elif move.new is not None and follow(urls.as_file(move.old), targets, paths) is None:
        yield Problem("E462", shown, move.line, move.new)


def silent(
    gone: Mapping[str, str | None], reasons: Mapping[str, str | None], lost: frozenset[str]
) -> Iterator[Problem]:
    """Articles, pages and issues that went without a word, told once."""
    found = [path for path in gone if path in lost and path not in reasons and urls.kind_of(path) in TITLES]
    if found:
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        yield Problem("W463", f"content/{PERMALINKS}", value=f"{found[0]}{more}")


def onward(path: str, paths: frozenset[str]) -> tuple[str, str]:
    """(words, address) of the page of the site that is nearest to one that is gone."""
    kind, issue = urls.kind_of(path), urls.issue_of(path)
    if kind in urls.OVERVIEWS:
        return f"查看全部{HEADINGS[kind]}", urls.overview(kind)
    if issue and issue in paths:
        return "查看这一期的其他内容", issue
    return ("回到首页", urls.HOME) if kind == "other" else ("查看往期", "calendar/index.html")


def stubs(remains: Remains, paths: frozenset[str]) -> Iterator[Output]:
    """The stubs, in a fixed order; `paths` are those of all pages."""
    for old, new in remains.redirects.items():
        yield Output(old, "moved", "moved", "网址已变更", "", {"target": new})
    for path, reason in remains.gone.items():
        title = TITLES.get(urls.kind_of(path), OTHER)
        names = {"heading": title, "reason": reason, "onward": onward(path, paths)}
        yield Output(path, "gone", "gone", title, reason or title, names)
