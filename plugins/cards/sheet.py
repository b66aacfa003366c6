"""A card without words, for which no font is needed: the first pages of an issue, laid out as their maps are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .models import HEIGHT, INK, PAPER, RED, SHEET, WIDTH, Box, Page
from .png import png

MOST = 3
"""Pages side by side."""
PAGE_WIDTH, PAGE_HEIGHT, BETWEEN = 340, 476, 40
UNITS = 100, 140
MARGIN, NAMEPLATE = 14, 40
"""Of a page; of the first one below its nameplate."""
PALETTE = (PAPER, SHEET, INK, RED, (0xB9, 0xB4, 0xA9), (0xD9, 0xD3, 0xC7))
GROUND, LEAF, BLACK, VERMILION, GREY, HAIR = range(len(PALETTE))
EMPTY_PAGE: Page = ((0, 0, 100, 60), (0, 60, 50, 80), (50, 60, 50, 40), (50, 100, 50, 40))
"""For an edition that has no issue yet."""
Rectangle = tuple[float, float, float, float]
"""Left, top, right, bottom, in pixels."""


def sheet_card(pages: Sequence[Page]) -> bytes:
    """The card of an issue."""
    shown = tuple(pages[:MOST]) or (EMPTY_PAGE,)
    pixels = bytearray(WIDTH * HEIGHT)
    left = (WIDTH - len(shown) * PAGE_WIDTH - (len(shown) - 1) * BETWEEN) // 2
    top = (HEIGHT - PAGE_HEIGHT) // 2
    for number, page in enumerate(shown):
        at = left + number * (PAGE_WIDTH + BETWEEN)
        for rectangle, colour in leaf(page, at, top, first=number == 0):
            fill(pixels, rectangle, colour)
    return png(WIDTH, HEIGHT, bytes(pixels), PALETTE)


def fill(pixels: bytearray, rectangle: Rectangle, colour: int) -> None:
    """A rectangle of one colour; what is narrower than a pixel is not drawn."""
    left, top, right, bottom = (round(edge) for edge in rectangle)
    row = bytes((colour,)) * max(0, right - left)
    for at in range(top * WIDTH + left, max(bottom, top) * WIDTH + left, WIDTH):
        pixels[at : at + len(row)] = row


def leaf(page: Page, left: float, top: float, first: bool) -> Iterator[tuple[Rectangle, int]]:
    """A page: paper with an edge, the nameplate and its rules on the first one, the articles."""
    right, bottom = left + PAGE_WIDTH, top + PAGE_HEIGHT
    yield (left - 1, top - 1, right + 1, bottom + 1), HAIR
    yield (left, top, right, bottom), LEAF
    inner_left, inner_top, inner_right = left + MARGIN, top + MARGIN, right - MARGIN
    if first:
        yield (inner_left, inner_top, inner_left + 26, inner_top + 26), VERMILION
        inner_top += NAMEPLATE
        yield (inner_left, inner_top - 8, inner_right, inner_top - 5), BLACK
        yield (inner_left, inner_top - 3, inner_right, inner_top - 2), BLACK
    wide, high = (inner_right - inner_left) / UNITS[0], (bottom - MARGIN - inner_top) / UNITS[1]
    for x, y, width, height in page:
        yield from article((inner_left + x * wide, inner_top + y * high, width * wide, height * high))


def article(box: Box) -> Iterator[tuple[Rectangle, int]]:
    """A headline as a bar, the larger the wider its room, and the lines of its text in columns."""
    x, y, width, height = box
    left, right, top, bottom = x + 4, x + width - 4, y + 5, y + height - 5
    bar = min(14.0, 5 + width / 30)
    yield (left, top, left + (right - left) * 0.8, top + bar), BLACK
    columns = max(1, round(width / 90))
    room = (right - left + 8) / columns
    for column in range(columns):
        begin = left + column * room
        line = top + bar + 7
        while line + 3 <= bottom:
            yield (begin, line, begin + room - 8, line + 3), GREY
            line += 8
