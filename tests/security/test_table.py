"""The threat table of docs/security.md: each row names tests that are there; and the rows that are tested only here."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from catalogue.scan import walk
from converter.discover import discover
from press.bounds import refuse_links_out
from press.build import attempt
from press.models import Edition, PressError

ROW = re.compile(r"^\| (?P<threat>[^|]+) \| (?P<defence>[^|]+) \| (?P<tests>[^|]+) \|$", re.MULTILINE)
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def rows(house: Path) -> list[re.Match[str]]:
    text = (house / "docs" / "security.md").read_text("utf-8")
    return [row for row in ROW.finditer(text) if not row["threat"].startswith(("what ", "---"))]


def test_every_threat_has_a_test_that_is_there(house: Path) -> None:
    assert len(rows(house)) >= 15
    for row in rows(house):
        named = TEST.findall(row["tests"])
        assert named, row["threat"]
        for file, test in named:
            assert f"\ndef {test}(" in (house / file).read_text("utf-8"), f"{row['threat']}: {file}::{test}"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A folder outside of the edition, with a page, an article and a picture."""
    folder = tmp_path / "outside"
    folder.mkdir()
    for name in ("01.txt", "a.md", "a.svg"):
        (folder / name).write_text("secret", encoding="utf-8")
    return folder


def test_links_out_of_the_content_are_not_followed(tmp_path: Path, secret: Path) -> None:
    content = tmp_path / "content"
    for folder in ("issues/2024-06-11", "articles/2024-06-11", "kept"):
        (content / folder).mkdir(parents=True)
    (content / "kept" / "03.txt").write_text("好", encoding="utf-8")
    (content / "issues" / "2024-06-11" / "01.txt").symlink_to(secret / "01.txt")
    (content / "issues" / "2024-06-11" / "03.txt").symlink_to(content / "kept" / "03.txt")
    (content / "issues" / "2024-06-12").symlink_to(secret)
    (content / "articles" / "2024-06-11" / "a.md").symlink_to(secret / "a.md")
    (content / "articles" / "2024-06-11" / "b.md").symlink_to(secret / "not there")
    sources, problems = discover(content, content / "issues")
    assert [source.path.name for source in sources] == ["03.txt"]
    assert [(one.code, Path(one.path).name) for one in problems] == [("W588", "01.txt"), ("W588", "2024-06-12")]
    assert list(walk(content / "articles", tmp_path)) == []


@pytest.mark.parametrize("place", ["content/images/a.svg", "theme/static/a.svg", "content/pages/a.md"])
def test_link_that_would_publish_a_file_of_the_machine_stops_the_build(
    tmp_path: Path, secret: Path, place: str
) -> None:
    edition = Edition(tmp_path / "edition")
    link = edition.root / place
    link.parent.mkdir(parents=True)
    link.symlink_to(edition.root / "own")
    (edition.root / "own").touch()
    refuse_links_out(edition)
    link.unlink()
    link.symlink_to(secret / Path(place).name)
    with pytest.raises(PressError, match=f"E588 {place}:1"):
        refuse_links_out(edition)


@pytest.mark.site
def test_such_a_build_leaves_the_last_good_site(
    edition_copy: Edition, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "a.svg"
    outside.write_text("secret", encoding="utf-8")
    images = edition_copy.content / "images"
    images.mkdir(exist_ok=True)
    (images / "a.svg").symlink_to(outside)
    shutil.rmtree(edition_copy.content / "issues")
    outcome = attempt(edition_copy)
    assert outcome.changes is None and "E588 content/images/a.svg:1" in outcome.said
    assert [file for file in edition_copy.output.rglob("*") if file.is_file()] == []


def test_no_program_is_started_through_a_shell(house: Path) -> None:
    """What a user or a source names reaches a program as one argument, never as a line of a shell."""
    for file in [*(house / "plugins").rglob("*.py"), house / "run.py", house / "tasks.py"]:
        text = file.read_text("utf-8")
        assert not re.search(r"shell\s*=\s*True|os\.system\(|os\.popen\(|\bc\.run\(", text), file
        assert not re.search(r"\b(?:eval|exec)\(|pickle\.load|yaml\.(?:unsafe_)?load\(", text), file


def test_names_that_look_like_options_are_names(house: Path, tmp_path: Path) -> None:
    """A page named as an option of some program is a page."""
    (tmp_path / "in").mkdir()
    page = "全县春耕备耕全面展开\n\n本报讯（记者 林远山）近日，县农业农村局组织农技人员下乡指导春耕。\n"
    for name in ("--help.txt", "-rf.txt", "$(touch x).txt", "; touch x.txt"):
        (tmp_path / "in" / name).write_text(page, encoding="utf-8")
    command = [sys.executable, "-m", "converter", "--source", "in", "--output", "out"]
    done = subprocess.run(
        command, cwd=tmp_path, env={"PYTHONPATH": str(house / "plugins")}, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"in", "out"}
    assert len(list((tmp_path / "out").rglob("*.md"))) == 4
