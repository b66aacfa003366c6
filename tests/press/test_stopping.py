"""Asked to end, by Ctrl-C or SIGTERM, every program ends, and the site stays whole."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from press.models import Edition
from press.stopping import handling, interrupt, whole

posix = pytest.mark.skipif(os.name == "nt", reason="signals are those of POSIX")
SLOW = "from pathlib import Path\nimport time\nPath('begun').touch()\ntime.sleep(60)\n"


def wait_for(what: Callable[[], object], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def start(edition: Edition, house: Path, *task: str) -> subprocess.Popen[str]:
    """A task of the edition, by the tasks of the house, as the leader of a group as in a terminal."""
    shutil.copy(house / "tasks.py", edition.root)
    command = [sys.executable, "-u", "-m", "invoke", "--search-root", str(edition.root), *task]
    options = {"env": edition.environment(), "text": True, "start_new_session": True}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)  # type: ignore[call-overload,no-any-return]


def slow_down(edition: Edition, what: str) -> Path:
    """Let the converter or Pelican take a minute; the file that appears when it does."""
    file = edition.plugins / "converter" / "__main__.py" if what == "converter" else edition.root / "pelicanconf.py"
    file.write_text(SLOW + file.read_text("utf-8"), encoding="utf-8")
    return edition.root / "begun"


@posix
@pytest.mark.site
@pytest.mark.parametrize("what", ["converter", "pelican"])
def test_ctrl_c_ends_a_build_quietly(tiny: Edition, house: Path, what: str) -> None:
    (tiny.output / "index.html").write_text("last good site", encoding="utf-8")
    begun = slow_down(tiny, what)
    task = start(tiny, house, "build")
    wait_for(begun.exists)
    os.killpg(task.pid, signal.SIGINT)
    out, err = task.communicate(timeout=20)
    assert task.returncode == 130
    assert "Traceback" not in out + err
    assert err.strip().splitlines() == ["Stopped. The last good site is as it was."]
    assert not list(tiny.work.glob("site-*")), "nothing half made is left behind"
    assert (tiny.output / "index.html").read_text("utf-8") == "last good site"


@posix
@pytest.mark.site
def test_sigterm_ends_a_server_and_frees_its_port(tiny: Edition, house: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    task = start(tiny, house, "serve", "--port", str(port))
    assert task.stdout
    assert any("Serving" in line for line in task.stdout)
    task.send_signal(signal.SIGTERM)  # to invoke alone, as a service manager does
    _, err = task.communicate(timeout=20)
    assert task.returncode == 0
    assert "Traceback" not in err
    socket.create_server(("127.0.0.1", port)).close()


@posix
@pytest.mark.site
def test_sigterm_ends_a_build(tiny: Edition, house: Path) -> None:
    begun = slow_down(tiny, "pelican")
    task = start(tiny, house, "build")
    wait_for(begun.exists)
    task.send_signal(signal.SIGTERM)
    assert task.wait(timeout=20) == 130
    assert task.communicate()[1].strip() == "Stopped. The last good site is as it was."


@posix
def test_what_is_whole_is_done_to_its_end() -> None:
    done = []
    with pytest.raises(KeyboardInterrupt), handling(interrupt, signal.SIGTERM), whole():
        signal.raise_signal(signal.SIGTERM)
        done.append("all")
    assert done == ["all"]


def test_a_thread_goes_on_without_signals() -> None:
    done = []

    def build() -> None:
        with whole():
            done.append("all")

    thread = threading.Thread(target=build)
    thread.start()
    thread.join()
    assert done == ["all"]
