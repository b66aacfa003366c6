"""The converter as a command: `python -m converter --source DIR --output DIR`.

With `--content` and `--articles` it converts an edition: pages dropped into the content
folder itself and into its `issues/`. Prints one line a page; problems go to standard error;
exit code 1 if a page was refused or a line of one went into no article, 130 if it was stopped.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

from .batch import Outcome, Task, knowledge_of, make_task
from .cluster import ClusterError, cluster_crew
from .crew import Crew, local_crew, number_of_workers, stream, undisturbed
from .discover import Source, discover
from .memory import LEDGER, remembered_pages
from .models import Conversion, Problem
from .moves import Place, move_pages
from .mutex import held
from .pipeline import Knowledge
from .problems import add_options, is_error, printable, tell
from .progress import reporter
from .rehome import rehome
from .store import retire_pages, store

STOPPED = 130
"""Exit code after Ctrl-C, as shells have it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit code."""
    options = _parser().parse_args(arguments)
    source, issues, output = _places(options)
    try:
        problems = _unusable(source, output) or alone(source, issues, output, options)
    except KeyboardInterrupt:
        print("stopped; the pages told above are converted", file=sys.stderr)
        return STOPPED
    tell(problems, options.format, options.language)
    return int(any(map(is_error, problems)) and not options.lenient)


def _unusable(source: Path, output: Path) -> tuple[Problem, ...]:
    if not source.is_dir():
        return (Problem("E110", source.as_posix()),)
    return (Problem("E115", output.as_posix()),) if output.exists() and not output.is_dir() else ()


def alone(source: Path, issues: Path | None, output: Path, options: argparse.Namespace) -> tuple[Problem, ...]:
    """As `convert_folder`; another conversion into the same place is waited for."""
    try:
        with held(lock_of(output), passing=True):
            return convert_folder(source, issues, output, options)
    except OSError as error:
        return (disk_problem(error, output),)


def convert_folder(source: Path, issues: Path | None, output: Path, options: argparse.Namespace) -> tuple[Problem, ...]:
    """Convert all pages of a folder and put the articles under `output`; everything that is to be said of it."""
    task = _task(options)
    knowledge, problems = knowledge_of(task)
    origin = source.resolve().name
    found, wrong = discover(source, issues, remembered_pages(output, origin))
    problems += wrong or (() if found else (Problem("W116", source.as_posix()),))
    problems += unknown_homes(found, knowledge)
    try:
        with _crew(len(found), options) as crew, reporter(len(found)) as say:
            places = [Place(s.issue.key, s.page or "", s.path) for s in found]
            problems += on_disk(output, partial(rehome, places, output, origin))
            problems += on_disk(output, partial(move_pages, places, output, origin))
            put = partial(store, root=output, origin=origin)
            problems += convert_all(found, stream(found, task, crew), put, say)
    except ClusterError as error:
        return (*problems, error.problem)
    problems += stale(found, output, problems)
    alive = [(place.issue, place.page) for place in places]
    return problems + on_disk(output, partial(retire_pages, output, origin, alive))


def on_disk(place: Path, work: Callable[[], tuple[Problem, ...]]) -> tuple[Problem, ...]:
    """What `work` says; a problem if the disk does not take what it writes below `place`."""
    try:
        return work()
    except OSError as error:
        return (disk_problem(error, place),)


def lock_of(output: Path) -> Path:
    """The file that is locked while articles are put into a folder: not in it, lest it be taken for theirs."""
    place = hashlib.sha256(os.fsencode(output.resolve())).hexdigest()[:16]
    user = getattr(os, "getuid", int)()
    return Path(tempfile.gettempdir(), f"banmian-{user}-{place}.lock")


def disk_problem(error: OSError, place: Path) -> Problem:
    """What the disk did not take, or give, at a `place` or below it."""
    return Problem("E125", Path(error.filename or place).as_posix(), value=error.strerror or "")


def _task(options: argparse.Namespace) -> Task:
    home = tuple(options.home.split("/")) if options.home else None
    own = [options.content / "vocabulary" / "tags.toml"] if options.content else []
    tag_files = [path for path in (*own, *options.tags) if path.is_file()]
    return make_task(home, tag_files, not options.keep_punctuation)


def _crew(pages: int, options: argparse.Namespace) -> AbstractContextManager[Crew]:
    if options.cluster:
        return cluster_crew(options.cluster)
    return local_crew(number_of_workers(pages, options.jobs))


def convert_all(
    sources: Sequence[Source],
    outcomes: Iterable[Outcome],
    put: Callable[[Conversion], tuple[Problem, ...]],
    say: Callable[[str], None] = print,
) -> tuple[Problem, ...]:
    """`put` the articles of every page where they belong and `say` a line for each page; all problems together."""
    problems: list[Problem] = []
    for source, outcome in zip(sources, outcomes, strict=True):
        problems += outcome.problems
        if outcome.conversion is None:
            say(f"{printable(source.shown)}: refused, {outcome.problems[-1].code}")
            continue
        with undisturbed():
            wrong = on_disk(source.path, partial(put, outcome.conversion)) if outcome.conversion.articles else ()
            problems += wrong
            lost = any(problem.code == "E125" for problem in wrong)
            say(f"{printable(source.shown)}: not written, E125" if lost else outcome.summary)
    return tuple(problems)


def unknown_homes(sources: Sequence[Source], knowledge: Knowledge) -> tuple[Problem, ...]:
    """Homes of `issue.toml` that are in no gazetteer."""
    named = {s.path.parent: s.issue.home for s in sources if s.issue.home and not s.lone}
    unknown = {folder: home for folder, home in named.items() if not knowledge.gazetteer.find(tuple(home.split("/")))}
    return tuple(Problem("W117", (folder / "issue.toml").as_posix(), value=home) for folder, home in unknown.items())


def stale(sources: Sequence[Source], output: Path, problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Pages that were refused, though articles made from them earlier are still there."""
    # A page that lost lines (E109) is written all the same.
    refused = {problem.path for problem in problems if is_error(problem) and problem.code != "E109"}
    return tuple(
        Problem("W204", source.shown)
        for source in sources
        if source.shown in refused and (output / source.issue.key / f"{source.page}{LEDGER}").exists()
    )


def _places(options: argparse.Namespace) -> tuple[Path, Path | None, Path]:
    if options.content:
        return options.content, options.content / "issues", options.articles or options.content / "articles"
    return options.source, None, options.output


def _jobs(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is no number of processes")
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="converter", description="Convert newspaper pages to Markdown articles.")
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--source", type=Path, help="any folder of .txt pages")
    where.add_argument("--content", type=Path, help="the content folder of an edition")
    parser.add_argument("--output", type=Path, default=Path("articles"), help="where articles go, with --source")
    parser.add_argument("--articles", type=Path, help="where articles go, with --content (content/articles)")
    parser.add_argument("--home", help="home region of the paper: 重庆市/江北区")
    parser.add_argument("--tags", type=Path, action="append", default=[], help="a tag vocabulary of your own")
    parser.add_argument("--keep-punctuation", action="store_true", help="leave the marks as printed")
    parser.add_argument("--lenient", action="store_true", help="exit with 0 even if pages were refused or lost text")
    parser.add_argument("--jobs", type=_jobs, metavar="N", help="processes, 0 for all cores (all from 200 pages on)")
    parser.add_argument("--cluster", metavar="ADDRESS", help="convert on a Dask cluster: tcp://host:8786")
    add_options(parser)
    return parser


if __name__ == "__main__":
    sys.exit(main())
