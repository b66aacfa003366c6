"""Whatever is done to an edition, building what changed gives the same bytes as building everything."""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from articles import write_article
from building import HOUSE, MANY, build_all, build_changes, take_templates, tree
from converter import stage
from fonts import square_font

pytestmark = pytest.mark.site

PIECES = 8 if MANY else 1
"""Several tests, so that several processes can share them."""
ISSUES = ("2024-06-11", "2024-06-12", "2024-07-01", "2023-12-31", "2024-06", "weekly-3")
BODIES = (
    "一段文字。",
    "组长于广洲说干了。\n\n## 后来\n\n皇{后=后}的头*发*。",
    "干部王二小发言。\n\n第二段。",
)
ARTICLES = st.fixed_dictionaries(
    {
        "title": st.sampled_from(["水库开闸", "于广洲谈头发", "干部下乡", "水库又开闸"]),
        "body": st.sampled_from(BODIES),
    },
    optional={
        "section": st.sampled_from(["教育", "时政", "新设"]),
        "tags": st.lists(st.sampled_from(["水库", "干部", "春耕", "水 库"]), max_size=2, unique=True),
        "authors": st.lists(st.sampled_from(["王二", "王 二", "于广洲", "汪尔", "马里"]), max_size=2, unique=True),
        "region": st.lists(st.sampled_from(["四川省/宜宾市", "四川省/宜宾县", "重庆市"]), max_size=2, unique=True),
        "rubric": st.sampled_from(["一线", "读者来信"]),
        "paper": st.sampled_from(["江城报", "山城报"]),
        "status": st.sampled_from(["draft", "removed"]),
        "hant": st.just({"头发": "頭发"}),
    },
)
TAGGED = [
    ("write", f"2024-06-11-01-0{one}", {"title": "水库开闸", "body": BODIES[0], "tags": ["于广洲", "干部"]})
    for one in (1, 2)
]
CREDITED = ("write", "2024-06-12-01-01", {"title": "水库开闸", "body": BODIES[0], "authors": ["于广洲"]})
SETTLED = ("write", "2024-06-12-01-02", {"title": "干部下乡", "body": BODIES[0], "hant": {"干部": "榦部"}})
"""Two tags: an author is called as one of them, later, and the word of the other is settled by another article."""
SPOKEN = [
    ("write", f"2024-06-11-01-0{one}", {"title": "水库", "body": "干部说干了。" * 30, "tags": ["水库", "春耕"]})
    for one in (1, 2)
]
"""Articles that stand alike in two lists, with a word that another one settles later (`SETTLED`)."""
COLUMN = [
    ("write", f"2024-06-11-01-0{one}", {"title": "水库", "body": BODIES[0], "rubric": "一线", "section": "教育"})
    for one in (1, 2)
]
"""Articles with a rubric whose address changes while one is read again, or comes back as it was."""
NAMES = st.builds(
    lambda issue, page, number: f"{issue}-0{page}-0{number}", st.sampled_from(ISSUES), *[st.integers(1, 2)] * 2
)
STEPS = st.one_of(
    st.tuples(st.just("write"), NAMES, ARTICLES),
    st.tuples(st.just("write"), NAMES, ARTICLES),
    st.tuples(st.just("delete"), st.integers(0, 9)),
    st.tuples(st.just("rename"), st.integers(0, 9), NAMES),
    st.tuples(st.just("theme"), st.sampled_from(["macros/story.html", "article.html", "partials/footer.html"])),
    st.tuples(st.just("name"), st.sampled_from(["江城", "山城"])),
    st.tuples(st.just("touch"), st.integers(0, 9)),
    st.tuples(st.just("address"), st.sampled_from(["front", "line"])),
    st.tuples(st.just("cards"), st.sampled_from(["", "a.ttf"])),
    st.tuples(st.just("glossary"), st.sampled_from(["", "干部\t干部\n"])),
    st.tuples(st.just("text"), st.sampled_from(["关于", "于广洲其人"])),
    st.tuples(st.just("style"), st.sampled_from(["a { color: red }", "a { color: blue }"])),
    st.tuples(st.just("unlink"), st.sampled_from(["index.html", "hant/2024/06/10/01-01.html", "theme/css/main.css"])),
    st.tuples(st.just("spoil"), st.sampled_from(["index.html", "hant/index.html", "tags/index.html"])),
)


