"""What is wrong with the sources, as the browser is told it: text, which it never reads as markup."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

LINE = re.compile(r"([EW]\d{3}) (.+?:\d+(?::\d+)?): (.+)")
"""A problem as `converter.problems.render` writes it."""
MOST = 20
"""Problems that are shown; an editor mends the first ones first."""
TAIL = 12
"""Lines shown of what a program said before it broke down."""
FRAME = re.compile(r'  File "([^"]+)", line (\d+)')


@dataclass(frozen=True, slots=True)
class Fault:
    """Why the site is not what the sources say."""

    problems: tuple[tuple[str, str, str], ...]
    """(code, path:line:column, what and remedy)."""
    more: int
    """Further problems that are not shown."""
    trace: str
    """The last words of a program that broke down; ''."""
    old: bool
    """Whether the site shown is that of an earlier build."""

    def to_json(self) -> dict[str, object]:
        """As the script of the preview takes it."""
        problems = [{"code": code, "place": place, "text": text} for code, place, text in self.problems]
        return {"problems": problems, "more": self.more, "trace": self.trace, "old": self.old}


def fault_of(said: str, trace: str, published: bool, root: str = "") -> Fault | None:
    """What a build that said this is to be told as; None when it has nothing to complain of.

    `trace`: its other words, of use only when the site stayed as it was. Remarks (W) are for the terminal.
    """
    errors = [one for one in map(read_line, said.splitlines()) if one and one[0].startswith("E")]
    if published and not errors:
        return None
    words = "" if published else last_words(trace, root)
    return Fault(tuple(errors[:MOST]), max(len(errors) - MOST, 0), words, not published)


def read_line(line: str) -> tuple[str, str, str] | None:
    """(code, place, text) of a problem told in any form; None for another line."""
    if line.startswith("{"):
        told = json.loads(line)
        place = f"{told['path']}:{told['line']}:{told['column']}"
        value = f": {told['value']!r}" if told["value"] else ""
        return told["code"], place, f"{told['message']}{value}. {told['remedy']} ({told['zh']})"
    found = LINE.match(line)
    return (found[1], found[2], found[3]) if found else None


def last_words(trace: str, root: str) -> str:
    """The end of a traceback, its own place first; paths from the root of the edition."""
    lines = [line.rstrip() for line in trace.splitlines() if line.strip()]
    frames = [found for line in lines if (found := FRAME.match(line))]
    ours = [f"{found[1]}:{found[2]}" for found in frames if root and found[1].startswith(root)]
    shown = [*ours[-1:], *lines[-TAIL:]]
    return "\n".join(shown).replace(f"{root}/", "") if root else "\n".join(shown)
