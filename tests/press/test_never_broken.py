"""A build that is killed, a disk that is full, a catalogue that is damaged: the next build makes all good.

The suite tries a few moments and ways; a release (`python3 run.py test --release`) fifty moments and every way.
"""

from __future__ import annotations

import ctypes
import os
import random
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from articles import write_article
from building import HOUSE, MANY, take_templates, tree
from catalogue import seal
from damage import WAYS
from press.models import Edition

pytestmark = pytest.mark.site
ROUNDS = 5 if MANY else 1
KILLS = 10 if MANY else 2
"""In each round."""
STATES = 3
"""Of the content: what is built of each from nothing is built once."""
OWN_RIGHTS = (1, 2)
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH: with them, the administrator reads and writes any file."""


def press(edition: Edition, *words: str, **options: object) -> subprocess.Popen[bytes]:
    """A build in a process of its own. What it says is dropped."""
    command = [sys.executable, "-m", "press", "--root", str(edition.root), "build", *words]
    return subprocess.Popen(
        command,
        env=edition.environment(),
        **{"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, **options},  # type: ignore[call-overload]
    )


def built(edition: Edition, *words: str, **options: object) -> tuple[int, str]:
    """(exit code, what was said) of a build."""
    process = press(edition, *words, stderr=subprocess.PIPE, **options)
    said = process.communicate(timeout=300)[1].decode()
    return process.returncode, said


def change(edition: Edition, number: int) -> None:
    """Content of one of `STATES`: a new article, one that has another headline and tag, one that is gone."""
    state = number % STATES
    write_article(edition.root, "2024-06-12-01-01", title=f"春耕{state}", section="教育", tags=["水库", f"春耕{state}"])
    new = [edition.articles / "2024-06-13" / f"2024-06-13-01-0{one + 1}.md" for one in range(STATES)]
    for file in new:
        file.unlink(missing_ok=True)
    write_article(edition.root, new[state].stem, title=f"第{state}", section="时政", authors=[f"王{'一二三'[state]}"])


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, compiled_plugins: Path) -> Edition:
    """An edition of a few articles, built."""
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
    change(edition, 0)
    assert built(edition)[0] == 0
    return edition


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Edition], dict[str, str]]:
    """What a build of everything gives, in another folder; of the same content only once."""
    known: dict[tuple[tuple[str, str], ...], dict[str, str]] = {}

    def whole(edition: Edition) -> dict[str, str]:
        content = tuple(sorted(tree(edition.content).items()))
        if content not in known:
            root = tmp_path_factory.mktemp("clean") / "edition"
            shutil.copytree(
                edition.root, root, ignore=lambda place, _: ["build", "output"] if place == str(edition.root) else []
            )
            (root / "output").mkdir()
            take_templates(edition.root, root)
            assert built(Edition(root))[0] == 0
            known[content] = tree(root / "output")
            shutil.rmtree(root)
        return known[content]

    return whole


def halves(site: dict[str, str]) -> list[str]:
    return [path for path in site if path.endswith(".half")]


def lasting(edition: Edition, words: tuple[str, ...]) -> float:
    """Seconds of such a build."""
    started = time.monotonic()
    assert built(edition, *words)[0] == 0
    return time.monotonic() - started


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_a_killed_build_is_mended_by_the_next(small: Edition, clean, seed: int) -> None:
    """Killed whole, or only the program that was called, as by an editor; once, or several times in a row."""
    chance = random.Random(seed)
    usual = {}
    for words in ((), ("--full",)) if MANY else ((),):
        change(small, chance.randrange(STATES))
        usual[words] = lasting(small, words)
    for number in range(KILLS):
        change(small, chance.randrange(STATES))
        words = chance.choice([(), *usual])
        process = press(small, *words, start_new_session=True)
        time.sleep(chance.random() * usual[words] * 1.1)
        (os.killpg if chance.random() < 0.7 else os.kill)(process.pid, 9)
        process.wait()
        assert not halves(tree(small.output))
        if number % 3 == 2:
            assert built(small)[0] == 0
            assert tree(small.output) == clean(small)
    assert built(small)[0] == 0
    assert tree(small.output) == clean(small)


def limited(size: int) -> Callable[[], None]:
    """No file may grow beyond this."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize("size", [0, 3_000, 9_000, 30_000, 100_000, 250_000] if MANY else [9_000])
