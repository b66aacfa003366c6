"""Journeys of an editor: what is on disk is never overwritten, and what is gone leaves no trace."""

from __future__ import annotations

from pathlib import Path

import pytest

from converter.__main__ import main

PAGE = """全县春耕备耕全面展开

本报讯（记者 林远山）近日，县农业农村局组织农技人员下乡指导春耕，全县春耕备耕全面展开。

据悉，全县已备足种子化肥，农机检修率达九成以上。

县图书馆新馆开馆

本报讯（记者 周小满）昨日，县图书馆新馆开馆，首日接待读者两千余人。

图书馆新馆藏书二十万册，设有少儿阅览区和老年阅览区。
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in" / "2024-03-01").mkdir(parents=True)
    (tmp_path / "in" / "2024-03-01" / "01.txt").write_text(PAGE, encoding="utf-8")
    assert convert(tmp_path) == 0
    return tmp_path


def convert(folder: Path) -> int:
    return main(["--source", str(folder / "in"), "--output", str(folder / "out")])


def source(folder: Path) -> Path:
    return folder / "in" / "2024-03-01" / "01.txt"


def article(folder: Path, number: int = 1) -> Path:
    return folder / "out" / "2024-03-01" / f"20240301-01-{number:02d}.md"


def test_a_page_becomes_one_file_an_article(folder: Path) -> None:
    names = sorted(path.name for path in article(folder).parent.iterdir())

    assert names == [".generated", "01.ledger", "20240301-01-01.md", "20240301-01-02.md"]


def test_converting_again_touches_nothing(folder: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in article(folder).parent.iterdir()}

    assert convert(folder) == 0
    assert {path: path.stat().st_mtime_ns for path in article(folder).parent.iterdir()} == before


def test_an_edited_article_stays_when_its_page_has_not_changed(folder: Path) -> None:
    edited = article(folder).read_text("utf-8").replace("全面展开", "全面铺开")
    article(folder).write_text(edited, encoding="utf-8")

    assert convert(folder) == 0
    assert article(folder).read_text("utf-8") == edited
    assert not article(folder).with_suffix(".md.new").exists()


def test_an_unedited_article_follows_its_page(folder: Path) -> None:
    source(folder).write_text(PAGE.replace("两千余人", "三千余人"), encoding="utf-8")

    assert convert(folder) == 0
    assert "三千余人" in article(folder, 2).read_text("utf-8")


NEW = """柳林镇修通产业路

本报讯（通讯员 李春雨）三月五日，柳林镇全长八公里的果园产业路建成通车，沿线三个村的柑橘可以直接装车外运。

