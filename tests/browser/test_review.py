"""The review report in a real Chromium, from disk: whole at every width, links that lead, an editor's way with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from converter.__main__ import main as convert
from converter.review.__main__ import main as review

pytestmark = pytest.mark.browser

PREPARED = """本报讯（记者 林远山）近日，县农业农村局组织农技人员下乡指导春耕，全县春耕备耕全面展开。

据悉，全县已备足种子化肥，农机检修率达九成以上。

县图书馆新馆开馆

本报讯（记者 周小满）昨日，县图书馆新馆开馆，首日接待读者两千余人。

图书馆新馆藏书二十万册，设有少儿阅览区和老年阅览区。
"""
"""The first article was printed without its headline."""


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


def visit(browser: Any, url: str, width: int = 1280, scheme: str = "light") -> tuple[Any, list[str]]:
    """The opened page, and everything the browser complained of or asked for."""
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=True)
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: wrong.append(request.url) if "report" not in request.url else None)
    page.on("requestfailed", lambda request: wrong.append(request.url))
    page.goto(url)
    return page, [entry for entry in wrong if not entry.startswith("data:")]


def test_report_opens_whole_at_every_width(chromium: Any, report: Path) -> None:
    for file in sorted(report.glob("*.html")):
        for width, scheme in [(1280, "light"), (320, "light"), (320, "dark")]:
            page, wrong = visit(chromium, file.as_uri(), width, scheme)

            assert wrong == []
            assert page.evaluate("document.documentElement.lang") == "zh-Hans"
            assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{file.name} at {width} px"
            page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["index.html", "2021-11-01.html", "2024-07-01-01.html"])
def test_no_barrier_is_found(chromium: Any, report: Path, name: str, scheme: str) -> None:
    """axe, WCAG 2.2 AA and best practices."""
    from axe_playwright_python.sync_playwright import Axe

    page, _ = visit(chromium, (report / name).as_uri(), 1280, scheme)
    results = Axe().run(page)

    assert [v["id"] + ": " + v["nodes"][0]["html"][:120] for v in results.response["violations"]] == []
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


def test_an_editor_finds_a_wrong_decision_corrects_it_and_sees_it_gone(chromium: Any, tmp_path: Path) -> None:
    folder = tmp_path / "in" / "2024-03-01"
    folder.mkdir(parents=True)
    (folder / "01.txt").write_text(PREPARED, encoding="utf-8")
    start = tell(tmp_path) / "index.html"

    # The index shows a page with something wrong; the page names it first, and leads to the place.
    page, _ = visit(chromium, start.as_uri())
    page.click("ol.pages a")
    doubt = page.locator(".doubt").first
    assert doubt.get_attribute("data-key") == "headline made from the text"
    doubt.locator("a.to-article").click()
    article = page.locator("article:target")
    assert "标题" in article.inner_text()
    doubt.locator("a.to-line").click()
    assert "林远山" in page.locator(".line:target").inner_text()

    # The file it names is corrected, and everything is made again.
    file = Path(doubt.locator("code.path").inner_text())
    lines = file.read_text("utf-8").split("\n")
    kept = [line for line in lines if not line.startswith("title_made")]
    corrected = ["title: 农技人员下乡指导春耕" if line.startswith("title:") else line for line in kept]
    file.write_text("\n".join(corrected), encoding="utf-8")
    tell(tmp_path)
    page.goto(start.as_uri())
    page.click("ol.pages a")

    assert page.locator('[data-key="headline made from the text"]').count() == 0
    assert page.locator("article h3", has_text="农技人员下乡指导春耕").count() == 1
    page.close()


def test_the_report_is_never_published(house: Path) -> None:
    """It lies in the scratch folder, which the repository leaves out and no build copies."""
    from press.models import Edition

    edition = Edition(house)
    assert "/build/" in (house / ".gitignore").read_text("utf-8").split()
    assert edition.output not in (edition.work / "review").parents
