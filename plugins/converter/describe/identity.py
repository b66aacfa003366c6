"""What an article is called for ever: `<issue>-<page>-<number>`."""

from __future__ import annotations

import re

DATED_RE = re.compile(r"^\d{4}(?:-\d{2}){0,2}(?:-[a-z])?$")


def issue_prefix(key: str) -> str:
    """`2024-06-11-b` -> `20240611b`; a key that is no date stays as it is."""
    return key.replace("-", "") if DATED_RE.match(key) else key


def article_id(key: str, page: str, number: int) -> str:
    """`20240611-01-03` for article 3 (from 1) of page 01."""
    return f"{issue_prefix(key)}-{page}-{number:02d}"
