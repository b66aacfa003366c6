"""The catalogue of problems: one text a code, in English and Chinese, each with its remedy.

A problem is printed as ``code path:line:column: message: 'value'. remedy (Chinese)``, as a JSON
object or as a command of GitHub's workflows. Codes that start with E stop the build, codes that
start with W do not.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TextIO

from .models import Problem

CATALOGUE = Path(__file__).parent / "data" / "problems.toml"
FORMATS = ("text", "json", "github")
LANGUAGES = ("both", "en", "zh")
LONGEST_VALUE = 80
"""Characters of a value that are shown in a line of text."""
TOML_PLACE_RE = re.compile(r"at line (\d+), column (\d+)")


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """Code -> {what, remedy, zh}: see the header of `data/problems.toml`."""
    return tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))


def is_error(problem: Problem) -> bool:
    """Whether the problem stops a build."""
    return problem.code.startswith("E")


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """By path, then by place in the file, each problem once."""
    return tuple(sorted(set(problems), key=lambda p: (p.path, p.line, p.column, p.code, p.value)))


# ----------------------------------------------------------------- one problem


def render(problem: Problem, language: str = "both") -> str:
    """One line for a terminal: where, what, the value, the remedy, and the Chinese for it."""
    return f"{problem.code} {_place(problem)}: {message(problem, language)}"


def message(problem: Problem, language: str = "both") -> str:
    """What is wrong, the value, and the remedy, in one line; `language` is `both`, `en` or `zh`."""
    text = catalogue()[problem.code]
    value = repr(problem.value[:LONGEST_VALUE]) if problem.value else ""
    english = f"{text['what']}{': ' if value else ''}{value}. {text['remedy']}"
    if language == "zh":
        return _safe(f"{value}：{text['zh']}" if value else text["zh"])
    return _safe(english if language == "en" else f"{english} ({text['zh']})")


def to_json(problem: Problem) -> str:
    """The problem as a JSON object on one line: code severity path line column value message remedy zh."""
    text = catalogue()[problem.code]
    told = {
        "code": problem.code,
        "severity": _severity(problem),
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "value": problem.value,
        "message": text["what"],
        "remedy": text["remedy"],
        "zh": text["zh"],
    }
    return _safe(json.dumps(told, ensure_ascii=False))


def to_github(problem: Problem, language: str = "both") -> str:
    """The problem as a command that GitHub shows beside the line it is about."""
    place = f"file={_property(problem.path)},line={problem.line},col={problem.column}"
    said = message(problem, language).replace("%", "%25")
    return f"::{_severity(problem)} {place},title={problem.code}::{said}"


def _severity(problem: Problem) -> str:
    return "error" if is_error(problem) else "warning"


def _property(value: str) -> str:
    """A value in the head of a workflow command."""
    for char, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C")):
        value = value.replace(char, code)
    return _safe(value)


def _place(problem: Problem) -> str:
    return f"{printable(problem.path)}:{problem.line}:{problem.column}"


def printable(text: str) -> str:
    """The text with what could steer a terminal, or is no character, spelt out."""
    return text if text.isprintable() else "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def _safe(text: str) -> str:
    """Text that any UTF-8 stream takes: half characters of names in another encoding are spelt out."""
    return text.encode("utf-8", "backslashreplace").decode()


# ---------------------------------------------------------------- all problems


def counts(problems: Sequence[Problem], language: str = "both") -> str:
    """How many there are: `3 problems: 2 errors, 1 warning`."""
    errors = sum(map(is_error, problems))
    warnings = len(problems) - errors
    chinese = f"共 {len(problems)} 个问题：错误 {errors}，警告 {warnings}"
    english = f"{_number(len(problems), 'problem')}: {_number(errors, 'error')}, {_number(warnings, 'warning')}"
    return {"zh": chinese, "en": english}.get(language, f"{english} ({chinese})")


def _number(count: int, name: str) -> str:
    return f"{count} {name}" if count == 1 else f"{count} {name}s"


def lines_of(problems: Iterable[Problem], form: str = "text", language: str = "both") -> list[str]:
    """What is printed of the problems, in order; a line with their counts last, but not in JSON."""
    found = in_order(problems)
    lines = [line_of(problem, form, language) for problem in found]
    return lines if form == "json" or not found else [*lines, counts(found, language)]


def line_of(problem: Problem, form: str = "text", language: str = "both") -> str:
    """A problem as one line of any form."""
    if form == "json":
        return to_json(problem)
    return to_github(problem, language) if form == "github" else render(problem, language)


def wanted() -> tuple[str, str]:
    """(form, language) in which problems are told: what `hand_on` said, else the first of each."""
    return os.environ.get("BANMIAN_FORMAT", FORMATS[0]), os.environ.get("BANMIAN_LANGUAGE", LANGUAGES[0])


def hand_on(form: str, language: str) -> None:
    """Let this program and those it starts tell problems so."""
    os.environ.update(BANMIAN_FORMAT=form, BANMIAN_LANGUAGE=language)


def tell(problems: Iterable[Problem], form: str = "text", language: str = "both", to: TextIO | None = None) -> None:
    """Print the problems, to standard error unless told otherwise."""
    for line in lines_of(problems, form, language):
        print(line, file=to or sys.stderr)


def add_options(parser: argparse.ArgumentParser) -> None:
    """`--format` and `--language`, for every command that tells problems."""
    form, language = wanted()
    parser.add_argument("--format", choices=FORMATS, default=form, help="how problems are printed (%(default)s)")
    parser.add_argument("--language", choices=LANGUAGES, default=language, help="of the problems (%(default)s)")


# ---------------------------------------------------------------------- places


def place_in_text(text: str, offset: int) -> tuple[int, int]:
    """(line, column) of a character, both counted from 1."""
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    before = text[:start]
    return before.count("\n") + before.count("\r") - before.count("\r\n") + 1, offset - start + 1


def place_in_bytes(data: bytes, offset: int) -> tuple[int, int]:
    """(line, column) of a byte; what stands before it on its line is counted in characters if it is UTF-8."""
    return place_in_text(data[:offset].decode("utf-8", "replace"), len(data[:offset].decode("utf-8", "replace")))


def place_in_toml(error: Exception) -> tuple[int, int]:
    """(line, column) that a TOML error names, (1, 1) if it names none."""
    found = TOML_PLACE_RE.search(str(error))
    return (int(found[1]), int(found[2])) if found else (1, 1)
