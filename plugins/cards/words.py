"""A card with the words of an article, a section or the edition: nameplate, rules, headline, where it stood.

Needs Pillow and a font with Chinese characters, both of the editor's own choice. The same words, font and version of
Pillow always give the same bytes: letters are set one beside the other, without shaping, which differs by machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from .models import HEIGHT, INK, PAPER, RED, SHEET, WIDTH, Colour, Words
from .png import png

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

MARGIN = 72
TILE, NAME, RULE, FOOT = 52, 40, 138, 540
"""Size of the tile and of the name of the paper; where the rules below it and the line above the foot are."""
SIZES = (84, 76, 68, 60, 54, 48, 42, 36, 32, 28, 24, 20)
"""Of a headline: the largest at which all of it has room."""
SMALL, LEAST = 30, 16
LEADING, OVER_LEADING = 1.3, 1.7
SHADES = 16
"""Steps from the ground to a colour: enough for smooth edges, few enough for small files."""
OPENING, OPENING_ROOM = set("“‘（《〈「『【"), 0.45
"""Marks whose ink stands in the right half of their room; at the begin of a line the left half is not shown."""
PALE = 0.66
"""How dark what is not the headline is."""
FAMILIES = {"zh-Hans": ("SC", "CN", "GB"), "zh-Hant": ("TC", "TW", "HK")}
"""Script -> words by which a collection of fonts names the one for it."""
MOST_FACES = 64


class NoFont(Exception):
    """A font that cannot be used; says why."""


def ramp(ground: Colour, colour: Colour) -> list[Colour]:
    """From the ground to a colour."""
    steps = [step / (SHADES - 1) for step in range(SHADES)]
    return [
        (
            round(ground[0] + (colour[0] - ground[0]) * step),
            round(ground[1] + (colour[1] - ground[1]) * step),
            round(ground[2] + (colour[2] - ground[2]) * step),
        )
        for step in steps
    ]


PALETTE = (*ramp(PAPER, INK), *ramp(RED, SHEET))


@cache
def face_of(file: str, lang: str) -> int:
    """Which font of a collection is for a script; 0 when none says so. Raises `NoFont`."""
    from PIL import ImageFont

    wanted, names = FAMILIES[lang], []
    for index in range(MOST_FACES):
        try:
            names.append(ImageFont.truetype(file, 20, index).getname()[0] or "")
        except OSError as error:
            if not index:
                raise NoFont(str(error)) from None
            break
    return next((index for index, name in enumerate(names) if set(name.split()) & set(wanted)), 0)


@cache
def font(file: str, size: int, lang: str) -> FreeTypeFont:
    """A font in a size. Raises `NoFont`."""
    from PIL import ImageFont

    return ImageFont.truetype(file, size, face_of(file, lang), layout_engine=ImageFont.Layout.BASIC)


def lacking(file: str, text: str, lang: str) -> str:
    """The characters of a text that a font does not have. Raises `NoFont`."""
    used = font(file, 40, lang)
    nothing = bytes(used.getmask("\U0010fffe"))
    return "".join(one for one in dict.fromkeys(text) if not one.isspace() and bytes(used.getmask(one)) == nothing)


def word_card(words: Words, file: str) -> bytes:
    """The card; `file`: a font or a collection of fonts. Raises `NoFont`."""
    from PIL import Image, ImageDraw

    image = Image.new("L", (WIDTH, HEIGHT))
    draw = ImageDraw.Draw(image)
    nameplate(draw, words, file)
    headline(draw, words, file)
    foot(draw, words, file)
    pixels = shades(image)
    tile = shades(tile_of(words, file))
    for row in range(TILE):
        at = (MARGIN - 8 + row) * WIDTH + MARGIN
        pixels[at : at + TILE] = bytes(SHADES + shade for shade in tile[row * TILE : (row + 1) * TILE])
    return png(WIDTH, HEIGHT, bytes(pixels), PALETTE, words)


def shades(image: Image) -> bytearray:
    """Every pixel as one of `SHADES`."""
    return bytearray(image.tobytes().translate(bytes(value * SHADES // 256 for value in range(256))))


def grey(share: float) -> int:
    """How much of a colour is laid on."""
    return round(255 * share)


def tile_of(words: Words, file: str) -> Image:
    """The first character of the paper's name, as on its icon."""
    from PIL import Image, ImageDraw

    image = Image.new("L", (TILE, TILE))
    used = font(file, round(TILE * 0.7), words.lang)
    ImageDraw.Draw(image).text((TILE / 2, TILE / 2), words.name.strip()[:1], 255, used, anchor="mm")
    return image


