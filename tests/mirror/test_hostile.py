"""Input made to hurt: it costs about as much as other input of its size, and changes nothing it must not."""

from __future__ import annotations

import time

import pytest

from catalogue.plain import marked_places
from mirror.convert import Converter
from mirror.frames import names_in
from mirror.house import House, house_converter
from mirror.links import Place, Site
from mirror.locks import CONTEXT
from mirror.page import RENDERERS

SIZE = 100_000
SECONDS = 1.5
"""A seventh of a nanosecond for each pair of characters: what looks at all pairs takes longer."""
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


NAMED = ("记者 ", "记者 于海", "于海 ", "局长于", "（于海", "文/", "□", "范 摄 ", "、于")


@pytest.mark.parametrize("piece", NAMED)
def test_names_are_looked_for_in_time_that_grows_with_the_text(piece: str) -> None:
    text = piece * (SIZE // 8 // len(piece))
    start = time.process_time()
    credited, titled = names_in(text)
    house_converter(House(names=credited, titled=titled))[0].convert(text)
    assert time.process_time() - start < SECONDS


def test_many_marks_in_one_paragraph() -> None:
    start = time.process_time()
    assert len(list(marked_places("{后=後}" * (SIZE // 20), CONTEXT))) == SIZE // 20
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize("ending", [".html", ".xml", ".json", ".txt"])
@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES.keys())
def test_size_is_the_only_cost(piece: str, ending: str) -> None:
    source = piece * (SIZE // len(piece))
    start = time.process_time()
    mirrored = RENDERERS[ending](source, PLACE, Converter())
    assert time.process_time() - start < SECONDS
    assert len(mirrored) == len(source)
