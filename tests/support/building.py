"""Builds in this process: what changed, as the press does it, and everything, as Pelican alone does it."""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
from contextlib import closing
from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from pelican import Pelican
from pelican.settings import read_settings

from catalogue import manifest
from catalogue.store import open_catalogue
from press.models import Changes, Edition
from press.sync import inspect, put_in_place

HOUSE = Path(__file__).resolve().parents[2]
MANY = int(os.environ.get("BANMIAN_SEQUENCES", "0"))
"""Random sequences that a release is tested with (`run.py test --release`); 0: as many as the suite has time for."""


def run_pelican(
    root: Path, output: Path, catalogue: Path, site: Path | None = None, drafts: Path | None = None
) -> None:
    """Pelican with the settings of the house, for the edition at `root`; `drafts`: where pages of drafts go."""
    places: dict[str, object] = {
        "PATH": str(root / "content"),
        "OUTPUT_PATH": str(output),
        "THEME": str(root / "theme"),
        "EDITION_FILE": str(root / "edition.toml"),
        "CATALOGUE": str(catalogue),
        "HANT_REPORT": None,
        "DRAFTS": str(drafts or ""),
        "HANT_GLOSSARY": str(root / "content" / "vocabulary" / "glossary.tsv"),
    }
    if site:
        places["SITE_PATH"] = str(site)
    level = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        Pelican(read_settings(str(HOUSE / "pelicanconf.py"), override=places)).run()
    finally:
        logging.disable(level)


def build_changes(root: Path, drafts: Path | None = None) -> Changes:
    """What changed since the last time, into `output/`."""
    site, staged, file = root / "output", root / "build" / "staged", root / "build" / "catalogue.sqlite"
    shutil.rmtree(staged, ignore_errors=True)
    staged.mkdir(parents=True)
    with closing(open_catalogue(file)) as catalogue, catalogue:
        inspection = inspect(site, manifest.placed(catalogue))
        manifest.misplace(catalogue, inspection.damaged)
    run_pelican(root, staged, file, site, drafts)
    with closing(open_catalogue(file)) as catalogue:
        return put_in_place(staged, site, catalogue, inspection)


def build_all(root: Path) -> Path:
    """Everything, into a folder of its own."""
    folder = root / "full"
    shutil.rmtree(folder, ignore_errors=True)
    (root / "build" / "full.sqlite").unlink(missing_ok=True)
    run_pelican(root, folder, root / "build" / "full.sqlite")
    return folder


LINKED = ("output", "plugins")
"""Folders of an edition in which files are replaced and never written into: a copy of it may share them."""


def copy_edition(source: Path, target: Path) -> Edition:
    """An edition once more, built as it is; files of `LINKED` are hard links, sooner made than copies."""

    def copy(file: str, other: str) -> None:
        linked = Path(file).relative_to(source).parts[0] in LINKED
        (os.link if linked else shutil.copy2)(file, other)

    shutil.copytree(source, target, dirs_exist_ok=True, copy_function=copy, ignore=shutil.ignore_patterns("said.txt"))
    take_templates(source, target)
    return Edition(target)


def take_templates(source: Path, target: Path) -> None:
    """Templates as an edition compiled them, for another one of the same theme, which need not compile them again.

    Jinja keeps them by the path of the template, and looks whether its text is still the same.
    """
    kept, others = (FileSystemBytecodeCache(str(root / "build" / "templates")) for root in (source, target))
    Path(others.directory).mkdir(parents=True, exist_ok=True)
    for file in (source / "theme" / "templates").rglob("*.html"):
        place = file.relative_to(source)
        name = place.relative_to("theme/templates").as_posix()
        old, new = (
            Path(cache.directory, cache.pattern % cache.get_cache_key(name, str(root / place)))
            for cache, root in ((kept, source), (others, target))
        )
        if old.is_file():
            shutil.copy2(old, new)


def written_into(source: Path) -> list[str]:
    """Shared files of an edition that were changed since it was built (`said.txt` was written then)."""
    built = (source / "said.txt").stat().st_mtime_ns
    files = (file for folder in LINKED for file in (source / folder).rglob("*") if file.is_file())
    return [file.relative_to(source).as_posix() for file in files if file.stat().st_mtime_ns > built]


def tree(folder: Path) -> dict[str, str]:
    """Path -> digest of every file."""
    files = (file for file in folder.rglob("*") if file.is_file() and file.name != ".gitkeep")
    return {file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
