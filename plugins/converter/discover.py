"""Which files are pages, and of which page of which issue: names, folders and `issue.toml`."""

from __future__ import annotations

import hashlib
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .describe.dates import date_from_name
from .models import IssueInfo, Problem
from .text import HAN

PAGE_NAME_RE = re.compile(
    rf"^(?:第|p|page[-_ ]?|版)?(?P<letter>[a-z]?)(?P<number>\d{{1,3}})版?"
    rf"(?:[-_ 、.:：]*(?P<name>[{HAN}][^/]*)|[-_ .]+(?P<latin>[a-z][a-z &]*))?$",
    re.I,
)
DATE_IN_NAME_RE = re.compile(r"(?<!\d)\d{4}(?:年|[-_.]?)\d{1,2}(?:月|[-_.]?)(?:\d{1,2}日?)?(?!\d)|(?<!\d)\d{4}年(?!\d)")
TEXT_KEYS = ("paper", "date", "number", "home")
DATE_RE = re.compile(r"^\d{4}(?:-\d{2}(?:-\d{2})?)?$")


@dataclass(frozen=True, slots=True)
class Source:
    """A file and the place in the newspaper it claims."""

    path: Path
    shown: str
    """The path as it is named in messages."""
    issue: IssueInfo
    page: str
    page_name: str | None


def discover(root: Path, issues: Path | None = None) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """Pages of a folder: `.txt` files in it are pages by their names, folders of `issues` (else of it) are issues.

    Two files that claim one page: the first by path keeps it, the other is a problem.
    """
    claims, problems = [], []
    for folder in _folders(root if issues is None else issues):
        found, wrong = _of_issue(folder)
        claims += found
        problems += wrong
    claims += _of_lone_files(root)
    kept, doubled = _settle(claims)
    return kept, (*problems, *doubled)


def _folders(root: Path) -> list[Path]:
    return sorted({path.parent for path in root.rglob("*") if _is_page(path)} - {root}) if root.is_dir() else []


def _is_page(path: Path) -> bool:
    """A text file; `.TXT`, as some systems write it, too. Hidden files are none."""
    return path.suffix.lower() == ".txt" and path.name[0] != "." and path.is_file()


def _pages_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if _is_page(path))


def _of_issue(folder: Path) -> tuple[list[Source], list[Problem]]:
    """The pages of one issue folder, and what is wrong with its `issue.toml`."""
    options, problems = read_issue_file(folder / "issue.toml")
    files = _pages_in(folder)
    key = issue_key(folder.name)
    info = IssueInfo(
        key,
        options.get("date") or date_from_name(folder.name),
        options.get("paper"),
        options.get("number"),
        options.get("home"),
    )
    named = {file: _page_of(file, options.get("pages", {})) for file in files}
    numbers = _fill({file: number for file, (number, _) in named.items()})
    return [Source(f, f.as_posix(), info, numbers[f], named[f][1]) for f in files], problems


def _of_lone_files(root: Path) -> list[Source]:
    """Files dropped without a folder: the issue is the date in the name, or the name itself."""
    groups: dict[str, list[tuple[Path, IssueInfo, str | None, str | None]]] = {}
    for file in _pages_in(root):
        date = date_from_name(file.stem)
        rest = DATE_IN_NAME_RE.sub("", file.stem, count=1).strip("-_ .") if date else ""
        number, name = _parse_page(rest) if rest else (None, None)
        key = date or issue_key(file.stem)
        groups.setdefault(key, []).append((file, IssueInfo(key, date), number, name))
    return [
        Source(file, file.as_posix(), info, numbers[file], name)
        for rows in groups.values()
        for numbers in [_fill({file: number for file, _, number, _ in rows})]
        for file, info, _, name in rows
    ]


