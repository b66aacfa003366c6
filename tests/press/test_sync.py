"""The new site takes the place of the old one; what is equal is not touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from press.sync import deliver, empty, files_of

NAMES = st.sampled_from(["a", "b", "index.html", "a.html"])
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)


def plant(folder: Path, files: dict[str, str]) -> None:
    folder.mkdir(exist_ok=True)
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


def contents(folder: Path) -> dict[str, str]:
    return {path: (folder / path).read_text("utf-8") for path in files_of(folder)}


def possible(files: dict[str, str]) -> bool:
    """No path is both a file and a folder."""
    return not any(other.startswith(f"{path}/") for path in files for other in files)


TREES = st.dictionaries(PATHS, st.sampled_from(["", "x", "y"]), max_size=6).filter(possible)


@given(old=TREES, new=TREES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_site_becomes_the_new_one(tmp_path_factory: pytest.TempPathFactory, old: dict, new: dict) -> None:
    place = tmp_path_factory.mktemp("sync")
    plant(place / "old", old)
    plant(place / "new", new)
    changes = deliver(place / "new", place / "old").changes
    assert contents(place / "old") == new
    assert set(changes.deleted) == old.keys() - new.keys()
    assert set(changes.written) == {path for path in new if old.get(path) != new[path]}
    assert changes.kept == len(new) - len(changes.written)
    assert all(any(folder.iterdir()) for folder in (place / "old").rglob("*") if folder.is_dir())


def test_gitkeep_stays(tmp_path: Path) -> None:
    plant(tmp_path / "old", {".gitkeep": "", "gone.html": "x"})
    plant(tmp_path / "new", {"index.html": "x"})
    assert deliver(tmp_path / "new", tmp_path / "old").changes.deleted == ("gone.html",)
    assert contents(tmp_path / "old") == {".gitkeep": "", "index.html": "x"}


def test_link_in_the_old_site_is_replaced_and_not_followed(tmp_path: Path) -> None:
    plant(tmp_path / "elsewhere", {"precious": "x"})
    plant(tmp_path / "new", {"a.html": "new"})
    plant(tmp_path / "old", {})
    (tmp_path / "old" / "folder").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "old" / "a.html").symlink_to(tmp_path / "elsewhere" / "precious")
    deliver(tmp_path / "new", tmp_path / "old")
    assert contents(tmp_path / "old") == {"a.html": "new"}
    assert contents(tmp_path / "elsewhere") == {"precious": "x"}


def test_emptying_keeps_gitkeep_and_says_how_many_went(tmp_path: Path) -> None:
    plant(tmp_path / "site", {".gitkeep": "", "a/b.html": "x", "c": "y"})
    assert empty(tmp_path / "site") == 2
    assert [path.name for path in (tmp_path / "site").iterdir()] == [".gitkeep"]
    assert empty(tmp_path / "nowhere") == 0
