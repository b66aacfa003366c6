"""The content and the settings: what a build would tell, and what it cannot know."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from catalogue.scan import scan
from catalogue.store import open_catalogue
from converter.models import Problem
from converter.problems import place_in_toml

from ..models import Edition
from .machine import name_of

SETTINGS = "edition.toml"
PROMISES = ("content/vocabulary/addresses.tsv", "content/vocabulary/permalinks.txt")
"""What a build writes down for ever: lost, addresses that readers have may change."""
CONFLICT = (b"<<<<<<< ", b">>>>>>> ")
TEXTS = (".md", ".txt", ".toml", ".tsv", ".ledger")
SOURCES = ("content", "theme", "plugins")
AT_ROOT = (SETTINGS, "pelicanconf.py", "publishconf.py")


def check_settings(edition: Edition) -> Iterator[Problem]:
    """`edition.toml` can be read, and names the address of the site."""
    try:
        options = tomllib.loads((edition.root / SETTINGS).read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        yield Problem("E401", SETTINGS, value=str(error))
        return
    except tomllib.TOMLDecodeError as error:
        line, column = place_in_toml(error)
        yield Problem("E401", SETTINGS, line, str(error), column)
        return
    if not options.get("url"):
        yield Problem("W587", SETTINGS)


def check_articles(edition: Edition) -> Iterator[Problem]:
    """The front matter of every article, by the same reader as a build; what it has read before is not read again."""
    if not edition.content.is_dir():
        yield Problem("E516", edition.content.name)
        return
    with tempfile.TemporaryDirectory(prefix="banmian-doctor-") as folder:
        copy = Path(folder) / "catalogue.sqlite"
        known = edition.work / "catalogue.sqlite"
        if known.is_file():
            shutil.copyfile(known, copy)
        with closing(open_catalogue(copy)) as connection:
            yield from scan(connection, edition.articles, edition.root).problems


def check_files(edition: Edition) -> Iterator[Problem]:
    """Links that lead out, merges that nobody finished."""
    for place, folders, names in os.walk(edition.content):
        for name in sorted([*folders, *names]):
            path = Path(place) / name
            if path.is_symlink() and not path.resolve().is_relative_to(edition.root.resolve()):
                yield Problem("W588", name_of(edition, path), value=str(path.readlink()))
            elif name.endswith(".md.new"):
                yield Problem("W589", name_of(edition, path))
            elif name.endswith(TEXTS) and path.is_file():
                yield from conflicts(edition, path)


def conflicts(edition: Edition, path: Path) -> Iterator[Problem]:
    """Marks of a conflict of git in a file."""
    try:
        data = path.read_bytes()
    except OSError:
        return
    if CONFLICT[0] in data and CONFLICT[1] in data:
        for number, line in enumerate(data.splitlines(), 1):
            if line.startswith(CONFLICT[0]):
                yield Problem("E590", name_of(edition, path), number)
                return


def check_output(edition: Edition) -> Iterator[Problem]:
    """The site is as new as what it is made from."""
    built = [
        path.stat().st_mtime for path in (*edition.work.glob("*.*"), edition.output / "index.html") if path.is_file()
    ]
    if not (edition.output / "index.html").is_file():
        yield Problem("W591", edition.output.name, value="never built")
        return
    newest, when = newest_source(edition)
    if newest and when > max(built):
        yield Problem("W591", name_of(edition, newest))


def newest_source(edition: Edition) -> tuple[Path | None, float]:
    """The source that changed last, and when. What the build itself writes into content is older than its catalogue."""
    found: tuple[Path | None, float] = (None, 0.0)
    for name in SOURCES:
        for place, folders, names in os.walk(edition.root / name):
            folders[:] = [one for one in folders if one != "__pycache__"]
            for path in (Path(place) / one for one in names):
                when = path.lstat().st_mtime
                found = (path, when) if when > found[1] else found
    for path in (edition.root / name for name in AT_ROOT):
        if path.is_file() and path.stat().st_mtime > found[1]:
            found = (path, path.stat().st_mtime)
    return found


def check_git(edition: Edition) -> Iterator[Problem]:
    """The content is kept in git, no merge is half done, and what was promised is committed."""
    state = git(edition, "status", "--porcelain=v1", "-z", "--", "content")
    if state is None:
        yield Problem("W592", ".")
        return
    entries = [entry for entry in state.split("\0") if len(entry) > 3]
    for entry in entries:
        if "U" in entry[:2] or entry[:2] in ("AA", "DD"):
            yield Problem("E590", entry[3:])
    changed = {entry[3:] for entry in entries}
    for name in PROMISES:
        new = any(name == one or (one.endswith("/") and name.startswith(one)) for one in changed)
        if new and (edition.root / name).is_file():
            yield Problem("W593", name)


def git(edition: Edition, *arguments: str) -> str | None:
    """What git prints of the edition; None without git or a repository."""
    program = shutil.which("git")
    if not program:
        return None
    done = subprocess.run(
        [program, *arguments], cwd=edition.root, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    return done.stdout if done.returncode == 0 else None
