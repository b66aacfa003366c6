"""Article files for tests, as the converter writes them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml


def write_article(root: Path, name: str, body: str = "一段文字。", **keys: Any) -> Path:
    """Write an article of the edition below `root`; `name` is `<issue>-<page>-<number>`."""
    issue, page, number = name.rsplit("-", 2)
    id = f"{issue.replace('-', '')}-{page}-{number}"
    matter = {"id": id, "title": f"题{name}", "issue": issue, "page": page, **keys}
    file = root / "content" / "articles" / issue / f"{name}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"---\n{yaml.safe_dump(matter, allow_unicode=True)}---\n\n{body}\n", encoding="utf-8")
    return file
