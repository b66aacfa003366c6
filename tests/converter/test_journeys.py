"""Journeys of an editor whose page is converted again: nothing lost, nothing overwritten."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from catalogue.scan import walk
from converter.__main__ import main

SPRING = """全县春耕备耕全面展开

本报讯（记者 林远山）近日，县农业农村局组织农技人员下乡指导春耕，全县春耕备耕全面展开。

据悉，全县已备足种子化肥，农机检修率达九成以上。

"""
LIBRARY = """县图书馆新馆开馆

本报讯（记者 周小满）昨日，县图书馆新馆开馆，首日接待读者两千余人。

图书馆新馆藏书二十万册，设有少儿阅览区和老年阅览区。
"""
ROAD = """柳林镇修通产业路

本报讯（通讯员 李春雨）三月五日，柳林镇全长八公里的果园产业路建成通车，沿线三个村的柑橘可以直接装车外运。

"""
BRIDGE = """青石河大桥主体合龙

本报讯（记者 罗大川）三月六日，青石河大桥主体顺利合龙，两岸群众出行时间将缩短四十分钟。

大桥全长六百二十米，双向四车道，预计年底通车。
"""


class Desk:
    """A newspaper in a folder, and its articles."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root, self._capsys = root, capsys
        self.pages = root / "in" / "2024-03-01"
        self.articles = root / "out" / "2024-03-01"
        self.pages.mkdir(parents=True)

    def convert(self, **pages: str) -> str:
        """Put pages in (`p01` is 01.txt), convert, and return what was said."""
        for name, text in pages.items():
            (self.pages / f"{name[1:]}.txt").write_text(text, encoding="utf-8")
        self._capsys.readouterr()
        assert main(["--source", str(self.root / "in"), "--output", str(self.root / "out")]) == 0
        return self._capsys.readouterr().err

    def path(self, article: str) -> Path:
        return self.articles / f"20240301-{article}.md"

    def read(self, article: str) -> str:
        return self.path(article).read_text("utf-8")

    def edit(self, article: str, before: str, after: str) -> str:
        text = self.read(article)
        assert before in text
        self.path(article).write_text(text.replace(before, after), encoding="utf-8")
        return self.read(article)

    def proposal(self, article: str) -> Path:
        return self.path(article).with_suffix(".md.new")

    def names(self) -> list[str]:
        return sorted(path.name.removeprefix("20240301-") for path in self.articles.glob("*.md"))

    def codes(self, said: str) -> list[str]:
        return re.findall(r"\b[EW]\d{3}\b", said)


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    desk = Desk(tmp_path, capsys)
    desk.convert(p01=SPRING + LIBRARY)
    return desk


def test_an_edited_headline_stays_while_the_text_follows_its_page(desk: Desk) -> None:
    desk.edit("01-02", "title: 县图书馆新馆开馆", "title: 县图书馆新馆开门迎客")

    said = desk.convert(p01=SPRING + LIBRARY.replace("两千余人", "三千余人"))

    text = desk.read("01-02")
    assert "开门迎客" in text and "三千余人" in text and "两千余人" not in text
    assert not desk.proposal("01-02").exists()
    assert f"W205 {desk.path('01-02').as_posix()}:1" in said and "'text'" in said


def test_an_edited_paragraph_stays_while_its_neighbour_follows_the_page(desk: Desk) -> None:
    desk.edit("01-02", "二十万册", "二十一万册")

    desk.convert(p01=SPRING + LIBRARY.replace("两千余人", "三千余人"))

    assert "二十一万册" in desk.read("01-02") and "三千余人" in desk.read("01-02")


def test_a_change_elsewhere_on_the_page_is_merged_without_a_word(desk: Desk) -> None:
    desk.edit("01-02", "二十万册", "二十一万册")

    said = desk.convert(p01=SPRING.replace("九成", "八成") + LIBRARY)

    assert desk.codes(said) == []
    sources = {re.search(r"sha256: (\w+)", desk.read(article))[1] for article in ("01-01", "01-02")}  # type: ignore[index]
    assert len(sources) == 1


