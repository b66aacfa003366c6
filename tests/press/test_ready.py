"""A Pelican that was loaded before it is needed builds what a new one builds, and does not outlive who started it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from building import copy_edition, tree
from press import ready
from press.build import attempt, convert, environment
from press.models import Edition
from press.ready import CONVERTER, PELICAN, Ready, at_hand
from processes import is_running, is_soon_gone

pytestmark = pytest.mark.site


def edited(edition: Edition) -> None:
    """An editor changes an article."""
    article = next(edition.articles.rglob("*-01-01.md"))
    article.write_text(article.read_text("utf-8").rstrip() + "\n\n又一段。\n", encoding="utf-8")


@pytest.fixture
def waiting(built_issue: Edition) -> Any:
    """One that waits, beside the edition it is for."""
    found = Ready(PELICAN, built_issue, environment(built_issue))
    found.begin()
    yield found
    found.end()


def test_it_builds_what_a_new_one_builds(
    built_issue: Edition, waiting: Ready, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    twin = copy_edition(built_issue.root, tmp_path_factory.mktemp("twin") / "edition")
    for one in (built_issue, twin):
        edited(one)
    assert attempt(twin).changes
    with at_hand(waiting), monkeypatch.context() as patch:
        patch.setattr(ready, "fresh", lambda *_: pytest.fail("a new one was started"))
        assert attempt(built_issue).changes
    assert tree(built_issue.output) == tree(twin.output)


def test_a_converter_that_waits_converts_what_a_new_one_converts(
    built_issue: Edition, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    twin = copy_edition(built_issue.root, tmp_path_factory.mktemp("twin") / "edition")
    waiting = Ready(CONVERTER, built_issue, built_issue.environment())
    waiting.begin()
    for one in (built_issue, twin):
        (one.content / "2024-07-03.txt").write_text("水库开闸\n\n本报讯（记者 王二）水库昨日开闸。\n", encoding="utf-8")
        (one.content / "issues" / "empty.txt").write_text("", encoding="utf-8")
    said = convert(twin)
    with at_hand(waiting), monkeypatch.context() as patch:
        patch.setattr(ready, "fresh", lambda *_: pytest.fail("a new one was started"))
        assert convert(built_issue) == said
    assert said.refused and "E101" in said.text
    assert tree(built_issue.articles) == tree(twin.articles)


def test_one_with_older_code_is_not_used(built_issue: Edition, waiting: Ready) -> None:
    code = built_issue.plugins / "edition" / "home.py"
    newer = code.read_text("utf-8") + "\n"
    code.unlink()  # it is shared with other tests
    code.write_text(newer, encoding="utf-8")
    assert waiting.take(["--version"]) is None


def test_one_that_was_ended_is_not_used(built_issue: Edition, waiting: Ready) -> None:
    assert waiting._waiting
    waiting._waiting.kill()
    waiting._waiting.wait()
    assert waiting.take(["--version"]) is None


def test_it_says_what_pelican_says(built_issue: Edition, waiting: Ready) -> None:
    program = waiting.take(["--version"])
    assert program and program.stdout
    with program:
        assert program.stdout.read().strip().startswith("4.")
    assert program.returncode == 0


def test_it_ends_with_whoever_started_it(built_issue: Edition, tmp_path: Path) -> None:
    """Killed, so that nobody can tidy up: what waits sees that its lifeline has closed."""
    lines = """
import sys, time
from pathlib import Path
from press.build import environment
from press.models import Edition
from press.ready import PELICAN, Ready
edition = Edition(Path(sys.argv[1]))
one = Ready(PELICAN, edition, environment(edition))
one.begin()
print(one._waiting.pid, flush=True)
time.sleep(60)
"""
    command = [sys.executable, "-c", lines, str(built_issue.root)]
    with subprocess.Popen(command, env=built_issue.environment(), stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        number = int(json.loads(parent.stdout.readline()))
        parent.send_signal(signal.SIGKILL)
    assert is_soon_gone(number)


def test_its_workers_end_with_it(built_issue: Edition) -> None:
    lines = """
import multiprocessing, time
from press.ready import _end_with
worker = multiprocessing.get_context("fork").Process(target=time.sleep, args=(60,))
worker.start()
print(worker.pid, flush=True)
_end_with(0)
"""
    command = [sys.executable, "-c", lines]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, env=built_issue.environment(), **pipes) as program:  # type: ignore[call-overload]
        number = int(program.stdout.readline())
        assert is_running(number)
        program.stdin.close()
        assert program.wait(timeout=30) == 1
    assert is_soon_gone(number)
