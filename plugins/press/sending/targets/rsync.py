"""A folder of another machine, by rsync over SSH (or its own protocol); also one of this machine."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath

from converter.models import Problem

from ...models import Edition, PressError
from ...programs import need_program
from ..keep import link_or_copy
from ..manifest import NAME

PUT = ("--times", "--ignore-times", "--mkpath", "--chmod=D755,F644")
"""What is named is sent even if it looks the same, and whoever may read sites may read it."""
MISSING = 23
"""rsync's exit code when what was asked for is not there."""
RULES = ".banmian-rules"
WILD = re.compile(r"[*?\[\\]")
REMEDY = "install rsync, or publish into a folder and copy it to the server yourself"


class Rsync:
    """Every path goes through a list on standard input, never through a shell, here or there (`--secluded-args`)."""

    limits = ""
    packed = True

    def __init__(self, edition: Edition, place: str) -> None:
        self._program = need_program("rsync", REMEDY)
        self._work = edition.work
        self._place = place.rstrip("/") + "/"
        self.name = f"rsync:{self._place}"

    def _run(self, *options: str, source: str, paths: Iterable[str] = (), to: str = "") -> int:
        """One run; exit codes other than 0 and `MISSING` raise `PressError`, with rsync's last words."""
        listed = "\0".join(paths).encode()
        command = [self._program, "--secluded-args", *options, "--", source]
        done = subprocess.run([*command, to or self._place], input=listed, capture_output=True, check=False)
        words = done.stderr.decode("utf-8", "replace").strip().splitlines()
        if done.returncode == MISSING and any("No such file" in line for line in words):
            return MISSING
        if done.returncode:
            raise PressError(Problem("E595", self.name, value=" ".join(words[-2:])[:300]))
        return 0

    def read_manifest(self) -> bytes | None:
        """Fetch it."""
        with tempfile.TemporaryDirectory(prefix="fetch-", dir=scratch(self._work)) as folder:
            code = self._run(source=f"{self._place}{NAME}", to=f"{folder}/")
            return None if code == MISSING else (Path(folder) / NAME).read_bytes()

    def send(self, sources: Mapping[str, Path]) -> None:
        """Lay the files out in a scratch folder, then send all of them: they are put in place together at the end."""
        with tempfile.TemporaryDirectory(prefix="send-", dir=scratch(self._work)) as folder:
            for path, file in sources.items():
                (Path(folder) / path).parent.mkdir(parents=True, exist_ok=True)
                link_or_copy(file, Path(folder) / path)
            options = ("--from0", "--files-from=-", "--compress", "--delay-updates", *PUT)
            self._run(*options, source=f"{folder}/", paths=sources)

    def delete(self, paths: Sequence[str]) -> None:
        """A scratch folder that has the folders but not the files says what is to go; all else there is out of bounds.

        `--delete-missing-args` would say it better, but some rsyncs of 2025 break down on it.
        """
        folders = {str(parent) for path in paths for parent in PurePosixPath(path).parents} - {"."}
        rules = "".join(f"/{literal(path)}\0" for path in (*(f"{one}/" for one in sorted(folders)), *paths))
        with tempfile.TemporaryDirectory(prefix="send-", dir=scratch(self._work)) as folder:
            for one in folders:
                (Path(folder) / one).mkdir(parents=True, exist_ok=True)
            (Path(folder) / RULES).write_text(rules, encoding="utf-8")
            options = ("--recursive", "--delete", "--from0", f"--include-from={folder}/{RULES}", "--exclude=*")
            self._run(*options, source=f"{folder}/")

    def write_manifest(self, data: bytes) -> None:
        """Put the manifest there."""
        with tempfile.TemporaryDirectory(prefix="send-", dir=scratch(self._work)) as folder:
            (Path(folder) / NAME).write_bytes(data)
            self._run(*PUT, source=f"{folder}/{NAME}")


def literal(path: str) -> str:
    """A path as a pattern that fits nothing else."""
    return WILD.sub(r"\\\g<0>", path) if WILD.search(path) else path


def scratch(work: Path) -> Path:
    """On the disk of the edition, so that files can be linked."""
    work.mkdir(parents=True, exist_ok=True)
    return work