def _page_of(file: Path, pages: dict[str, Any]) -> tuple[str | None, str | None]:
    """(number, name) as issue.toml or the file name gives them."""
    listed = pages.get(file.name) or pages.get(file.stem)
    number, name = _parse_page(file.stem)
    if isinstance(listed, str):
        return number, listed
    if isinstance(listed, dict):
        return page_label(listed["number"]) if "number" in listed else number, str(
            listed.get("name", name or "")
        ) or None
    return number, name


def _parse_page(stem: str) -> tuple[str | None, str | None]:
    match = PAGE_NAME_RE.match(unicodedata.normalize("NFKC", stem))
    if not match:
        return None, None
    return page_label(match["letter"] + match["number"]), (match["name"] or match["latin"] or "").strip() or None


def page_label(value: object) -> str:
    """`1` -> `01`, `A3` -> `a03`."""
    letter, digits = re.match(r"([a-z]?)0*(\d*)", str(value).lower()).groups()  # type: ignore[union-attr]
    return f"{letter}{digits or '0':0>2}"


def _fill(numbers: dict[Path, str | None]) -> dict[Path, str]:
    """Files without a number get the free ones, in order of their names."""
    taken = set(filter(None, numbers.values()))
    free = (label for label in map(page_label, range(1, 10_000)) if label not in taken)
    return {file: number or next(free) for file, number in numbers.items()}


def issue_key(name: str) -> str:
    """An ASCII key for an issue: its date (with `-b` for a second edition), else its name spelt in ASCII."""
    date = date_from_name(name)
    edition = re.search(r"\d[-_ ]?([b-z])$", name.lower())
    if date:
        return f"{date}-{edition[1]}" if edition else date
    plain = re.sub(r"[^a-z0-9]+", "-", unicodedata.normalize("NFKD", name).lower()).strip("-")
    whole = unicodedata.normalize("NFKC", name).isascii()
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return plain if plain and whole else f"{plain}-{digest}".strip("-")


def read_issue_file(path: Path) -> tuple[dict[str, Any], list[Problem]]:
    """The options of an `issue.toml` that can be used, and what is wrong with the others."""
    if not path.is_file():
        return {}, []
    try:
        options = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        line = re.search(r"line (\d+)", str(error))
        return {}, [Problem("E105", path.as_posix(), int(line[1]) if line else 1, str(error))]
    options = {key: str(value) if key in TEXT_KEYS else value for key, value in options.items()}
    wrong = [key for key, value in options.items() if not _usable(key, value)]
    text = path.read_text(encoding="utf-8")
    lines = {key: text[: max(text.find(key), 0)].count("\n") + 1 for key in wrong}
    problems = [Problem("E105", path.as_posix(), lines[key], f"{key} = {options[key]}") for key in wrong]
    return {key: value for key, value in options.items() if key not in wrong}, problems


def _usable(key: str, value: Any) -> bool:
    if key == "pages":
        return isinstance(value, dict) and all(map(_usable_page, value.values()))
    return key in TEXT_KEYS and (key != "date" or _is_date(value))


def _usable_page(value: Any) -> bool:
    """A name, or {number, name}."""
    if isinstance(value, dict):
        return value.keys() <= {"number", "name"} and all(isinstance(v, (str, int)) for v in value.values())
    return isinstance(value, str)


def _is_date(value: str) -> bool:
    """YYYY, YYYY-MM or YYYY-MM-DD of a day that exists."""
    return bool(DATE_RE.match(value)) and (len(value) == 4 or date_from_name(value) == value)


def _settle(claims: list[Source]) -> tuple[tuple[Source, ...], list[Problem]]:
    owners: dict[tuple[str, str], Source] = {}
    problems = []
    for claim in sorted(claims, key=lambda c: c.shown):
        owner = owners.setdefault((claim.issue.key, claim.page), claim)
        if owner is not claim:
            problems.append(
                Problem("E104", claim.shown, value=f"{claim.issue.key} page {claim.page}, held by {owner.shown}")
            )
    return tuple(sorted(owners.values(), key=lambda c: (c.issue.key, c.page))), problems
