"""A cluster as a crew: workers of Dask, on this or other machines, that somebody has started.

Every worker must see the pages under the same paths and have the converter on its path (`PYTHONPATH=plugins`).
A batch that the cluster cannot do, whatever the reason, is done on this machine, and the reason told.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from .crew import Crew
from .models import Problem

SECONDS_TO_ANSWER = 10


class ClusterError(Exception):
    """There is no cluster to work with; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@contextmanager
def cluster_crew(address: str) -> Iterator[Crew]:
    """The workers of the cluster at `address` (`tcp://host:8786`). Raises `ClusterError`."""
    try:
        from distributed import Client
    except ImportError as error:
        raise ClusterError(Problem("E124", address)) from error
    try:
        client = Client(address, timeout=SECONDS_TO_ANSWER, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise ClusterError(Problem("E123", address, value=str(error))) from error
    _hush()
    executor = client.get_executor(pure=False)
    try:
        yield Crew(executor, max(1, sum(client.nthreads().values())), address)
    finally:
        executor.shutdown(wait=False)
        client.close()


def _hush() -> None:
    """No log of Dask's own: what a lost worker or cluster means is told as a problem."""
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] == "distributed":
            logging.getLogger(name).disabled = True
