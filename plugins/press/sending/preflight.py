"""What must hold of a site before it is sent: it is whole, and its host takes it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from converter.models import Problem

from ..checks.check import check_whole
from ..checks.site import read_site
from ..models import Edition, PressError

HOSTS = Path(__file__).resolve().parents[1] / "data" / "hosts.toml"


@cache
def hosts() -> dict[str, dict[str, Any]]:
    """`data/hosts.toml`."""
    return tomllib.loads(HOSTS.read_text(encoding="utf-8"))


def preflight(edition: Edition, sources: Mapping[str, Path], host: str) -> list[Problem]:
    """Everything that speaks against sending `output/`. Raises `PressError` for a host that is not known."""
    if host and host not in hosts():
        raise PressError(Problem("E570", "publish", value=f"{host} ({', '.join(hosts())})"))
    site = read_site(edition.output)
    return [*check_whole(site, edition).problems, *check_limits(sources, host)]


def check_limits(sources: Mapping[str, Path], host: str) -> Iterator[Problem]:
    """What is more than the host takes."""
    limits = hosts().get(host, {})
    sizes = {path: file.stat().st_size for path, file in sources.items()}
    for path, size in sorted(sizes.items()):
        if size > limits.get("file", size):
            yield Problem("E573", f"output/{path}", value=f"{size} bytes; {host} takes {limits['file']}")
    if len(sizes) > limits.get("files", len(sizes)):
        yield Problem("E573", "output", value=f"{len(sizes)} files; {host} takes {limits['files']}")
    total = sum(sizes.values())
    if total > limits.get("site", total):
        yield Problem("E573", "output", value=f"{total} bytes; {host} takes {limits['site']}")
