"""Bringing the catalogue up to date with `content/articles`: only files that changed are read."""

from __future__ import annotations

import hashlib
import json
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from converter.models import Problem

from . import manifest
from .change import ALWAYS, kin_marks, marks_of, newest_revision, periods, touch, traits_of
from .derive import clashes, derive_issues, derive_terms, file_articles, rivals, settle_shown
from .front_matter import FrontMatter
from .plain import opening, plain, summary
from .reading import ArticleFile, read_article
from .renaming import renamed
from .terms import settled, term_key, terms_of

ID_TAIL = re.compile(r"(?:.*-)?([a-z0-9]+-[a-z0-9]+)")


@dataclass(frozen=True, slots=True)
class Found:
    """A file on the disk."""

    path: str
    """As messages name it: from the root of the project."""
    full: str
    mtime_ns: int
    size: int


@dataclass(frozen=True, slots=True)
class Scan:
    """What a scan did."""

    read: int
    deleted: int
    problems: tuple[Problem, ...]
    """All problems of all files, not only of those read this time."""


def walk(folder: Path, root: Path) -> Iterator[Found]:
    """All Markdown files below the folder, hidden ones left out, in no particular order; links are not followed out."""
    waiting = [str(folder)]
    skip = len(str(root)) + 1
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                elif entry.name.endswith(".md") and is_inside(entry, folder):
                    status = entry.stat()
                    yield Found(entry.path[skip:].replace(os.sep, "/"), entry.path, status.st_mtime_ns, status.st_size)


def is_inside(entry: os.DirEntry[str], folder: Path) -> bool:
    """Whether it is a file, and no link that leads out of the folder or nowhere."""
    if not entry.is_symlink():
        return True
    target = Path(entry.path).resolve()
    return target.is_file() and target.is_relative_to(folder.resolve())


def natural(text: str) -> str:
    """A text that sorts by its numbers: a3 before a12."""
    return re.sub(r"\d+", lambda found: found[0].zfill(6), text)


def stem(matter: FrontMatter) -> str:
    """File name of the article's address: the last two parts of its id, or page and id for an id without parts."""
    tail = ID_TAIL.fullmatch(matter.id)
    return tail[1] if tail else f"{matter.page}-{matter.id}".replace(".", "-").replace("_", "-")


def without_dateline(text: str, dateline: str | None) -> str:
    """A text for lists: 本报讯（记者 …） at its start is taken off, it says nothing of the news."""
    if not dateline or not text.startswith(dateline):
        return text
    return re.sub(r"^\s*(?:[（(][^（）()]{1,60}[）)])?[：:\s]*", "", text[len(dateline) :])


def article_row(path: str, matter: FrontMatter, body: str, thumb: int, revision: int) -> tuple[object, ...]:
    """The columns of table `article`, in its order."""
    text = plain(body)
    first, *rest = text.paragraphs or ("",)
    name = stem(matter)
    return (
        path,
        matter.id,
        matter.issue,
        matter.page,
        name,
        f"{natural(matter.page)} {natural(name)}",
        matter.date,
        matter.paper,
        matter.issue_number,
        matter.status,
        0,
        revision,
        thumb,
        text.characters,
        len(text.paragraphs),
        matter.summary or summary((without_dateline(first, matter.dateline), *rest)),
        opening(text.paragraphs),
        matter.model_dump_json(exclude_defaults=True),
    )


def forget(connection: sqlite3.Connection, paths: list[str]) -> None:
    """Remove files and all that hangs on them."""
    connection.executemany("DELETE FROM file WHERE path = ?", ((path,) for path in paths))


def store(connection: sqlite3.Connection, found: Found, sha256: str, article: ArticleFile) -> None:
    """Put one file and its article into the catalogue."""
    problems = json.dumps([[one.code, one.line, one.value, one.column] for one in article.problems], ensure_ascii=False)
    connection.execute(
        "INSERT INTO file VALUES (?, ?, ?, ?, ?)", (found.path, found.mtime_ns, found.size, sha256, problems)
    )
    if article.matter is None:
        return
    path, matter = found.path, article.matter
    names = renamed(connection)
    thumb = int.from_bytes(hashlib.sha256(f"{path}\0{sha256}".encode()).digest()[:5], "big")
    row = article_row(path, matter, article.body, thumb, newest_revision(connection))
    connection.execute(f"INSERT INTO article VALUES ({', '.join('?' * len(row))})", row)
    connection.execute("INSERT INTO body VALUES (?, ?)", (path, article.body))
    connection.executemany(
        "INSERT INTO credit VALUES (?, ?, ?, ?, ?, ?)",
        (
            (path, n, term_key(settled("author", one.name, names)), one.name, one.role, one.organisation)
            for n, one in enumerate(matter.people)
        ),
    )
    connection.executemany("INSERT OR IGNORE INTO alias VALUES (?, ?)", ((path, one) for one in matter.aliases))
    connection.executemany(
        "INSERT INTO term_use VALUES (?, ?, ?, ?)",
        ((kind, key, path, name) for kind, key, name in terms_of(matter, names)),
    )


def changes(connection: sqlite3.Connection, files: list[Found]) -> tuple[list[Found], list[str]]:
    """Files that are new or changed, and paths that are gone."""
    known = {path: (mtime, size) for path, mtime, size in connection.execute("SELECT path, mtime_ns, size FROM file")}
    changed = [file for file in files if known.get(file.path) != (file.mtime_ns, file.size)]
    return changed, sorted(known.keys() - {file.path for file in files})


