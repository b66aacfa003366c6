"""Articles whose `status` is `draft`, each on a page as it will be, for the preview alone (`press/preview/drafts.py`).

They lie in a folder apart from the site. Links lead to where the site has the page, or will have it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

from catalogue.drafts import published

from . import outputs
from .library import Library
from .outputs import Output

LIST = "drafts.json"
"""All drafts: [{id, path, title, source}]."""


def write_drafts(
    folder: Path,
    connection: sqlite3.Connection,
    library: Callable[[], Library],
    write: Callable[[Output, Library], None],
) -> None:
    """Make a page of each draft, and the list of all. `library`: makes a library of the catalogue as it is then."""
    folder.mkdir(parents=True, exist_ok=True)
    with published(connection) as drafts:
        views = library() if drafts else None
        listed = []
        for id, source in drafts:
            assert views
            page = outputs.article(views, id)
            write(page, views)
            listed.append({"id": id, "path": page.path, "title": page.title, "source": source})
    (folder / LIST).write_text(json.dumps(listed, ensure_ascii=False), encoding="utf-8")
