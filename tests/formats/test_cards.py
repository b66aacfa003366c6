"""The pictures of links that are shared."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from cards.models import HEIGHT, INK, PAPER, WIDTH, Words
from cards.png import words_in
from cards.sheet import sheet_card
from cards.words import FOOT, MARGIN, RULE, word_card
from edition.headline import pieces
from edition.layout import lay_out
from edition.settings import load
from fonts import square_font

LONG = "学习贯彻党的二十届三中全会精神推动成渝地区双城经济圈建设走深走实" * 2
MIXED = "水库开闸春耕备耕“”（）《》，！2024GDP"
TITLES = st.text(st.sampled_from(MIXED + " "), min_size=1, max_size=400)


@pytest.fixture(scope="module")
def font(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(square_font(tmp_path_factory.mktemp("fonts") / "squares.ttf", LONG + MIXED + "双城读报教育秋收…"))


def words(title: str, **others: str) -> Words:
    return Words("双城读报", title, tuple(map(len, pieces(title))), **others)


def opened(data: bytes) -> Image.Image:
    """The picture, read by a program that is not ours and checks every chunk."""
    Image.open(io.BytesIO(data)).verify()
    return Image.open(io.BytesIO(data)).convert("RGB")


def inked(picture: Image.Image, box: tuple[int, int, int, int]) -> bool:
    """Whether something of a part of the picture is not paper."""
    return picture.crop(box).getcolors(1) != [((box[2] - box[0]) * (box[3] - box[1]), PAPER)]


@given(counts=st.lists(st.integers(0, 25), max_size=5))
@settings(max_examples=10)
def test_pages_without_words_are_a_picture_within_its_margins(counts: list[int]) -> None:
    pages = [[(b.x, b.y, b.width, b.height) for b in lay_out([1.0] * count)] for count in counts]
    data = sheet_card(pages)
    picture = opened(data)

    assert picture.size == (WIDTH, HEIGHT)
    assert len(data) < 12_000
    assert {PAPER, INK} <= {colour for _, colour in picture.getcolors(64)}
    assert not any(
        inked(picture, box) for box in ((0, 0, WIDTH, 70), (0, HEIGHT - 70, WIDTH, HEIGHT), (0, 0, 40, HEIGHT))
    )
    assert sheet_card(pages) == data and words_in(data) is None


@given(title=TITLES, over=TITLES | st.just(""), right=TITLES)
@settings(max_examples=15)
def test_no_headline_is_clipped(font: str, title: str, over: str, right: str) -> None:
    said = words(title, over=over[:60], left="教育", right=right[:40])
    data = word_card(said, font)
    picture = opened(data)

    assert not inked(picture, (0, 0, MARGIN - 40, HEIGHT))
    assert not inked(picture, (WIDTH - MARGIN + 2, 0, WIDTH, HEIGHT))
    assert not inked(picture, (0, RULE + 12, WIDTH, RULE + 20))
    assert not inked(picture, (0, FOOT - 12, WIDTH, FOOT))
    assert words_in(data) == said


def test_a_headline_is_as_large_as_there_is_room_and_no_word_is_broken(font: str) -> None:
    def height(title: str) -> int:
        """Of the letters: how many rows of the first column of the headline have ink."""
        picture = opened(word_card(words(title), font))
        column = picture.crop((MARGIN + 6, RULE + 20, MARGIN + 7, FOOT - 10))
        return sum(count for count, colour in column.getcolors() if colour == INK)

    assert height("春耕") > 70
    assert 40 * 5 < height(LONG) < 60 * 6


def test_the_same_words_give_the_same_bytes_and_others_give_others(font: str) -> None:
    made = [word_card(words(title, left="教育"), font) for title in ("春耕", "春耕", "秋收")]

    assert made[0] == made[1] != made[2]


@pytest.mark.parametrize(
    "data", [b"", b"\x89PNG\r\n\x1a\n", b"GIF89a", sheet_card(())[:99], b"\x89PNG\r\n\x1a\n" + b"\xff" * 40]
)
def test_what_carries_no_words_says_so(data: bytes) -> None:
    assert words_in(data) is None


# ------------------------------------------------------------------ the font


def faults(root: Path, named: str, name: str = "江城") -> Iterable[tuple[str, int, str]]:
    file = root / "edition.toml"
    file.write_text(f'name = "{name}"\ncard_font = "{named}"\n', "utf-8")
    return [(one.code, one.line, one.value) for one in load(file, sections=root / "none.toml")[1]]


def text_file(root: Path) -> str:
    (root / "a.ttf").write_text("no font", "utf-8")
    return "a.ttf"


UNFIT: dict[str, tuple[Callable[[Path], str], str]] = {
    "a file that is not there": (lambda root: "none.ttf", "none.ttf: no such file"),
    "a file that is no font": (text_file, "a.ttf: unknown file format"),
    "a font without the characters": (lambda root: square_font(root / "b.ttf", "城国國報").name, "b.ttf: it has no 江"),
}


@pytest.mark.parametrize("case", UNFIT)
def test_a_font_that_does_not_do_is_told_with_its_line(case: str, tmp_path: Path) -> None:
    make, said = UNFIT[case]

    assert list(faults(tmp_path, make(tmp_path))) == [("E407", 2, said)]


def test_a_font_that_does(tmp_path: Path) -> None:
    square_font(tmp_path / "fonts" / "a.ttf", "江城国國報")

    assert list(faults(tmp_path, "fonts/a.ttf")) == [] == list(faults(tmp_path, ""))


def test_without_pillow_its_remedy_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PIL", None)  # as Python notes a package that is not to be had

    assert [code for code, *_ in faults(tmp_path, "a.ttf")] == ["E408"]


def test_the_colours_are_those_of_the_theme(house: Path) -> None:
    tokens = (house / "theme/static/css/tokens.css").read_text("utf-8")
    light = [re.search(rf"--{name}:\s*light-dark\((#[0-9a-f]{{6}})", tokens) for name in ("paper", "ink")]

    assert [found and found[1] for found in light] == ["#{:02x}{:02x}{:02x}".format(*colour) for colour in (PAPER, INK)]