def test_both_changed_keeps_the_edit_and_lays_the_new_text_beside_it(desk: Desk) -> None:
    edited = desk.edit("01-02", "两千余人", "两千五百人")
    line = edited.split("\n").index(next(line for line in edited.split("\n") if "两千五百人" in line)) + 1

    said = desk.convert(p01=SPRING + LIBRARY.replace("两千余人", "三千余人"))

    assert "两千五百人" in desk.read("01-02") and "三千余人" not in desk.read("01-02")
    assert "三千余人" in desk.proposal("01-02").read_text("utf-8")
    assert f"W201 {desk.path('01-02').as_posix()}:{line}" in said and "'text'" in said


def test_a_conflict_in_one_field_holds_no_other_field_back(desk: Desk) -> None:
    desk.edit("01-02", "title: 县图书馆新馆开馆", "title: 新馆开门迎客")

    said = desk.convert(p01=SPRING + LIBRARY.replace("新馆开馆\n", "新馆试运行\n", 1).replace("二十万", "二十二万"))

    assert "title: 新馆开门迎客" in desk.read("01-02") and "二十二万" in desk.read("01-02")
    assert "title: 县图书馆新馆试运行" in desk.proposal("01-02").read_text("utf-8")
    assert "'title'" in said


def conflict(desk: Desk) -> None:
    """A headline in conflict, and an edit that is none."""
    desk.edit("01-02", "title: 县图书馆新馆开馆", "title: 新馆开门迎客")
    desk.edit("01-02", "二十万册", "二十一万册")
    desk.convert(p01=SPRING + LIBRARY.replace("新馆开馆\n", "新馆试运行\n", 1))


def test_an_open_conflict_is_told_until_its_proposal_is_deleted(desk: Desk) -> None:
    conflict(desk)

    assert "'title'" in desk.convert()
    desk.proposal("01-02").unlink()
    assert desk.codes(desk.convert()) == []
    assert "title: 新馆开门迎客" in desk.read("01-02")


def test_a_conflict_is_closed_when_the_editor_has_taken_the_new_value_over(desk: Desk) -> None:
    conflict(desk)
    edited = desk.edit("01-02", "title: 新馆开门迎客", "title: 县图书馆新馆试运行")

    assert desk.codes(desk.convert()) == []
    assert not desk.proposal("01-02").exists()
    assert desk.read("01-02") == edited


def test_an_open_conflict_survives_another_change_of_the_page(desk: Desk) -> None:
    conflict(desk)

    said = desk.convert(p01=SPRING + LIBRARY.replace("新馆开馆\n", "新馆试运行\n", 1).replace("两千余人", "三千余人"))

    assert "'title'" in said
    assert "三千余人" in desk.read("01-02") and "三千余人" in desk.proposal("01-02").read_text("utf-8")


def test_a_locked_field_never_changes_and_the_rest_follows(desk: Desk) -> None:
    desk.edit("01-02", "title: 县图书馆新馆开馆\n", "title: 新馆开门迎客\nlocked: [title]\n")

    said = desk.convert(p01=SPRING + LIBRARY.replace("新馆开馆\n", "新馆试运行\n", 1).replace("两千余人", "三千余人"))

    assert "title: 新馆开门迎客" in desk.read("01-02") and "三千余人" in desk.read("01-02")
    assert desk.codes(said) == ["W205"] and "'text'" in said


@pytest.mark.parametrize("page", [LIBRARY.replace("两千余人", "三千余人"), ""], ids=["changed", "gone"])
def test_a_locked_article_is_never_touched_nor_spoken_of(desk: Desk, page: str) -> None:
    edited = desk.edit("01-02", "title: ", "locked: all\ntitle: ")

    assert desk.codes(desk.convert(p01=SPRING + page)) == []
    assert desk.read("01-02") == edited
    assert not desk.proposal("01-02").exists()


def test_a_renamed_article_is_found_by_its_id(desk: Desk) -> None:
    desk.path("01-01").rename(desk.articles / "春耕.md")
    desk.path("01-02").rename(desk.articles / "图书馆.md")
    kept = desk.articles / "图书馆.md"
    kept.write_text(kept.read_text("utf-8").replace("二十万", "二十一万"), encoding="utf-8")

    desk.convert(p01=SPRING.replace("九成", "八成") + LIBRARY.replace("两千余人", "三千余人"))

    assert desk.names() == ["图书馆.md", "春耕.md"]
    assert "八成" in (desk.articles / "春耕.md").read_text("utf-8")
    assert "二十一万" in kept.read_text("utf-8") and "三千余人" in kept.read_text("utf-8")


