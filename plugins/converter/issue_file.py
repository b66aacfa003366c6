"""`issue.toml`: what an editor knows of an issue. What cannot be used is a problem with its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .describe.dates import date_from_name
from .models import Problem
from .problems import place_in_bytes, place_in_text, place_in_toml

TEXTS = ("paper", "home")
KEYS = (*TEXTS, "date", "number", "pages")
DATE_RE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
PAGE_RE = re.compile(r"[A-Za-z]?\d{1,3}")


def read_issue_file(path: Path) -> tuple[dict[str, Any], list[Problem]]:
    """The options of an `issue.toml` that can be used, and what is wrong with the others."""
    if not path.exists():
        return {}, []
    try:
        text = path.read_text(encoding="utf-8-sig")
        options = tomllib.loads(text)
    except (OSError, ValueError) as error:
        line, column = _place_of(error)
        return {}, [Problem("E105", path.as_posix(), line, _reason(error), column)]
    wrong = dict(_wrong(options))
    places = {key: _place_of_key(text, key) for key in wrong}
    problems = [Problem("E113", path.as_posix(), places[k][0], value, places[k][1]) for k, value in wrong.items()]
    return {key: _plain(value) for key, value in options.items() if key not in wrong}, problems


def _reason(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "not UTF-8"
    return error.strerror or "" if isinstance(error, OSError) else str(error)


def _plain(value: Any) -> Any:
    return str(value) if not isinstance(value, dict) else value


def _place_of(error: Exception) -> tuple[int, int]:
    if isinstance(error, UnicodeDecodeError):
        return place_in_bytes(error.object, error.start)
    return place_in_toml(error)


def _place_of_key(text: str, key: str) -> tuple[int, int]:
    found = re.search(rf"^[ \t]*\[?[ \t]*([\"']?{re.escape(key)}[\"']?)\s*[=.\]]", text, re.M)
    return place_in_text(text, found.start(1)) if found else (1, 1)


def _wrong(options: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """(key, what is written) of every option that cannot be used."""
    for key, value in options.items():
        if key == "pages" and isinstance(value, dict):
            bad = [f"{name} = {page}" for name, page in value.items() if not _usable_page(page)]
            if bad:
                yield key, "; ".join(bad)
        elif not _usable(key, value):
            yield key, f"{key} = {value}"


def _usable(key: str, value: Any) -> bool:
    if key in TEXTS:
        return isinstance(value, str) and bool(value.strip())
    if key == "number":
        return isinstance(value, (str, int)) and not isinstance(value, bool)
    return key == "date" and is_date(str(value))


def _usable_page(value: Any) -> bool:
    """A name, or {number, name}."""
    if not isinstance(value, dict):
        return isinstance(value, str)
    number, name = value.get("number", 1), value.get("name", "")
    numbered = not isinstance(number, bool) and PAGE_RE.fullmatch(str(number)) is not None
    return value.keys() <= {"number", "name"} and numbered and isinstance(name, str)


def is_date(value: str) -> bool:
    """YYYY, YYYY-MM or YYYY-MM-DD of a day that exists."""
    return DATE_RE.fullmatch(value) is not None and (len(value) == 4 or date_from_name(value) == value)
