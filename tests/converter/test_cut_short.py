"""A conversion that is cut short after any change of the disk is made good by the next one: nothing lost or doubled."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from converter.__main__ import main

Change = Callable[[Path], None]


def text(*numbers: int) -> str:
    """A page of short articles."""
    return "".join(map(ARTICLE.format, numbers))


ARTICLE = """第{0}届山歌会在柳林镇举行

本报讯（记者 林远山）近日，第{0}届山歌会在柳林镇举行，{0}名歌手登台，现场观众{0}00余人，高兴得合不拢嘴。

据介绍，今年设有{0}个分会场，{0}支乡村乐队轮番上台，活动将持续到本月底。

"""


class CutError(BaseException):
    """The power fails."""


def convert(root: Path) -> None:
    main(["--source", str(root / "in"), "--output", str(root / "out"), "--jobs", "1"])


def tree(root: Path) -> dict[str, bytes]:
    files = (path for path in (root / "out").rglob("*") if path.is_file() and not path.name.endswith(".part"))
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def page(root: Path, name: str) -> Path:
    return root / "in" / "2024-03-01" / f"{name}.txt"


def rewritten(root: Path) -> None:
    """Pages get new articles, lose old ones and change those that were edited."""
    page(root, "01").write_text(text(31, 11, 12, 13).replace("高兴", "开心"), encoding="utf-8")
    page(root, "02").write_text(text(22, 32), encoding="utf-8")


def swapped(root: Path) -> None:
    """Two pages change places."""
    page(root, "01").rename(page(root, "03"))
    page(root, "02").rename(page(root, "01"))
    page(root, "03").rename(page(root, "02"))


def renumbered(root: Path) -> None:
    """Every page moves on by one, and a new one comes first."""
    page(root, "02").rename(page(root, "03"))
    page(root, "01").rename(page(root, "02"))
    page(root, "01").write_text(text(31, 32), encoding="utf-8")


def renamed(root: Path) -> None:
    """The folder of the issue gets another name."""
    (root / "in" / "2024-03-01").rename(root / "in" / "2024-03-08")


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """Two pages, converted; of their articles some were edited and one was deleted."""
    root = tmp_path / "before"
    (root / "in" / "2024-03-01").mkdir(parents=True)
    for number in (1, 2):
        page(root, f"{number:02d}").write_text(text(*(10 * number + n for n in (1, 2, 3))), encoding="utf-8")
    convert(root)
    articles = sorted((root / "out").rglob("*.md"))
    for path in articles[::2]:
        path.write_text(path.read_text("utf-8").replace("title: ", "title: 我的"), encoding="utf-8")
    articles[1].unlink()
    return root


@pytest.mark.parametrize("change", [rewritten, swapped, renumbered, renamed], ids=lambda change: change.__name__)
def test_nothing_is_lost_or_doubled(before: Path, change: Change, monkeypatch: pytest.MonkeyPatch) -> None:
    change(before)
    wanted = before.with_name("wanted")
    shutil.copytree(before, wanted)
    convert(wanted)

    for step in range(500):
        root = before.with_name("cut")
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(before, root)
        whole = cut_short(root, step, monkeypatch)
        convert(root)
        assert tree(root) == tree(wanted), f"cut short before change {step} of the disk"
        if whole:
            break
    assert step > 10 and whole


def cut_short(root: Path, steps: int, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Convert until so many files were replaced or removed; whether it came to its end before."""
    left = iter(range(steps))

    def cutting(change: Callable[..., Any]) -> Callable[..., Any]:
        def changed(*given: Any, **named: Any) -> Any:
            if next(left, None) is None:
                raise CutError
            return change(*given, **named)

        return changed

    with monkeypatch.context() as patch:
        for name in ("replace", "unlink"):
            patch.setattr(os, name, cutting(getattr(os, name)))
        try:
            convert(root)
        except CutError:
            return False
        return True