def test_files_that_cannot_grow_leave_the_site_and_the_next_build_mends_it(small: Edition, clean, size: int) -> None:
    before = tree(small.output)
    change(small, size // 1_000 + 1)
    code, said = built(small, preexec_fn=limited(size))
    assert_old_or_new(tree(small.output), before, clean(small))
    assert code == 0 or said.splitlines()[-1].startswith(("E518 ", "E502 ")), said  # SQLite says: disk I/O error
    assert built(small)[0] == 0
    assert tree(small.output) == clean(small)


def assert_old_or_new(site: dict[str, str], old: dict[str, str], new: dict[str, str]) -> None:
    """Each file is as it was, or as it will be."""
    assert not halves(site)
    assert [path for path, digest in site.items() if digest not in (old.get(path), new.get(path))] == []
    assert old.keys() & new.keys() <= site.keys()


@pytest.fixture
def disk(small: Edition, tmp_path: Path) -> Iterator[Path]:
    """A copy of the edition on a disk of its own, in memory; skipped where only the administrator may have one."""
    command = ["mount", "-t", "tmpfs", "-o", "size=200m", "none", str(tmp_path)]
    if not shutil.which("mount") or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no disk of its own can be mounted here")
    try:
        yield tmp_path
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


def test_a_full_disk_leaves_the_site_and_the_next_build_mends_it(small: Edition, clean, disk: Path) -> None:
    shutil.copytree(small.root, disk / "edition")
    edition = Edition(disk / "edition")
    failed = 0
    for number, room in enumerate([0, 8, 32, 64, 128, 200, 300, 400, 600, 1000] if MANY else [100]):
        before = tree(edition.output)
        change(edition, number + 1)
        remount(disk, shutil.disk_usage(disk).used // 1024 + room)
        code, said = built(edition)
        failed += code != 0
        assert_old_or_new(tree(edition.output), before, clean(edition))
        assert code == 0 or said.splitlines()[-1].startswith("E518 "), said
        remount(disk, 200 * 1024)
        assert built(edition)[0] == 0
        assert tree(edition.output) == clean(edition)
    assert failed


def remount(disk: Path, kilobytes: int) -> None:
    """Give the disk another size."""
    subprocess.run(["mount", "-o", f"remount,size={kilobytes}k", str(disk)], check=True)


def with_own_rights() -> None:
    """Let rights count, whoever runs the tests (Linux: prctl PR_CAPBSET_DROP)."""
    for right in OWN_RIGHTS if sys.platform == "linux" else ():
        ctypes.CDLL(None).prctl(24, right, 0, 0, 0)


@pytest.fixture(scope="module")
def older(small: Edition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scratch folder of the edition as it was some builds ago."""
    folder = tmp_path_factory.mktemp("older") / "build"
    shutil.copytree(small.work, folder)
    change(small, 1)
    assert built(small)[0] == 0
    return folder


@pytest.mark.parametrize("way", WAYS if MANY else list(WAYS)[:3])
def test_a_damaged_catalogue_is_made_anew(small: Edition, older: Path, clean, way: str) -> None:
    """An article has changed, too: what a catalogue knew before is not all that there is."""
    change(small, list(WAYS).index(way))
    WAYS[way](small.catalogue, older)
    assert built(small, preexec_fn=with_own_rights)[0] == 0
    assert tree(small.output) == clean(small)
    assert seal.is_sound(small.catalogue)
