"""Programs that were started before they are needed: they have loaded what takes long, and wait to be told what to do.

The preview keeps a converter and a Pelican at hand, so that a saved file is on the screen sooner by the seconds that
loading takes. One that was loaded from other code than there is now is not used. What waits is told by its standard
input, which is also its lifeline: when that closes, because we were killed say, it ends too.
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
from types import MappingProxyType

from .models import Edition
from .sources import Trace, traces

CONVERTER, PELICAN = "converter", "pelican"
PIPES: Mapping[str, Mapping[str, int]] = {
    CONVERTER: {"stderr": subprocess.PIPE},
    PELICAN: {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT},
}
"""What each says to us, by one pipe; the converter tells its pages to the terminal by itself."""
Program = subprocess.Popen[str]


@dataclass(slots=True)
class Ready:
    """One program that waits."""

    module: str
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
            # It must not hold the lock of the build that runs meanwhile: its lifeline tells it of our end.
            pipes = {**PIPES[self.module], "stdin": subprocess.PIPE}
            command = ["press.ready", self.module]
            self._waiting = started(command, self.edition.root, self.environment, pipes, inherit=False)

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
        self._at_work = self.take(arguments) or fresh(self.module, self.edition, arguments, self.environment)
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


_at_hand: ContextVar[Mapping[str, Ready]] = ContextVar("at_hand", default=MappingProxyType({}))


@contextmanager
def at_hand(*ready: Ready) -> Iterator[None]:
    """Builds meanwhile use what waits."""
    token = _at_hand.set({one.module: one for one in ready})
    try:
        yield
    finally:
        _at_hand.reset(token)


def program(module: str, edition: Edition, arguments: Sequence[str], environment: Mapping[str, str]) -> Program:
    """A program that does this: the one that waits, else a new one."""
    ready = _at_hand.get().get(module)
    return ready.run(arguments) if ready else fresh(module, edition, arguments, environment)


def was_overtaken(module: str) -> bool:
    """Whether the last program of `at_hand` was ended by us."""
    ready = _at_hand.get().get(module)
    return ready is not None and ready.overtaken


def fresh(module: str, edition: Edition, arguments: Sequence[str], environment: Mapping[str, str]) -> Program:
    """A program that nobody has started before."""
    return started([module, *arguments], edition.root, environment, PIPES[module])


def started(
    command: Sequence[str],
    folder: Path,
    environment: Mapping[str, str],
    pipes: Mapping[str, int],
    inherit: bool = True,
) -> Program:
    """A module of Python as a program, and its arguments.

    `inherit`: it holds our lock too, so that nobody builds before it has ended, were we killed.
    """
    return subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=folder,
        env=environment,
        stdin=pipes.get("stdin"),
        stdout=pipes.get("stdout"),
        stderr=pipes.get("stderr"),
        encoding="utf-8",
        errors="replace",
        close_fds=not inherit,
    )


def load_pelican() -> None:
    """Pelican takes in the plug-ins by its settings; then they are there already."""
    *_, converts = map(import_module, ("pelican", "edition.plugin", "mirror.plugin", "mirror.convert"))
    converts.Converter().convert("国")  # reads the tables


def load_converter() -> None:
    """The converter but for the module that is run, and its words and places."""
    batch, *_ = map(import_module, ("converter.batch", "converter.cluster", "converter.store", "converter.rehome"))
    batch.warm_up()


LOAD = {CONVERTER: load_converter, PELICAN: load_pelican}


def wait_and_run(module: str) -> None:
    """Load, wait for the arguments, be that program."""
    with suppress(Exception):  # what cannot be loaded, the program will say
        LOAD[module]()
    lifeline = os.dup(sys.stdin.fileno())
    told = b""
    while not told.endswith(b"\n"):
        more = os.read(lifeline, 65536)
        if not more:
            return
        told += more
    threading.Thread(target=_end_with, args=(lifeline,), daemon=True).start()
    sys.argv = [module, *json.loads(told)]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def _end_with(lifeline: int) -> None:
    while os.read(lifeline, 65536):
        pass
    for worker in multiprocessing.active_children():  # they would wait for work for ever
        worker.kill()
    os._exit(1)


if __name__ == "__main__":
    wait_and_run(sys.argv[1])
