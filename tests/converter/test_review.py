"""The review report: every line beside its article, doubts first, hostile pages harmless, settled doubts gone."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from converter import pipeline
from converter.__main__ import main as convert_main
from converter.doubts import catalogue, doubt_of
from converter.models import DROPPED, LineKind
from converter.review.__main__ import main as review_main
from converter.review.render import UNPRINTABLE_RE
from converter.review.words import words
from press.build import convert as build_convert
from press.models import Edition

PAGE = """本报讯（记者 林远山）近日，县农业农村局组织农技人员下乡指导春耕，全县春耕备耕全面展开。

据悉，全县已备足种子化肥，农机检修率达九成以上。

县图书馆新馆开馆

本报讯（记者 周小满）昨日，县图书馆新馆开馆，首日接待读者两千余人。

图书馆新馆藏书二十万册，设有少儿阅览区和老年阅览区，周末延长开放至晚上九点，市民凭身份证就能

办理借书证，全年免费开放。
"""
"""The first article was printed without its headline."""
HOSTILE = """<script>alert(1)</script>{{ 7*7 }}

本报讯（记者 周小满）昨日，</bdi></li><img src=x onerror=alert(2)>县图书馆开馆\u202e，\x07首日接待读者两千余人。

"><svg onload=alert(3)> &lt; 图书馆新馆藏书二十万册，设有少儿阅览区和老年阅览区，style="x:expression(1)"。
"""
ORPHANED = "我市两名选手全国技能大赛夺金\n\n□本报记者 王小明\n\n" + PAGE[PAGE.index("县图书馆") :]
"""A headline and a byline whose text was not printed, above a whole article."""
HEADINGS = "县图书馆新馆开馆\n\n全县春耕备耕全面展开\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path, PAGE)
    convert(tmp_path)
    return tmp_path


def put(folder: Path, text: str, name: str = "01.txt") -> Path:
    path = folder / "in" / "2024-03-01" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def convert(folder: Path, *more: str) -> int:
    return convert_main(["--source", str(folder / "in"), "--output", str(folder / "out"), *more])


def review(folder: Path, *more: str) -> int:
    places = ["--source", str(folder / "in"), "--output", str(folder / "out"), "--report", str(folder / "report")]
    return review_main([*places, *more])


def shown(folder: Path, name: str = "2024-03-01-01.html") -> str:
    assert review(folder) == 0
    return (folder / "report" / name).read_text("utf-8")


def keys(html: str) -> list[str]:
    return re.findall(r'data-key="([^"]+)"', html)


def made_up(folder: Path) -> Path:
    """The article whose headline was made from its text."""
    return next(p for p in (folder / "out").rglob("*.md") if "title_made: true" in p.read_text("utf-8"))


def correct(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert re.search(old, text)
    path.write_text(re.sub(old, new, text, count=1), encoding="utf-8")


class Reader(HTMLParser):
    """Elements, ids and links of a report."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def all(self, attribute: str) -> list[str]:
        return [values[attribute] or "" for _, values in self.elements if attribute in values]


def test_the_report_is_an_index_and_a_file_a_page(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(folder, PAGE.replace("图书馆", "文化馆"), "02.txt")
    assert review(folder) == 0
    names = sorted(path.name for path in (folder / "report").iterdir())

    assert names == ["2024-03-01-01.html", "2024-03-01-02.html", "index.html"]
    assert f"{folder.as_posix()}/report/index.html" in capsys.readouterr().out


def test_every_line_of_the_source_is_shown_with_its_number(folder: Path) -> None:
    html = shown(folder)

    for number, line in enumerate(PAGE.split("\n"), 1):
        assert f'id="l{number}"' in html
        assert line in html


def test_every_line_says_its_article_and_what_it_is(folder: Path) -> None:
    html = shown(folder)

    assert "文章 1 · 正文" in html
    assert "文章 2 · 标题" in html
    assert "文章 2 · 正文" in html


def test_links_between_lines_and_articles_lead_somewhere(folder: Path) -> None:
    read = Reader(shown(folder))
    ids = read.all("id")
    links = [link for link in read.all("href") if link.startswith("#")]

    assert len(ids) == len(set(ids))
    assert {"#l1", "#a1", "#a2"} <= set(links)
    assert {link[1:] for link in links} <= set(ids)


def test_the_report_loads_nothing(folder: Path) -> None:
    read = Reader(shown(folder) + shown(folder, "index.html"))

    assert not {tag for tag, _ in read.elements} & {"script", "img", "iframe", "object", "embed"}
    assert "src" not in {name for _, values in read.elements for name in values}
    outward = [link for link in read.all("href") if not re.fullmatch(r"#\w+|[\w-]+\.html|data:,", link)]
    assert outward == []


def test_a_hostile_page_is_shown_as_text(tmp_path: Path) -> None:
    put(tmp_path, HOSTILE)
    convert(tmp_path)
    html = shown(tmp_path)
    read = Reader(html)

    assert not {tag for tag, _ in read.elements} & {"script", "img", "svg"}
    assert not [name for _, values in read.elements for name in values if name.startswith("on")]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}" in html
    assert "␇" in html
    assert not UNPRINTABLE_RE.search(html.replace("\n", ""))