def found(root: Path, number: int) -> Path | None:
    """An article that is there."""
    files = sorted((root / "content" / "articles").rglob("*.md"))
    return files[number % len(files)] if files else None


def do(root: Path, kind: str, *what: object) -> None:
    """One thing that an editor does, or that happens to the site."""
    content, theme = root / "content", root / "theme" / "templates"
    if kind == "write":
        name, keys = what
        write_article(root, str(name), **keys)  # type: ignore[arg-type]
    elif kind in ("delete", "rename"):
        file = found(root, int(what[0]))  # type: ignore[call-overload]
        if file and kind == "delete":
            file.unlink()
        elif file:
            target = content / "articles" / str(what[1]).rsplit("-", 2)[0] / f"{what[1]}.md"
            target.parent.mkdir(exist_ok=True)
            file.replace(target)
    elif kind == "touch":
        if file := found(root, int(what[0])):  # type: ignore[call-overload]
            file.write_bytes(file.read_bytes())
    elif kind == "address":
        (content / "vocabulary" / "addresses.tsv").write_text(f"rubric\t一线\t{what[0]}\n", encoding="utf-8")
    elif kind == "theme":
        with (theme / str(what[0])).open("a", encoding="utf-8") as file:
            file.write("<!-- 又 -->\n" if "article" not in str(what[0]) else "{# 又 #}\n")
    elif kind == "style":
        (root / "theme" / "static" / "css" / "print.css").write_text(f"{what[0]}\n", encoding="utf-8")
    elif kind == "unlink":
        (root / "output" / str(what[0])).unlink(missing_ok=True)
    elif kind == "name":
        (root / "edition.toml").write_text(f'name = "{what[0]}"\n[[sections]]\nname = "教育"\n', encoding="utf-8")
    elif kind == "cards":
        said = f'name = "江城"\nurl = "https://example.org/p"\ncard_font = "{what[0]}"\n'
        (root / "edition.toml").write_text(said, encoding="utf-8")
    elif kind == "glossary":
        (content / "vocabulary" / "glossary.tsv").write_text(str(what[0]), encoding="utf-8")
    elif kind == "text":
        (content / "pages" / "about.md").write_text(f"---\ntitle: {what[0]}\n---\n\n一页。\n", encoding="utf-8")
    elif kind == "spoil" and (root / "output" / str(what[0])).is_file():
        (root / "output" / str(what[0])).write_text("x", encoding="utf-8")


