"""A lock that takes its file away: never two holders, and nothing left behind."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from converter.mutex import WAITING, held, is_at

WORKER = """
import os, sys, time
from pathlib import Path
from converter.mutex import held
lock, inside, count = Path(sys.argv[1]), Path(sys.argv[2]), 0
for _ in range(int(sys.argv[3])):
    with held(lock, passing=True):
        os.close(os.open(inside, os.O_CREAT | os.O_EXCL))  # fails when another is inside
        count += 1
        os.unlink(inside)
print(count)
"""


def test_processes_that_all_want_it_hold_it_one_after_the_other(house: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", WORKER, str(tmp_path / "a.lock"), str(tmp_path / "inside"), "300"]
    options = {"env": {"PYTHONPATH": str(house / "plugins")}, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    workers = [subprocess.Popen(command, **options) for _ in range(4)]  # type: ignore[call-overload]
    told = [worker.communicate(timeout=60) for worker in workers]
    assert [out.strip() for out, _ in told] == [b"300"] * 4, told
    assert list(tmp_path.iterdir()) == []


def test_a_lock_that_stays_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with held(tmp_path / "a.lock"):
        pass
    assert (tmp_path / "a.lock").is_file()
    assert WAITING not in capsys.readouterr().err


def test_a_lock_is_taken_away_when_the_work_fails(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), held(tmp_path / "a.lock", passing=True):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_the_same_name_is_another_file(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with path.open("wb") as file:
        assert is_at(file, path)
        path.unlink()
        assert not is_at(file, path)
        path.touch()
        assert not is_at(file, path)
