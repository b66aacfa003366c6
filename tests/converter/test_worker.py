"""What works for another process ends with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import converter
from processes import is_running, is_soon_gone

POOL = """
import multiprocessing, os, time
from concurrent.futures import ProcessPoolExecutor
from converter.worker import end_with_parent
pool = ProcessPoolExecutor(2, multiprocessing.get_context("fork"), initializer=end_with_parent)
print(*{one.result() for one in [pool.submit(os.getpid) for _ in range(9)]}, *pool._processes, flush=True)
time.sleep(60)
"""


def test_workers_end_when_who_started_them_is_killed() -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(converter.__file__).parent.parent)}
    command = [sys.executable, "-W", "ignore", "-c", POOL]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout
        workers = {int(number) for number in program.stdout.readline().split()}
        assert workers and all(map(is_running, workers))
        program.send_signal(signal.SIGKILL)
    assert all(map(is_soon_gone, workers))
