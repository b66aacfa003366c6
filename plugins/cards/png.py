"""PNG files of few colours, and the words that are kept in them (PNG, third edition: IHDR, PLTE, iTXt, IDAT, IEND)."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from .models import Colour, Words

SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEYWORD = b"banmian-card"
INDEXED, BITS = 3, 8
AS_IT_IS, LESS_THE_ONE_ABOVE = b"\0", b"\2"
"""How a row is written."""
LEVEL = 6
"""Of zlib: the highest takes several times as long for an eighth less."""


def png(width: int, height: int, pixels: bytes, palette: Sequence[Colour], words: Words | None = None) -> bytes:
    """A picture; `pixels`: a byte each, its place in the palette, row by row. `words` can be read again."""
    head = struct.pack(">IIBBBBB", width, height, BITS, INDEXED, 0, 0, 0)
    rows = b"".join(_rows(pixels, width))
    chunks = [(b"IHDR", head), (b"PLTE", bytes(part for colour in palette for part in colour))]
    if words:
        said = json.dumps(asdict(words), ensure_ascii=False).encode()
        chunks.append((b"iTXt", KEYWORD + b"\0\0\0\0\0" + said))
    chunks += [(b"IDAT", zlib.compress(rows, LEVEL)), (b"IEND", b"")]
    return SIGNATURE + b"".join(_chunk(kind, data) for kind, data in chunks)


def _rows(pixels: bytes, width: int) -> Iterator[bytes]:
    """A row that is like the one above it is written as nothing but that."""
    above, same = b"", LESS_THE_ONE_ABOVE + bytes(width)
    for at in range(0, len(pixels), width):
        row = pixels[at : at + width]
        yield same if row == above else AS_IT_IS + row
        above = row


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def words_in(data: bytes) -> Words | None:
    """The words of a card; None for a picture that is none, or whose words cannot be read."""
    try:
        for kind, content in _chunks(data):
            if kind == b"iTXt" and content.startswith(KEYWORD + b"\0"):
                said = json.loads(content[len(KEYWORD) + 5 :])
                return Words(**{**said, "cuts": tuple(said["cuts"])})
    except (ValueError, KeyError, TypeError, struct.error):
        return None
    return None


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while data.startswith(SIGNATURE) and at + 8 <= len(data):
        (size,) = struct.unpack_from(">I", data, at)
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        at += size + 12
