"""Which files are pages of which issue."""

from __future__ import annotations

from pathlib import Path

import pytest

from converter.discover import Source, discover, issue_key, page_label
from converter.problems import render


def put(root: Path, **files: str) -> None:
    for name, text in files.items():
        path = root / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def claims(sources: tuple[Source, ...]) -> list[tuple[str, str, str | None]]:
    return [(s.issue.key, s.page, s.page_name) for s in sources]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("2024-06-11", "2024-06-11"),
        ("20240611", "2024-06-11"),
        ("2024-06-11-b", "2024-06-11-b"),
        ("2024年6月11日", "2024-06-11"),
        ("2024-06", "2024-06"),
        ("Weekly 3", "weekly-3"),
        ("../../etc", "etc"),
        ("2024-06-11-evening", "2024-06-11-evening"),
    ],
)
def test_key_of_an_issue(name: str, key: str) -> None:
    assert issue_key(name) == key


def test_keys_of_chinese_names_are_ascii_and_differ() -> None:
    one, two = issue_key("周末版"), issue_key("周刊")

    assert one.isascii() and two.isascii() and one != two


@pytest.mark.parametrize(("value", "label"), [("1", "01"), ("A3", "a03"), ("012", "12"), (7, "07"), ("100", "100")])
def test_label_of_a_page(value: object, label: str) -> None:
    assert page_label(value) == label


def test_pages_are_numbered_by_their_names_and_the_others_fill_the_gaps(tmp_path: Path) -> None:
    put(tmp_path, **{"2024-06-11__02 要闻.txt": "x", "2024-06-11__letter.txt": "x", "2024-06-11__第3版.txt": "x"})

    sources, problems = discover(tmp_path)

    assert claims(sources) == [
        ("2024-06-11", "01", None),
        ("2024-06-11", "02", "要闻"),
        ("2024-06-11", "03", None),
    ]
    assert not problems


def test_a_lone_file_is_an_issue_of_its_own(tmp_path: Path) -> None:
    put(tmp_path, **{"2024-06-12-03.txt": "x", "000_e06f9fd0af4b4d19.txt": "x", "2024年6月.txt": "x"})

    sources, _ = discover(tmp_path)

    assert [(s.issue.key, s.issue.date, s.page) for s in sources] == [
        ("000-e06f9fd0af4b4d19", None, "01"),
        ("2024-06", "2024-06", "01"),
        ("2024-06-12", "2024-06-12", "03"),
    ]


def test_what_is_no_page_is_passed_over(tmp_path: Path) -> None:
    put(tmp_path, **{"2024-06-12.TXT": "x", ".hidden.txt": "x", "notes.md": "x", "folder.txt__inside.dat": "x"})

    sources, problems = discover(tmp_path)

    assert claims(sources) == [("2024-06-12", "01", None)]
    assert not problems


def test_issue_file_gives_paper_date_home_and_pages(tmp_path: Path) -> None:
    options = (
        'paper = "江城报"\ndate = 2024-06\nhome = "湖北省/武汉市"\n[pages]\n"b.txt" = {number = 4, name = "理论"}\n'
    )
    put(tmp_path, **{"weekly__b.txt": "x", "weekly__issue.toml": options.replace("2024-06", '"2024-06"')})

    (source,), problems = discover(tmp_path)

    assert (source.issue.paper, source.issue.date, source.issue.home) == ("江城报", "2024-06", "湖北省/武汉市")
    assert (source.page, source.page_name) == ("04", "理论")
    assert not problems


WRONG = [
    "papr = 'x'", "date = '2024-13'", "date = 'soon'", "paper = ", "pages = 3", "paper = ['a']", "number = true",
    "pages = {'01.txt' = {number = -5}}", "pages = {'01.txt' = {number = '../x'}}", "pages = {'01.txt' = {nam = 'x'}}",
]  # fmt: skip


@pytest.mark.parametrize("line", WRONG)
def test_a_wrong_issue_file_is_named_with_its_line(tmp_path: Path, line: str) -> None:
    put(tmp_path, **{"2024-06__01.txt": "x", "2024-06__issue.toml": f"# comment\n{line}\n"})

    sources, (problem,) = discover(tmp_path)

    assert len(sources) == 1
    assert f"{tmp_path.as_posix()}/2024-06/issue.toml:2" in render(problem)


