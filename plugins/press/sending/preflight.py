"""What must hold of a site before it is sent: it is whole, and its host takes it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from converter.models import Problem

from ..checks.check import check_whole
from ..checks.limits import over_limits
from ..checks.site import read_site
from ..models import Edition


def preflight(edition: Edition, sources: Mapping[str, Path], host: str) -> list[Problem]:
    """Everything that speaks against sending `output/`: its `sources`, to a `host` of `data/hosts.toml` or ''."""
    problems = check_whole(read_site(edition.output), edition).problems
    if host:
        problems += over_limits(
            host, {path: file.stat().st_size for path, file in sources.items()}, edition.output.name
        )
    return problems
