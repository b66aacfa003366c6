"""Breaking headlines between words."""

from __future__ import annotations

from hypothesis import given as example
from hypothesis import strategies as st
from markupsafe import escape

from edition.headline import breakable, pieces

TITLED = {"test_pieces": "headlines.txt"}
TEXT = st.text(st.sampled_from("全县春耕新经济圈2024年，。“”《》a b<&\n") | st.characters(codec="utf-8"), max_size=40)


def test_pieces(given: str, expected: str) -> None:
    assert "|".join(pieces(given)) == expected


@example(TEXT)
def test_nothing_is_lost(text: str) -> None:
    assert "".join(pieces(text)) == text
    assert str(breakable(text)).replace("<wbr>", "") == str(escape(text))


def test_markup_stays_text() -> None:
    assert "<script>" not in breakable("<script>国家</script>")
