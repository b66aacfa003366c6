"""Each thing that can be wrong with an edition is really made wrong here, found, and told with its remedy."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import namedtuple
from collections.abc import Callable
from pathlib import Path

import pytest

from articles import write_article
from press.alone import alone
from press.doctor.content import check_articles, check_files, check_git, check_output, check_settings
from press.doctor.doctor import EXAMINATIONS, doctor
from press.doctor.machine import check_disk, check_encoding, check_packages, check_python, check_rights, check_running
from press.models import Edition


@pytest.fixture
def sound(tmp_path: Path) -> Edition:
    """An edition in which all is well."""
    write_article(tmp_path, "2024-06-11-01-01", "正文。")
    for name, text in {
        "edition.toml": 'name = "报"\nurl = "https://example.org"\n',
        "requirements/run.txt": "",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "--quiet", "-m", "all")
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "index.html").touch()
    later = time.time() + 5
    os.utime(tmp_path / "output" / "index.html", (later, later))
    return Edition(tmp_path)


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def put(edition: Edition, name: str, text: str = "x") -> Path:
    path = edition.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def codes(examine: Callable[[Edition], object], edition: Edition) -> list[str]:
    return [f"{one.code} {one.path}:{one.line}" for one in examine(edition)]  # type: ignore[attr-defined]


def test_an_edition_in_which_all_is_well(sound: Edition, capsys: pytest.CaptureFixture[str]) -> None:
    assert doctor(sound) == 0
    out, err = capsys.readouterr()
    assert [line.split()[1] for line in out.splitlines()] == ["good"] * len(EXAMINATIONS)
    assert err == ""


WRONG: dict[str, tuple[Callable[[Edition], object], Callable[[Edition], object], list[str]]] = {
    "a package that is not installed": (
        lambda e: put(e, "requirements/run.txt", "# x\nno-such-package==1.0 \\\n    --hash=sha256:0\n"),
        check_packages, ["E581 requirements/run.txt:2"]),
    "a package of another version": (
        lambda e: put(e, "requirements/run.txt", "pytest==0.1\nno-such==1 ; sys_platform == 'win32'\n"),
        check_packages, ["E581 requirements/run.txt:1"]),
    "no lock": (lambda e: (e.root / "requirements/run.txt").unlink(), check_packages, ["E581 requirements/run.txt:1"]),
    "settings that cannot be read": (
        lambda e: put(e, "edition.toml", "# 一\nname = 报\n"), check_settings, ["E401 edition.toml:2"]),
    "no settings": (lambda e: (e.root / "edition.toml").unlink(), check_settings, ["E401 edition.toml:1"]),
    "no address": (lambda e: put(e, "edition.toml", 'name = "报"\n'), check_settings, ["W587 edition.toml:1"]),
    "an article without a head": (
        lambda e: put(e, "content/articles/a/b.md"), check_articles, ["E301 content/articles/a/b.md:1"]),
    "no content": (lambda e: (e.root / "content").rename(e.root / "moved"), check_articles, ["E516 content:1"]),
    "a conflict of git": (
        lambda e: put(e, "content/articles/a/b.md", "一\n<<<<<<< HEAD\n二\n=======\n三\n>>>>>>> b\n"),
        check_files, ["E590 content/articles/a/b.md:2"]),
    "a text that waits": (
        lambda e: put(e, "content/articles/a/b.md.new"), check_files, ["W589 content/articles/a/b.md.new:1"]),
    "a link that leads out": (
        lambda e: (e.root / "content" / "out").symlink_to("/etc"), check_files, ["W588 content/out:1"]),
    "no site": (lambda e: (e.output / "index.html").unlink(), check_output, ["W591 output:1"]),
    "a site older than its content": (
        lambda e: os.utime(put(e, "content/a.txt"), (time.time() + 99,) * 2), check_output, ["W591 content/a.txt:1"]),
    "addresses that are not committed": (
        lambda e: put(e, "content/vocabulary/addresses.tsv"), check_git, ["W593 content/vocabulary/addresses.tsv:1"]),
    "what a killed build left": (
        lambda e: (e.work / "site-x").mkdir(parents=True), check_running, ["W586 build/site-x:1"]),
}  # fmt: skip


@pytest.mark.parametrize(("spoil", "examine", "found"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_found(sound: Edition, spoil, examine, found: list[str]) -> None:
    assert codes(examine, sound) == []
    spoil(sound)
    assert codes(examine, sound) == found


def test_content_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert codes(check_git, Edition(tmp_path)) == ["W592 .:1"]
    monkeypatch.setenv("PATH", str(tmp_path))
    assert codes(check_git, Edition(tmp_path)) == ["W592 .:1"]


def test_a_build_that_is_under_way(sound: Edition) -> None:
    with alone(sound, "publish"):
        assert codes(check_running, sound) == ["W585 build/build.lock:1"]
        (problem,) = check_running(sound)
        assert problem.value.startswith(f"publish, process {os.getpid()}, since ")
    assert codes(check_running, sound) == []


def test_folders_that_cannot_be_written_to(sound: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    """By what the system says: whoever runs tests as root may write everywhere."""
    monkeypatch.setattr("os.access", lambda path, _: Path(path).name != "output" and "articles" not in Path(path).parts)
    assert codes(check_rights, sound) == ["E582 output:1", "W582 content/articles:1"]


def test_a_full_disk_an_old_python_and_another_encoding(sound: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage(10**9, 10**9 - 5 * 1024**2, 5 * 1024**2))
    monkeypatch.setattr("sys.version_info", (3, 10, 1))
    monkeypatch.setattr("sys.getfilesystemencoding", lambda: "ascii")
    found = [one for examine in (check_python, check_disk, check_encoding) for one in examine(sound)]
    assert [one.code for one in found] == ["E580", "W583", "W584"]
    assert found[1].value == "5 MB free, 200 MB needed"


def test_command(sound: Edition, house: Path) -> None:
    put(sound, "edition.toml", "name = 报\n")
    command = [sys.executable, "-m", "press", "--root", str(sound.root), "doctor", "--format", "json"]
    environment = {**os.environ, "PYTHONPATH": str(house / "plugins")}
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1, done.stderr
    assert done.stdout == ""
    told = [json.loads(line) for line in done.stderr.splitlines()]
    assert ("E401", "edition.toml") in [(one["code"], one["path"]) for one in told]
    assert all(one["remedy"] and one["zh"] for one in told)
