"""End cleanly when asked to, by Ctrl-C (SIGINT) or by whoever started us (SIGTERM).

Ctrl-C reaches every program of a terminal at once; SIGTERM reaches only the one it is sent to,
so each program passes it on to the one it waits for.
"""

from __future__ import annotations

import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

ASKED = (signal.SIGINT, signal.SIGTERM)
INTERRUPTED = 130
"""Exit code of a program that Ctrl-C ended."""
Handler = Callable[[int, FrameType | None], None]


@contextmanager
def handling(handler: Handler, *signals: signal.Signals) -> Iterator[None]:
    """`handler` gets these signals meanwhile. Python lets only the main thread do this; others go on without."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {one: signal.signal(one, handler) for one in signals}
    try:
        yield
    finally:
        for one, old in before.items():
            signal.signal(one, old)


def interrupt(number: int, frame: FrameType | None) -> None:
    """SIGTERM as if it were Ctrl-C: programs that run for us are ended, scratch folders removed."""
    raise KeyboardInterrupt


@contextmanager
def passing_on(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """SIGTERM goes to `process` meanwhile, which knows better how to end."""
    with handling(lambda *_: process.terminate(), signal.SIGTERM):
        yield


@contextmanager
def whole() -> Iterator[None]:
    """What is done here is done to its end; a signal that came meanwhile takes effect behind it."""
    came: list[int] = []
    with handling(lambda number, _: came.append(number), *ASKED):
        yield
    if came:
        signal.raise_signal(came[0])
