"""How the site is kept on a home screen: `manifest.webmanifest`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from ..library import Library
from ..settings import Edition

PAPER = "#fbf9f4"
"""Colour of the page, as in theme/static/css/tokens.css."""


def manifest(edition: Edition) -> str:
    """All addresses begin with `./`, so that it works at any address, and in the mirror."""
    found: dict[str, Any] = {
        "name": edition.name,
        "short_name": edition.name,
        "description": edition.description or edition.tagline,
        "lang": edition.lang,
        "dir": "ltr",
        "start_url": "./index.html",
        "scope": "./",
        "display": "minimal-ui",
        "theme_color": PAPER,
        "background_color": PAPER,
        "categories": ["news"],
        "icons": [
            {"src": "./favicon.svg", "type": "image/svg+xml", "sizes": "any", "purpose": "any"},
            {"src": "./icon-maskable.svg", "type": "image/svg+xml", "sizes": "any", "purpose": "maskable"},
        ],
    }
    return json.dumps({key: value for key, value in found.items() if value}, ensure_ascii=False, indent=1) + "\n"


def files(library: Library) -> Iterator[tuple[str, Callable[[], str]]]:
    """The manifest."""
    yield "manifest.webmanifest", partial(manifest, library.edition)
