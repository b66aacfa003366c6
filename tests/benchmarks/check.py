"""How long `check` and `doctor` take, and how much memory, over a built archive.

Run: `python tests/benchmarks/check.py [--articles 3000]` (about 20,000 files). Prints for each: seconds, seconds of
processors (what it takes alone on a busy machine), and MiB of its largest process. `again`: a second check, which reads
only the pages that changed.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from build import Ours, timed
from corpus import Archive

MOST = 60.0
"""Seconds that either may take."""


def spent() -> float:
    """Seconds of processors of all programs that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--articles", type=int, default=3000)
    options = parser.parse_args()
    archive = Archive(options.articles)
    with tempfile.TemporaryDirectory(prefix="banmian-bench-") as work:
        (Path(work) / "edition").mkdir()
        ours = Ours(Path(work) / "edition")
        for index in range(archive.issues):
            ours.add(archive.issue(index), str)
        seconds, memory = ours.build()
        files = sum(len(names) for _, _, names in os.walk(ours.folder / "output"))
        print(f"{options.articles} articles, {files} files, load {os.getloadavg()[0]:.1f}")
        print(f"build   {seconds:6.1f} s {spent():6.1f} s {memory:6.0f} MiB", flush=True)
        worst = 0.0
        for name, command in (("check", "check"), ("again", "check"), ("doctor", "doctor")):
            words = [sys.executable, "-m", "press", "--root", str(ours.folder), command]
            before = spent()
            seconds, memory = timed(words, ours.folder, {"PYTHONPATH": str(ours.folder / "plugins")}, (0, 1))
            worst = max(worst, seconds)
            print(f"{name:7} {seconds:6.1f} s {spent() - before:6.1f} s {memory:6.0f} MiB", flush=True)
    return int(worst > MOST)


if __name__ == "__main__":
    raise SystemExit(main())
