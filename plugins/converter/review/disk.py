"""An article as it stands on disk: as the converter wrote it, edited, deleted, or not there yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from catalogue.reading import ArticleFile, read_article

from ..memory import Past, digest_of
from ..shelf import Shelf


@dataclass(frozen=True, slots=True)
class OnDisk:
    """What is known of the file of one article."""

    path: Path
    state: str
    """`new`, `generated`, `edited` or `deleted`."""
    file: ArticleFile | None = None
    """None when there is no file."""
    proposal: str = ""
    """The path of the `.md.new` beside it, if one lies there, and the fields in conflict."""


def look(shelf: Shelf, name: str, text: str, past: Past) -> OnDisk:
    """The file of the article that was, or would be, written under `name`; `text` is what would be written now."""
    home, last = shelf.folder / name, past.hashes.get(name)
    path = shelf.find(name) if last else (home if home.is_file() else None)
    if path is None:
        return OnDisk(home, "deleted" if last else "new")
    data = path.read_bytes()
    same = digest_of(data) in (last, digest_of(text.encode()))
    return OnDisk(
        path,
        "generated" if same else "edited",
        read_article(data, path.as_posix()),
        _proposal(path, past.open.get(name, ())),
    )


def _proposal(path: Path, fields: Sequence[str]) -> str:
    """The `.md.new` beside an article and what it is about; empty if there is none."""
    proposal = path.with_suffix(".md.new")
    told = f"（{'、'.join(fields)}）" if fields else ""
    return f"{proposal.as_posix()}{told}" if proposal.exists() else ""
