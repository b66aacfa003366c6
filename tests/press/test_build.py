"""A build replaces the site whole, or leaves it as it was."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from converter.mutex import WAITING, held
from press.build import build, fresh_folder
from press.models import Edition
from press.words import sort_words

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
    told = capfd.readouterr().err
    assert "E502 output:1" in told.splitlines()[-1]
    assert "TemplateSyntaxError" in told, "a fault in the theme shows where it is"


def test_article_that_pelican_cannot_read_fails_the_build(tiny: Edition) -> None:
    """Without --fatal errors Pelican would leave it out and report success."""
    page(tiny, "three", "x")
    settings = tiny.root / "pelicanconf.py"
    settings.write_text(settings.read_text("utf-8") + '\nPLUGINS = ["not_there"]\n', encoding="utf-8")
    assert build(tiny) == 1


PLUGIN = """
import logging, sys
from pelican import signals
def tell(pelican):
    for line in ("W999 content/a.md:3: a remark", "an ordinary word", "E999 content/a.md:4: " + "long " * 60):
        print(line, file=sys.stderr)
    logging.getLogger(__name__).{level}("all is told")
def register():
    signals.finalized.connect(tell)
"""


def with_plugin(edition: Edition, level: str) -> None:
    """The edition with a plug-in that tells problems."""
    (edition.plugins / "teller.py").write_text(PLUGIN.replace("{level}", level), encoding="utf-8")
    settings = edition.root / "pelicanconf.py"
    settings.write_text(settings.read_text("utf-8") + '\nPLUGINS = ["teller"]\n', encoding="utf-8")


def test_problems_stand_last_one_a_line_without_a_traceback(tiny: Edition, capfd: pytest.CaptureFixture[str]) -> None:
    with_plugin(tiny, "error")
    assert build(tiny) == 1
    lines = capfd.readouterr().err.splitlines()
    assert lines[-5:-3] == ["an ordinary word", "all is told"]
    assert [line.split(" ")[0] for line in lines[-3:]] == ["W999", "E999", "E502"]
    assert len(lines[-2]) > 300
    assert not any("Traceback" in line or "RuntimeError" in line for line in lines)


def test_remarks_of_a_good_build_stand_last(tiny: Edition, capfd: pytest.CaptureFixture[str]) -> None:
    with_plugin(tiny, "warning")
    assert build(tiny) == 0
    out, err = capfd.readouterr()
    assert "an ordinary word\nall is told\n" in out
    assert [line.split(" ")[0] for line in err.splitlines()] == ["W999", "E999"]


def test_only_the_reaction_to_a_logged_error_is_dropped() -> None:
    frames = '  File "x.py", line 1, in main\n    run()\n'
    reaction = "RuntimeError: Warning or error encountered\n"
    crash = f"ValueError: no\nTraceback (most recent call last):\n{frames}ValueError: no\n"
    dropped = f"{reaction}Traceback (most recent call last):\n{frames}{reaction}"
    assert sort_words(f"before\n{dropped}after\n").others == ("before\n", "after\n")
    assert "".join(sort_words(crash).others) == crash


def test_edition_without_content_is_told_plainly(tiny: Edition, capfd: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(tiny.content)
    assert build(tiny) == 1
    assert [line.split(": ")[0] for line in capfd.readouterr().err.splitlines()] == ["E516 content:1:1"]


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
