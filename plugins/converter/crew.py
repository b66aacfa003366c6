"""Who converts many pages: this process, processes of this machine, or a cluster (`cluster.py`).

All that is known of the workers is `concurrent.futures.Executor`. Pages go out in batches, and their outcomes
come back one by one in the order of the pages: so the same files are written whoever did the work, and an
archive needs no more memory than a few batches. A page that kills its worker is found and named.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from multiprocessing import get_context
from multiprocessing.context import BaseContext
from types import FrameType
from typing import Any

from .batch import Outcome, Task, convert_batch, fingerprint
from .discover import Source
from .models import Problem
from .worker import end_with_parent

PAGES_IN_BATCH = 10
"""So few that they come back soon and the last are soon written, so many that handing them over costs nothing."""
MANY_PAGES = 200
"""From more pages than this on, starting processes pays unasked."""
MOST_PROCESSES = 61
"""What Windows can wait for."""

Work = Callable[[Task, Sequence[Source]], Sequence[Outcome]]
"""`convert_batch`, or what a test puts in its place."""


class InOrder(Executor):
    """Makes each call at once, in this process. What it raises is raised at once, too."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """The future of a call that is done."""
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


@dataclass(frozen=True, slots=True)
class Crew:
    """An executor, and how it wants its work."""

    executor: Executor
    workers: int = 1
    """Batches that are worked at, at a time; 0: it is this process, and hands each page on when it is done."""
    address: str = ""
    """Of a cluster."""

    def batch_size(self, pages: int) -> int:
        """Pages in a batch: every worker is to have several, the last ones to end soon after one another."""
        return min(PAGES_IN_BATCH, max(1, pages // (4 * self.workers))) if self.workers else 1


def number_of_workers(pages: int, jobs: int | None) -> int:
    """Processes to start for so many pages; 0 for none. `jobs`: what the user wants, 0 for all cores."""
    if jobs is None:
        jobs = 0 if pages > MANY_PAGES else 1
    wanted = min(jobs or cores(), MOST_PROCESSES, pages)
    return wanted if wanted > 1 else 0


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def local_crew(workers: int) -> Iterator[Crew]:
    """So many processes, or this one for 0. However it ends, no process is left behind."""
    executor: Executor = Renewed(workers) if workers else InOrder()
    try:
        yield Crew(executor, workers)
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


class Renewed(Executor):
    """Processes, and new ones when they died together: a process that dies takes its pool with it."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self.pool = Processes(workers)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """As `Executor.submit`; never broken for good."""
        try:
            return self.pool.submit(fn, *args, **kwargs)
        except BrokenExecutor:
            self.pool.shutdown()
            self.pool = Processes(self.workers)
            return self.pool.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """As `Executor.shutdown`."""
        self.pool.shutdown(wait, cancel_futures=cancel_futures)


class Processes(ProcessPoolExecutor):
    """Processes that leave Ctrl-C to the one that started them."""

    def __init__(self, workers: int) -> None:
        super().__init__(workers, way_to_start(), begin_work)
        self.submit(bool)  # The first call starts them: now, as a bar that is drawn later has a thread.

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """As `Executor.submit`. Processes that it starts are deaf to Ctrl-C from their first moment."""
        if not hasattr(signal, "pthread_sigmask"):
            return super().submit(fn, *args, **kwargs)
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            return super().submit(fn, *args, **kwargs)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)


def way_to_start() -> BaseContext:
    """How processes start: as copies of this one, which has its knowledge loaded, where that is safe; else afresh.

    A copy has none of the threads, but the locks as they held them; and the libraries of a Mac do not bear copying.
    """
    safe = sys.platform == "linux" and threading.active_count() == 1
    return get_context("fork" if safe else "spawn")


def begin_work() -> None:
    """In a new process: leave Ctrl-C to the one that started it, and end when that is gone, however it went."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let Ctrl-C wait until the block has ended: what is begun to be written is written whole."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    waiting: list[tuple[int, FrameType | None]] = []
    usual = signal.signal(signal.SIGINT, lambda number, frame: waiting.append((number, frame)))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual or signal.SIG_DFL)
    if waiting and callable(usual):
        usual(*waiting[0])


# ------------------------------------------------------------------- the stream


def stream(sources: Sequence[Source], task: Task, crew: Crew, work: Work = convert_batch) -> Iterator[Outcome]:
    """The outcome of every page, in order; no more than a batch a worker and two are on their way at a time."""
    if crew.address:
        task = replace(task, version=fingerprint())
    waiting: deque[tuple[Sequence[Source], Future[Sequence[Outcome]]]] = deque()
    for batch in batches(sources, crew.batch_size(len(sources))):
        waiting.append((batch, _submitted(work, task, batch, crew)))
        if len(waiting) > (crew.workers and crew.workers + 2):
            yield from _finished(*waiting.popleft(), task, crew, work)
    while waiting:
        yield from _finished(*waiting.popleft(), task, crew, work)


def batches(sources: Iterable[Source], size: int) -> Iterator[tuple[Source, ...]]:
    """The sources in tuples of `size`, the last one perhaps shorter."""
    rest = iter(sources)
    while batch := tuple(islice(rest, size)):
        yield batch


def _submitted(work: Work, task: Task, batch: Sequence[Source], crew: Crew) -> Future[Sequence[Outcome]]:
    """The future of a batch; of one that a lost cluster does not take, a failed one."""
    try:
        future: Future[Sequence[Outcome]] = crew.executor.submit(work, task, batch)
        return future
    except Exception as error:
        if not crew.address:
            raise
        failed: Future[Sequence[Outcome]] = Future()
        failed.set_exception(error)
        return failed


def _finished(
    batch: Sequence[Source], future: Future[Sequence[Outcome]], task: Task, crew: Crew, work: Work
) -> Sequence[Outcome]:
    """The outcomes of a batch. If its worker was lost, it is done again where no other batch suffers or is to blame."""
    try:
        return future.result()
    except BrokenExecutor:
        return alone(batch, task, work)
    except (Exception, asyncio.CancelledError) as error:
        if not crew.address:
            raise
        first, *rest = alone(batch, replace(task, version=""), work)
        note = Problem("W122", crew.address, value=f"{type(error).__name__}: {error}".rstrip(": "))
        return (replace(first, problems=(note, *first.problems)), *rest)


def alone(batch: Sequence[Source], task: Task, work: Work) -> Sequence[Outcome]:
    """A batch in a process of its own; one that kills it is halved until the page that does is found."""
    try:
        with Processes(1) as executor:
            outcomes: Sequence[Outcome] = executor.submit(work, task, batch).result()
            return outcomes
    except BrokenExecutor:
        if len(batch) == 1:
            return (Outcome((Problem("E121", batch[0].shown),)),)
        half = len(batch) // 2
        return (*alone(batch[:half], task, work), *alone(batch[half:], task, work))
