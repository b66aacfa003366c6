"""The glossary of the edition: words an editor settled, in a table anyone can open.

Lines of two columns parted by a tab: simplified, traditional. Both of one length, each word once,
in the order of code points (any spreadsheet's plain sort), so that two editors' changes merge.
"""

from __future__ import annotations

from pathlib import Path

from converter.models import Problem
from converter.problems import place_in_bytes


def read_glossary(path: Path, shown: str = "") -> tuple[dict[str, str], list[Problem]]:
    """Simplified -> traditional, and what is wrong. A file that does not exist is an empty glossary."""
    if not path.is_file():
        return {}, []
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = place_in_bytes(error.object, error.start)
        return {}, [Problem("E103", shown or str(path), line, column=column)]
    return parse_glossary(text, shown or str(path))


def parse_glossary(text: str, path: str) -> tuple[dict[str, str], list[Problem]]:
    """The table, and a problem for each line that was left out of it or stands out of order."""
    table: dict[str, str] = {}
    problems: list[Problem] = []
    last = ""
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        code = _fault(line, table, last)
        if code:
            problems.append(Problem(code, path, number, line))
        if code in ("", "E474"):
            word, traditional = line.split("\t")
            table[word], last = traditional, word
    return table, problems


def _fault(line: str, table: dict[str, str], last: str) -> str:
    """Code of what is wrong with a line, or nothing."""
    columns = line.split("\t")
    if len(columns) != 2 or not all(column and column == column.strip() for column in columns):
        return "E471"
    word, traditional = columns
    if len(word) != len(traditional):
        return "E472"
    if word in table:
        return "E473"
    return "E474" if word < last else ""
