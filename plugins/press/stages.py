"""What a build is at, while it runs, and how long each stage took.

On a terminal the stage that runs is shown in a line that the next one replaces. A table of all stages stands at the
end, the same in a pipe; none when nothing changed. Programs say their stages by `converter/stage.py`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import TextIO

from converter.problems import wanted
from converter.stage import MARK

from .models import Changes

NAMES = {
    "convert": "转换",
    "read": "读取",
    "render": "生成",
    "mirror": "繁体",
    "put in place": "就位",
}
"""Stage -> its name in Chinese, in the order in which they come."""
MOMENT = 1.0
"""Seconds of a build that needs no table."""
HANT = "hant/"
ERASE = "\x1b[2K"


class Clock:
    """Seconds of each stage of one build."""

    def __init__(self, screen: TextIO | None = None) -> None:
        """`screen`: the terminal on which the stage that runs is shown, if there is one."""
        self.seconds: dict[str, float] = {}
        self._screen = screen
        self._stage = ""
        self._since = 0.0

    def begin(self, stage: str) -> None:
        """The one before ends."""
        now = time.monotonic()
        if self._stage:
            self.seconds[self._stage] = self.seconds.get(self._stage, 0.0) + now - self._since
        self._stage, self._since = stage, now
        if self._screen:
            # The cursor goes back to the first column: what others print stands over it.
            self._screen.write(f"\r{ERASE}{f'{name_of(stage)} …' if stage else ''}\r")
            self._screen.flush()

    def end(self) -> None:
        """No stage runs any more."""
        self.begin("")


_clock: ContextVar[Clock | None] = ContextVar("clock", default=None)
Listener = Callable[[str], None]
_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def timed() -> Iterator[Clock]:
    """A clock for the build that runs meanwhile."""
    clock = Clock(sys.stderr if is_terminal(sys.stderr) else None)
    token = _clock.set(clock)
    try:
        yield clock
    finally:
        clock.end()
        _clock.reset(token)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Somebody is told of every stage that begins meanwhile."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def begin(stage: str) -> None:
    """A stage of the build begins, if somebody times it or listens; one without a name is but a word to who listens."""
    clock, listener = _clock.get(), _listener.get()
    if clock and stage in NAMES:
        clock.begin(stage)
    if listener:
        listener(stage)


def is_terminal(stream: TextIO) -> bool:
    """Whether a person looks at it who sees a line being replaced."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def heard(lines: Iterable[str]) -> Iterator[str]:
    """What a program prints, but for the stages that it says."""
    for line in lines:
        if line.startswith(MARK):
            begin(line.strip().removeprefix(MARK))
        else:
            yield line


def outcome_of(program: subprocess.Popen[str]) -> tuple[int, str]:
    """(exit code, what it printed) of a program that says its stages; it is ended when we are."""
    with program:
        pipe = program.stdout or program.stderr
        assert pipe
        try:
            printed = "".join(heard(pipe))
            return program.wait(), printed
        except BaseException:
            with suppress(OSError):
                program.kill()
            raise


def name_of(stage: str) -> str:
    """The name of a stage in the language that is wanted."""
    chinese = NAMES.get(stage, stage)
    return {"zh": chinese, "en": stage}.get(wanted()[1], f"{stage} {chinese}")


def table(seconds: Mapping[str, float], changes: Changes) -> list[str]:
    """A line a stage: its name, seconds, files it wrote. None when nothing changed, or all took but a moment."""
    if not (changes.written or changes.deleted) or sum(seconds.values()) < MOMENT:
        return []
    twins = sum(path.startswith(HANT) for path in changes.written)
    files = {"render": len(changes.written) - twins, "mirror": twins}
    shown = [stage for stage in NAMES if stage in seconds]
    wide = max(width(name_of(stage)) for stage in shown)
    return [line(stage, wide, seconds[stage], files.get(stage)) for stage in shown]


def line(stage: str, wide: int, seconds: float, files: int | None) -> str:
    """`render 生成       5.2 s    319 files`, on a line of its own."""
    name = name_of(stage)
    wrote = "" if files is None else f" {files:6} files"
    return f"{name}{' ' * (wide - width(name))} {seconds:7.1f} s{wrote}\n"


def width(text: str) -> int:
    """Columns of a terminal that a text takes."""
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)
