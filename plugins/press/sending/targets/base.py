"""What every place that a site can be sent to can do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from ..manifest import Manifest


class Target(Protocol):
    """Raises `PressError` when the place cannot be reached or written to."""

    name: str
    """As the user may write it; the same for the same place."""
    limits: str
    """Host of `data/hosts.toml` whose limits hold; '' for none."""
    packed: bool
    """Whether its server sends packed files as they are."""

    def read_manifest(self) -> bytes | None:
        """The manifest that is there; None when there is none."""
        ...


class Piecewise(Target, Protocol):
    """A place that takes file by file."""

    def send(self, sources: Mapping[str, Path]) -> None:
        """Put files there, in this order: path -> file."""
        ...

    def delete(self, paths: Sequence[str]) -> None:
        """Take files away; those that are not there are no fault."""
        ...

    def write_manifest(self, data: bytes) -> None:
        """Put the manifest there."""
        ...


class AtOnce(Target, Protocol):
    """A place that takes a site as a whole, so that it is there or not."""

    def replace(self, sources: Mapping[str, Path], manifest: Manifest) -> None:
        """Put a whole site in the place of the last one."""
        ...

    def go_back(self) -> None:
        """Put the site before the last one back."""
        ...
