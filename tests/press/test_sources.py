"""What a publication writes down and is told gives neither the converter nor Pelican anything to do."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from pelican.settings import read_settings

from edition import stamps
from press.sources import MADE, state


def test_pages_are_stamped_alike_for_the_preview_and_for_publishing(house: Path) -> None:
    ours = read_settings(str(house / "pelicanconf.py"))
    code = ast.parse((house / "publishconf.py").read_text("utf-8"))
    names = [node.id for node in ast.walk(code) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
    told = [name for name in names if name.isupper()]
    assert told == ["PROMISE"]
    assert stamps.settings(ours) == stamps.settings(ours | dict.fromkeys([*told, "DRAFTS"], "other"))
    assert stamps.settings(ours) != stamps.settings(ours | {"HIGHLIGHT": 1})


@pytest.mark.parametrize("name", ["issues/2024-06/01.txt", "vocabulary/tags.toml", *MADE])
def test_the_converter_runs_when_something_it_reads_has_changed(name: str, tmp_path: Path) -> None:
    for one in ("content/issues/2024-06/01.txt", "content/vocabulary/tags.toml", "code/a.py"):
        (tmp_path / one).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / one).write_text("x")
    before = state(tmp_path, tmp_path / "code", [])
    (tmp_path / "content" / name).write_text("other")
    assert (state(tmp_path, tmp_path / "code", []) == before) == (name in MADE)
