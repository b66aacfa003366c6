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
from .models import Conversion, Problem, SourcePage
from .pipeline import Knowledge, convert_page, load_knowledge
from .problems import is_error, render
from .read import read_page
from .store import Stored, retire_pages, store


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit code."""
    options = _parser().parse_args(arguments)
    source, issues, output = _places(options)
    if not source.is_dir():
        print(render(Problem("E110", str(source))), file=sys.stderr)
        return 2
    home = tuple(options.home.split("/")) if options.home else None
    own = [options.content / "vocabulary" / "tags.toml"] if options.content else []
    knowledge, problems = load_knowledge(home, [path for path in (*own, *options.tags) if path.is_file()])
    found, wrong = discover(source, issues)
    origin = source.resolve().name
    put = partial(store, root=output, origin=origin)
    problems = (*problems, *wrong, *convert_all(found, knowledge, put, not options.keep_punctuation))
    problems += retire_pages(output, origin, [(s.issue.key, s.page) for s in found])
    for problem in problems:
        print(render(problem), file=sys.stderr)
    return int(any(map(is_error, problems)) and not options.lenient)


def convert_all(
    sources: Sequence[Source], knowledge: Knowledge, put: Callable[[Conversion], Stored], punctuation: bool
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
            problems += put(conversion).problems
        print(summary(conversion))
    return tuple(problems)


def _read(source: Source) -> tuple[SourcePage | None, tuple[Problem, ...]]:
    try:
        data = source.path.read_bytes()
    except OSError as error:
        return None, (Problem("E111", source.shown, value=error.strerror or ""),)
    return read_page(source.shown, data, source.issue, source.page, source.page_name)


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
