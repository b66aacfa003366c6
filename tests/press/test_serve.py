"""`serve` as an editor has it: a real server, real builds, a real browser that follows them."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from press.build import attempt
from press.models import Changes, Edition
from press.preview.advice import Reader, advise, id_of, nearest, page_id, target_of
from press.preview.bell import Bell
from press.preview.faults import MOST, fault_of, last_words
from press.preview.serve import Desk
from press.preview.watch import Watcher

A, B = "2024/06/11/01-01.html", "2024/06/11/01-02.html"
STYLE = "<link rel='stylesheet' href='/theme/main.css'>"


def wait_for(what: Callable[[], object], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


@dataclass
class Served:
    """A preview that runs."""

    edition: Edition
    log: Path
    url: str

    def source(self, name: str, text: str) -> Path:
        path = self.edition.root / "content" / "issues" / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        return path

    @property
    def builds(self) -> int:
        return len(re.findall(r"^Built ", self.log.read_text(), re.MULTILINE))


@pytest.fixture
def served(tiny: Edition, tmp_path: Path) -> Iterator[Served]:
    settings = tiny.root / "pelicanconf.py"
    settings.write_text(settings.read_text("utf-8") + 'ARTICLE_SAVE_AS = ARTICLE_URL = "2024/06/11/{slug}.html"\n')
    for name, number in (("one", "01-01"), ("two", "01-02")):
        (tiny.root / "content/issues" / f"{name}.txt").rename(tiny.root / "content/issues" / f"{number}.txt")
    (tiny.root / "theme" / "static" / "main.css").write_text("body { color: rgb(1, 1, 1) }")
    home = tiny.root / "theme" / "templates" / "index.html"
    home.write_text(home.read_text("utf-8").replace("</head>", f"{STYLE}</head>"), encoding="utf-8")
    log = tmp_path / "log.txt"
    command = [sys.executable, "-u", "-m", "press", "--root", str(tiny.root), "serve"]
    with log.open("w") as out:
        process = subprocess.Popen(command, env=tiny.environment(), stdout=out, stderr=out, start_new_session=True)
    try:
        wait_for(lambda: "Serving" in log.read_text())
        found = re.search(r"Serving (http://127\.0\.0\.1:\d+/)", log.read_text())
        assert found
        yield Served(tiny, log, found[1])
    finally:
        os.killpg(process.pid, signal.SIGINT)
    assert process.wait(timeout=20) == 0
    assert "KeyboardInterrupt" not in log.read_text()
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)  # nobody of the group is left


@pytest.mark.browser
@pytest.mark.site
def test_browser_follows_the_editor(served: Served, chromium: Any) -> None:
    page = chromium.new_page()
    page.on("dialog", lambda dialog: pytest.fail(f"markup of a source ran: {dialog.message}"))
    page.goto(served.url)
    box = page.locator("#press-fault")

    # A page that was dropped in: from the home page to its article.
    served.source("01-03", "Third page.")
    page.wait_for_url("**/2024/06/11/01-03.html")
    assert page.get_by_text("Third page.").is_visible()

    # The article at hand is edited: it loads anew.
    served.source("01-03", "Third page, mended.")
    page.get_by_text("Third page, mended.").wait_for()

    # A style sheet is swapped; nothing is loaded anew, or what the window keeps would be gone.
    page.evaluate("window.kept = true")
    (served.edition.root / "theme" / "static" / "main.css").write_text("body { color: rgb(0, 99, 0) }")
    page.wait_for_function("getComputedStyle(document.body).color === 'rgb(0, 99, 0)'")
    page.wait_for_function("document.querySelectorAll('link[rel=stylesheet]').length === 1")
    assert page.evaluate("window.kept")

    # A fault in the theme: an overlay over the last good site, gone when it is mended.
    template = served.edition.root / "theme" / "templates" / "article.html"
    good = template.read_text("utf-8")
    template.write_text(good + "\n\n{{ nonsense(", encoding="utf-8")
    box.wait_for()
    assert "E502" in box.inner_text()
    assert "theme/templates/article.html" in box.inner_text()
    assert page.get_by_text("Third page, mended.").is_visible()
    template.write_text(good, encoding="utf-8")
    box.wait_for(state="detached")

    # A page that is refused: code, place, remedy; what it says is text, never markup.
    served.source("<img src=x onerror=alert(1)>", "BAD")
    box.wait_for()
    assert "E100" in box.inner_text()
    assert "content/issues/<img src=x onerror=alert(1)>.txt:1" in box.inner_text()
    assert box.locator("img").count() == 0
    box.get_by_role("button").click()
    assert box.count() == 0
    (served.edition.root / "content" / "issues" / "<img src=x onerror=alert(1)>.txt").unlink()

    # The article at hand is deleted: to the nearest page that is left.
    (served.edition.root / "content" / "issues" / "01-03.txt").unlink()
    page.wait_for_url(served.url + "index.html")
    assert not (served.edition.output / "2024/06/11/01-03.html").exists()
    page.close()


@pytest.mark.site
def test_thousands_of_changes_are_one_build_and_leavings_of_editors_none(served: Served) -> None:
    before = served.builds
    folder = served.edition.root / "content" / "issues" / "many"
    folder.mkdir()
    for number in range(3000):
        (folder / f"{number}.dat").write_text("x")
    wait_for(lambda: served.builds == before + 1)
    for name in (".01-01.txt.swp", "4913", "01-01.txt~", ".#01-01.txt", "01-01.txt___jb_tmp___", "#01-01.txt#"):
        (folder.parent / name).write_text("x")
    half = folder.parent / "01-01.txt.tmp"
    half.write_text("Atomically renamed.", encoding="utf-8")
    half.replace(folder.parent / "01-01.txt")
    wait_for(lambda: "Atomically renamed." in (served.edition.output / A).read_text("utf-8"))
    with (folder.parent / "01-02.txt").open("w", encoding="utf-8") as slow:  # written slowly, in pieces
        for piece in ("Written ", "slowly, ", "in pieces."):
            slow.write(piece)
            slow.flush()
            time.sleep(0.06)
    wait_for(lambda: "Written slowly, in pieces." in (served.edition.output / B).read_text("utf-8"))
    time.sleep(1.0)
    assert served.builds == before + 3
    shutil.rmtree(folder)


# ------------------------------------------------------------ what a page does


def told(page: str, *written: str, deleted: tuple[str, ...] = (), shows: tuple[str, ...] = (), target: str = "") -> Any:
    there = {"index.html", "2024/index.html", "2024/06/11/index.html"} - set(deleted)
    return tuple(
        advise(Reader(page, frozenset(shows), there.__contains__), [(Changes(written, deleted), target)]).values()
    )


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (told("index.html", "index.html", A, target=A), ("go", A)),
        (told("hant/index.html", A, f"hant/{A}", target=A), ("go", f"hant/{A}")),
        (told("hant/index.html", "hant/index.html", A, target=A), ("load",)),
        (told("index.html", "index.html", A), ("load",)),
        (told(B, A, target=A), ("stay",)),
        (told(A, A, target=A), ("load",)),
        (told(A, deleted=(A,)), ("go", "2024/06/11/index.html")),
        (told(A, deleted=(A, "2024/06/11/index.html", "2024/06/index.html")), ("go", "2024/index.html")),
        (told(A, "theme/a.css", shows=("theme/b.css",)), ("styles",)),
        (told(A, "theme/a.js", shows=("theme/a.js",)), ("load",)),
        (told(A, "theme/b.js", shows=("theme/a.js",)), ("stay",)),
        (told(A, "feed.xml", shows=("feed.xml",)), ("stay",)),
    ],
)
def test_what_a_page_does_after_a_build(answer: Any, expected: Any) -> None:
    assert answer == expected


def test_a_page_that_came_back_is_not_gone() -> None:
    builds = [(Changes((), (A,)), ""), (Changes((A,), ()), "")]
    assert advise(Reader(A, frozenset(), bool), builds) == {"do": "load"}
    assert nearest("index.html", lambda _: False) == "index.html"


@pytest.mark.parametrize(
    ("sources", "new", "target"),
    [
        (["content/articles/2024-06-11/20240611-01-02.md"], [A], B),
        (["content/issues/2024-06-11/01.txt"], [B], B),
        (["content/issues/2024-06-11/01 要闻.txt"], [], A),
        (["content/issues/2024-06-11/02.txt"], [], ""),
        (["theme/main.css"], [], ""),
        (["content/articles/weekly/weekly-A1-03.md"], [], "x/weekly/A1-03.html"),
        (["content/articles/2023-10/202310-01-03.md"], [], "x/2023-10/01-03.html"),
        (["content/issues/2023-10/1 要闻.txt"], [], "x/2023-10/01-03.html"),
    ],
)
def test_article_an_editor_wants_to_see(sources: list[str], new: list[str], target: str) -> None:
    assert target_of(sources, ["index.html", A, B, "x/weekly/A1-03.html", "x/2023-10/01-03.html"], new) == target


def test_ids_of_pages() -> None:
    assert id_of("2024/06/11-b/a01-03.html") == "20240611b-a01-03"
    assert id_of("x/2023-10/01-03.html") == "202310-01-03"
    assert id_of("about/index.html") == ""
    assert page_id("content/issues/2024-06-11-b/a1 要闻.txt") == "20240611b-a01"


# ------------------------------------------------------------------ the overlay


def test_remarks_of_a_good_build_are_for_the_terminal() -> None:
    assert fault_of("W107 a.txt:1:1: an encoding. Save it.\n", "", True) is None
    assert fault_of("", "", True) is None


def test_fault_tells_all_there_is_to_tell() -> None:
    said = "".join(f"E302 a{n}.md:3:1: wrong. Mend it. (错)\n" for n in range(MOST + 2))
    fault = fault_of(said, "", True)
    assert fault
    assert (len(fault.problems), fault.more, fault.old) == (MOST, 2, False)
    assert fault.problems[0] == ("E302", "a0.md:3:1", "wrong. Mend it. (错)")
    line = (
        '{"code": "E1", "path": "a", "line": 2, "column": 3, "value": "v", "message": "m", "remedy": "r.", "zh": "中"}'
    )
    told_so = fault_of(line, "", False)
    assert told_so and told_so.problems == (("E1", "a:2:3", "m: 'v'. r. (中)"),)


def test_traceback_is_told_by_the_place_in_the_edition() -> None:
    frames = '  File "/usr/lib/x.py", line 1, in x\n  File "/paper/theme/a.html", line 7, in top\n    {{ x(\n'
    trace = f"Traceback:\n{frames}Error: no\n"
    assert last_words(trace, "/paper").splitlines()[0] == "theme/a.html:7"
    assert last_words("", "/paper") == ""


@pytest.mark.site
def test_pages_are_loaded_anew_when_others_have_built(built_issue: Edition) -> None:
    bell = Bell()
    desk = Desk(built_issue, (), bell)
    watcher = Watcher(built_issue.root)
    try:
        desk.build(watcher, frozenset())
        assert bell.count == 0
        article = next(built_issue.articles.rglob("*-01-01.md"))
        article.write_text(article.read_text("utf-8").rstrip() + "\n\n又一段。\n", encoding="utf-8")
        assert attempt(built_issue).changes
        desk.build(watcher, frozenset())
        news = bell.messages(Reader("index.html", frozenset(), bool), 0)
        assert b'"do": "load"' in next(one for one in news if b"event: build" in one)
        desk.build(watcher, frozenset())
        assert bell.count == 1
    finally:
        desk.end()
