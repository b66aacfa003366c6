"""A file of the site -> its twin in the mirror: words converted, links and languages turned."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from .blocks import blocks_of
from .feed import feed_edits
from .json_text import MARKUP_KEYS, json_values, json_words
from .links import Place
from .spans import Converts, Edit, convert_spans, splice
from .switch import json_edits

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")

Render = Callable[[str, Place, Converts], str]


def mirror_html(source: str, place: Place, converter: Converts) -> str:
    """A page of HTML."""
    return blocks_of(place, converter).turn(source, place)


def mirror_fragment(source: str, place: Place, converter: Converts) -> str:
    """The text of an article as feeds carry it."""
    return blocks_of(place, converter).turn_fragment(source, place)


def mirror_xml(source: str, place: Place, converter: Converts) -> str:
    """A feed or a sitemap."""
    return splice(source, feed_edits(source, place, converter, mirror_fragment))


def mirror_json(source: str, place: Place, converter: Converts) -> str:
    """A JSON file; layout and spelling of escapes stay."""
    edits = convert_spans(json_words(source, 0, len(source)), converter)
    edits += json_edits(source, 0, len(source), place)
    return splice(source, edits + _markup_edits(source, place, converter))


def mirror_text(source: str, place: Place, converter: Converts) -> str:
    """A plain text."""
    return converter.convert(source)


RENDERERS: dict[str, Render] = {
    ".html": mirror_html,
    ".htm": mirror_html,
    ".xml": mirror_xml,
    ".atom": mirror_xml,
    ".rss": mirror_xml,
    ".json": mirror_json,
    ".js": mirror_json,  # data in a script, as the texts of the search are
    ".webmanifest": mirror_json,
    ".txt": mirror_text,
    ".bib": mirror_text,
    ".ris": mirror_text,
}
"""End of a file's name -> how it is mirrored. A file with another end has one copy, in the root tree."""


def _markup_edits(source: str, place: Place, converter: Converts) -> list[Edit]:
    edits: list[Edit] = []
    for value in json_values(source, 0, len(source)):
        raw = source[value.start : value.end]
        if value.key not in MARKUP_KEYS:
            continue
        try:
            markup = json.loads(f'"{raw}"')
        except ValueError:
            continue
        mirrored = mirror_fragment(markup, place, converter)
        if mirrored != markup:
            ascii_only = raw.isascii() or _LONE_SURROGATE.search(mirrored) is not None
            edits.append(Edit(value.start, value.end, json.dumps(mirrored, ensure_ascii=ascii_only)[1:-1]))
    return edits
