"""`data/schema.json`: what the open data looks like, and `data/front-matter.json`: what an article file may say.

Both are JSON Schema (draft 2020-12) and made from the definitions that write and read the data, so they cannot differ.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from pydantic.json_schema import models_json_schema

from catalogue.front_matter import json_schema

from .. import urls
from ..library import Library
from .records import ArticleData, IssueData, IssuesData

DRAFT = "https://json-schema.org/draft/2020-12/schema"
KINDS = (IssueData, IssuesData, ArticleData)
"""What a file, or a line of a bulk file, is one of."""


def data_schema(url: str) -> dict[str, Any]:
    """Of `issue.json`, `data/issues.json` and a line of `data/articles/*.ndjson.gz`; `url` of the edition, or ''."""
    _, made = models_json_schema([(kind, "serialization") for kind in KINDS], by_alias=True)
    return {
        "$schema": DRAFT,
        **({"$id": urls.absolute(url, urls.SCHEMA)} if url else {}),
        "title": "Open data of a newspaper edition",
        "anyOf": [{"$ref": f"#/$defs/{kind.__name__}"} for kind in KINDS],
        "$defs": made["$defs"],
    }


def matter_schema() -> dict[str, Any]:
    """Of the front matter of `content/articles/**/*.md`, for editors' programs."""
    return {"$schema": DRAFT, **json_schema()}


def written(make: Callable[[], dict[str, Any]]) -> str:
    """A schema as a file."""
    return json.dumps(make(), ensure_ascii=False, indent=1) + "\n"


def files(library: Library) -> Iterator[tuple[str, Callable[[], str]]]:
    """Both schemas."""
    yield urls.SCHEMA, partial(written, partial(data_schema, library.edition.url))
    yield urls.MATTER_SCHEMA, partial(written, matter_schema)
