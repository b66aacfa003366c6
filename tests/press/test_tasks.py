"""The tasks: every name of Pelican's own template, and ours, each with a sentence that says what it does."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pelican
import pytest

from press.models import Edition
from press.preview.watch import Watcher

OURS = {"convert", "review", "test", "check", "hant", "new", "lock", "doctor", "masthead"}


def invoke(house: Path, *args: str, **options) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "invoke", "--search-root", str(house), *args]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, **options)


@pytest.fixture(scope="module")
def listed() -> dict[str, str]:
    """Name -> first line of what it does, as `invoke --list` has it."""
    house = Path(__file__).resolve().parents[2]
    lines = invoke(house, "--list", env={**os.environ, "COLUMNS": "200"}).stdout.splitlines()
    return dict(
        re.split(r"\s{2,}", line.strip(), maxsplit=1) for line in lines if re.match(r"  [a-z][\w-]*\s{2,}", line)
    )


def test_every_name_of_pelicans_template_works(listed: dict[str, str]) -> None:
    template = Path(pelican.__file__).parent / "tools" / "templates" / "tasks.py.jinja2"
    names = re.findall(r"@task\ndef (\w+)", template.read_text("utf-8"))
    assert len(names) == 11
    assert {name.replace("_", "-") for name in names} | OURS == listed.keys()


def test_tasks_say_what_they_do_in_the_imperative(listed: dict[str, str]) -> None:
    for name, text in listed.items():
        assert re.match(r"[A-Z][a-z]+[a-rt-z,]\b", text), f"{name}: {text}"


def test_help_of_a_task(house: Path) -> None:
    assert "--update-golden" in invoke(house, "--help", "test").stdout


def test_hant_is_a_filter(house: Path) -> None:
    assert invoke(house, "hant", input="简体").stdout == "簡體"


@pytest.mark.parametrize("args", [["convert", "--source", "x"], ["new", "../x"], ["nothing"]])
def test_misuse_ends_with_a_sentence_and_an_exit_code(house: Path, args: list[str]) -> None:
    done = invoke(house, *args)
    assert done.returncode in (1, 2)
    assert done.stderr.strip() and "Traceback" not in done.stderr


@pytest.mark.parametrize(("options", "code"), [([], 1), (["--lenient"], 0)])
def test_a_lenient_conversion_ends_well_though_a_page_is_refused(
    house: Path, tmp_path: Path, options: list[str], code: int
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "01.txt").touch()
    done = invoke(house, "convert", "--source", "in", "--output", "out", *options, cwd=tmp_path)

    assert done.returncode == code
    assert "E101 " in done.stderr


def test_watcher_counts_only_new_bytes(tiny: Edition) -> None:
    watcher = Watcher(tiny.root)
    source = tiny.root / "content" / "issues" / "one.txt"
    assert watcher.note([source])
    source.write_bytes(source.read_bytes())
    assert not watcher.note([source])
    source.unlink()
    assert watcher.note([source])


@pytest.mark.parametrize(
    ("path", "matters"),
    [
        ("content/issues/a/01.txt", True),
        ("theme/static/css/main.css", True),
        ("plugins/press/__pycache__/x.pyc", False),
        ("edition.toml", True),
        ("output/index.html", False),
        ("build/site-x/index.html", False),
        ("README.md", False),
        ("", False),
    ],
)
def test_what_the_watcher_heeds(tiny: Edition, path: str, matters: bool) -> None:
    from watchfiles import Change

    watcher = Watcher(tiny.root)
    assert watcher.matters(Change.modified, str(watcher.root / path)) is matters


def test_what_a_build_writes_calls_for_no_other_build(tiny: Edition) -> None:
    watcher = Watcher(tiny.root)
    folder = watcher.root / "content" / "articles"
    folder.mkdir()
    (folder / "old.md").write_text("old", encoding="utf-8")
    with watcher.expecting(folder):
        (folder / "old.md").unlink()
        (folder / "new").mkdir()
        (folder / "new" / "new.md").write_text("new", encoding="utf-8")
    assert not watcher.note([folder / "old.md", folder / "new", folder / "new" / "new.md"])
    (folder / "new" / "new.md").write_text("corrected by an editor", encoding="utf-8")
    assert watcher.note([folder / "new" / "new.md"])
