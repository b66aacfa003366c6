"""Problems: every code of the catalogue is provoked by a real input, and told in each format and language."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from articles import write_article
from catalogue import query
from catalogue.scan import scan
from catalogue.store import open_catalogue
from converter import problems as P
from converter.__main__ import main
from converter.describe.section import load_sections
from converter.describe.tags import load_tags
from converter.memory import read_past
from converter.models import Problem
from edition.settings import load as load_edition
from edition.texts import read_texts
from mirror.glossary import parse_glossary, read_glossary
from mirror.house import House, house_converter
from mirror.survey import survey
from press.check import check_site, read_site
from press.models import Edition, PressError
from press.preview.server import Place, open_server

TESTS = Path(__file__).resolve().parent
GOOD = "全县春耕备耕全面展开\n\n本报讯（记者 林远山）近日，县农业农村局组织农技人员下乡指导春耕。\n"
HEAD = "---\nid: 20240611-01-01\ntitle: 题\nissue: 2024-06-11\npage: 1\n"


# ------------------------------------------------------------------ provoking


def put(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    return folder


def told(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """The problems that a command printed with `--format json`."""
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


PAGES: dict[str, dict[str, str | bytes]] = {
    "E101": {"a.txt": ""},
    "E102": {"a.txt": "春耕\0备耕"},
    "E103": {"a.txt": b"abc\n\xff\xfe\xfd\xff\x81\x8d\x8f\x90\x9d\xff" * 3},
    "E104": {"2024-06-11/01.txt": GOOD, "2024-06-11/1 要闻.txt": GOOD},
    "E105": {"2024-06/01.txt": GOOD, "2024-06/issue.toml": "paper = 江城报\n"},
    "E106": {"a.txt": "全县春耕备耕全面展开\n\n县图书馆新馆开馆\n"},
    "W107": {"a.txt": GOOD.encode("gb18030")},
    "E108": {"a.txt": "春耕备耕全面展开，" * 30_000},
    "E113": {"2024-06/01.txt": GOOD, "2024-06/issue.toml": "date = 'soon'\n"},
    "W114": {"2024-06/01.txt": GOOD, "2024-06/issue.toml": "[pages]\n'02.txt' = '要闻'\n"},
    "W116": {},
    "W119": {"a.txt": GOOD, "01 要闻.docx": b"PK", "02.pdf": b"%PDF"},
    "W117": {"2024-06/01.txt": GOOD, "2024-06/issue.toml": "home = '无此省/无此市'\n"},
}
"""Code -> a folder of pages that provokes it."""


@pytest.mark.parametrize("code", PAGES)
def test_a_page_that_is_not_in_order(code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path / "in", {}).mkdir()
    put(tmp_path / "in", PAGES[code])

    result = main(["--source", str(tmp_path / "in"), "--output", str(tmp_path / "out"), "--format", "json"])

    assert code in {one["code"] for one in told(capsys)}
    assert result == int(code[0] == "E")


def attempt(action: Callable[[], object]) -> list[Problem]:
    with pytest.raises(PressError) as error:
        action()
    return [error.value.problem]


def articles(folder: Path, **files: str | bytes) -> Iterable[Problem]:
    """The problems of article files."""
    put(folder / "content" / "articles", {f"{name}.md": text for name, text in files.items()})
    catalogue = open_catalogue(folder / "catalogue.db")
    found = scan(catalogue, folder / "content" / "articles", folder).problems
    catalogue.close()
    return found


def texts(folder: Path, name: str) -> Iterable[Problem]:
    return read_texts(put(folder / "pages", {name: "---\ntitle: 题\n---\n"}), folder)[1]


def settings(folder: Path, text: str) -> Iterable[Problem]:
    return load_edition(put(folder, {"edition.toml": text}) / "edition.toml", sections=folder / "none.toml")[1]


def tags(folder: Path, text: str) -> Iterable[Problem]:
    return load_tags(put(folder, {"tags.toml": text}) / "tags.toml")[1]


def sections(folder: Path, text: str) -> Iterable[Problem]:
    return load_sections(put(folder, {"sections.toml": text}) / "sections.toml")[1]


def glossary(text: str) -> Iterable[Problem]:
    return parse_glossary(text, "glossary.tsv")[1]


def mirrored(folder: Path, body: str = "国家。", glossary: str = "", **keys: Any) -> Iterable[Problem]:
    """What the mirror says of one article and a glossary."""
    write_article(folder, "2024-06-11-01-01", body, **keys)
    catalogue = open_catalogue(folder / "catalogue.db")
    scan(catalogue, folder / "content" / "articles", folder)
    found = survey(query.sources(catalogue), parse_glossary(glossary, "glossary.tsv")[0], folder).problems
    catalogue.close()
    return found


def undecided_name(folder: Path) -> list[Problem]:
    file = put(folder, {"a.txt": "一\n记者 李杰\n"}) / "a.txt"
    done = subprocess.run(
        [sys.executable, "-m", "mirror", "--strict", str(file)],
        env={**os.environ, "PYTHONPATH": str(TESTS.parent / "plugins")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    return [Problem(code, file.name, int(line)) for code, line in re.findall(r"^(E\d+) .*a\.txt:(\d+)", done.stderr)]


def broken_ledger(folder: Path) -> Iterable[Problem]:
    return read_past(put(folder, {"01.ledger": "{"}) / "01.ledger")[1]


def busy_port() -> list[Problem]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        return attempt(lambda: open_server(Place(Path()), port=taken.getsockname()[1]))


INPUTS: dict[str, Callable[[Path], Iterable[Problem]]] = {
    "E301": lambda t: articles(t, a="没有文件头。\n"),
    "E302": lambda t: articles(t, a="---\ntitle: 'never closed\n---\n"),
    "E303": lambda t: articles(t, a=f"{HEAD}sectoin: 教育\n---\n"),
    "E304": lambda t: articles(t, a="---\nid: 1-01-01\n---\n"),
    "E305": lambda t: articles(t, a=f"{HEAD}date: soon\n---\n"),
    "E306": lambda t: articles(t, a=f"{HEAD}title: 又\n---\n"),
    "E307": lambda t: articles(t, a=f"{HEAD}---\n", b=f"{HEAD}---\n"),
    "E308": lambda t: articles(t, a="---\ntitle: 题\n".encode("gb18030")),
    "E309": lambda t: articles(t, a=f"{HEAD}---\n", b=f"{HEAD}---\n".replace("id: 20240611", "id: other")),
    "E311": lambda t: texts(t, "关于.md"),
    "E401": lambda t: settings(t, "name = 城报\n"),
    "E402": lambda t: settings(t, 'nam = "城报"\nname = "城报"\n'),
    "E403": lambda t: settings(t, 'tagline = "一"\n'),
    "E404": lambda t: settings(t, 'name = ""\n'),
    "E405": lambda t: settings(t, 'name = "城报"\n' + '[[sections]]\nname = "甲"\nslug = "a"\n' * 2),
    "E451": lambda t: tags(t, "甲 = [\n"),
    "E452": lambda t: tags(t, '[a]\n"甲" = "乙"\n'),
    "E453": lambda t: tags(t, '[a]\n"甲" = ["丙"]\n"乙" = ["丙"]\n'),
    "E454": lambda t: sections(t, "[[sections]\n"),
    "E455": lambda t: sections(t, '[[sections]]\nname = "甲"\n'),
    "E471": lambda t: glossary("一个词\n"),
    "E472": lambda t: glossary("头发\t頭\n"),
    "E473": lambda t: glossary("头发\t頭髮\n头发\t頭髮\n"),
    "E474": lambda t: glossary("里程\t里程\n乙\t乙\n"),
    "E476": lambda t: mirrored(t, hant={"国": "國家"}),
    "E477": lambda t: mirrored(t, "皇{后=后面}来了。"),
    "W478": lambda t: mirrored(t, hant={"里程": "里程"}),
    "W479": lambda t: mirrored(t, glossary="里程\t里程\n"),
    "E480": lambda t: glossary("国\t\ue123\n"),
    "E481": lambda t: undecided_name(t),
    "W552": lambda t: mirrored(t, "一\ue123二\x00三。"),
    "E475": lambda t: house_converter(House(config="s2twp"))[1],
    "E103": lambda t: read_glossary(put(t, {"g.tsv": "头\t頭".encode("gb18030")}) / "g.tsv")[1],
    "W203": broken_ledger,
    "E504": lambda t: busy_port(),
    "E510": lambda t: check_site(read_site(t / "output")),
}
"""Code -> what provokes it, but for pages; others are provoked in the tests of their part."""


WHOLE_SITE = {"E509", "W312"}
"""Told only when a whole site is made: below, and in `tests/site/test_journeys.py`."""


@pytest.mark.parametrize("code", INPUTS)
def test_an_input_that_is_not_in_order(code: str, tmp_path: Path) -> None:
    found = list(INPUTS[code](tmp_path))

    assert code in {problem.code for problem in found}
    assert all(problem.line >= 1 and problem.column >= 1 for problem in found)


def test_a_published_edition_needs_an_address(edition_copy: Edition) -> None:
    file = edition_copy.root / "edition.toml"
    file.write_text(re.sub(r"(?m)^url = .*$", 'url = ""', file.read_text("utf-8")), "utf-8")
    done = subprocess.run(
        [sys.executable, "publishconf.py"],
        cwd=edition_copy.root, env=edition_copy.environment(), capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip

    assert done.returncode == 1
    assert "E509 edition.toml:1:1: " in done.stderr


def test_no_code_is_dead() -> None:
    """Each is provoked here, or its name stands in the tests of its part."""
    files = {*TESTS.rglob("*.py"), *(TESTS / "cases").rglob("*.txt")} - {Path(__file__)}
    elsewhere = {code for file in files for code in re.findall(r"\b[EW]\d{3}\b", file.read_text("utf-8"))}

    assert P.catalogue().keys() - PAGES.keys() - INPUTS.keys() - WHOLE_SITE - elsewhere == set()


# ---------------------------------------------------------------------- places

PLACES = {
    "a key of issue.toml": ({"2024-06/01.txt": GOOD, "2024-06/issue.toml": "[pages]\n\n"}, None),
    "a value of issue.toml": ({"2024-06/01.txt": GOOD, "2024-06/issue.toml": "# 一\n  date = 'soon'\n"}, (2, 3)),
    "a fault of issue.toml": ({"2024-06/01.txt": GOOD, "2024-06/issue.toml": "paper = 江城报\n"}, (1, 9)),
    "the first bad byte": ({"a.txt": ("第一行\n二" + GOOD).encode() + "三行\n".encode("gb18030") * 9}, (5, 1)),
    "the first byte that is no text": ({"a.txt": "第一行\n第二\0行\n"}, (2, 3)),
    "the first control character": ({"a.txt": "第一\r\n第\x01\x02二行"}, (2, 2)),
}


@pytest.mark.parametrize(("files", "place"), PLACES.values(), ids=PLACES)
def test_the_place_is_told(files, place, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path / "in", files)
    main(["--source", str(tmp_path / "in"), "--output", str(tmp_path / "out"), "--format", "json"])

    assert [(one["line"], one["column"]) for one in told(capsys)] == ([place] if place else [])


def test_the_place_of_a_key_of_front_matter(tmp_path: Path) -> None:
    (problem,) = articles(tmp_path, a=f"{HEAD}credits:\n- {{name: 甲, rol: reporter}}\n---\n")

    assert (problem.code, problem.line, problem.column) == ("E303", 7, 13)


@pytest.mark.parametrize(("offset", "place"), [(0, (1, 1)), (3, (1, 4)), (5, (2, 1)), (6, (3, 1)), (9, (4, 2))])
def test_places_in_text_with_any_line_ends(offset: int, place: tuple[int, int]) -> None:
    assert P.place_in_text("abc\r\n\nd\ref", offset) == place


# --------------------------------------------------------------------- telling

SOME = (
    Problem("W107", "b.txt", 3, "乙"),
    Problem("E103", "a,b.txt", 2, column=5),
    Problem("E101", "a,b.txt"),
    Problem("E101", "a,b.txt"),
)


def test_all_problems_are_told_once_and_in_order_with_their_counts() -> None:
    lines = P.lines_of(SOME)

    assert [line.split(": ")[0] for line in lines[:3]] == [
        "E101 a,b.txt:1:1", "E103 a,b.txt:2:5", "W107 b.txt:3:1",
    ]  # fmt: skip
    assert lines[3:] == ["3 problems: 2 errors, 1 warning (共 3 个问题：错误 2，警告 1)"]


def test_nothing_is_said_of_no_problems() -> None:
    assert [P.lines_of((), form) for form in P.FORMATS] == [[], [], []]


def test_one_language_leaves_out_the_other() -> None:
    problem = SOME[0]

    assert not re.search("[\u4e00-\u9fff]", P.render(problem, "en").replace("乙", ""))
    assert not re.search("file|encoding", P.render(problem, "zh"))
    assert "'乙'" in P.render(problem, "zh") and "'乙'" in P.render(problem, "en")


def test_json_is_one_object_a_line() -> None:
    (first, *_, last) = map(json.loads, P.lines_of(SOME, "json"))

    assert list(first) == ["code", "severity", "path", "line", "column", "value", "message", "remedy", "zh"]
    assert (first["severity"], last["severity"], last["value"]) == ("error", "warning", "乙")


def test_commands_of_github_name_file_line_and_column() -> None:
    lines = P.lines_of((Problem("E103", "a,b:c.txt", 2, "100%", 5), Problem("W107", "b.txt")), "github", "en")

    assert lines[0].startswith("::error file=a%2Cb%3Ac.txt,line=2,col=5,title=E103::")
    assert "100%25" in lines[0]
    assert lines[1].startswith("::warning file=b.txt,line=1,col=1,title=W107::")


@pytest.mark.parametrize("form", P.FORMATS)
def test_a_name_that_is_no_text_stays_on_one_line(form: str) -> None:
    problem = Problem("E112", "a\nb\udcff", value="x\ny\udcff")
    (line, *_) = P.lines_of([problem], form)

    assert "\n" not in line
    assert line.encode("utf-8")
    assert form != "json" or json.loads(line)["path"] == problem.path


def test_the_commands_take_format_and_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path / "in", {"a.txt": ""})
    main(["--source", str(tmp_path / "in"), "--output", str(tmp_path), "--format", "github", "--language", "zh"])

    first, last = capsys.readouterr().err.splitlines()
    assert first.endswith("a.txt,line=1,col=1,title=E101::文件是空的；请删除，或存入版面文字")
    assert last == "共 1 个问题：错误 1，警告 0"
