"""Whole builds, as an editor works: an issue comes, an issue goes, a bad page does no harm."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from articles import write_article
from press.build import CONVERTED, build
from press.checks.site import check_site, read_site
from press.models import Edition

pytestmark = pytest.mark.site

SIXTH = """柳林镇办起流动书屋

本报讯（记者 林远山）近日，浙江省桐乡市柳林镇的流动书屋开进了田间地头，农民歇晌时也能读书看报。

据悉，流动书屋由一辆旧客车改装而成，藏书三千册，每周巡回十二个村。
"""
HOSTILE = """<script>alert(1)</script>{{ SITEURL }}{% include 'x' %}../../../etc/passwd

本报讯（记者 <img src=x onerror=alert(2)>林远山）近日，<b>流动书屋</b>开进田间，[点我](javascript:alert(3))读书。

“"--></style></script><script>alert(4)</script>”老师说，{filename}x.md 与 |static|y 都只是字。
"""


def pages(edition: Edition) -> dict[str, bytes]:
    return {p.relative_to(edition.output).as_posix(): p.read_bytes() for p in edition.output.rglob("*") if p.is_file()}


def digest(files: dict[str, bytes]) -> str:
    return hashlib.sha256(repr(sorted(files.items())).encode()).hexdigest()


def test_a_sixth_page_comes_and_goes_without_a_trace(built_issue: Edition) -> None:
    before = pages(built_issue)
    dropped = built_issue.root / "content" / "2024-07-03.txt"
    dropped.write_text(SIXTH, encoding="utf-8")

    assert build(built_issue) == 0
    with_sixth = pages(built_issue)
    assert "流动书屋" in with_sixth["2024/07/03/01-01.html"].decode()
    assert "流動書屋" in with_sixth["hant/2024/07/03/01-01.html"].decode()
    assert "流动书屋" in with_sixth["index.html"].decode()

    dropped.unlink()
    assert build(built_issue) == 0
    assert pages(built_issue) == before


def test_two_builds_of_the_same_content_are_byte_identical(edition_copy: Edition, built_site: Path) -> None:
    build(edition_copy)
    once = {p.relative_to(built_site).as_posix(): p.read_bytes() for p in built_site.rglob("*") if p.is_file()}

    assert digest(pages(edition_copy)) == digest(once)


def test_a_copy_in_another_folder_makes_nothing_anew(built_copy: Edition, capfd: pytest.CaptureFixture[str]) -> None:
    noted = (built_copy.work / CONVERTED).stat().st_mtime_ns

    assert build(built_copy) == 0
    assert ": 0 written, " in capfd.readouterr().out
    assert (built_copy.work / CONVERTED).stat().st_mtime_ns == noted, "the converter had nothing to do"


def test_a_bad_page_is_named_and_the_others_are_published(
    built_copy: Edition, capfd: pytest.CaptureFixture[str]
) -> None:
    issues = built_copy.root / "content" / "issues"
    (issues / "2024-06" / "02.txt").write_bytes(b"\x89PNG\0\0" * 100)
    (issues / "2024-06" / "003.txt").write_bytes(b"")
    (issues / "2024-04-19" / "01.txt").write_text(SIXTH, encoding="utf-8")
    (issues / "2024-04-19" / "1.txt").write_text(SIXTH, encoding="utf-8")
    (built_copy.root / "content" / "2024-07-03.txt").write_text(SIXTH, encoding="utf-8")

    assert build(built_copy) == 1

    told = capfd.readouterr().err
    for said in ("E102 content/issues/2024-06/02.txt:1", "E101 content/issues/2024-06/003.txt:1", "E104"):
        assert said in told
    assert "流动书屋" in pages(built_copy)["2024/07/03/01-01.html"].decode()
    assert "x/2024-06/01-01.html" in pages(built_copy)


def test_a_hostile_page_is_text_and_nothing_else(built_issue: Edition) -> None:
    (built_issue.root / "content" / "2024-07-03.txt").write_text(HOSTILE, encoding="utf-8")

    assert build(built_issue) == 0

    files = pages(built_issue)
    told = [name for name, data in files.items() if b"alert(" in data]
    assert told
    for name in told:
        text = markup(name, files[name].decode())
        assert "<script>alert" not in text, name
        assert "<img src=x" not in text, name
        assert 'href="javascript:' not in text, name
    assert "SITEURL }}" in re.sub("<[^>]*>", "", files["2024/07/03/01-01.html"].decode())
    assert all(".." not in name for name in files)


def markup(name: str, text: str) -> str:
    """What of a file is read as HTML or XML; in data and plain text marks are but characters."""
    if name.endswith("feed.json"):
        return "".join(item["content_html"] for item in json.loads(text)["items"])
    return text if name.endswith((".html", ".xml")) else ""


def test_broken_front_matter_stops_the_build_and_leaves_the_last_good_site(
    built_copy: Edition, capfd: pytest.CaptureFixture[str]
) -> None:
    before = pages(built_copy)
    article = built_copy.root / "content" / "articles" / "2024-06" / "202406-01-01.md"
    article.write_text(article.read_text("utf-8").replace("authors:", "autors:", 1), encoding="utf-8")

    assert build(built_copy) == 1
    told = capfd.readouterr().err
    assert "202406-01-01.md:" in told and "authors" in told
    assert pages(built_copy) == before


def told(capfd: pytest.CaptureFixture[str]) -> list[str]:
    """`code path:line` of the problems of a failed build; there is nothing else but a word or two of Pelican."""
    lines = capfd.readouterr().err.splitlines()
    assert not any(line.startswith((" ", "\t", "Traceback")) for line in lines), lines
    found = [line.split(": ")[0] for line in lines if re.match(r"[EW]\d{3} ", line)]
    assert lines[-len(found) :] == [line for line in lines if re.match(r"[EW]\d{3} ", line)]
    return found


def test_problems_of_every_file_are_told_by_file_and_line(
    built_copy: Edition, capfd: pytest.CaptureFixture[str]
) -> None:
    root = built_copy.root
    article = root / "content" / "articles" / "2024-06" / "202406-01-01.md"
    good = article.read_text("utf-8")
    row = good.splitlines().index(next(line for line in good.splitlines() if line.startswith("section: "))) + 1
    text = re.sub("^section: .*$", "section: 杂谈\nhant:\n  国: 國家", good, flags=re.MULTILINE)
    article.write_text(text, encoding="utf-8")
    glossary = root / "content" / "vocabulary" / "glossary.tsv"
    lines = len(glossary.read_text("utf-8").splitlines())
    with glossary.open("a", encoding="utf-8") as file:
        file.write("\U0002ffff\t二字\n")
    assert build(built_copy) == 1
    assert told(capfd) == [
        f"W312 content/articles/2024-06/202406-01-01.md:{row}:1",
        f"E476 content/articles/2024-06/202406-01-01.md:{row + 2}:1",
        f"E472 content/vocabulary/glossary.tsv:{lines + 1}:1",
        "E502 output:1:1",
    ]

    article.write_text(good.replace("title: ", "titel: ", 1), encoding="utf-8")
    (root / "content" / "pages" / "about.md").write_text("---\nno\n---\n", encoding="utf-8")
    (root / "edition.toml").write_text("nam = 1\n", encoding="utf-8")
    assert build(built_copy) == 1
    assert [line.split(":")[0].split(" ")[1] for line in told(capfd)] == [
        *["edition.toml"] * 2,
        *["content/articles/2024-06/202406-01-01.md"] * 2,
        "content/pages/about.md",
        "output",
    ]


def test_publishing_without_an_edition_file_is_told_too(
    edition_copy: Edition, capfd: pytest.CaptureFixture[str]
) -> None:
    (edition_copy.root / "edition.toml").unlink()
    assert build(Edition(edition_copy.root, "publishconf.py")) == 1
    assert told(capfd) == ["E406 edition.toml:1:1", "E502 output:1:1"]


def test_an_edition_without_articles_has_a_page_to_start_from(edition_copy: Edition) -> None:
    for name in ("issues", "articles"):
        shutil.rmtree(edition_copy.content / name)
    assert build(edition_copy) == 0
    assert list(check_site(read_site(edition_copy.output)).problems) == []
    home = pages(edition_copy)["index.html"].decode()
    assert "content/issues/" in home and "python3 run.py build" in home
    assert '<nav class="strip' not in home
    assert "创刊" in home and "創刊" in pages(edition_copy)["hant/index.html"].decode()


def test_a_new_article_leaves_pages_that_do_not_show_it_alone(built_copy: Edition) -> None:
    before = pages(built_copy)
    # Of a section that the navigation of every page holds already.
    write_article(built_copy.root, "2024-07-04-01-01", section="经济")
    assert build(built_copy) == 0
    after = pages(built_copy)
    assert "2024/07/04/01-01.html" in after
    assert before["corrections/index.html"] == after["corrections/index.html"]
    assert before["index.html"] != after["index.html"]
    digests = {name for name, data in after.items() if "文稿指纹" in data.decode("utf-8", "ignore")}
    assert digests == {"index.html", "about/index.html"}
    assert len([name for name in before if after[name] == before[name]]) > len(before) // 2


def test_an_edited_headline_survives_the_next_build(built_copy: Edition) -> None:
    article = built_copy.root / "content" / "articles" / "2024-06" / "202406-01-05.md"
    article.write_text(article.read_text("utf-8").replace("title: ", "title: 改", 1), encoding="utf-8")

    assert build(built_copy) == 0
    assert "<title>改" in pages(built_copy)["x/2024-06/01-05.html"].decode()


def test_all_problems_of_a_build_are_told_in_the_form_asked_for(built_issue: Edition) -> None:
    (built_issue.root / "content" / "issues" / "two.txt").touch()
    (built_issue.root / "content" / "articles" / "x.md").write_text("no front matter\n", encoding="utf-8")
    command = [sys.executable, "-m", "press", "--root", str(built_issue.root), "build", "--format", "json"]
    done = subprocess.run(command, env=built_issue.environment(), capture_output=True, encoding="utf-8", check=False)

    told = [json.loads(line) for line in done.stderr.splitlines()]
    assert [one["code"] for one in told] == ["E101", "E301", "E502"]
    assert done.returncode == 1
