"""What a build says of its stages: in a line that changes on a terminal, in a table at the end."""

from __future__ import annotations

import io
import os
import pty
import subprocess
import sys
import time

import pytest

from converter import stage
from press import stages
from press.models import Changes, Edition
from press.stages import ERASE, NAMES, Clock, heard, is_terminal, table, timed, width

SECONDS = {"convert": 0.1, "read": 0.25, "render": 12.3, "mirror": 1, "put in place": 0.04}
CHANGES = Changes(("a.html", "b.html", "hant/a.html"), ("c.html",), 7)


def test_a_line_a_stage_with_its_seconds_and_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANMIAN_LANGUAGE", "en")
    assert "".join(table(SECONDS, CHANGES)) == (
        "convert          0.1 s\n"
        "read             0.2 s\n"
        "render          12.3 s      2 files\n"
        "mirror           1.0 s      1 files\n"
        "put in place     0.0 s\n"
    )


@pytest.mark.parametrize("language", ["both", "en", "zh"])
def test_columns_stand_below_each_other_in_every_language(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANMIAN_LANGUAGE", language)
    lines = table(SECONDS, CHANGES)
    assert len({width(line.partition(" s")[0]) for line in lines}) == 1
    for name, chinese in NAMES.items():
        assert any(name in line for line in lines) == (language != "zh")
        assert any(chinese in line for line in lines) == (language != "en")


@pytest.mark.parametrize(
    ("seconds", "changes"), [({"read": 9.0}, Changes(kept=3)), ({"read": 0.2, "render": 0.3}, CHANGES), ({}, CHANGES)]
)
def test_nothing_is_told_when_nothing_changed_or_it_took_but_a_moment(
    seconds: dict[str, float], changes: Changes
) -> None:
    assert table(seconds, changes) == []


def test_a_stage_that_comes_again_is_one_stage() -> None:
    clock = Clock()
    for name in ("read", "render", "read", ""):
        clock.begin(name)
        time.sleep(0.01)
    assert list(clock.seconds) == ["read", "render"]
    assert clock.seconds["read"] > clock.seconds["render"] > 0


def test_the_stage_stands_in_a_line_that_what_follows_stands_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANMIAN_LANGUAGE", "en")
    screen = io.StringIO()
    clock = Clock(screen)
    clock.begin("read")
    clock.end()
    assert screen.getvalue() == f"\r{ERASE}read …\r\r{ERASE}\r"


def test_stages_that_a_program_says_are_taken_out_of_what_it_prints() -> None:
    with timed() as clock:
        assert list(heard(["a\n", f"{stage.MARK}render\n", "b\n", f"{stage.MARK}mirror\n"])) == ["a\n", "b\n"]
    assert list(clock.seconds) == ["render", "mirror"]


def test_a_program_says_stages_only_when_it_is_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stage.begin("render")
    monkeypatch.setenv(stage.ASKED, "1")
    stage.begin("mirror")
    assert capsys.readouterr().out == f"{stage.MARK}mirror\n"


def test_without_a_clock_nothing_is_timed() -> None:
    stages.begin("read")
    assert list(heard([f"{stage.MARK}render\n"])) == []


def test_a_dumb_terminal_and_a_pipe_are_no_screens(monkeypatch: pytest.MonkeyPatch) -> None:
    leader, terminal = pty.openpty()
    with os.fdopen(leader), os.fdopen(terminal, "w") as screen:
        monkeypatch.setenv("TERM", "xterm")
        assert is_terminal(screen)
        assert not is_terminal(io.StringIO())
        monkeypatch.setenv("TERM", "dumb")
        assert not is_terminal(screen)


@pytest.mark.site
def test_on_a_terminal_and_in_a_pipe(tiny: Edition) -> None:
    command = [sys.executable, "-m", "press", "--root", str(tiny.root), "build", "--language", "en"]
    leader, terminal = pty.openpty()
    with os.fdopen(leader, "rb", 0) as screen, os.fdopen(terminal, "wb", 0) as theirs:
        environment = tiny.environment() | {"TERM": "xterm"}
        told = subprocess.run(command, env=environment, stdout=subprocess.PIPE, stderr=theirs, check=True).stdout
        shown = screen.read(10_000).decode()
    assert [part.strip() for part in shown.split(f"\r{ERASE}")] == ["", "convert …", "read …", "put in place …", ""]
    assert "\nBuilt 4 files: 4 written" in told.decode()
    piped = subprocess.run(command, env=tiny.environment(), capture_output=True, text=True, check=True)
    assert piped.stderr == "" and "read" not in piped.stdout
    assert piped.stdout.splitlines()[-1].startswith("Built 4 files: 0 written, 4 unchanged, 0 deleted in ")