def test_a_renamed_article_goes_with_its_page(desk: Desk) -> None:
    desk.path("01-02").rename(desk.articles / "图书馆.md")

    desk.convert(p01=SPRING)

    assert desk.names() == ["01-01.md"]


def test_a_deleted_article_stays_deleted_and_it_is_told_once_if_its_page_says_more(desk: Desk) -> None:
    desk.path("01-02").unlink()
    page = SPRING + LIBRARY.replace("两千余人", "三千余人")

    assert desk.codes(desk.convert(p01=page)) == ["W206"]
    assert desk.codes(desk.convert()) == []
    assert desk.names() == ["01-01.md"]


def test_a_deleted_article_that_leaves_its_page_and_comes_back_stays_deleted(desk: Desk) -> None:
    desk.path("01-02").unlink()
    desk.convert(p01=SPRING)

    desk.convert(p01=SPRING + LIBRARY)

    assert desk.names() == ["01-01.md"]


def test_an_article_that_leaves_its_page_and_comes_back_has_its_old_number(desk: Desk) -> None:
    desk.convert(p01=LIBRARY)
    desk.convert(p01=ROAD + LIBRARY)

    desk.convert(p01=ROAD + SPRING + LIBRARY)

    assert desk.names() == ["01-01.md", "01-02.md", "01-03.md"]
    assert "春耕" in desk.read("01-01")


def test_an_edited_article_that_left_its_page_is_told_and_merged_when_it_comes_back(desk: Desk) -> None:
    desk.edit("01-02", "二十万册", "二十一万册")

    assert desk.codes(desk.convert(p01=SPRING)) == ["W202"]
    assert desk.codes(desk.convert()) == ["W202"]
    desk.convert(p01=SPRING + LIBRARY.replace("两千余人", "三千余人"))

    assert "二十一万册" in desk.read("01-02") and "三千余人" in desk.read("01-02")


def split(desk: Desk, name: str = "01-02b") -> str:
    """The second paragraph becomes an article of its own; the text of its file."""
    head, first, second = desk.read("01-02").rsplit("\n\n", 2)
    desk.path("01-02").write_text(f"{head}\n\n{first}\n", encoding="utf-8")
    desk.path(name).write_text(f"{head.replace('01-02', name, 1)}\n\n{second}", encoding="utf-8")
    return desk.read(name)


def test_an_article_split_in_two_by_hand_stays_two(desk: Desk) -> None:
    own = split(desk)

    desk.convert(p01=SPRING + LIBRARY.replace("两千余人", "三千余人"))

    assert desk.read("01-02b") == own
    assert "三千余人" in desk.read("01-02") and "二十万册" not in desk.read("01-02")


def test_a_change_in_the_part_that_was_split_off_is_not_lost(desk: Desk) -> None:
    own = split(desk)

    said = desk.convert(p01=SPRING + LIBRARY.replace("二十万册", "二十二万册"))

    assert "W201" in said
    assert "二十二万册" in desk.proposal("01-02").read_text("utf-8")
    assert desk.read("01-02b") == own and "藏书" not in desk.read("01-02")


def test_a_new_article_takes_no_number_that_an_editor_gave(desk: Desk) -> None:
    own = split(desk, "01-03")

    desk.convert(p01=ROAD + SPRING + LIBRARY)

    assert desk.read("01-03") == own
    assert "产业路" in desk.read("01-04")


def test_two_articles_merged_by_hand_stay_one(desk: Desk) -> None:
    body = desk.read("01-02").split("---\n\n", 1)[1]
    desk.path("01-01").write_text(desk.read("01-01") + "\n" + body, encoding="utf-8")
    desk.path("01-02").unlink()

    said = desk.convert(p01=SPRING.replace("九成", "八成") + LIBRARY.replace("两千余人", "三千余人"))

    assert desk.names() == ["01-01.md"]
    assert "八成" in desk.read("01-01") and "两千余人" in desk.read("01-01") and "藏书二十万册" in desk.read("01-01")
    assert sorted(desk.codes(said)) == ["W205", "W206"]