def test_two_files_for_one_page(tmp_path: Path) -> None:
    put(tmp_path, **{"2024-06-11__01.txt": "x", "2024-06-11__1 要闻.txt": "x", "2024-06-11__02.txt": "x"})

    sources, (problem,) = discover(tmp_path)

    assert [s.path.name for s in sources] == ["01.txt", "02.txt"]
    assert problem.code == "E104"
    assert problem.path.endswith("1 要闻.txt")


def test_an_issue_file_saved_by_a_windows_editor(tmp_path: Path) -> None:
    put(tmp_path, **{"2024-06__01.txt": "x"})
    (tmp_path / "2024-06" / "issue.toml").write_bytes("\ufeffpaper = '江城报'\r\n".encode())

    (source,), problems = discover(tmp_path)

    assert source.issue.paper == "江城报"
    assert not problems


def test_a_listed_page_that_is_not_there_is_said(tmp_path: Path) -> None:
    put(tmp_path, **{"2024-06__01.txt": "x", "2024-06__issue.toml": "[pages]\n'02.txt' = '要闻'\n"})

    _, (problem,) = discover(tmp_path)

    assert (problem.code, problem.value) == ("W114", "02.txt")


def test_year_month_and_day_may_be_folders_of_their_own(tmp_path: Path) -> None:
    put(tmp_path, **{"2024__06__11__01.txt": "x", "2024__07__11__01.txt": "x"})

    sources, problems = discover(tmp_path)

    assert [(s.issue.key, s.issue.date) for s in sources] == [("2024-06-11",) * 2, ("2024-07-11",) * 2]
    assert not problems


def test_a_page_dropped_straight_into_issues_is_taken(tmp_path: Path) -> None:
    put(tmp_path, **{"issues__2024-06-11.txt": "x", "2024-06-12.txt": "x", "articles__2024__note.txt": "x"})

    sources, _ = discover(tmp_path, tmp_path / "issues")

    assert [s.issue.key for s in sources] == ["2024-06-11", "2024-06-12"]


def test_a_linked_folder_is_an_issue_and_a_circle_ends(tmp_path: Path) -> None:
    put(tmp_path, **{"elsewhere__01.txt": "x"})
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "2024-06-11").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (tmp_path / "elsewhere" / "again").symlink_to(tmp_path / "in", target_is_directory=True)

    sources, _ = discover(tmp_path / "in")

    assert claims(sources) == [("2024-06-11", "01", None)]


def test_a_lone_file_does_not_displace_a_page_of_the_folder(tmp_path: Path) -> None:
    put(
        tmp_path,
        **{"issues__2024-06__x.txt": "x", "issues__2024-06__issue.toml": "paper = '江城报'", "2024-06.txt": "x"},
    )

    sources, problems = discover(tmp_path, tmp_path / "issues")

    assert [(s.path.name, s.page, s.issue.paper) for s in sources] == [
        ("x.txt", "01", "江城报"),
        ("2024-06.txt", "02", "江城报"),
    ]
    assert not problems


def test_a_page_keeps_the_number_it_was_given(tmp_path: Path) -> None:
    put(tmp_path, **{"2024-06__a.txt": "x", "2024-06__m.txt": "x"})

    sources, _ = discover(tmp_path, remembered={("2024-06", "m.txt"): "01"})

    assert [(s.path.name, s.page) for s in sources] == [("m.txt", "01"), ("a.txt", "02")]


def test_what_is_no_plain_text_is_named_once_a_folder(tmp_path: Path) -> None:
    put(tmp_path, **{"2024-06__01.txt": "x", "2024-06__01.pdf": "x", "2024-06__02.DOCX": "x", "2024-06__03.pdf": "x"})
    put(
        tmp_path,
        **{"2024-06__~$02.docx": "x", "2024-06__scan.jpg": "x", "2024-07__01.txt": "x", "2024-07__01.doc": "x"},
    )

    sources, problems = discover(tmp_path)

    assert len(sources) == 2
    said = [(problem.code, problem.path, problem.value) for problem in problems]
    assert said == [("W119", (tmp_path / "2024-06" / "02.DOCX").as_posix(), "and 1 more in this folder")]
