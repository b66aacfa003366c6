"""The text of an article as blocks and as XHTML."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from edition.body import Renderer
from edition.formats.blocks import blocks, parsed, xhtml

TITLED = {"test_blocks_of_a_text": "blocks.txt"}
PIECES = ("春", "a ", "\n\n", "\n", "## ", "* ", "> ", "**", "`", "<b>", "&", "[一](/a)", "| 甲 | 乙 |\n|--|--|\n")


def html(markdown: str) -> str:
    return str(Renderer().render(markdown, lambda path: path))


def test_blocks_of_a_text(given: str, expected: str) -> None:
    found = [f"{block.kind} {block.anchor or '-'} {block.text!r}" for block in blocks(html(given))]

    assert found == expected.splitlines()


@given(st.lists(st.sampled_from(PIECES)))
def test_no_character_is_lost_and_xhtml_is_well_formed(parts: list[str]) -> None:
    body = html("".join(parts))
    tree = ElementTree.fromstring(f"<body>{xhtml(body, 'a-', lambda url: url)}</body>")
    shown = "".join("".join(tree.itertext()).split())

    assert shown == "".join("".join(block.text for block in blocks(body)).split())


def test_xhtml_holds_nothing_that_xml_has_not() -> None:
    made = xhtml('<p id="p1">一&nbsp;二\x00<br>三<img src="x" alt="图"><script>x</script></p>', "a-", lambda url: None)

    assert made == '<p id="a-p1">一\u00a0二<br/>三图x</p>'


def test_a_link_may_lose_its_target_but_never_its_words() -> None:
    assert xhtml('<a href="javascript:x">字</a>', "", lambda url: None) == "<a>字</a>"


MARKUP = st.sampled_from(
    [
        "水库",
        "<wbr>",
        "&amp;",
        "&lt;p&gt;",
        " ",
        "　",
        "“5G”",
        "<em>急</em>",
        "<br>",
        "</p>",
        '<p id="p2">',
        "<p>",
        "\n",
        "&",
        ">",
    ]
)
LINES = st.sampled_from(['<p id="p1">{}</p>', '<h2 id="s1">{}</h2>', "<p>{}</p>", "<ul><li>{}</li></ul>", "{}"])


@given(st.lists(st.tuples(LINES, st.lists(MARKUP, max_size=4)), max_size=4))
def test_plain_texts_are_read_as_by_the_parser(given: list[tuple[str, list[str]]]) -> None:
    text = "\n".join(line.format("".join(pieces)) for line, pieces in given)
    assert blocks(text) == parsed(text)
