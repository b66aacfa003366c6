"""The review report in a real Chromium, from disk: whole at every width, links that lead, an editor's way with it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from browsing import barriers, width_of
from converter.__main__ import main as convert
from converter.review.__main__ import main as review
from press.build import build, converter_arguments
from press.build import convert as convert_edition
from press.models import Edition
from press.sources import Said

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def report(house: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report on the sample edition, and on a page of which nothing could be used."""
    root = tmp_path_factory.mktemp("review")
    pages = root / "in"
    for issue in sorted((house / "content" / "issues").iterdir()):
        (pages / issue.name).mkdir(parents=True)
        for file in issue.glob("*.txt"):
            (pages / issue.name / file.name).write_bytes(file.read_bytes())
    (pages / "2024-07-01").mkdir()
    (pages / "2024-07-01" / "01.txt").write_text("县图书馆新馆开馆\n\n全县春耕备耕全面展开\n", encoding="utf-8")
    return tell(root)


def tell(root: Path) -> Path:
    places = ["--source", str(root / "in"), "--output", str(root / "out")]
    convert(places)
    assert review([*places, "--report", str(root / "report")]) == 0
    return root / "report"


def visit(browser: Any, url: str) -> tuple[Any, list[str]]:
    """The opened page, and everything the browser complained of or asked for."""
    page = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme="light")
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: wrong.append(request.url) if "report" not in request.url else None)
    page.on("requestfailed", lambda request: wrong.append(request.url))
    page.goto(url)
    return page, wrong


def test_report_opens_whole_at_every_width(chromium: Any, report: Path) -> None:
    page, wrong = visit(chromium, (report / "index.html").as_uri())
    for file in sorted(report.glob("*.html")):
        page.goto(file.as_uri())
        assert page.evaluate("document.documentElement.lang") == "zh-Hans"
        for width, scheme in [(1280, "light"), (320, "light"), (320, "dark")]:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            assert width_of(page) <= width, f"{file.name} at {width} px"
        assert [entry for entry in wrong if not entry.startswith("data:")] == []
    page.close()


@pytest.mark.parametrize("name", ["index.html", "2021-11-01.html", "2024-07-01-01.html"])
def test_no_barrier_is_found(chromium: Any, report: Path, name: str) -> None:
    """axe, WCAG 2.2 AA and best practices; in the dark only colours can differ."""
    page, _ = visit(chromium, (report / name).as_uri())

    assert barriers(page) == []
    page.emulate_media(color_scheme="dark")
    assert barriers(page, ("color-contrast",)) == []
    page.close()


def test_source_stands_left_of_the_articles(chromium: Any, report: Path) -> None:
    page, _ = visit(chromium, (report / "2021-11-01.html").as_uri())
    left, right = (page.locator(f".panes > {part}").bounding_box() for part in (".source", ".articles"))

    assert left["x"] + left["width"] <= right["x"]
    assert left["y"] == right["y"]
    page.close()


def test_a_line_leads_to_its_article_and_back(chromium: Any, report: Path) -> None:
    page, _ = visit(chromium, (report / "2021-11-01.html").as_uri())
    page.click(".line.n3 a.number >> nth=1")
    assert page.url.endswith("#a3")
    assert page.locator("#a3 h3").is_visible()
    in_view(page, "#a3 h3")
    assert outlined(page, ".line.n3 >> nth=-1"), "all lines of the article are marked"
    assert not outlined(page, ".line.n2 >> nth=-1")

    page.click("#a3 a.back >> nth=2")
    target = page.url.rpartition("#")[2]
    assert target.startswith("l")
    in_view(page, f"#{target}")
    assert outlined(page, "#a3")
    page.close()


def in_view(page: Any, selector: str) -> None:
    box = page.locator(selector).bounding_box()
    assert -1 <= box["y"] <= 900


def outlined(page: Any, selector: str) -> bool:
    return bool(page.locator(selector).evaluate("e => getComputedStyle(e).outlineStyle === 'solid'"))


def test_articles_side_by_side_have_colours_of_their_own(chromium: Any, report: Path) -> None:
    page, _ = visit(chromium, (report / "2021-11-01.html").as_uri())
    colours = page.evaluate("[...document.querySelectorAll('article')].map(e => getComputedStyle(e).backgroundColor)")
    lines = page.evaluate(
        "[...document.querySelectorAll('article')].map(e => getComputedStyle("
        "[...document.querySelectorAll('.line.' + e.className)].at(-1)).backgroundColor)"
    )

    assert len(set(colours)) == len(colours) > 5
    assert lines == colours
    page.close()


MADE = "headline made from the text"
TITLE = "港桂路上的移动源尾气抽测"
"""What an editor calls the photo story that the sample page prints without a headline."""


def test_an_editor_finds_a_wrong_decision_corrects_it_and_sees_it_on_the_site(
    chromium: Any, built_copy: Edition
) -> None:
    # The index shows a page with something wrong; the page names it first, and leads to the place.
    page, _ = visit(chromium, told(built_copy).as_uri())
    page.locator("ol.pages a").and_(page.locator("[href^='2023-10-']")).first.click()
    doubt = page.locator(f'.doubt[data-key="{MADE}"]').first
    wrong = doubt.locator("q").inner_text()
    doubt.locator("a.to-article").click()
    assert wrong in page.locator("article:target h3").inner_text()
    doubt.locator("a.to-line").click()
    assert wrong[:6] in page.locator(".line:target").inner_text()

    # The file it names is corrected as it says: the title rewritten, the line title_made taken out.
    assert "title_made" in doubt.inner_text()
    file = built_copy.root / doubt.locator("code.path").inner_text()
    lines = [line for line in file.read_text("utf-8").split("\n") if not line.startswith("title_made")]
    file.write_text("\n".join(f"title: {TITLE}" if line.startswith("title:") else line for line in lines), "utf-8")
    corrected = file.read_bytes()

    # Converted and built again, the site has it in both scripts, and the report no longer asks.
    assert convert_edition(built_copy) == Said(False, "")
    assert build(built_copy) == 0
    assert file.read_bytes() == corrected
    page.goto((built_copy.output / "x" / "2023-10" / "index.html").as_uri())
    page.locator("a", has_text=TITLE).first.click()
    assert TITLE in page.locator("h1").inner_text().replace("\u2060", "")
    twin = built_copy.output / "hant" / Path(page.url.partition("/output/")[2])
    assert "港桂路上的移動源尾氣抽測" in twin.read_text("utf-8")
    assert wrong not in "".join(path.read_text("utf-8") for path in built_copy.output.rglob("*.html"))
    page.goto(told(built_copy).as_uri())
    page.locator("ol.pages a").and_(page.locator("[href^='2023-10-']")).first.click()
    assert page.locator(f'[data-key="{MADE}"]').count() == 0
    assert page.locator("article h3", has_text=TITLE).count() == 1
    page.close()


def told(edition: Edition) -> Path:
    """The report on an edition, made as the task `review` makes it: the start page."""
    command = [sys.executable, "-m", "converter.review", *converter_arguments(edition)]
    subprocess.run(command, cwd=edition.root, env=edition.environment(), check=True)
    return edition.work / "review" / "index.html"


def test_the_report_is_never_published(house: Path) -> None:
    """It lies in the scratch folder, which the repository leaves out and no build copies."""
    edition = Edition(house)
    assert "/build/" in (house / ".gitignore").read_text("utf-8").split()
    assert edition.output not in (edition.work / "review").parents
