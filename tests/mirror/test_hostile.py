"""Input made to hurt: it costs about as much as other input of its size, and changes nothing it must not."""

from __future__ import annotations

import time

import pytest

from mirror.convert import Converter
from mirror.links import Place, Site
from mirror.page import RENDERERS

SIZE = 400_000
SECONDS = 6.0
PLACE = Place(Site("hant", "", frozenset({"index.html"})), "index.html")
PIECES = {
    "tags that never end": "<a ",
    "attributes that never end": '<a b="',
    "both kinds of marks": "<a b='\">",
    "comments that never end": "<!--",
    "instructions": "<?<!",
    "deep": "<b>",
    "deep and self-closed": "<b/>",
    "end tags that close nothing": "<b></i>",
    "less-than signs": "<",
    "ampersands": "&#",
    "scripts": "<script>",
    "opening marks": "国“‘",
    "closing marks": "国”’",
    "apostrophes": "国a’",
    "apostrophes in what is never closed": "国“a’",
    "closing marks of the other kind": "国“’",
    "JSON strings": '["\\',
    "braces": '{"a":[',
    "CDATA": "<![CDATA[",
    "blanks in a style": "<p style='url( '>",
    "commas in a srcset": "<img srcset=',,, '>",
    "soft hyphens": "头\u00ad",
    "one word": "国",
}


@pytest.mark.parametrize("ending", [".html", ".xml", ".json", ".txt"])
@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES.keys())
def test_size_is_the_only_cost(piece: str, ending: str) -> None:
    source = piece * (SIZE // len(piece))
    start = time.process_time()
    mirrored = RENDERERS[ending](source, PLACE, Converter())
    assert time.process_time() - start < SECONDS
    assert len(mirrored) == len(source)
