"""Two that build at once: the second is told who is at work; only a preview waits, and is waited for."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from converter.mutex import WAITING
from press.alone import LOCK, PREVIEW, alone
from press.models import Edition, PressError
from press.sending.publish import Order, publish

pytestmark = pytest.mark.site


def press(edition: Edition, *words: str) -> subprocess.Popen[str]:
    """A command of the press in a process of its own."""
    command = [sys.executable, "-u", "-m", "press", "--root", str(edition.root), *words]
    return subprocess.Popen(command, env=edition.environment(), stderr=subprocess.PIPE, text=True)


def files(edition: Edition) -> set[str]:
    found = {path.relative_to(edition.root).as_posix() for path in edition.root.rglob("*") if path.is_file()}
    return {path for path in found if "__pycache__" not in path}


def wait_for(what: Callable[[], object], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


@pytest.mark.parametrize(
    "words", [["build"], ["build", "--full"], ["clean"], ["publish", "--to", "site.zip"], ["publish", "--to=www"]]
)
def test_the_second_is_refused_and_told_who_is_at_work(tiny: Edition, words: list[str]) -> None:
    (tiny.work / "published").mkdir(parents=True)
    with alone(tiny, "build"):
        before = files(tiny)
        process = press(tiny, *words)
        (told,) = process.communicate(timeout=60)[1].splitlines()
        assert process.returncode == 1
        assert told.startswith(f"E517 build/{LOCK}:1:1: ")
        assert f"'build, process {os.getpid()}, since 20" in told
        assert files(tiny) == before


def test_a_build_that_was_killed_keeps_nobody_out(tiny: Edition) -> None:
    process = press(tiny, "build")
    lock = tiny.work / LOCK
    wait_for(lambda: lock.is_file() and lock.stat().st_size > 9)
    with pytest.raises(PressError, match=r"E517.*'build, process"), alone(tiny, "build"):
        pass
    process.send_signal(signal.SIGKILL)
    process.communicate()
    with alone(tiny, "build"):
        assert f"process {os.getpid()}" in lock.read_text()


def test_a_preview_waits_for_a_build_in_another_terminal(tiny: Edition, tmp_path: Path) -> None:
    with alone(tiny, "publish"):
        process = press(tiny, "serve")
        assert process.stderr
        told = process.stderr.readline()
        assert told.startswith(f"{WAITING} (publish, process {os.getpid()}, since ")
        assert not (tiny.output / "index.html").exists()
    wait_for((tiny.output / "index.html").is_file)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)


def test_a_build_waits_for_that_of_a_preview(tiny: Edition) -> None:
    with alone(tiny, PREVIEW):
        process = press(tiny, "build")
        assert process.stderr
        assert process.stderr.readline().startswith(f"{WAITING} (serve, process {os.getpid()}, since ")
        assert not (tiny.output / "index.html").exists()
    process.communicate(timeout=60)
    assert process.returncode == 0
    assert (tiny.output / "index.html").is_file()


def test_nobody_builds_while_a_site_is_sent(tiny: Edition, tmp_path: Path) -> None:
    """Or files of another build would be sent under the names of the one that was checked."""
    told: list[str] = []

    def build() -> bool:
        with pytest.raises(PressError, match="E517"), alone(tiny, "build"):
            pass
        told.append("built")
        return False

    assert publish(tiny, Order(str(tmp_path / ".." / "www")), build) == 1
    assert told == ["built"]
