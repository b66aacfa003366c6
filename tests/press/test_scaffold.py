"""New issues: forms with what is known and nothing invented; and programs that the press runs."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest

from press.models import Edition, PressError
from press.programs import run
from press.scaffold import date_of, new_issue


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
