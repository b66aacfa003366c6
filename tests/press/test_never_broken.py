"""A build that is killed, a disk that is full, a catalogue that is damaged: the next build makes all good.

The suite tries a few moments and ways, a release (BANMIAN_SEQUENCES set) fifty moments and every way.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from articles import write_article
from building import HOUSE, MANY, tree
from catalogue import seal
from press.models import Edition

pytestmark = pytest.mark.site
KILLS = 50 if MANY else 3


def press(edition: Edition, **options: object) -> subprocess.Popen[bytes]:
    """A build in a process of its own."""
    command = [sys.executable, "-m", "press", "--root", str(edition.root), "build"]
    return subprocess.Popen(
        command,
        env=edition.environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        **options,  # type: ignore[call-overload]
    )


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, compiled_plugins: Path) -> Edition:
    """An edition of two articles, built."""
    root = tmp_path_factory.mktemp("small")
    shutil.copytree(compiled_plugins, root / "plugins")
    shutil.copytree(HOUSE / "theme", root / "theme")
    for name in ("pelicanconf.py", "edition.toml"):
        shutil.copy(HOUSE / name, root / name)
    for folder in ("articles", "issues", "pages", "images", "vocabulary"):
        (root / "content" / folder).mkdir(parents=True)
    (root / "output").mkdir()
    edition = Edition(root)
    write_article(edition.root, "2024-06-11-01-01", title="水库开闸", section="教育", authors=["王二"], tags=["水库"])
    write_article(edition.root, "2024-06-12-01-01", title="春耕", section="教育", tags=["水库"])
    assert press(edition).wait() == 0
    return edition


def clean(edition: Edition) -> dict[str, str]:
    """What a build of everything gives."""
    shutil.rmtree(edition.work)
    shutil.rmtree(edition.output)
    assert press(edition).wait() == 0
    return tree(edition.output)


def test_a_killed_build_is_mended_by_the_next(small: Edition) -> None:
    chance = random.Random(1)
    started = time.monotonic()
    assert press(small).wait() == 0
    usual = time.monotonic() - started
    for number in range(KILLS):
        write_article(small.root, f"2024-06-13-01-{number % 9 + 1:02d}", title=f"第{number}", section="时政")
        process = press(small, start_new_session=True)
        time.sleep(chance.random() * usual * 1.2)
        os.killpg(process.pid, 9)
        process.wait()
        halves = [path for path in tree(small.output) if path.endswith(".half")]
        assert halves == []
    assert press(small).wait() == 0
    mended = tree(small.output)
    assert mended == clean(small)


def test_a_full_disk_leaves_the_site_and_the_next_build_mends_it(small: Edition) -> None:
    before = tree(small.output)
    write_article(small.root, "2024-06-14-01-01", title="新闻", section="教育")
    limit: Callable[[], None] = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (9_000, 9_000))  # noqa: E731
    assert press(small, preexec_fn=limit).wait() != 0
    after = tree(small.output)
    assert before.keys() <= after.keys() and not [path for path in after if path.endswith(".half")]
    assert press(small).wait() == 0
    assert tree(small.output) == clean(small)


def garbage(at: float) -> Callable[[Path], None]:
    def spoil(file: Path) -> None:
        data = bytearray(file.read_bytes())
        place = int(at * len(data))
        data[place : place + 512] = b"\xa5" * 512
        file.write_bytes(data)

    return spoil


def cut(to: float) -> Callable[[Path], None]:
    return lambda file: os.truncate(file, int(to * file.stat().st_size))


def sql(text: str) -> Callable[[Path], None]:
    def spoil(file: Path) -> None:
        with sqlite3.connect(file) as connection:
            connection.executescript(text)

    return spoil


def folder_instead(file: Path) -> None:
    file.unlink()
    (file / "inside").mkdir(parents=True)


WAYS: dict[str, Callable[[Path], None]] = {
    "garbage in the middle": garbage(0.5),
    "a folder in its place": folder_instead,
    "another program's rows": sql("DELETE FROM article; DELETE FROM fact"),
    "cut to half": cut(0.5),
    **{f"garbage at {at}": garbage(at) for at in (0.0, 0.1, 0.25, 0.6, 0.75, 0.9)},
    **{f"cut to {to}": cut(to) for to in (0.0, 0.01, 0.3, 0.99)},
    "gone": lambda file: file.unlink(),
    "text": lambda file: file.write_text("not a database") and None,
    "a table gone": sql("DROP TABLE made_of"),
    "an empty table": sql("DELETE FROM placed"),
    "other digests": sql("UPDATE fact SET digest = ''"),
    "nothing touched": sql("DELETE FROM touched; DELETE FROM made"),
}
"""What may befall the catalogue -> how."""


@pytest.mark.parametrize("way", WAYS if MANY else list(WAYS)[:3])
def test_a_damaged_catalogue_is_made_anew(small: Edition, way: str) -> None:
    assert len(WAYS) == 20
    before = tree(small.output)
    WAYS[way](small.catalogue)
    assert press(small).wait() == 0
    assert tree(small.output) == before
    assert seal.is_sound(small.catalogue)