"""


def test_an_article_put_in_above_takes_no_number_from_the_others(folder: Path) -> None:
    edited = article(folder).read_text("utf-8").replace("全面展开", "全面铺开")
    article(folder).write_text(edited, encoding="utf-8")
    source(folder).write_text(NEW + PAGE, encoding="utf-8")

    convert(folder)

    texts = {n: article(folder, n).read_text("utf-8") for n in (1, 2, 3)}
    assert "全面铺开" in texts[1] and "图书馆" in texts[2] and "产业路" in texts[3]


def test_a_deleted_article_is_not_mistaken_for_one_put_in_above(folder: Path) -> None:
    article(folder).unlink()
    source(folder).write_text(NEW + PAGE, encoding="utf-8")

    convert(folder)

    assert not article(folder).exists()
    assert "产业路" in article(folder, 3).read_text("utf-8")


def test_a_number_is_never_given_again(folder: Path) -> None:
    first = PAGE.split("县图书馆新馆开馆\n", 1)[0]
    source(folder).write_text(first, encoding="utf-8")
    convert(folder)
    source(folder).write_text(first + "\n" + NEW, encoding="utf-8")

    convert(folder)

    assert sorted(p.name for p in article(folder).parent.glob("*.md")) == ["20240301-01-01.md", "20240301-01-03.md"]


def test_an_article_keeps_its_number_when_headline_and_place_change(folder: Path) -> None:
    first, second = PAGE.split("县图书馆新馆开馆\n", 1)
    source(folder).write_text("新馆迎来首批读者\n" + second + "\n" + first, encoding="utf-8")

    convert(folder)

    assert "新馆迎来首批读者" in article(folder, 2).read_text("utf-8")
    assert "春耕" in article(folder, 1).read_text("utf-8")


def test_a_new_file_takes_no_page_from_one_without_a_number(folder: Path) -> None:
    letters = folder / "in" / "2024-03-02"
    letters.mkdir()
    (letters / "m.txt").write_text(PAGE, encoding="utf-8")
    convert(folder)
    before = (folder / "out" / "2024-03-02" / "20240302-01-01.md").read_bytes()
    (letters / "a.txt").write_text(NEW, encoding="utf-8")

    convert(folder)

    assert (folder / "out" / "2024-03-02" / "20240302-01-01.md").read_bytes() == before
    assert "产业路" in (folder / "out" / "2024-03-02" / "20240302-02-01.md").read_text("utf-8")


def test_an_open_proposal_is_told_again(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article(folder, 2).write_text("---\ntitle: x\n---\n", encoding="utf-8")
    source(folder).write_text(PAGE.replace("两千余人", "三千余人"), encoding="utf-8")
    convert(folder)
    capsys.readouterr()

    convert(folder)

    assert "W201" in capsys.readouterr().err


def test_the_proposal_goes_when_the_editor_has_taken_it_over(folder: Path) -> None:
    article(folder, 2).write_text("---\ntitle: x\n---\n", encoding="utf-8")
    source(folder).write_text(PAGE.replace("两千余人", "三千余人"), encoding="utf-8")
    convert(folder)
    proposal = article(folder, 2).with_suffix(".md.new")
    article(folder, 2).write_bytes(proposal.read_bytes())

    convert(folder)

    assert not proposal.exists()


def test_a_deleted_article_stays_deleted(folder: Path) -> None:
    article(folder, 2).unlink()

    convert(folder)

    assert not article(folder, 2).exists()


def test_a_removed_page_takes_its_articles_with_it(folder: Path) -> None:
    source(folder).unlink()

    assert convert(folder) == 0
    assert list((folder / "out").iterdir()) == []


def test_pages_of_another_folder_stay(folder: Path) -> None:
    (folder / "more").mkdir()
    (folder / "more" / "2024-03-02.txt").write_text(PAGE, encoding="utf-8")

    assert main(["--source", str(folder / "more"), "--output", str(folder / "out")]) == 0
    assert article(folder).exists()


def test_a_removed_page_leaves_an_edited_article(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article(folder).write_text("---\ntitle: 改过\n---\n", encoding="utf-8")
    source(folder).unlink()

    convert(folder)

    assert [path.name for path in article(folder).parent.iterdir()] == [article(folder).name]
    assert "W202" in capsys.readouterr().err


def test_a_page_that_can_no_longer_be_read_keeps_its_articles(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source(folder).write_bytes(b"")

    assert convert(folder) == 1
    assert article(folder).exists()
    assert "W204" in capsys.readouterr().err


def test_a_hand_made_file_under_the_same_name_is_not_overwritten(folder: Path) -> None:
    (folder / "out" / "2024-03-01" / "01.ledger").unlink()
    (folder / "out" / "2024-03-01" / ".generated" / "20240301-01-01.md.last").unlink()
    (folder / "out" / "2024-03-01" / ".generated" / "20240301-01-02.md.last").unlink()
    article(folder).write_text("my own", encoding="utf-8")

    convert(folder)

    assert article(folder).read_text("utf-8") == "my own"
    assert article(folder).with_suffix(".md.new").exists()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"files": 3}', '{"files": {"../../x": "y"}}'])
def test_a_broken_ledger_harms_nothing(folder: Path, text: str) -> None:
    (folder / "out" / "2024-03-01" / "01.ledger").write_text(text, encoding="utf-8")

    assert convert(folder) == 0
    assert article(folder).exists()
