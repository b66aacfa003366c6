"""Bringing the catalogue up to date with `content/articles`: only files that changed are read."""

from __future__ import annotations

import hashlib
import json
import os
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from converter.models import Problem

from .derive import derive
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
    full: Path
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
    """All Markdown files below the folder, hidden ones and links out of it left out, in no particular order."""
    for current, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if name.endswith(".md") and not name.startswith("."):
                full = Path(current) / name
                if full.is_symlink() and not (full.is_file() and full.resolve().is_relative_to(folder.resolve())):
                    continue
                status = full.stat()
                yield Found(full.relative_to(root).as_posix(), full, status.st_mtime_ns, status.st_size)


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


def article_row(path: str, matter: FrontMatter, body: str) -> tuple[object, ...]:
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
    row = article_row(path, matter, article.body)
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

    `root` is the folder that paths in messages begin at.
    """
    files = sorted(walk(folder, root), key=lambda file: file.path)
    changed, gone = changes(connection, files)
    with connection:
        forget(connection, gone + [file.path for file in changed])
        for file in changed:
            raw = file.full.read_bytes()
            store(connection, file, hashlib.sha256(raw).hexdigest(), read_article(raw, file.path))
        clashes = derive(connection, anew=bool(changed or gone))
    return Scan(len(changed), len(gone), (*file_problems(connection), *clashes))
