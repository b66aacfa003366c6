"""Pages that were given another number: their articles move with them, with ids and all that was edited.

A page is known by the bytes of its file. Only its ledger is moved; storing the page does the rest.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .memory import GENERATED, LEDGER, NUMBERS, Past, json_text, numbers_given, read_past, write_file
from .mend import mend
from .models import Problem
from .store import clear, retire_page

JOURNAL = "moves.json"
"""In the folder `GENERATED`: what is to be removed and put in, written down before it is done."""


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
        pasts = _pasts(root / issue)
        mended = mend(root / issue, pasts)
        if mended:
            problems += mended
            pasts = _pasts(root / issue)
        own = {page: past for page, (past, _) in pasts.items() if past.origin == origin}
        if own:
            now = {place.page: digest_of_file(place.file) for place in found}
            routes = plan({page: past.sha256 for page, past in own.items()}, now, pasts.keys() - own.keys())
            problems += _move(routes, own, root / issue)
    return tuple(problems)


def _pasts(folder: Path) -> dict[str, tuple[Past, list[Problem]]]:
    """Page -> what its ledger says, of all pages of an issue."""
    return {path.stem: read_past(path) for path in sorted(folder.glob(f"*{LEDGER}"))}


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


def _move(routes: Mapping[str, str], pasts: Mapping[str, Past], folder: Path) -> list[Problem]:
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
    if moving:
        told = {target: _told(folder, page) | {"last": numbers.get(target, 0)} for page, target in moving.items()}
        carry_out(folder, [folder / f"{page}{LEDGER}" for page in moving], told)
    return problems


def _told(folder: Path, page: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((folder / f"{page}{LEDGER}").read_text(encoding="utf-8"))
    return told


def carry_out(folder: Path, gone: Iterable[Path], ledgers: Mapping[str, Any]) -> None:
    """Remove files and put ledgers (page -> contents) into a folder: all of it, even if the run is cut short."""
    names = [Path(os.path.relpath(path, folder)).as_posix() for path in gone]
    write_file(folder / GENERATED / JOURNAL, json_text({"gone": names, "ledgers": ledgers}))
    finish(folder)


def finish_all(root: Path) -> None:
    """Finish what a run that was cut short has left half done."""
    for journal in sorted(root.glob(f"*/{GENERATED}/{JOURNAL}")):
        finish(journal.parent.parent)


def finish(folder: Path) -> None:
    """Do what is written down in the journal of a folder."""
    journal = folder / GENERATED / JOURNAL
    try:
        told = json.loads(journal.read_text(encoding="utf-8"))
        gone, ledgers = [(folder / name).resolve() for name in told["gone"]], dict(told["ledgers"])
    except (ValueError, KeyError, TypeError):  # damaged; ledgers that are missing are mended
        gone, ledgers = [], {}
    for path in gone:
        path.unlink(missing_ok=True)
    for page, ledger in ledgers.items():
        write_file(folder / f"{page}{LEDGER}", json_text(ledger))
    for left in sorted({path.parent for path in gone if path.parent.name != GENERATED}):
        clear(left)
    journal.unlink()


def digest_of_file(file: Path) -> str:
    """Of the bytes; nothing for a file that cannot be read, which conversion will tell of."""
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""
