"""Where a site can be sent to: one module a kind, and the form in which each is named."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from converter.models import Problem

from ...models import Edition, PressError
from .archive import Archive
from .folder import Folder
from .pages import Pages
from .rsync import Rsync

if TYPE_CHECKING:
    from .base import Target

HOST = re.compile(r"(?:[A-Za-z0-9_][A-Za-z0-9._-]*@)?[A-Za-z0-9][A-Za-z0-9.-]+:(?!\\).+")
"""`user@host:/folder`, as rsync and scp write it."""


def target_at(edition: Edition, to: str) -> Target:
    """`rsync:…`, `USER@HOST:/FOLDER`, `ghpages[:REMOTE][#BRANCH]`, `s3:BUCKET[/PREFIX]`, `FILE.zip` or a folder.

    Raises `PressError` for anything else.
    """
    kind, colon, rest = to.partition(":")
    if not to or to.startswith("-") or rest.startswith("-") or not to.isprintable():
        raise PressError(Problem("E594", "publish", value=to))
    if kind == "ghpages":
        return Pages(edition.root, rest)
    if kind == "s3" and colon:
        from .s3 import Bucket

        return Bucket(rest)
    if kind == "rsync" or HOST.fullmatch(to):
        return Rsync(edition, rest if kind == "rsync" and not rest.startswith("//") else to)
    if to.endswith(".zip"):
        return Archive(Path(to))
    return Folder(Path(to), edition)
