"""A bar on the terminal while many pages are converted: how many, how fast, how long still."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text


class RateColumn(ProgressColumn):
    """Pages a second."""

    def render(self, task: Task) -> Text:
        """The rate of the last half minute; a dash until there is one."""
        speed = task.finished_speed or task.speed
        return Text(f"{speed:.0f} pages/s" if speed else "– pages/s")


@contextmanager
def reporter(total: int, console: Console | None = None) -> Iterator[Callable[[str], None]]:
    """What says the line of a page and counts it: above a bar, or plainly where standard output is no terminal."""
    if console is None and not (sys.stdout.isatty() and os.environ.get("TERM") != "dumb"):
        yield print
        return
    columns = (TextColumn("Converting"), BarColumn(), MofNCompleteColumn(), RateColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as progress:
        pages = progress.add_task("pages", total=total)

        def say(line: str) -> None:
            # As text, or rich would colour the numbers and take [ ] for its own marks.
            progress.console.print(Text(line), soft_wrap=True)
            progress.advance(pages)

        yield say
