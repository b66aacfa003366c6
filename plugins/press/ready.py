"""Pelican, started before it is needed: it has loaded what a build needs, and waits to be told what to build.

The preview keeps one at hand, so that a saved file is on the screen sooner by the second that loading takes. One that
was loaded from other code than there is now is not used. What waits is told by its standard input, which is also its
lifeline: when that closes, because we were killed say, the build ends too.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import runpy
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from .models import Edition
from .sources import Trace, traces

LOADED = ("pelican", "edition.plugin", "mirror.plugin", "mirror.convert")
"""Modules that take long to load. Pelican takes in the plug-ins by its settings; then they are there already."""
Program = subprocess.Popen[str]


@dataclass(slots=True)
class Ready:
    """One Pelican that waits."""

    edition: Edition
    environment: Mapping[str, str]
    _waiting: Program | None = None
    _at_work: Program | None = None
    overtaken: bool = False
    """Whether the last one at work was ended by us."""
    _code: list[Trace] = field(default_factory=list)

    def begin(self) -> None:
        """Start one, if none waits. The plug-ins of an edition need not be all of ours."""
        if self._waiting is None and (self.edition.plugins / "press" / "ready.py").is_file():
            self._code = sorted(traces(self.edition.plugins))
            command = [sys.executable, "-m", "press.ready"]
            # It must not hold the lock of the build that runs meanwhile: its lifeline tells it of our end.
            self._waiting = started(command, self.edition.root, self.environment, subprocess.PIPE, inherit=False)

    def take(self, arguments: Sequence[str]) -> Program | None:
        """The one that waits, told what to do; None when there is none that would do it as a new one would."""
        found, self._waiting = self._waiting, None
        if found is None:
            return None
        with suppress(OSError):  # it may have been ended by others
            if found.poll() is None and self._code == sorted(traces(self.edition.plugins)):
                assert found.stdin
                found.stdin.write(json.dumps(list(arguments)) + "\n")
                found.stdin.flush()
                return found
        dismiss(found)
        return None

    def run(self, arguments: Sequence[str]) -> Program:
        """The one that waits, told what to do, or a new one."""
        self.overtaken = False
        self._at_work = self.take(arguments) or fresh(self.edition, arguments, self.environment)
        return self._at_work

    def overtake(self) -> None:
        """End the one at work, if it still is: what it builds has changed."""
        if self._at_work and self._at_work.poll() is None:
            self.overtaken = True
            self._at_work.kill()

    def end(self) -> None:
        """None is needed any more."""
        if self._waiting:
            dismiss(self._waiting)
            self._waiting = None


def dismiss(program: Program) -> None:
    """End a program that waits."""
    program.kill()
    program.communicate()


_at_hand: ContextVar[Ready | None] = ContextVar("at_hand", default=None)


@contextmanager
def at_hand(ready: Ready) -> Iterator[None]:
    """Builds meanwhile use what waits."""
    token = _at_hand.set(ready)
    try:
        yield
    finally:
        _at_hand.reset(token)


def pelican(edition: Edition, arguments: Sequence[str], environment: Mapping[str, str]) -> Program:
    """A Pelican that does this: the one that waits, else a new one."""
    ready = _at_hand.get()
    return ready.run(arguments) if ready else fresh(edition, arguments, environment)


def was_overtaken() -> bool:
    """Whether the last Pelican of `at_hand` was ended by us."""
    ready = _at_hand.get()
    return ready is not None and ready.overtaken


def fresh(edition: Edition, arguments: Sequence[str], environment: Mapping[str, str]) -> Program:
    """A Pelican that nobody has started before."""
    return started([sys.executable, "-m", "pelican", *arguments], edition.root, environment)


def started(
    command: Sequence[str],
    folder: Path,
    environment: Mapping[str, str],
    stdin: int | None = None,
    inherit: bool = True,
) -> Program:
    """A program that prints all it has to say into one pipe.

    `inherit`: it holds our lock too, so that nobody builds before it has ended, were we killed.
    """
    return subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        close_fds=not inherit,
    )


def wait_and_run() -> None:
    """Load, wait for the arguments, be Pelican."""
    with suppress(Exception):  # what cannot be loaded, Pelican will say
        *_, converts = map(import_module, LOADED)
        converts.Converter().convert("国")  # reads the tables
    lifeline = os.dup(sys.stdin.fileno())
    told = b""
    while not told.endswith(b"\n"):
        more = os.read(lifeline, 65536)
        if not more:
            return
        told += more
    threading.Thread(target=_end_with, args=(lifeline,), daemon=True).start()
    sys.argv = ["pelican", *json.loads(told)]
    runpy.run_module("pelican", run_name="__main__", alter_sys=True)


def _end_with(lifeline: int) -> None:
    while os.read(lifeline, 65536):
        pass
    for worker in multiprocessing.active_children():  # they would wait for work for ever
        worker.kill()
    os._exit(1)


if __name__ == "__main__":
    wait_and_run()
