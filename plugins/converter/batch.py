"""A batch of pages as a worker does it: read, converted and rendered. Who the workers are: `crew.py`.

A worker is told a `Task`, from which it loads its knowledge once, and the pages; it gives back plain data and
writes nothing. Whatever goes wrong on a page is a problem of that page.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

from .discover import Source
from .ledger import tally
from .models import Conversion, IssueInfo, Line, Problem, SourcePage
from .pipeline import Knowledge, convert_page, load_knowledge
from .problems import printable
from .read import read_page
from .store import sketches_of
from .write import render_articles


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker must be told besides the pages: from this it loads its knowledge, once."""

    folder: str
    """What paths of pages and vocabularies are relative to."""
    home: tuple[str, ...] | None = None
    tag_files: tuple[str, ...] = ()
    punctuation: bool = True
    stamp: str = ""
    """Hash of the contents of `tag_files`."""
    version: str = ""
    """`fingerprint` of the caller's converter, for workers that may have another; empty for our own processes."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one page; plain data, as it may come from another machine."""

    problems: tuple[Problem, ...] = ()
    conversion: Conversion | None = None
    """None for a page that was refused."""
    summary: str = ""


def make_task(home: tuple[str, ...] | None, tag_files: Sequence[Path], punctuation: bool) -> Task:
    """The task of this run, from where the command was started."""
    contents = b"\0".join(path.read_bytes() for path in tag_files)
    names = tuple(path.as_posix() for path in tag_files)
    return Task(Path.cwd().as_posix(), home, names, punctuation, hashlib.sha256(contents).hexdigest())


@lru_cache(maxsize=2)
def knowledge_of(task: Task) -> tuple[Knowledge, tuple[Problem, ...]]:
    """The knowledge for a task and what is wrong with its files. Raises `RuntimeError` for another converter's task."""
    if task.version and task.version != fingerprint():
        raise RuntimeError("this worker has another version of the converter")
    return load_knowledge(task.home, [Path(task.folder, name) for name in task.tag_files])


def warm_up() -> None:
    """Load what any conversion needs: a page is converted that nobody asked for."""
    knowledge, _ = load_knowledge()
    text = "水库开闸\n\n本报讯（记者 王二）6月11日，重庆市江北区的水库开闸放水。\n"
    lines = tuple(Line(number, line) for number, line in enumerate(text.splitlines(), 1))
    convert_page(SourcePage("", "", "", lines, IssueInfo("")), knowledge)


@cache
def fingerprint() -> str:
    """Hash of the converter's own code and data."""
    root = Path(__file__).parent
    files = sorted(path for path in root.rglob("*") if path.suffix in {".py", ".toml", ".tsv", ".txt"})
    told = hashlib.sha256()
    for path in files:
        told.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return told.hexdigest()


def convert_batch(task: Task, batch: Sequence[Source]) -> tuple[Outcome, ...]:
    """The outcomes of some pages, in order."""
    knowledge, _ = knowledge_of(task)
    return tuple(convert_source(source, task, knowledge) for source in batch)


def convert_source(source: Source, task: Task, knowledge: Knowledge) -> Outcome:
    """One page read, converted and rendered. A fault of the converter is a problem of this page only."""
    try:
        page, said = _read(source, Path(task.folder))
        if page is None:
            return Outcome(said)
        conversion = convert_page(page, knowledge, task.punctuation)
        done = replace(conversion, rendered=render_articles(conversion), sketches=sketches_of(conversion))
        return Outcome((*said, *done.problems), done, summary(done))
    except Exception as error:  # whatever it is, the other pages are not to suffer
        return Outcome((Problem("E120", source.shown, value=_fault(error)),))


def _read(source: Source, folder: Path) -> tuple[SourcePage | None, tuple[Problem, ...]]:
    try:
        data = (folder / source.path).read_bytes()
    except OSError as error:
        return None, (Problem("E111", source.shown, value=error.strerror or ""),)
    return read_page(source.shown, data, source.issue, source.page or "", source.page_name)


def _fault(error: Exception) -> str:
    """`TypeError in clean.py:33: …`, for a report."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f" in {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    return f"{type(error).__name__}{place}: {error}"


def summary(conversion: Conversion) -> str:
    """One line: articles found, and characters used, dropped with reasons, unassigned."""
    counts = tally(conversion)
    reasons = ", ".join(f"{kind} {size}" for kind, size in counts.dropped.items())
    dropped = f"{sum(counts.dropped.values())} dropped" + (f" ({reasons})" if reasons else "")
    return (
        f"{printable(conversion.page.path)}: {len(conversion.articles)} articles; {counts.total} characters: "
        f"{counts.used} used, {dropped}, {counts.unassigned} unassigned"
    )
