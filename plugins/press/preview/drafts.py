"""Drafts in the preview: pages beside the site, at addresses of their own, with a ribbon; the site has none of them.

A build for the preview makes their pages (`edition/drafts.py`) into a folder that this module puts in place.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from html import escape
from pathlib import Path
from urllib.parse import quote

from ..models import Changes, Edition
from ..sync import deliver

PREFIX = "__draft/"
"""Their address, from the root of the site."""
FOLDER = "drafts"
"""Below the scratch folder of the edition."""
STAGED = "drafts-new"
LIST = "drafts.json"
STYLE = '<link rel="stylesheet" href="/-/preview.css">'
RIBBON = '<p id="press-draft" lang="zh" translate="no">草稿 Draft</p>'
PAGE = """<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>草稿 Drafts</title>{style}</head>
<body class="press-list">{ribbon}<h1>草稿 Drafts</h1><p>{what}</p><ul>{items}</ul></body></html>"""
NONE = "没有草稿。There are no drafts: an article with “status: draft” is one."
SOME = "只在本机预览中可见，不会发布。Seen in the preview of this machine only; no build publishes them."


def setting(edition: Edition) -> list[str]:
    """What Pelican is told, so that a build makes the pages of drafts, into an empty folder."""
    staged = edition.work / STAGED
    shutil.rmtree(staged, ignore_errors=True)
    return ["-e", f"DRAFTS={json.dumps(str(staged))}"]


def put_in_place(edition: Edition) -> Changes:
    """Take the pages that a build made; what changed, as paths from the root of the site."""
    staged = edition.work / STAGED
    if not (staged / LIST).is_file():
        return Changes()
    changes = deliver(staged, edition.work / FOLDER).changes
    shutil.rmtree(staged, ignore_errors=True)
    return Changes(tuple(addresses(changes.written)), tuple(addresses(changes.deleted)))


def addresses(paths: Iterable[str]) -> Iterable[str]:
    """Where the preview has the pages of drafts."""
    return (PREFIX + path for path in paths if path != LIST)


def listing(folder: Path) -> bytes:
    """The page that leads to all drafts."""
    try:
        drafts = json.loads((folder / LIST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        drafts = []
    items = "".join(
        f'<li><a href="{quote(draft["path"])}">{escape(draft["title"])}</a> <code>{escape(draft["source"])}</code>'
        for draft in drafts
    )
    return PAGE.format(style=STYLE, ribbon=RIBBON, what=SOME if drafts else NONE, items=items).encode()


def with_ribbon(html: bytes) -> bytes:
    """A page of a draft that says what it is."""
    start = html.find(b"<body")
    end = html.find(b">", start) + 1
    styled = html[:end] + (STYLE + RIBBON).encode() + html[end:]
    return styled if start >= 0 and end else RIBBON.encode() + html