def nameplate(draw: ImageDraw, words: Words, file: str) -> None:
    """The name of the paper beside its tile, and the thick and the thin rule below them."""
    left = MARGIN + TILE + 20
    used = fitting(words.name, WIDTH - MARGIN - left, NAME, file, words.lang)
    draw.text((left, MARGIN - 8 + TILE / 2), words.name, 255, used, anchor="lm")
    draw.rectangle((MARGIN, RULE, WIDTH - MARGIN - 1, RULE + 5), 255)
    draw.rectangle((MARGIN, RULE + 9, WIDTH - MARGIN - 1, RULE + 10), 255)


def foot(draw: ImageDraw, words: Words, file: str) -> None:
    """The section on the left, where and when it was printed on the right, below a line."""
    if not (words.left or words.right):
        return
    draw.rectangle((MARGIN, FOOT, WIDTH - MARGIN - 1, FOOT), grey(0.3))
    room, base = WIDTH - 2 * MARGIN, FOOT + 44
    left = fitting(words.left, room * 0.38, SMALL, file, words.lang)
    right = fitting(words.right, room * 0.58, SMALL, file, words.lang)
    draw.text((MARGIN, base), words.left, grey(PALE), left, anchor="ls")
    draw.text((WIDTH - MARGIN, base), words.right, grey(PALE), right, anchor="rs")


def fitting(text: str, room: float, size: int, file: str, lang: str) -> FreeTypeFont:
    """A font in which a line has room, no larger than asked for."""
    longest = font(file, size, lang).getlength(text)
    fits = size if longest <= room else max(LEAST, int(size * room / longest))
    return font(file, fits, lang)


def headline(draw: ImageDraw, words: Words, file: str) -> None:
    """What stands over it, and the headline, as large as there is room, in the middle between the rules."""
    top, bottom = RULE + 36, FOOT - 24
    size, lines = setting(words, file, bottom - top - (SMALL * OVER_LEADING if words.over else 0))
    high = len(lines) * size * LEADING + (SMALL * OVER_LEADING if words.over else 0)
    at = max(top, (top + bottom - high) / 2)
    if words.over:
        used = fitting(words.over, WIDTH - 2 * MARGIN, SMALL, file, words.lang)
        draw.text((MARGIN, at + SMALL), words.over, grey(PALE), used, anchor="ls")
        at += SMALL * OVER_LEADING
    for place, line in enumerate(lines):
        base = at + (place + 0.5) * size * LEADING
        left = MARGIN - size * OPENING_ROOM * (line[:1] in OPENING)
        draw.text((left, base), line, 255, font(file, size, words.lang), anchor="lm")


def setting(words: Words, file: str, height: float) -> tuple[int, list[str]]:
    """The largest size at which the headline has room, and its lines; the last one is cut if nothing else helps."""
    room = WIDTH - 2 * MARGIN
    for size in SIZES:
        used = font(file, size, words.lang)
        whole = all(used.getlength(piece) <= room for piece in words.pieces)
        pieces = words.pieces if whole else tuple(words.title)
        if not whole and size > SIZES[-1] and max(map(len, words.pieces)) < room / SIZES[-1]:
            continue
        lines = balanced(pieces, [used.getlength(piece) for piece in pieces], room)
        if len(lines) * size * LEADING <= height:
            return size, lines
    most = max(1, int(height / (size * LEADING)))
    return size, [*lines[: most - 1], lines[most - 1][:-1] + "…"]


def balanced(pieces: Sequence[str], widths: Sequence[float], room: float) -> list[str]:
    """Lines of pieces: as few as there must be, and as even as they can be."""
    count = len(broken(widths, room))
    narrow, wide = max(widths, default=0.0), room
    while wide - narrow > 1:
        middle = (narrow + wide) / 2
        narrow, wide = (narrow, middle) if len(broken(widths, middle)) <= count else (middle, wide)
    ends = list(accumulate(broken(widths, wide)))
    return ["".join(pieces[begin:end]).strip() for begin, end in zip([0, *ends], ends, strict=False)]


def broken(widths: Sequence[float], room: float) -> list[int]:
    """How many pieces each line holds."""
    found, left = [0], room
    for width in widths:
        if width > left and found[-1]:
            found.append(0)
            left = room
        found[-1] += 1
        left -= width
    return found
