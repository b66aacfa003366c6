"""The glossary of the edition: words an editor settled, in a table anyone can open.

Lines of two columns parted by a tab: simplified, traditional. Both of one length, each word once,
in the order of code points (any spreadsheet's plain sort), so that two editors' changes merge.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from converter.models import Problem
from converter.problems import place_in_bytes

_NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\ue000-\uf8ff\ud800-\udfff\U000f0000-\U0010fffd]")
"""Control characters, and those of private use, with which the mirror itself marks places."""


@dataclass(frozen=True, slots=True)
class Glossary:
    """The words of a glossary."""

    table: dict[str, str] = field(default_factory=dict)
    """Simplified -> traditional."""
    lines: dict[str, int] = field(default_factory=dict)
    """Simplified -> the line it stands in."""
    path: str = ""
    """As messages name it."""


def read_glossary(path: Path, shown: str = "") -> tuple[Glossary, list[Problem]]:
    """The glossary, and what is wrong. A file that does not exist is an empty one."""
    if not path.is_file():
        return Glossary(), []
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = place_in_bytes(error.object, error.start)
        return Glossary(), [Problem("E103", shown or str(path), line, column=column)]
    return parse_glossary(text, shown or str(path))


def parse_glossary(text: str, path: str) -> tuple[Glossary, list[Problem]]:
    """The glossary, and a problem for each line that was left out of it or stands out of order."""
    found = Glossary(path=path)
    problems: list[Problem] = []
    last = ""
    for number, line in enumerate(re.split("\r\n?|\n", text), 1):
        if not line.strip() or line.startswith("#"):
            continue
        code = _fault(line, found.table, last)
        if code:
            problems.append(Problem(code, path, number, line))
        if code in ("", "E474"):
            word, traditional = line.split("\t")
            found.table[word], found.lines[word], last = traditional, number, word
    return found, problems


def _fault(line: str, table: dict[str, str], last: str) -> str:
    """Code of what is wrong with a line, or nothing."""
    columns = line.split("\t")
    if _NO_TEXT.search(line):
        return "E480"
    if len(columns) != 2 or not all(column and column == column.strip() for column in columns):
        return "E471"
    word, traditional = columns
    if len(word) != len(traditional):
        return "E472"
    if word in table:
        return "E473"
    return "E474" if word < last else ""
