"""Which files are pages, and of which page of which issue: names, folders and `issue.toml`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from .describe.dates import date_from_name
from .issue_file import read_issue_file
from .models import IssueInfo, Problem
from .naming import DATE_IN_NAME_RE, issue_key, page_label, parse_page

DOCUMENTS = (".doc", ".docx", ".wps", ".rtf", ".odt", ".pdf")
"""Endings of files that editors take for text."""

Remembered = Mapping[tuple[str, str], str]
"""(issue key, file name) -> the page it was given when it was first converted."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file and the place in the newspaper it claims."""

    path: Path
    issue: IssueInfo
    page: str | None
    """None while no number is known."""
    page_name: str | None = None
    lone: bool = False
    """Dropped without an issue folder."""

    @property
    def shown(self) -> str:
        """The path as it is named in messages."""
        return self.path.as_posix()


def discover(
    root: Path, issues: Path | None = None, remembered: Remembered | None = None
) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """Pages of a folder, in order: text files in it by their names, folders of `issues` (else of it) as issues.

    Two files that claim one page: one in an issue folder comes before one dropped by itself, then the first
    by path; the other is a problem.
    """
    base = root if issues is None else issues
    files, problems = _walk(root, base, None if issues is None else os.path.realpath(root))
    claims: list[Source] = []
    folders: dict[Path, list[Path]] = {}
    for file in files:
        folders.setdefault(file.parent, []).append(file)
    for folder, inside in sorted(folders.items()):
        if folder in (root, base):
            claims += map(_lone, inside)
        else:
            found, wrong = _of_issue(folder, base, inside)
            claims += found
            problems += wrong
    kept, doubled = _settle(_joined(claims), remembered or {})
    return kept, (*problems, *doubled)


def _walk(root: Path, base: Path, bounds: str | None) -> tuple[list[Path], list[Problem]]:
    """All text files: directly in `root`, and anywhere in `base`, links followed but no folder entered twice.

    `bounds`: no link is followed out of this folder; None: wherever it leads.
    """
    files, problems, seen = [], [], set()
    for top in dict.fromkeys((root, base)):
        for folder, folders, names in os.walk(top, followlinks=True):
            real = os.path.realpath(folder)
            if real in seen or (top == root != base and Path(folder) != root):
                folders.clear()
                continue
            seen.add(real)
            if _is_outside(real, bounds):
                problems.append(Problem("W588", Path(folder).as_posix(), value=real))
                folders.clear()
                continue
            out = [name for name in names if _is_page(name) and _is_link_out(Path(folder, name), bounds)]
            problems += [Problem("W588", Path(folder, name).as_posix()) for name in out]
            pages = [name for name in names if _is_page(name) and name not in out]
            problems += _unread(Path(folder), names, {Path(page).stem for page in pages})
            for name in pages:
                if _is_utf8(name):
                    files.append(Path(folder, name))
                else:
                    problems.append(Problem("E112", Path(folder).as_posix(), value=ascii(name)))
    return sorted(files), problems


def _is_outside(real: str, bounds: str | None) -> bool:
    return bounds is not None and os.path.commonpath([real, bounds]) != bounds


def _is_link_out(file: Path, bounds: str | None) -> bool:
    return bounds is not None and file.is_symlink() and _is_outside(os.path.realpath(file), bounds)


def _is_page(name: str) -> bool:
    """A text file; `.TXT`, as some systems write it, too. Hidden files are none."""
    return name.lower().endswith(".txt") and name[0] != "."


def _unread(folder: Path, names: Iterable[str], read: Set[str]) -> list[Problem]:
    """The first file that an editor may take for a page; not the scan or original of one that was `read` as text."""
    found = sorted(name for name in names if name.lower().endswith(DOCUMENTS) and name[0] not in ".~")
    left = [name for name in found if Path(name).stem not in read]
    more = f"and {len(left) - 1} more in this folder" if len(left) > 1 else ""
    return [Problem("W119", (folder / left[0]).as_posix(), value=more)] if left else []


def _is_utf8(name: str) -> bool:
    """False for a name in another encoding, as an old archive program leaves it."""
    return not any("\ud800" <= char <= "\udfff" for char in name)


def _of_issue(folder: Path, base: Path, files: list[Path]) -> tuple[list[Source], list[Problem]]:
    """The pages of one issue folder, and what is wrong with its `issue.toml`."""
    options, problems = read_issue_file(folder / "issue.toml")
    name = "-".join(folder.relative_to(base).parts)
    info = IssueInfo(
        key=issue_key(name),
        date=options.get("date") or date_from_name(name),
        paper=options.get("paper"),
        number=options.get("number"),
        home=options.get("home"),
    )
    pages = options.get("pages", {})
    missing = [listed for listed in pages if not (folder / listed).exists() and not (folder / f"{listed}.txt").exists()]
    problems += [Problem("W114", (folder / "issue.toml").as_posix(), value=listed) for listed in missing]
    return [Source(file, info, *_page_of(file, pages)) for file in files], problems


def _lone(file: Path) -> Source:
    """A file without a folder: the issue is the date in its name, or the name itself."""
    date = date_from_name(file.stem)
    rest = DATE_IN_NAME_RE.sub("", file.stem, count=1).strip("-_ .") if date else ""
    key = date or issue_key(file.stem)
    return Source(file, IssueInfo(key, date), *(parse_page(rest) if rest else (None, None)), lone=True)


def _page_of(file: Path, pages: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """(number, name) as issue.toml or the file name gives them."""
    listed = pages.get(file.name) or pages.get(file.stem)
    number, name = parse_page(file.stem)
    if isinstance(listed, str):
        return number, listed
    if listed:
        return page_label(listed["number"]) if "number" in listed else number, listed.get("name") or name
    return number, name


def _joined(claims: list[Source]) -> list[Source]:
    """A lone file of an issue that has a folder is a page of that issue, with all that is known of it."""
    known = {claim.issue.key: claim.issue for claim in claims if not claim.lone}
    return [replace(claim, issue=known.get(claim.issue.key, claim.issue)) for claim in claims]


def _settle(claims: list[Source], remembered: Remembered) -> tuple[tuple[Source, ...], list[Problem]]:
    """Every claim with its page: numbers that are printed or remembered first, then the free ones in order."""
    claims = sorted(claims, key=lambda c: (c.lone, c.shown))
    given = [replace(c, page=c.page or remembered.get((c.issue.key, c.path.name))) for c in claims]
    owners: dict[tuple[str, str], Source] = {}
    problems = []
    for claim in sorted(given, key=lambda c: c.page is None):
        page = claim.page or next(_free(claim.issue.key, owners))
        owner = owners.setdefault((claim.issue.key, page), replace(claim, page=page))
        if owner.path != claim.path:
            problems.append(Problem("E104", claim.shown, value=f"{claim.issue.key} page {page}, held by {owner.shown}"))
    return tuple(owners[place] for place in sorted(owners)), problems


def _free(key: str, owners: Mapping[tuple[str, str], Source]) -> Iterator[str]:
    return (label for label in map(page_label, range(1, 10_000)) if (key, label) not in owners)
