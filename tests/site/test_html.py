"""The Nu HTML checker finds nothing on any kind of page, in either script."""

from __future__ import annotations

import json
import re
import subprocess
from collections import defaultdict
from pathlib import Path

from tests.support.tools import html_checker

KIND = re.compile(r'<html lang="([^"]+)">.*<body class="kind-([a-z0-9-]+)', re.DOTALL)
MOST = 3
"""Pages looked at of each kind and script: the shortest, the longest, and one between."""


def pages(site: Path) -> list[Path]:
    """Some pages of every kind; all of those that no kind is known of."""
    found: dict[tuple[str, ...], list[Path]] = defaultdict(list)
    for file in sorted(site.rglob("*.html")):
        kind = KIND.search(file.read_text(encoding="utf-8"))
        found[kind.groups() if kind else (file.name,)].append(file)
    chosen = []
    for files in found.values():
        files.sort(key=lambda file: (file.stat().st_size, file))
        chosen += files if len(files) <= MOST else [files[0], files[len(files) // 2], files[-1]]
    return chosen


def test_html_is_valid(built_site: Path) -> None:
    options = ["--errors-only", "--exit-zero-always", "--format", "json"]
    files = [str(page) for page in pages(built_site)]
    done = subprocess.run([*html_checker(), *options, *files], capture_output=True, text=True, check=True)
    messages = json.loads(done.stderr)["messages"]
    assert [(one.get("url"), one.get("lastLine"), one["message"]) for one in messages] == []