def test_a_renumbered_page_keeps_its_articles_with_ids_and_edits(desk: Desk) -> None:
    desk.edit("01-02", "二十万册", "二十一万册")
    (desk.pages / "01.txt").rename(desk.pages / "02.txt")

    desk.convert(p01=ROAD + BRIDGE)

    assert desk.names() == ["01-01.md", "01-02.md", "01-03.md", "01-04.md"]
    assert "春耕" in desk.read("01-01") and "page: '02'" in desk.read("01-01")
    assert "二十一万册" in desk.read("01-02") and "page: '02'" in desk.read("01-02")
    assert "产业路" in desk.read("01-03") and "page: '01'" in desk.read("01-03")


def test_pages_that_change_places_keep_their_articles(desk: Desk) -> None:
    desk.convert(p02=ROAD + BRIDGE)
    desk.edit("01-01", "九成", "八成")
    desk.edit("02-01", "八公里", "九公里")

    said = desk.convert(p01=ROAD + BRIDGE, p02=SPRING + LIBRARY)

    assert desk.names() == ["01-01.md", "01-02.md", "02-01.md", "02-02.md"]
    assert "八成" in desk.read("01-01") and "page: '02'" in desk.read("01-01")
    assert "九公里" in desk.read("02-01") and "page: '01'" in desk.read("02-01")
    assert set(desk.codes(said)) == {"W205"}


def test_numbers_stay_apart_when_a_page_moves_twice(desk: Desk) -> None:
    (desk.pages / "01.txt").rename(desk.pages / "02.txt")
    desk.convert(p01=ROAD)
    (desk.pages / "01.txt").rename(desk.pages / "03.txt")

    desk.convert(p01=BRIDGE)

    assert desk.names() == ["01-01.md", "01-02.md", "01-03.md", "01-04.md"]
    assert "大桥" in desk.read("01-04")


def test_a_page_that_moves_up_replaces_the_one_that_was_taken_out(desk: Desk) -> None:
    desk.convert(p02=ROAD + BRIDGE)
    desk.edit("01-01", "九成", "八成")
    (desk.pages / "02.txt").replace(desk.pages / "01.txt")

    said = desk.convert()

    assert desk.names() == ["01-01.md", "02-01.md", "02-02.md"]
    assert "八成" in desk.read("01-01") and "page: '01'" in desk.read("02-01")
    assert desk.codes(said) == ["W202"]


def test_a_page_renumbered_and_corrected_at_once_keeps_its_ids(desk: Desk) -> None:
    (desk.pages / "01.txt").unlink()

    desk.convert(p03=SPRING + LIBRARY.replace("两千余人", "三千余人"))

    assert desk.names() == ["01-01.md", "01-02.md"]
    assert "三千余人" in desk.read("01-02") and "page: '03'" in desk.read("01-02")


def test_reordered_and_retitled_articles_keep_their_ids_and_edits(desk: Desk) -> None:
    desk.edit("01-02", "二十万册", "二十一万册")

    desk.convert(p01=LIBRARY.replace("县图书馆新馆开馆", "新馆迎来首批读者", 1) + "\n" + SPRING)

    assert "title: 新馆迎来首批读者" in desk.read("01-02") and "二十一万册" in desk.read("01-02")
    assert "春耕" in desk.read("01-01")


@pytest.mark.parametrize("save", ["utf-8", "utf-8-sig"])
def test_an_article_saved_on_another_system_keeps_its_line_ends(desk: Desk, save: str) -> None:
    text = desk.read("01-02").replace("二十万册", "二十一万册").replace("\n", "\r\n")
    desk.path("01-02").write_bytes(text.encode(save))

    desk.convert(p01=SPRING + LIBRARY.replace("两千余人", "三千余人"))

    assert desk.path("01-02").read_bytes() == re.sub(
        "sha256: \\w+", desk_sha(desk), text.replace("两千余人", "三千余人")
    ).encode(save)


