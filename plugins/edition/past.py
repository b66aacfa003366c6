"""What was promised to readers: every address that was ever published, and what became of those that moved.

Two files of `content/vocabulary/`, easy to merge since every line stands for itself:

* `permalinks.txt`: every address ever published. A build with the settings for publishing adds the new ones; lines are
  never taken out. An address without a page keeps a stub that says so.
* `redirects.tsv`: old address, new address (`-`: it was removed), reason. A folder moves with all that is in it. The
  editor writes it when an issue, a tag or an author gets another address; articles have `aliases:` of their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from catalogue.front_matter import address
from converter.models import Problem

from .files import write_whole

PERMALINKS, REDIRECTS = "vocabulary/permalinks.txt", "vocabulary/redirects.tsv"
"""From PATH. Not directly in it: a text file there is a page of a newspaper."""
HEADER = """\
# Purpose: every address ever published, a promise to readers. The build for publishing adds the new ones; commit it.
# Never take a line out: an address without a page keeps a stub. When two branches both added lines, keep them all.
# 曾经发布过的全部网址：对读者的承诺。发布时自动补充，请提交入库；已有的行请保留，合并冲突时两边都保留。
"""
GONE = "-"


@dataclass(frozen=True, slots=True)
class Move:
    """A line of `redirects.tsv`."""

    old: str
    """An address; a folder (with `/` at its end) with all that was in it."""
    new: str | None
    """None: it was removed."""
    reason: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Past:
    """What both files say."""

    promised: frozenset[str] = frozenset()
    moves: tuple[Move, ...] = ()


NOTHING_PAST = Past()


def read_text(file: Path, shown: str) -> tuple[str, list[Problem]]:
    """The text of a file; none when it does not exist."""
    try:
        return file.read_text(encoding="utf-8-sig"), []
    except FileNotFoundError:
        return "", []
    except UnicodeDecodeError:
        return "", [Problem("E103", shown)]


def parse_promises(text: str, shown: str) -> tuple[frozenset[str], list[Problem]]:
    """The addresses of `permalinks.txt`; a line that is none is a problem, such as the marks of a git conflict."""
    found, problems = set(), []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            try:
                found.add(address(line))
            except ValueError:
                problems.append(Problem("E458", shown, number, line))
    return frozenset(found), problems


def place(text: str) -> str:
    """An address, or a folder with `/` at its end; raises ValueError for any other text."""
    path = address(text)
    return path.removesuffix("index.html") if text.strip().endswith("/") else path


def parse_move(line: str, number: int) -> Move:
    """A line of `redirects.tsv`; raises ValueError for one that is none."""
    old, new, reason, *more = [*(column.strip() for column in line.split("\t")), "", ""][: max(3, line.count("\t") + 1)]
    if more or not new:
        raise ValueError("not a move")
    return Move(place(old), None if new == GONE else place(new), reason or None, number)


def parse_moves(text: str, shown: str) -> tuple[tuple[Move, ...], list[Problem]]:
    """The lines of `redirects.tsv`, and a problem for each that cannot be used."""
    found: dict[str, Move] = {}
    problems = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            move = parse_move(line, number)
        except ValueError:
            problems.append(Problem("E459", shown, number, line))
            continue
        if found.setdefault(move.old, move) is not move:
            problems.append(Problem("E460", shown, number, move.old))
    return tuple(found.values()), problems


def read_past(content: Path) -> tuple[Past, list[Problem]]:
    """Both files of a content folder."""
    shown = [f"{content.name}/{name}" for name in (PERMALINKS, REDIRECTS)]
    (promises, lost), (moves, also) = (
        read_text(content / name, one) for name, one in zip((PERMALINKS, REDIRECTS), shown, strict=True)
    )
    promised, bad = parse_promises(promises, shown[0])
    moved, wrong = parse_moves(moves, shown[1])
    return Past(promised, moved), [*lost, *bad, *also, *wrong]


def with_promises(text: str, paths: Iterable[str]) -> str:
    """The text of `permalinks.txt` with these addresses in it, sorted; comments come first and stay."""
    lines = text.splitlines()
    comments = [line for line in lines if line.startswith("#")] or HEADER.splitlines()
    known = {line.strip() for line in lines if line.strip() and not line.startswith("#")}
    return "\n".join([*comments, *sorted({*known, *paths}), ""])


def note_promises(content: Path, paths: Iterable[str]) -> None:
    """Add the addresses of this build to `permalinks.txt`, which is left alone when it has them all."""
    file = content / PERMALINKS
    before, problems = read_text(file, file.name)
    after = with_promises(before, paths)
    if after != before and not problems:
        write_whole(file, after)
