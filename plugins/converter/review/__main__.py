"""The report as a command: `python -m converter.review --content content`; `python3 run.py review` calls it.

Writes `index.html` and a file a page into the folder `--report`, and prints where. Exit code 1 if there is
nothing to show.
"""

from __future__ import annotations

import argparse
import sys
import webbrowser
from collections.abc import Sequence
from pathlib import Path

from ..batch import Task, knowledge_of, make_task
from ..discover import Source, discover
from ..memory import remembered_pages
from ..models import Problem
from ..problems import render
from .collect import views
from .render import write_report


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit code."""
    options = _parser().parse_args(arguments)
    sources, found = _sources(options)
    wrong = _nothing_to_show(options, sources)
    if wrong:
        print(render(wrong), file=sys.stderr)
        return 1
    task = _task(options)
    knowledge, problems = knowledge_of(task)
    pages = views(sources, task, knowledge, _articles(options))
    report = write_report(pages, (*found, *problems), options.report)
    print(report)
    if options.open:
        webbrowser.open(report.start.resolve().as_uri())
    return 0


def _task(options: argparse.Namespace) -> Task:
    home = tuple(options.home.split("/")) if options.home else None
    own = [options.content / "vocabulary" / "tags.toml"] if options.content else []
    return make_task(home, [path for path in (*own, *options.tags) if path.is_file()], not options.keep_punctuation)


def _sources(options: argparse.Namespace) -> tuple[Sequence[Source], tuple[Problem, ...]]:
    """The pages asked for, and what is wrong with their names and folders."""
    root = options.content or options.source
    if not root.is_dir():
        return (), ()
    issues = options.content / "issues" if options.content else None
    sources, problems = discover(root, issues, remembered_pages(_articles(options), root.resolve().name))
    if not options.page:
        return sources, problems
    return [source for source in sources if source.path.resolve() == options.page.resolve()], ()


def _nothing_to_show(options: argparse.Namespace, sources: Sequence[Source]) -> Problem | None:
    root = options.content or options.source
    if not root.is_dir():
        return Problem("E110", root.as_posix())
    return Problem("E118", options.page.as_posix()) if options.page and not sources else None


def _articles(options: argparse.Namespace) -> Path:
    place: Path = (options.articles or options.content / "articles") if options.content else options.output
    return place


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="converter.review", description="Show every page beside its articles.")
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--content", type=Path, help="the content folder of an edition")
    where.add_argument("--source", type=Path, help="any folder of .txt pages")
    parser.add_argument("--articles", type=Path, help="where the articles are, with --content (content/articles)")
    parser.add_argument("--output", type=Path, default=Path("articles"), help="where the articles are, with --source")
    parser.add_argument("--home", help="home region of the paper: 重庆市/江北区")
    parser.add_argument("--tags", type=Path, action="append", default=[], help="a tag vocabulary of your own")
    parser.add_argument("--keep-punctuation", action="store_true", help="leave the marks as printed")
    parser.add_argument("--report", type=Path, default=Path("build/review"), help="where the report goes (%(default)s)")
    parser.add_argument("--page", type=Path, help="only this page")
    parser.add_argument("--open", action="store_true", help="show it in a browser")
    return parser


if __name__ == "__main__":
    sys.exit(main())
