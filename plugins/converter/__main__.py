"""The converter as a command: `python -m converter --source DIR --output DIR`.

With `--content` and `--articles` it converts an edition: pages dropped into the content
folder itself and into its `issues/`. Prints one line a page; problems go to standard error;
exit code 1 if a page was refused.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from .discover import Source, discover
from .ledger import tally
from .memory import LEDGER, remembered_pages
from .models import Conversion, Problem, SourcePage
from .pipeline import Knowledge, convert_page, load_knowledge
from .problems import is_error, render
from .read import read_page
from .store import retire_pages, store


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit code."""
    options = _parser().parse_args(arguments)
    source, issues, output = _places(options)
    problems = _unusable(source, output) or convert_folder(source, issues, output, options)
    for problem in problems:
        print(render(problem), file=sys.stderr)
    return int(any(map(is_error, problems)) and not options.lenient)


def _unusable(source: Path, output: Path) -> tuple[Problem, ...]:
    if not source.is_dir():
        return (Problem("E110", source.as_posix()),)
    return (Problem("E115", output.as_posix()),) if output.exists() and not output.is_dir() else ()


def convert_folder(source: Path, issues: Path | None, output: Path, options: argparse.Namespace) -> tuple[Problem, ...]:
    """Convert all pages of a folder and put the articles under `output`; everything that is to be said of it."""
    home = tuple(options.home.split("/")) if options.home else None
    own = [options.content / "vocabulary" / "tags.toml"] if options.content else []
    knowledge, problems = load_knowledge(home, [path for path in (*own, *options.tags) if path.is_file()])
    origin = source.resolve().name
    found, wrong = discover(source, issues, remembered_pages(output, origin))
    problems += wrong or (() if found else (Problem("W116", source.as_posix()),))
    problems += unknown_homes(found, knowledge)
    problems += convert_all(found, knowledge, partial(store, root=output, origin=origin), not options.keep_punctuation)
    problems += stale(found, output, problems)
    return problems + retire_pages(output, origin, [(s.issue.key, s.page or "") for s in found])


def convert_all(
    sources: Sequence[Source], knowledge: Knowledge, put: Callable[[Conversion], tuple[Problem, ...]], punctuation: bool
) -> tuple[Problem, ...]:
    """Convert every page and `put` its articles where they belong, one line printed for each; all problems together."""
    problems: list[Problem] = []
    for source in sources:
        page, said = _read(source)
        problems += said
        if page is None:
            print(f"{source.shown}: refused, {said[-1].code}")
            continue
        conversion = convert_page(page, knowledge, punctuation)
        problems += conversion.problems
        if conversion.articles:
            problems += put(conversion)
        print(summary(conversion))
    return tuple(problems)


def _read(source: Source) -> tuple[SourcePage | None, tuple[Problem, ...]]:
    try:
        data = source.path.read_bytes()
    except OSError as error:
        return None, (Problem("E111", source.shown, value=error.strerror or ""),)
    return read_page(source.shown, data, source.issue, source.page or "", source.page_name)


def unknown_homes(sources: Sequence[Source], knowledge: Knowledge) -> tuple[Problem, ...]:
    """Homes of `issue.toml` that are in no gazetteer."""
    named = {s.path.parent: s.issue.home for s in sources if s.issue.home and not s.lone}
    unknown = {folder: home for folder, home in named.items() if not knowledge.gazetteer.find(tuple(home.split("/")))}
    return tuple(Problem("W117", (folder / "issue.toml").as_posix(), value=home) for folder, home in unknown.items())


def stale(sources: Sequence[Source], output: Path, problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Pages that were refused, though articles made from them earlier are still there."""
    refused = {problem.path for problem in problems if is_error(problem)}
    return tuple(
        Problem("W204", source.shown)
        for source in sources
        if source.shown in refused and (output / source.issue.key / f"{source.page}{LEDGER}").exists()
    )


def summary(conversion: Conversion) -> str:
    """One line: articles found, and characters used, dropped with reasons, unassigned."""
    counts = tally(conversion)
    reasons = ", ".join(f"{kind} {size}" for kind, size in counts.dropped.items())
    dropped = f"{sum(counts.dropped.values())} dropped" + (f" ({reasons})" if reasons else "")
    return (
        f"{conversion.page.path}: {len(conversion.articles)} articles; {counts.total} characters: "
        f"{counts.used} used, {dropped}, {counts.unassigned} unassigned"
    )


def _places(options: argparse.Namespace) -> tuple[Path, Path | None, Path]:
    if options.content:
        return options.content, options.content / "issues", options.articles or options.content / "articles"
    return options.source, None, options.output


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
    parser.add_argument("--lenient", action="store_true", help="exit with 0 even if pages were refused")
    return parser


if __name__ == "__main__":
    sys.exit(main())