def test_a_headline_made_from_the_text_is_a_doubt_with_its_remedy_and_file(folder: Path) -> None:
    html = shown(folder)
    doubt = catalogue()["headline made from the text"]

    assert "headline made from the text" in keys(html)
    assert doubt.zh in html and doubt.remedy in html
    assert made_up(folder).as_posix() in html


def test_doubts_stand_before_the_page_the_gravest_first(folder: Path) -> None:
    html = shown(folder)
    ranks = [doubt_of(key).rank for key in keys(html)]

    assert ranks == sorted(ranks)
    assert html.index('class="doubt ') < html.index('class="panes"')


def test_doubts_stand_in_the_front_matter_by_their_keys(folder: Path) -> None:
    told = re.search(r"^review: \[(.*)\]$", made_up(folder).read_text("utf-8"), re.M)

    assert told
    assert set(told[1].split(", ")) <= set(catalogue())
    assert "headline made from the text" in told[1]


def test_a_doubt_is_gone_when_its_field_was_corrected(folder: Path) -> None:
    correct(made_up(folder), r"title: .*\ntitle_made: true", "title: 农技人员下乡指导春耕")
    html = shown(folder)

    assert "headline made from the text" not in keys(html)
    assert "edited by hand" in keys(html)
    assert "农技人员下乡指导春耕" in html


def test_a_doubt_is_gone_when_an_editor_took_it_out_of_review(folder: Path) -> None:
    correct(made_up(folder), r"review: \[.*\]\n", "")

    assert "headline made from the text" not in keys(shown(folder))


def test_a_reason_that_an_editor_wrote_is_shown(folder: Path) -> None:
    correct(made_up(folder), r"review: \[.*\]", "review: [请记者核对数字]")

    assert "请记者核对数字" in keys(shown(folder))


def test_words_of_an_editor_are_marked(folder: Path) -> None:
    correct(made_up(folder), "据悉，", "本报获悉，")
    html = shown(folder)

    assert '本报获悉，全县已备足种子化肥，农机检修率达九成以上。</bdi> <span class="back">人工</span>' in html


def test_a_wrong_front_matter_is_a_doubt_with_its_line(folder: Path) -> None:
    correct(made_up(folder), "section:", "sectoin:")
    html = shown(folder)

    assert "front matter wrong" in keys(html)
    assert "E303" in html


def test_a_deleted_article_is_known(folder: Path) -> None:
    made_up(folder).unlink()

    assert "deleted by hand" in keys(shown(folder))


def test_a_renamed_article_is_found_by_its_id(folder: Path) -> None:
    made_up(folder).rename(made_up(folder).with_name("春耕.md"))
    html = shown(folder)

    assert "春耕.md" in html
    assert "deleted by hand" not in keys(html)


def test_an_open_proposal_is_a_doubt(folder: Path) -> None:
    made_up(folder).with_suffix(".md.new").write_text("另一稿", encoding="utf-8")

    assert "proposal open" in keys(shown(folder))


def test_a_page_that_changed_since_it_was_converted_says_so(folder: Path) -> None:
    assert "page not converted" not in keys(shown(folder))
    put(folder, PAGE.replace("两千", "三千"))

    assert "page not converted" in keys(shown(folder))


def test_a_repeat_is_grey_with_its_reason(folder: Path) -> None:
    put(folder, PAGE + "\n" + PAGE.split("\n")[8] + "\n")
    html = shown(folder)

    assert "repeat dropped" in keys(html)
    assert 'class="line dropped"' in html
    assert words()["dropped"]["repeat"] in html


