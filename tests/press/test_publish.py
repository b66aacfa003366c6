"""New issues, and sending the site: for real where the tool is a file copy, else by what is said when it is missing."""

from __future__ import annotations

import os
import stat
import sys
import tomllib
from pathlib import Path

import pytest

from press.models import Edition, PressError
from press.programs import run
from press.publish import CONTAINER, TARGET, by_git, by_rsync, by_swift
from press.scaffold import date_of, new_issue

pytestmark = pytest.mark.usefixtures("no_tools")


@pytest.fixture
def no_tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without any program but those a test puts into `bin`."""
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.delenv(TARGET, raising=False)
    monkeypatch.delenv(CONTAINER, raising=False)
    return tmp_path / "bin"


def put_in(folder: Path, name: str) -> None:
    """A program that writes down how it was called."""
    program = folder / name
    program.write_text(
        f'#!{sys.executable}\nimport sys\nopen("called", "w").write("\\n".join(sys.argv[1:]))\n', "utf-8"
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


def never() -> None:
    raise AssertionError("nothing is built when it cannot be sent")


@pytest.mark.parametrize(("send", "tool"), [(by_rsync, "rsync"), (by_swift, "swift")])
def test_missing_tool_is_named_before_anything_is_built(tmp_path: Path, send, tool: str) -> None:
    with pytest.raises(PressError, match=f"E505 {tool}:1:1: .* nothing was sent"):
        send(Edition(tmp_path), never, "somewhere")


def test_missing_ghp_import_is_named(tmp_path: Path) -> None:
    with pytest.raises(PressError, match=r"E505 ghp_import:1:1: .*pip install ghp-import"):
        by_git(Edition(tmp_path), never, "gh-pages")


@pytest.mark.parametrize(("send", "tool"), [(by_rsync, "rsync"), (by_swift, "swift")])
def test_missing_target_is_asked_for(tmp_path: Path, no_tools: Path, send, tool: str) -> None:
    put_in(no_tools, tool)
    with pytest.raises(PressError, match="E506 publish:1"):
        send(Edition(tmp_path), never)


def test_rsync_gets_the_freshly_built_site(tmp_path: Path, no_tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_in(no_tools, "rsync")
    monkeypatch.chdir(tmp_path)
    built: list[str] = []
    assert by_rsync(Edition(tmp_path), lambda: built.append("site"), "me@example.org:/www", dry_run=True) == 0
    called = (tmp_path / "called").read_text().splitlines()
    assert built == ["site"]
    assert called[-2:] == [f"{tmp_path / 'output'}{os.sep}", "me@example.org:/www"]
    assert "--dry-run" in called


def test_exit_code_of_a_program_is_passed_on(tmp_path: Path) -> None:
    assert run([sys.executable, "-c", "raise SystemExit(5)"], Edition(tmp_path)) == 5


def test_new_issue_is_a_form_with_what_is_known(tmp_path: Path) -> None:
    form = new_issue(tmp_path, "2024-06-11-b", paper='某"报')
    assert form == tmp_path / "content" / "issues" / "2024-06-11-b" / "issue.toml"
    assert tomllib.loads(form.read_text("utf-8")) == {"paper": '某"报', "date": "2024-06-11"}


def test_new_issue_invents_nothing(tmp_path: Path) -> None:
    form = new_issue(tmp_path, "weekly-3")
    assert tomllib.loads(form.read_text("utf-8")) == {}


@pytest.mark.parametrize("key", ["", "../x", "A", "a_b", "-a", "a/b", "期"])
def test_key_that_cannot_be_a_folder_or_address(tmp_path: Path, key: str) -> None:
    with pytest.raises(PressError, match="E507"):
        new_issue(tmp_path, key)


def test_issue_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    form = new_issue(tmp_path, "2024-06")
    form.write_text("mine", encoding="utf-8")
    with pytest.raises(PressError, match=r"E508 content/issues/2024-06/issue.toml:1"):
        new_issue(tmp_path, "2024-06")
    assert form.read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("key", "date"), [("2024", "2024"), ("2024-06", "2024-06"), ("2024-06-11-b", "2024-06-11"), ("weekly-3", "")]
)
def test_date_of_a_key(key: str, date: str) -> None:
    assert date_of(key) == date