def file_problems(connection: sqlite3.Connection) -> Iterator[Problem]:
    """The problems noted when the files were read."""
    for path, noted in connection.execute("SELECT path, problems FROM file WHERE problems <> '[]' ORDER BY path"):
        yield from (Problem(code, path, *rest) for code, *rest in json.loads(noted))


def scan(connection: sqlite3.Connection, folder: Path, root: Path) -> Scan:
    """Read what changed below `folder`, forget what is gone, and tell all problems.

    `root` is the folder that paths in messages begin at. What the change touches is written down with it.
    """
    files = sorted(walk(folder, root), key=lambda file: file.path) if folder.is_dir() else []
    changed, gone = changes(connection, files)
    if changed or gone:
        with connection:
            take_in(connection, changed, gone)
    return Scan(len(changed), len(gone), (*file_problems(connection), *clashes(connection)))


def take_in(connection: sqlite3.Connection, changed: list[Found], gone: list[str]) -> None:
    """Bring the catalogue up to date, and note what is touched: all that was, and all that is now."""
    paths = {*gone, *(file.path for file in changed)}
    before = rivals(connection, paths)
    # Before the first build nothing is made of anything.
    told = manifest.is_begun(connection)
    touch(connection, marks_of(connection, before if told else ()))
    issues, terms = issues_of(connection, before), terms_of_files(connection, before)
    traits, dates = traits_of(connection, before), dates_of(connection, issues)
    revisions = revisions_of(connection, paths)
    forget(connection, sorted(paths))
    for file in changed:
        raw = Path(file.full).read_bytes()
        store(connection, file, hashlib.sha256(raw).hexdigest(), read_article(raw, file.path))
    # Where only the text is another, nothing around it is.
    connection.executemany("UPDATE article SET revision = ? WHERE path = ? AND matter = ?", revisions)
    now = rivals(connection, before)
    # Of a file that only now has a rival, it is told what it was before that rival keeps it out.
    touch(connection, marks_of(connection, now - before if told else ()))
    settle_shown(connection, now)
    issues |= issues_of(connection, now)
    terms |= terms_of_files(connection, now)
    moved = derive_issues(connection, issues)
    # An issue has its own date and name, so with them all its articles are others.
    whole = {
        path for key in moved for (path,) in connection.execute("SELECT path FROM article WHERE issue = ?", (key,))
    }
    file_articles(connection, now | whole)
    heavier = derive_terms(connection, terms | terms_of_files(connection, whole))
    touch(connection, marks_of(connection, now | whole if told else ()))
    touch(connection, (*ALWAYS, *issue_marks(connection, moved), *tie_marks(connection, heavier)))
    if told:
        new = traits_of(connection, now | whole)
        other = {path for path in traits.keys() | new.keys() if traits.get(path) != new.get(path)}
        kin = {one[path][0] for one in (traits, new) for path in other & one.keys()} | moved.keys()
        touch(connection, kin_marks(connection, kin, [dates.get(key) for key in kin]))


def issues_of(connection: sqlite3.Connection, paths: Iterable[str]) -> set[str]:
    """The issues of the articles of these files."""
    query = "SELECT issue FROM article WHERE path = ?"
    return {row[0] for path in paths for row in connection.execute(query, (path,))}


def dates_of(connection: sqlite3.Connection, keys: Iterable[str]) -> dict[str, str | None]:
    """Issue -> its date."""
    query = "SELECT key, date FROM issue WHERE key = ?"
    return {row[0]: row[1] for key in keys for row in connection.execute(query, (key,))}


def revisions_of(connection: sqlite3.Connection, paths: Iterable[str]) -> list[tuple[int, str, str]]:
    """(revision, file, front matter) of the articles of these files."""
    query = "SELECT revision, path, matter FROM article WHERE path = ?"
    return [row for path in paths for row in connection.execute(query, (path,))]


def terms_of_files(connection: sqlite3.Connection, paths: Iterable[str]) -> set[tuple[str, str]]:
    """The terms of the articles of these files."""
    query = "SELECT kind, key FROM term_use WHERE path = ?"
    return {(kind, key) for path in paths for kind, key in connection.execute(query, (path,))}


def issue_marks(connection: sqlite3.Connection, moved: Mapping[str, tuple[str | None, str | None]]) -> Iterator[str]:
    """Marks of issues that came, went, moved or have another name, and of those before and behind them."""
    before = "SELECT key FROM issue WHERE position < ? ORDER BY position DESC LIMIT 1"
    behind = "SELECT key FROM issue WHERE position > ? ORDER BY position LIMIT 1"
    for key, positions in moved.items():
        yield from (f"head {key}", f"beside {key}", "issues")
        for position in filter(None, positions):
            yield from (f"issues {period}" for period in periods(position.partition(" ")[0]))
            for query in (before, behind):
                yield from (f"beside {row[0]}" for row in connection.execute(query, (position,)))


def tie_marks(connection: sqlite3.Connection, terms: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Marks of the terms that stand together with any of these, whose weight is another now."""
    users = "SELECT path FROM term_use WHERE kind = ? AND key = ?"
    query = f"SELECT DISTINCT kind, key FROM term_use WHERE path IN ({users})"
    for mark in terms:
        yield from (f"ties {kind} {key}" for kind, key in connection.execute(query, mark))