def test_lost_lines_are_red_and_counted(tmp_path: Path) -> None:
    put(tmp_path, HEADINGS)
    html = shown(tmp_path)

    assert html.count('class="line lost"') == 2
    assert keys(html).count("line without an article") == 2
    assert '<div class="rank1"><dt>未归入</dt><dd>18</dd></div>' in shown(tmp_path, "index.html")


def test_a_refused_page_is_listed_with_the_reason(tmp_path: Path) -> None:
    put(tmp_path, "")
    html = shown(tmp_path, "index.html")

    assert "没有采用" in html and "E101" in html


def test_one_page_can_be_asked_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = put(folder, PAGE.replace("图书馆", "文化馆"), "02.txt")
    assert review(folder, "--page", str(other)) == 0
    names = sorted(path.name for path in (folder / "report").iterdir())

    assert names == ["2024-03-01-02.html", "index.html"]
    assert "2024-03-01-02.html" in capsys.readouterr().out


def test_a_page_that_is_not_there_is_a_problem(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert review(folder, "--page", str(folder / "in" / "nowhere.txt")) == 1
    assert "E118" in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert review(tmp_path) == 1
    assert "E110" in capsys.readouterr().err


def test_the_report_changes_nothing_else(folder: Path) -> None:
    def state() -> dict[Path, bytes]:
        return {p: p.read_bytes() for top in ("in", "out") for p in (folder / top).rglob("*") if p.is_file()}

    before = state()
    review(folder)

    assert state() == before


def test_files_of_earlier_reports_go_and_others_stay(folder: Path) -> None:
    review(folder)
    (folder / "report" / "notes.html").write_text("my own", encoding="utf-8")
    put(folder, PAGE).rename(folder / "in" / "2024-03-01" / "07.txt")
    review(folder)
    names = sorted(path.name for path in (folder / "report").iterdir())

    assert names == ["2024-03-01-07.html", "index.html", "notes.html"]


def test_the_same_report_comes_out_twice(folder: Path) -> None:
    assert shown(folder) == shown(folder)


def test_text_that_is_lost_makes_convert_fail_unless_lenient(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lose_headlines(monkeypatch)
    put(tmp_path, PAGE)

    assert convert(tmp_path) == 1
    said = capsys.readouterr().err
    assert "E109" in said and ":5:" in said and "run.py review" in said
    assert "W204" not in said
    assert list((tmp_path / "out").rglob("*.md")), "the articles are written all the same"
    assert convert(tmp_path, "--lenient") == 0
    assert 'class="line lost"' in shown(tmp_path)


def test_a_headline_without_a_text_makes_a_build_tell_of_pages_with_faults(built_copy: Edition) -> None:
    folder = built_copy.root / "content" / "issues" / "2024-07-01"
    folder.mkdir()
    (folder / "01.txt").write_text(ORPHANED, encoding="utf-8")
    outcome = build_convert(built_copy)
    said = outcome.text

    assert outcome.refused
    assert "E109 content/issues/2024-07-01/01.txt:1:" in said and "E109 content/issues/2024-07-01/01.txt:3:" in said
    assert list((built_copy.articles / "2024-07-01").glob("*.md")), "the articles are published all the same"


def lose_headlines(monkeypatch: pytest.MonkeyPatch) -> None:
    """A segmentation that forgets every headline: no page is known on which ours loses a line."""
    whole = pipeline.segment

    def losing(*given):
        drafts, unplaced = whole(*given)
        heads = tuple(block for draft in drafts for block in draft.header)
        return tuple(replace(draft, header=()) for draft in drafts), (*unplaced, *heads)

    monkeypatch.setattr(pipeline, "segment", losing)


def test_every_doubt_that_the_code_names_is_in_the_catalogue(house: Path) -> None:
    """And the catalogue holds no others."""
    package = house / "plugins" / "converter"
    code = "\n".join(path.read_text("utf-8") for path in package.rglob("*.py"))

    assert [key for key in catalogue() if f'"{key}"' not in code] == []
    drafts = "\n".join(path.read_text("utf-8") for path in (package / "segment").glob("*.py"))
    assert set(re.findall(r'doubts=\(.*?"([^"]+)"', drafts)) <= set(catalogue())


def test_every_kind_of_line_has_a_name_and_every_dropped_one_a_reason() -> None:
    assert set(words()["kinds"]) == {str(kind) for kind in LineKind}
    assert set(words()["dropped"]) == {str(kind) for kind in DROPPED}
