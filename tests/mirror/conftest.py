"""Titled case files: `=== title`, input, `---`, expected. A module's CASES says which test reads which."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mirror.convert import Converter

FOLDER = Path(__file__).parent.parent / "cases" / "mirror"
_CASE = re.compile(r"^=== (.+)\n((?:.*\n)*?)---\n((?:.*\n)*?)(?=\n*=== |\n*\Z)", re.MULTILINE)


def read_cases(name: str) -> list[tuple[str, str, str]]:
    """Title, input and expected text of each case of a file."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    cases = [(match[1], match[2].rstrip("\n"), match[3].rstrip("\n")) for match in _CASE.finditer(text)]
    assert len(cases) == text.count("\n=== "), f"{name}: a case has no line ---"
    return cases


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test a case."""
    name = getattr(metafunc.module, "CASES", {}).get(metafunc.function.__name__)
    if name:
        cases = read_cases(name)
        ids = [title for title, _, _ in cases]
        assert len(set(ids)) == len(ids), "two cases have one title"
        metafunc.parametrize(("given", "expected"), [case[1:] for case in cases], ids=ids)


@pytest.fixture(scope="session")
def converter() -> Converter:
    """The converter without any house decisions."""
    return Converter()
