"""What a published site holds: each file with the hash of its bytes, kept with the site itself.

The manifest is the only thing that is believed of a target: what it does not name was put there by somebody else
and is left alone, and what it names without a hash may be half there, since an upload was cut short.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

NAME = ".banmian-manifest.json"
"""From the root of a published site."""
UNKNOWN = ""
"""In the place of a hash: the file may be old, new or missing."""
Manifest = dict[str, str]
"""Path from the root of the site -> SHA-256 in hexadecimal, or `UNKNOWN`."""
FIRST = frozenset({".avif", ".css", ".gif", ".ico", ".jpeg", ".jpg", ".js", ".png", ".svg", ".webp", ".woff2"})
"""Suffixes of what pages are made of: it must be there before them."""
PACKED = (".gz", ".br")


class BadManifest(ValueError):
    """A target holds a manifest that cannot be one of ours."""


def encode(manifest: Manifest) -> bytes:
    """The file."""
    told = {"version": 1, "files": dict(sorted(manifest.items()))}
    return (json.dumps(told, ensure_ascii=False, indent=0) + "\n").encode()


def decode(data: bytes) -> Manifest:
    """The manifest in a file. Raises `BadManifest`: also when it names a place outside the site."""
    try:
        files = json.loads(data)["files"]
        for path, digest in files.items():
            if not isinstance(digest, str) or not is_inside(path):
                raise BadManifest(path)
        return dict(files)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BadManifest(str(error)) from error


def is_inside(path: str) -> bool:
    """Whether a path stays in the folder it is taken from, on every system."""
    parts = path.split("/")
    return bool(path) and not any(
        part in ("", ".", "..") or "\\" in part or ":" in part or "\0" in part for part in parts
    )


def hash_of(file: Path) -> str:
    """Of the bytes of a file."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done to make one site of another."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    deleted: tuple[str, ...]
    kept: int

    @property
    def sent(self) -> tuple[str, ...]:
        """What is sent, in the order in which it is."""
        return in_order((*self.added, *self.changed))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.added or self.changed or self.deleted)

    def lines(self) -> list[str]:
        """One for each file, as a reader of a dry run wants it."""
        marks = ((self.added, "+"), (self.changed, "~"), (self.deleted, "-"))
        return [f"{mark} {path}" for paths, mark in marks for path in paths]

    def __str__(self) -> str:
        sent = f"{len(self.added)} new, {len(self.changed)} changed"
        return f"{sent}, {len(self.deleted)} to delete, {self.kept} as they are"


def plan_of(old: Mapping[str, str], new: Mapping[str, str]) -> Plan:
    """From the site that is there to the one that is wanted. What is unknown is sent again, or deleted."""
    added = tuple(sorted(path for path in new if path not in old))
    changed = tuple(sorted(path for path, digest in new.items() if path in old and old[path] != digest))
    deleted = tuple(sorted(path for path in old if path not in new))
    return Plan(added, changed, deleted, len(new) - len(added) - len(changed))


def in_order(paths: Iterable[str]) -> tuple[str, ...]:
    """So that no page is there before what it shows, and no index before what it lists: the front page comes last."""
    return tuple(sorted(paths, key=lambda path: (stage_of(path), -path.count("/"), path)))


def stage_of(path: str) -> int:
    """0: style sheets, scripts, pictures; 1: pages; 2: indexes and what is read instead of them; 3: the root."""
    plain = path
    for suffix in PACKED:
        plain = plain.removesuffix(suffix)
    name = PurePosixPath(plain)
    folder = name.parts[0] if len(name.parts) > 1 else ""
    if folder in ("search", "data", "sitemap"):
        return 2
    if name.suffix in FIRST:
        return 0
    if len(name.parts) == 1 or plain == "hant/index.html":
        return 3
    return 2 if name.name == "index.html" or name.suffix in (".xml", ".json") else 1
