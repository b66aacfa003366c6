"""Speed and memory of the converter over generated pages of about 5,000 characters (`tests/support/archive.py`).

Run: `python tests/benchmarks/convert.py [--pages 400] [--jobs 2] [--profile 30] [--memory 1000 10000]`.
Prints pages and characters a second on one core, beside it OpenCC's conversion of the same text to Traditional as a
yardstick (machines differ by a factor of three), and the command itself with one process and with `--jobs`; with
`--profile` the functions that cost most; with `--memory` the most memory that so many pages needed. Exit code 1
where one core does fewer pages a second than the floor.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT / "tests" / "support")]

import opencc  # noqa: E402

import archive  # noqa: E402
from converter.batch import Task, convert_batch, knowledge_of  # noqa: E402
from converter.discover import Source, discover  # noqa: E402

ROUNDS = 3
"""Of converter and yardstick, one after the other; the best of each counts."""
AIM, FLOOR = 300, 100
"""Pages a second on one core."""
MEASURE = """
import resource, sys
from converter.__main__ import main
code = main(sys.argv[1:])
peak = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
print(*peak, file=sys.stderr)
sys.exit(code)
"""
"""A program that prints the peaks of memory (kB; of a Mac bytes) of the command and of its largest child."""


def core_seconds(sources: tuple[Source, ...], task: Task) -> float:
    """Seconds of one core for reading, converting and rendering: all that a worker does."""
    start = time.process_time()
    for source in sources:
        convert_batch(task, [source])
    return time.process_time() - start


def yardstick_seconds(folder: Path) -> float:
    """Seconds of one core in which OpenCC (s2tw) converts the text of all pages, each alone."""
    texts = [path.read_text(encoding="utf-8") for path in folder.rglob("*.txt")]
    convert = opencc.OpenCC("s2tw").convert
    start = time.process_time()
    for text in texts:
        convert(text)
    return time.process_time() - start


def run_command(folder: Path, *options: str) -> tuple[float, int, int]:
    """(seconds on the clock, most memory of the command, of its largest child, in MB) of a whole conversion."""
    with tempfile.TemporaryDirectory() as output:
        command = [sys.executable, "-c", MEASURE, "--source", str(folder), "--output", f"{output}/articles", *options]
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "plugins")}
        start = time.perf_counter()
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        seconds = time.perf_counter() - start
    own, child = done.stderr.split("\n")[-2].split()
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return seconds, int(own) // unit, int(child) // unit


def told(title: str, pages: int, characters: int, seconds: float) -> str:
    """One line."""
    return (
        f"{title}: {pages / seconds:.0f} pages/s, {characters / seconds:,.0f} characters/s ({pages} in {seconds:.1f} s)"
    )


def speed(pages: int, jobs: str, profile: int) -> float:
    """Print the speeds; pages a second of one core."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        characters = archive.write(folder, pages)
        sources, _ = discover(folder)
        task = Task(str(folder))
        knowledge_of(task)
        rounds = [(core_seconds(sources, task), yardstick_seconds(folder)) for _ in range(ROUNDS)]
        seconds, yardstick = map(min, zip(*rounds, strict=True))
        print(told("one core, without writing", pages, characters, seconds), f"aim {AIM}, floor {FLOOR}", sep="; ")
        print(
            told("OpenCC s2tw, same text, one core", pages, characters, yardstick),
            f"ratio {seconds / yardstick:.1f}",
            sep="; ",
        )
        for number in ("1", jobs):
            print(told(f"the command, --jobs {number}", pages, characters, run_command(folder, "--jobs", number)[0]))
        if profile:
            with cProfile.Profile() as profiler:
                core_seconds(sources, task)
            pstats.Stats(profiler).sort_stats("tottime").print_stats(profile)
    return pages / seconds


def memory(sizes: list[int], jobs: str) -> None:
    """Print the peaks of memory for archives of these sizes."""
    for pages in sizes:
        with tempfile.TemporaryDirectory() as name:
            characters = archive.write(Path(name), pages)
            seconds, own, child = run_command(Path(name), "--jobs", jobs)
        print(told(f"--jobs {jobs}", pages, characters, seconds), f"at most {own} MB, a worker {child} MB", sep="; ")


def main() -> int:
    """Run what is asked for; the exit code."""
    parser = argparse.ArgumentParser(description="Measure the converter.")
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--jobs", default="2")
    parser.add_argument("--profile", type=int, default=0, metavar="LINES")
    parser.add_argument("--memory", type=int, nargs="*", default=[], metavar="PAGES")
    options = parser.parse_args()
    reached = speed(options.pages, options.jobs, options.profile)
    memory(options.memory, options.jobs)
    return int(reached < FLOOR)


if __name__ == "__main__":
    raise SystemExit(main())
