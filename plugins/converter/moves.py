"""Pages that were given another number: their articles move with them, with ids and all that was edited.

A page is known by the bytes of its file. Only its ledger is moved; storing the page does the rest.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from .memory import GENERATED, LEDGER, NUMBERS, Past, numbers_given, read_past, write_file
from .models import Problem
from .store import retire_page


@dataclass(frozen=True, slots=True)
class Place:
    """A page of an issue as it is found now."""

    issue: str
    page: str
    file: Path


def move_pages(places: Iterable[Place], root: Path, origin: str) -> tuple[Problem, ...]:
    """Bring the ledgers of all issues under `root` to where their pages are now. `origin`: as in `store`."""
    problems: list[Problem] = []
    by_issue: dict[str, list[Place]] = {}
    for place in places:
        by_issue.setdefault(place.issue, []).append(place)
    for issue, found in sorted(by_issue.items()):
        pasts = {path.stem: read_past(path)[0] for path in sorted((root / issue).glob(f"*{LEDGER}"))}
        own = {page: past for page, past in pasts.items() if past.origin == origin}
        if own:
            now = {place.page: _digest(place.file) for place in found}
            routes = plan({page: past.sha256 for page, past in own.items()}, now, pasts.keys() - own.keys())
            problems += _carry_out(routes, own, root / issue)
    return tuple(problems)


def plan(old: Mapping[str, str], now: Mapping[str, str], foreign: Set[str] = frozenset()) -> dict[str, str]:
    """Page as it was -> page it is now, for every page that had articles and has a file.

    `old` and `now` map a page to the hash of its file; nothing moves to the `foreign` pages. A page whose
    bytes are nowhere any more stays where it is if its place is not taken, else it gets one of those that
    are new: its articles are known by their words, so a wrong guess does no harm.
    """
    routes = {page: page for page, digest in old.items() if now.get(page) == digest}
    free = [page for page in sorted(now) if page not in routes and page not in foreign]
    rest = [page for page in sorted(old) if page not in routes]
    for find in (_same_bytes, _same_page, _any_page):
        for page in list(rest):
            target = find(page, old, now, free)
            if target:
                routes[page] = target
                free.remove(target)
                rest.remove(page)
    return routes


def _same_bytes(page: str, old: Mapping[str, str], now: Mapping[str, str], free: list[str]) -> str | None:
    return next((target for target in free if now[target] == old[page]), None)


def _same_page(page: str, old: Mapping[str, str], now: Mapping[str, str], free: list[str]) -> str | None:
    return page if page in free else None


def _any_page(page: str, old: Mapping[str, str], now: Mapping[str, str], free: list[str]) -> str | None:
    return next((target for target in free if target not in old), None)


def _carry_out(routes: Mapping[str, str], pasts: Mapping[str, Past], folder: Path) -> list[Problem]:
    """Move the ledgers; articles of a page that is gone while its number is taken over are retired first."""
    taken = {target for page, target in routes.items() if page != target}
    numbers = numbers_given(folder)
    moving = {page: target for page, target in routes.items() if page != target}
    left = [page for page in sorted(pasts) if page not in routes and page in taken]
    for page in (*moving, *left):
        numbers[page] = max(numbers.get(page, 0), pasts[page].last)
    if moving:
        write_file(folder / GENERATED / NUMBERS, json.dumps(dict(sorted(numbers.items()))) + "\n")
    problems = [problem for page in left for problem in retire_page(folder / f"{page}{LEDGER}", pasts[page])]
    # By way of another name, as two pages may have changed places.
    for page in moving:
        (folder / f"{page}{LEDGER}").replace(folder / GENERATED / f"{page}{LEDGER}")
    for page, target in moving.items():
        aside = folder / GENERATED / f"{page}{LEDGER}"
        told = json.loads(aside.read_text(encoding="utf-8")) | {"last": numbers.get(target, 0)}
        write_file(folder / f"{target}{LEDGER}", json.dumps(told, ensure_ascii=False, indent=1) + "\n")
        aside.unlink()
    return problems


def _digest(file: Path) -> str:
    """Of the bytes; nothing for a file that cannot be read, which conversion will tell of."""
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""
