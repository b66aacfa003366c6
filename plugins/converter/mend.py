"""A ledger that was lost or damaged, made anew from the articles as they were generated last.

So edits are merged and deletions respected as before. What came of each line of the page is not known again
until the page is converted.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .describe.identity import number_of, sketch
from .document import Document, read_document
from .memory import GENERATED, LEDGER, Past, digest_of, json_text, sketch_text, write_file
from .models import Problem

GENERATED_RE = re.compile(r"(?P<id>.+-\d+)\.md\.last")
PAGE_RE = re.compile(r"[a-z]?\d+")


def mend(folder: Path, pasts: Mapping[str, tuple[Past, list[Problem]]]) -> tuple[Problem, ...]:
    """Give articles of an issue that were generated, but are in no ledger, a ledger again; one problem for each made.

    `pasts`: page -> what `read_past` says of its ledger. One that can be read stays as it is.
    """
    known = {name for past, _ in pasts.values() for name in past.hashes}
    lost: dict[str, dict[str, Document]] = defaultdict(dict)
    for path in sorted((folder / GENERATED).glob("*.md.last")):
        named = GENERATED_RE.fullmatch(path.name)
        document = (
            read_document(path.read_text("utf-8", "replace")) if named and f"{named['id']}.md" not in known else None
        )
        page = str(document.values.get("page")) if document else ""
        if named and document and PAGE_RE.fullmatch(page) and (page not in pasts or pasts[page][1]):
            lost[page][named["id"]] = document
    ledgers = {folder / f"{page}{LEDGER}": articles for page, articles in lost.items()}
    for ledger, articles in ledgers.items():
        write_file(ledger, json_text(_ledger(articles, folder / GENERATED)))
    return tuple(Problem("W203", ledger.as_posix()) for ledger in ledgers)


def _ledger(articles: Mapping[str, Document], generated: Path) -> dict[str, Any]:
    """A ledger of what is known; its page belongs to no folder until it is converted."""
    source = next(iter(articles.values())).values.get("source", {})
    return {
        "source": {"folder": "", "file": source.get("file", ""), "sha256": source.get("sha256", "")},
        "articles": {id: {"sketch": sketch_text(sketch(_words(document)))} for id, document in articles.items()},
        "last": max(map(number_of, articles)),
        "files": {f"{id}.md": digest_of((generated / f"{id}.md.last").read_bytes()) for id in articles},
    }


def _words(document: Document) -> str:
    """Headline and text, without the marks of Markdown."""
    text = "".join(paragraph.text.removeprefix("## ") for paragraph in document.paragraphs)
    return f"{document.values.get('title', '')}{text}".replace("\\", "")
