"""A build replaces the site whole, or leaves it as it was."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from press.build import build, fresh_folder
from press.models import Edition
from press.mutex import WAITING, held

pytestmark = pytest.mark.site


def page(edition: Edition, name: str, text: str) -> Path:
    path = edition.root / "content" / "issues" / f"{name}.txt"
    path.write_text(text, encoding="utf-8")
    return path


def snapshot(edition: Edition) -> dict[str, tuple[bytes, int]]:
    """Path -> (bytes, time of change) of every file of the site."""
    files = [path for path in edition.output.rglob("*") if path.is_file()]
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def test_builds_the_site(tiny: Edition, capfd: pytest.CaptureFixture[str]) -> None:
    assert build(tiny) == 0
    assert {"index.html", "404.html", "one.html", "two.html", ".gitkeep"} == set(snapshot(tiny))
    assert "Built 4 files: 4 written, 0 unchanged, 0 deleted" in capfd.readouterr().out


def test_second_build_touches_nothing(tiny: Edition) -> None:
    assert build(tiny) == 0
    before = snapshot(tiny)
    assert build(tiny) == 0
    assert snapshot(tiny) == before


def test_added_page_is_built_and_deleted_page_leaves_no_trace(tiny: Edition) -> None:
    assert build(tiny) == 0
    before = snapshot(tiny)
    added = page(tiny, "three", "Third page.")
    assert build(tiny) == 0
    assert "three.html" in snapshot(tiny)
    added.unlink()
    assert build(tiny) == 0
    after = snapshot(tiny)
    assert {name: text for name, (text, _) in after.items()} == {name: text for name, (text, _) in before.items()}


def test_refused_page_keeps_no_other_page_out(tiny: Edition, capfd: pytest.CaptureFixture[str]) -> None:
    page(tiny, "three", "BAD")
    assert build(tiny) == 1
    assert {"one.html", "two.html"} <= set(snapshot(tiny))
    assert "three.html" not in snapshot(tiny)
    assert capfd.readouterr().err.splitlines()[-1] == "E100 content/issues/three.txt:1: refused"


def test_lenient_build_forgives_refused_pages(tiny: Edition) -> None:
    page(tiny, "three", "BAD")
    assert build(tiny, lenient=True) == 0


@pytest.mark.parametrize("fault", ["CRASH", "STOP"])
def test_converter_that_breaks_down_leaves_the_site(
    tiny: Edition, fault: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert build(tiny) == 0
    before = snapshot(tiny)
    page(tiny, "three", fault)
    assert build(tiny) == 1
    assert snapshot(tiny) == before
    assert "E501 content:1" in capfd.readouterr().err


def test_pelican_that_fails_leaves_the_site(tiny: Edition, capfd: pytest.CaptureFixture[str]) -> None:
    assert build(tiny) == 0
    before = snapshot(tiny)
    (tiny.root / "theme" / "templates" / "article.html").write_text("{{ nonsense(", encoding="utf-8")
    assert build(tiny) == 1
    assert snapshot(tiny) == before
    assert "E502 pelicanconf.py:1" in capfd.readouterr().err.splitlines()[-1]


def test_article_that_pelican_cannot_read_fails_the_build(tiny: Edition) -> None:
    """Without --fatal errors Pelican would leave it out and report success."""
    page(tiny, "three", "x")
    settings = tiny.root / "pelicanconf.py"
    settings.write_text(settings.read_text("utf-8") + '\nPLUGINS = ["not_there"]\n', encoding="utf-8")
    assert build(tiny) == 1


def test_build_without_home_page_leaves_the_site(tiny: Edition, capfd: pytest.CaptureFixture[str]) -> None:
    settings = tiny.root / "pelicanconf.py"
    settings.write_text(settings.read_text("utf-8") + "\nDIRECT_TEMPLATES = []\n", encoding="utf-8")
    assert build(tiny) == 1
    assert set(snapshot(tiny)) == {".gitkeep"}
    assert "E503" in capfd.readouterr().err


def test_extra_options_reach_pelican(tiny: Edition) -> None:
    assert build(tiny, ["--extra-settings", 'ARTICLE_SAVE_AS="texts/{slug}.html"']) == 0
    assert (tiny.output / "texts" / "one.html").is_file()


def test_leavings_of_a_killed_build_are_cleared(tmp_path: Path) -> None:
    (tmp_path / "site-left").mkdir()
    with fresh_folder(tmp_path) as folder:
        assert sorted(tmp_path.iterdir()) == [folder]
    assert not list(tmp_path.iterdir())


def test_second_build_waits_for_the_first(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    order: list[str] = []

    def second() -> None:
        with held(tmp_path / "lock"):
            order.append("second")

    with held(tmp_path / "lock"):
        waiting = threading.Thread(target=second)
        waiting.start()
        time.sleep(0.2)
        order.append("first")
    waiting.join(timeout=10)
    assert order == ["first", "second"]
    assert WAITING in capfd.readouterr().err


def test_command_line(tiny: Edition) -> None:
    command = [sys.executable, "-m", "press", "--root", str(tiny.root)]
    options = {"env": tiny.environment(), "capture_output": True, "text": True, "check": False}
    built = subprocess.run([*command, "build", "--", "--quiet"], **options)
    assert built.returncode == 0, built.stderr
    cleaned = subprocess.run([*command, "clean"], **options)
    assert cleaned.stdout == "Removed 4 files from output/\n"
    assert [path.name for path in tiny.output.iterdir()] == [".gitkeep"]
    assert [path.name for path in tiny.work.iterdir()] == ["build.lock"]
