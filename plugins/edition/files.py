"""Files beside the site that outlive a build."""

from __future__ import annotations

from pathlib import Path


def write_whole(file: Path, text: str) -> None:
    """Write a file whole or not at all, even if the build is killed meanwhile: the preview does that to its own."""
    file.parent.mkdir(parents=True, exist_ok=True)
    half = file.with_name(f".{file.name}.half")
    half.write_text(text, encoding="utf-8", newline="\n")
    half.replace(file)