def edition(root: Path) -> Path:
    """An edition with the real theme and one article."""
    for folder in ("articles", "images", "pages", "vocabulary"):
        (root / "content" / folder).mkdir(parents=True)
    shutil.copytree(HOUSE / "theme", root / "theme")
    (root / "output").mkdir()
    square_font(root / "a.ttf", "江城国國報")
    do(root, "name", "江城")
    write_article(root, "2024-06-10-01-01", title="水库开闸", tags=["水库"], section="教育", authors=["王二"])
    return root


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition that was built once. It is copied, times and all, for every sequence."""
    root = edition(tmp_path_factory.mktemp("begun"))
    build_changes(root)
    return root


@pytest.mark.parametrize("piece", range(PIECES))
@given(sequence=st.lists(st.lists(STEPS, min_size=1, max_size=4), min_size=1, max_size=3))
@example(sequence=[TAGGED, [CREDITED], [SETTLED], [("delete", 3)]])  # words that stand in the names of terms
@example(sequence=[SPOKEN, [SETTLED]])  # what stands in the lists was turned by an earlier build
@example(sequence=[[("glossary", "干部\t干部\n"), ("delete", 0)]])  # all twins are turned anew, some go
@example(sequence=[COLUMN, [("delete", 2), ("address", "front")], [COLUMN[1], ("touch", 1)]])
@example(sequence=[COLUMN[:1], [("address", "front")], [("touch", 1), ("address", "line")]])
@settings(
    max_examples=MANY // PIECES or 4,
    deadline=None,
    derandomize=not MANY,
    phases=tuple(Phase) if MANY else (Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
def test_building_changes_is_building_everything(
    begun: Path, tmp_path_factory: pytest.TempPathFactory, piece: int, sequence: list[list[tuple[object, ...]]]
) -> None:
    root = tmp_path_factory.mktemp("edition") / "edition"
    shutil.copytree(begun, root)
    take_templates(begun, root)
    for steps in sequence:
        for kind, *what in steps:
            do(root, str(kind), *what)
        build_changes(root)
    assert tree(root / "output") == tree(build_all(root))
    shutil.rmtree(root)


def test_stages_are_said_when_asked(
    begun: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "edition"
    shutil.copytree(begun, root)
    monkeypatch.setenv(stage.ASKED, "1")
    build_changes(root)
    said = capsys.readouterr().out.splitlines()
    assert [line for line in said if line.startswith(stage.MARK)] == [f"{stage.MARK}render", f"{stage.MARK}mirror"]


def test_nothing_changed_makes_nothing(tmp_path: Path) -> None:
    root = edition(tmp_path)
    build_changes(root)
    assert not build_changes(root).written
    pages = [path.name for path in (root / "build" / "staged").rglob("*.html")]
    assert pages == []


def test_a_new_issue_leaves_old_pages_alone(tmp_path: Path) -> None:
    root = edition(tmp_path)
    write_article(root, "2024-03-01-01-01", title="干部下乡", section="教育", tags=["水库"])
    build_changes(root)
    write_article(root, "2024-06-11-01-01", title="春耕", section="教育")
    written = build_changes(root).written
    assert "2024/06/11/01-01.html" in written and "hant/2024/06/11/01-01.html" in written
    assert not [path for path in written if path.startswith("2024/03/01/")]


def test_an_edited_text_makes_only_what_shows_it(tmp_path: Path) -> None:
    root = edition(tmp_path)
    for name in ("2024-06-11-01-01", "2024-06-11-01-02", "2024-06-11-02-03", "2024-06-11-03-04", "2024-06-11-04-05"):
        write_article(root, name, title=f"第{name[-1]}篇", section=f"第{name[-1]}版块")
    build_changes(root)
    write_article(root, "2024-06-11-01-01", title="第1篇", section="第1版块", body="另一段文字，长得多。")
    written = build_changes(root).written
    same = (path.relative_to(root / "build/staged").as_posix() for path in (root / "build/staged").rglob("*.html"))
    made = {path.name for path in map(Path, (*written, *same)) if path.as_posix().startswith("2024/06/11/")}
    # The map of a page hangs on the length of its articles; it stands on these, and on all pages of the issue.
    pages = {f"0{number}.html" for number in range(1, 5)}
    whole = {"01-01.html", "01-02.html", *pages, "index.html", "read.html"}
    assert {name for name in made if name.endswith(".html")} == whole


def test_an_article_in_a_list_is_made_once_for_all_builds(tmp_path: Path) -> None:
    root = edition(tmp_path)
    write_article(root, "2024-06-11-01-01", title="水库开闸", tags=["水库"])
    write_article(root, "2024-06-11-01-02", title="干部下乡", tags=["水库"])
    build_changes(root)
    with closing(sqlite3.connect(root / "build" / "catalogue.sqlite")) as catalogue, catalogue:
        catalogue.execute("UPDATE piece SET text = replace(replace(text, '开闸', '那时'), '下乡', '那时')")
    write_article(root, "2024-06-11-01-01", title="水库开闸了", tags=["水库"])
    write_article(root, "2024-06-12-01-01", title="春耕", tags=["水库"])
    build_changes(root)
    page = (root / "output" / "tag" / "shui-ku" / "index.html").read_text(encoding="utf-8")
    titles = [re.sub("<wbr>|<[^>]+>", "", title) for title in re.findall(r'"story__title">(.+?)</h', page)]
    assert titles == ["春耕", "水库开闸了", "干部那时", "水库那时"]
