"""JSON-LD as text that can stand in a page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from .. import urls

if TYPE_CHECKING:
    from ..settings import Edition

CONTEXT = "https://schema.org"
ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def script_json(data: dict[str, Any]) -> Markup:
    """JSON that can stand in a script element: nothing in it ends the element or begins markup."""
    return Markup(json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES))


def known(**fields: Any) -> dict[str, Any]:
    """A node of the fields that have a value; `type` and `id` are the keywords of JSON-LD."""
    names = {"type": "@type", "id": "@id"}
    return {names.get(key, key): value for key, value in fields.items() if value not in (None, "", [], {})}


def full(edition: Edition, path: str) -> str | None:
    """The address of a page that others can find it by, when that of the edition is known."""
    return urls.absolute(edition.url, path) if edition.url else None


def graph(nodes: list[dict[str, Any]]) -> Markup:
    """Several nodes in one script."""
    return script_json({"@context": CONTEXT, "@graph": nodes})