def desk_sha(desk: Desk) -> str:
    return re.search(r"sha256: \w+", desk.read("01-01"))[0]  # type: ignore[index]


@pytest.mark.parametrize(
    "spoil",
    [b"\xff\xfe broken", b"no front matter", b"---\ntitle: [\n---\n\nx\n", b"---\nid: a\nid: b\n---\n"],
    ids=["not UTF-8", "no front matter", "no YAML", "a key twice"],
)
def test_an_article_that_cannot_be_read_stays_as_it_is(desk: Desk, spoil: bytes) -> None:
    desk.path("01-02").write_bytes(spoil)

    desk.convert(p01=SPRING + LIBRARY.replace("两千余人", "三千余人"))

    assert desk.path("01-02").read_bytes() == spoil


def test_without_the_text_as_generated_nothing_is_merged(desk: Desk) -> None:
    edited = desk.edit("01-02", "二十万册", "二十一万册")
    (desk.articles / ".generated" / "20240301-01-02.md.last").write_text("spoiled", encoding="utf-8")

    said = desk.convert(p01=SPRING + LIBRARY.replace("两千余人", "三千余人"))

    assert desk.read("01-02") == edited
    assert desk.proposal("01-02").exists() and "'source, text'" in said


def test_articles_as_generated_are_no_articles(desk: Desk) -> None:
    hidden = [path for path in desk.articles.rglob("*") if path.parent.name == ".generated"]

    assert sorted(path.name for path in hidden) == ["20240301-01-01.md.last", "20240301-01-02.md.last"]
    assert len(list(desk.articles.rglob("*.md"))) == 2
    assert sorted(found.path for found in walk(desk.root, desk.root)) == [
        "out/2024-03-01/20240301-01-01.md",
        "out/2024-03-01/20240301-01-02.md",
    ]


def test_a_ledger_of_an_earlier_version_is_understood(desk: Desk) -> None:
    ledger = desk.articles / "01.ledger"
    told = {key: value for key, value in json.loads(ledger.read_text("utf-8")).items() if key not in ("absent", "open")}
    ledger.write_text(json.dumps(told), encoding="utf-8")
    for path in (desk.articles / ".generated").iterdir():
        path.unlink()
    edited = desk.edit("01-02", "二十万册", "二十一万册")

    assert desk.codes(desk.convert()) == []
    assert desk.read("01-02") == edited
    said = desk.convert(p01=SPRING + LIBRARY.replace("两千余人", "三千余人"))
    assert desk.codes(said) == ["W205"]


def test_line_ends_that_git_changed_are_no_edit(desk: Desk) -> None:
    desk.edit("01-02", "二十万册", "二十一万册")
    for path in (*desk.articles.glob("*.md"), *(desk.articles / ".generated").iterdir()):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    said = desk.convert(p01=SPRING.replace("九成", "八成") + LIBRARY.replace("两千余人", "三千余人"))

    assert "八成" in desk.read("01-01")
    assert "二十一万册" in desk.read("01-02") and "三千余人" in desk.read("01-02")
    assert desk.codes(said) == ["W205"]


# ------------------------------------------------------- a page goes to another issue


def other_issue(desk: Desk) -> Path:
    """The folder of the issue is renamed, as when its true date becomes known; where its articles are to be."""
    desk.pages.rename(desk.pages.with_name("2024-03-08"))
    return desk.articles.with_name("2024-03-08")


def test_a_renamed_issue_keeps_edits_and_deletions(desk: Desk) -> None:
    desk.edit("01-02", "二十万册", "二十一万册")
    desk.path("01-01").unlink()
    articles = other_issue(desk)

    said = desk.convert()

    assert [path.name for path in articles.glob("*.md")] == ["20240308-01-02.md"]
    text = (articles / "20240308-01-02.md").read_text("utf-8")
    assert "id: 20240308-01-02\n" in text and "issue: '2024-03-08'" in text and "二十一万册" in text
    assert desk.codes(said) == ["W207", "W205"] and "'2024-03-01 → 2024-03-08'" in said
    assert not desk.articles.exists()
    assert desk.codes(desk.convert()) == []


