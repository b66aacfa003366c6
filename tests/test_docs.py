"""Documentation that cannot rot: what the code offers is named in the docs, and what they name is there."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

from catalogue.front_matter import FrontMatter
from converter.problems import catalogue

README = "README.md"
MADE = {
    "content/vocabulary/addresses.tsv",
    "content/vocabulary/redirects.tsv",
    "content/vocabulary/permalinks.txt",
    "content/images/masthead/",
}
"""Files that a build or an editor makes when they are needed."""


def test_every_key_of_the_front_matter_is_documented(house: Path) -> None:
    text = (house / "docs" / "front-matter.md").read_text("utf-8")
    missing = [key for key in FrontMatter.model_fields if f"\n{key}:" not in text]

    assert missing == []


def test_every_file_the_readme_names_is_there(house: Path) -> None:
    text = (house / README).read_text("utf-8")
    named = re.findall(r"`((?:content|plugins|theme|tests|docs)/[\w./-]+)`", text) + re.findall(
        r"\]\((docs/[^)]+)\)", text
    )
    missing = [path for path in named if path not in MADE and not (house / path).exists()]

    assert named
    assert missing == []


def test_the_commands_of_the_readme_exist(house: Path) -> None:
    told = set(re.findall(r"run\.py (\w+)", (house / README).read_text("utf-8")))
    listed = subprocess.run(
        [sys.executable, "-m", "invoke", "--list"], cwd=house, capture_output=True, encoding="utf-8", check=True
    ).stdout
    tasks = {name.replace("-", "_") for name in re.findall(r"^  ([\w-]+)", listed, re.M)}

    assert told
    assert told - tasks == set()


def test_every_part_is_described(house: Path) -> None:
    text = (house / "docs" / "architecture.md").read_text("utf-8")
    parts = [p.name for p in (house / "plugins").iterdir() if (p / "__init__.py").exists()]

    assert [name for name in parts if f"plugins/{name}" not in text] == []


def test_every_problem_says_what_how_to_mend_it_and_both_in_chinese(house: Path) -> None:
    for code, text in catalogue().items():
        assert re.fullmatch(r"[EW]\d{3}", code)
        assert set(text) == {"what", "remedy", "zh"}, code
        assert all(text.values()), code
        assert re.search("[\u4e00-\u9fff]", text["zh"]), code


def test_every_code_that_is_used_is_in_the_catalogue(house: Path) -> None:
    sources = [*(house / "plugins").rglob("*.py"), *house.glob("*.py")]
    used = {code for path in sources for code in re.findall(r'"([EW]\d{3})"', path.read_text("utf-8"))}

    assert used - set(catalogue()) == set()
    assert set(catalogue()) - used == set()


def test_the_changelog_has_something_to_tell(house: Path) -> None:
    assert "## [Unreleased]" in (house / "CHANGELOG.md").read_text("utf-8")


def test_nothing_names_a_machine_or_an_index(house: Path) -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=house, capture_output=True, encoding="utf-8", check=True).stdout
    wrong = re.compile(r"/(?:root|work|home)/\w|--(?:extra-)?index-url|https?://[^\s\"']+/simple\b")
    for name in listed.split("\n"):
        path = house / name
        if path.suffix in {".py", ".md", ".toml", ".txt", ".html", ".css"} and name != "tests/test_docs.py":
            assert not wrong.search(path.read_text("utf-8")), name


def test_python_that_is_asked_for_is_the_same_everywhere(house: Path) -> None:
    wanted = tomllib.loads((house / "pyproject.toml").read_text("utf-8"))["project"]["requires-python"]

    assert wanted == ">=3.11"
    assert "Python 3.11 or newer" in (house / README).read_text("utf-8")
