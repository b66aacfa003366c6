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


@pytest.mark.parametrize("line", ["papr = 'x'", "date = '2024-13'", "date = 'soon'", "paper = ", "pages = 3"])
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