def test_a_file_that_an_editor_has_renamed_and_its_proposal_go_with_their_issue(desk: Desk) -> None:
    conflict(desk)
    desk.path("01-02").rename(desk.articles / "图书馆.md")
    desk.proposal("01-02").rename(desk.articles / "图书馆.md.new")
    articles = other_issue(desk)

    said = desk.convert()

    names = [path.name for path in sorted(articles.iterdir()) if path.suffix != ".ledger"]
    assert names == [".generated", "20240308-01-01.md", "图书馆.md", "图书馆.md.new"]
    assert "W201" in said and "'title'" in said
    assert "id: 20240308-01-02" in (articles / "图书馆.md.new").read_text("utf-8")


def test_a_page_put_into_another_issue_takes_numbers_that_are_free_there(desk: Desk) -> None:
    second = desk.pages.with_name("2024-03-08")
    second.mkdir()
    (second / "01.txt").write_text(ROAD + BRIDGE, encoding="utf-8")
    desk.convert()
    desk.edit("01-02", "二十万册", "二十一万册")
    (desk.pages / "01.txt").rename(second / "02.txt")

    desk.convert()

    articles = desk.articles.with_name("2024-03-08")
    assert sorted(path.stem for path in articles.glob("*.md")) == [
        *("20240308-01-01", "20240308-01-02"),
        *("20240308-02-01", "20240308-02-02"),
    ]
    assert "二十一万册" in (articles / "20240308-02-02.md").read_text("utf-8")


def test_the_same_page_in_two_issues_stays_where_it_was(desk: Desk) -> None:
    desk.edit("01-02", "二十万册", "二十一万册")
    second = desk.pages.with_name("2024-03-08")
    second.mkdir()
    (second / "01.txt").write_bytes((desk.pages / "01.txt").read_bytes())

    assert desk.codes(desk.convert()) == []
    assert "二十一万册" in desk.read("01-02")


# ------------------------------------------------------------------ a ledger is lost

LOST = {"lost": None, "empty": "", "in conflict": "<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> other\n"}


@pytest.mark.parametrize("left", LOST.values(), ids=LOST)
def test_a_lost_ledger_is_made_anew_from_the_articles_as_generated(desk: Desk, left: str | None) -> None:
    desk.convert(p01=SPRING + ROAD + LIBRARY)
    desk.edit("01-02", "二十万册", "二十一万册")
    desk.path("01-01").unlink()
    ledger = desk.articles / "01.ledger"
    ledger.unlink() if left is None else ledger.write_text(left, encoding="utf-8")

    said = desk.convert(p01=ROAD + SPRING + LIBRARY.replace("两千余人", "三千余人") + "\n" + BRIDGE)

    assert desk.names() == ["01-02.md", "01-03.md", "01-04.md"]
    assert "二十一万册" in desk.read("01-02") and "三千余人" in desk.read("01-02")
    assert "产业路" in desk.read("01-03") and "大桥" in desk.read("01-04")
    assert sorted(desk.codes(said)) == ["W203", "W205"]
    assert desk.codes(desk.convert()) == []


# --------------------------------------------------------------- the disk says no


def test_what_cannot_be_written_is_told_and_other_pages_are_converted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for issue in ("2024-03-01", "2024-03-08"):
        (tmp_path / "in" / issue).mkdir(parents=True)
        (tmp_path / "in" / issue / "01.txt").write_text(SPRING, encoding="utf-8")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "2024-03-01").write_text("in the way", encoding="utf-8")

    assert main(["--source", str(tmp_path / "in"), "--output", str(tmp_path / "out")]) == 1

    said = capsys.readouterr()
    assert f"E125 {(tmp_path / 'out' / '2024-03-01').as_posix()}:1:1: " in said.err
    assert "01.txt: not written, E125\n" in said.out
    assert (tmp_path / "out" / "2024-03-08" / "20240308-01-01.md").exists()


def test_a_link_that_leads_nowhere_is_no_article(desk: Desk) -> None:
    (desk.articles / "x.md").symlink_to("nowhere")
    desk.path("01-01").rename(desk.articles / "春耕.md")

    assert desk.codes(desk.convert(p01=SPRING.replace("九成", "八成") + LIBRARY)) == []
    assert "八成" in (desk.articles / "春耕.md").read_text("utf-8")
