"""Stage 1, read: the bytes of a file become a `SourcePage`, or a `Problem` that says why not."""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePath

from charset_normalizer import from_bytes

from .models import IssueInfo, Line, Problem, SourcePage
from .problems import place_in_bytes, place_in_text

CONTROL_RE = re.compile("[\x00-\x08\x0e-\x1f]")
LARGEST_PAGE = 200_000
"""Characters. A full broadsheet page holds about 15,000; more than this is no page."""

BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
CHINESE_ENCODINGS = ["gb18030", "big5hkscs"]


def decode(data: bytes) -> tuple[str, str] | None:
    """Text and encoding of the bytes, or None when they are in no encoding of Chinese text."""
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _try(data, encoding)
    return _try(data, "utf-8") or _detect(data)


def _try(data: bytes, encoding: str) -> tuple[str, str] | None:
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError:
        return None


def _detect(data: bytes) -> tuple[str, str] | None:
    best = from_bytes(data, cp_isolation=CHINESE_ENCODINGS).best()
    return (str(best), best.encoding) if best else None


def is_binary(text: str) -> bool:
    """Whether the text holds what no parser of pages writes: NULs, or many control characters."""
    return "\0" in text or len(CONTROL_RE.findall(text)) > len(text) // 50


def is_control(char: str) -> bool:
    """Whether the character is neither text nor white space."""
    return CONTROL_RE.match(char) is not None


def first_bad_byte(data: bytes) -> tuple[int, int]:
    """(line, column) of the first byte that is not UTF-8, (1, 1) if all are."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return place_in_bytes(data, error.start)
    return 1, 1


def _at(code: str, path: str, place: tuple[int, int], value: str = "") -> Problem:
    return Problem(code, path, place[0], value, place[1])


def read_page(
    path: str, data: bytes, issue: IssueInfo, page: str, page_name: str | None = None
) -> tuple[SourcePage | None, tuple[Problem, ...]]:
    """The page of a file, and what is to be said of it; no page when it cannot be used."""
    if not data.strip():
        return None, (Problem("E101", path),)
    if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, (_at("E102", path, place_in_bytes(data, data.index(b"\0"))),)
    decoded = decode(data)
    if decoded is None:
        return None, (_at("E103", path, first_bad_byte(data)),)
    text, encoding = decoded
    refusal = _refusal(text, path)
    if refusal:
        return None, (refusal,)
    notes = () if encoding.startswith(("utf-8", "utf_8")) else (_at("W107", path, first_bad_byte(data), encoding),)
    lines = tuple(Line(n, line) for n, line in enumerate(split_lines(text), 1))
    digest = hashlib.sha256(data).hexdigest()
    return SourcePage(path, PurePath(path).name, digest, lines, issue, page, page_name), notes


def _refusal(text: str, path: str) -> Problem | None:
    if is_binary(text):
        return _at("E102", path, place_in_text(text, next(n for n, c in enumerate(text) if is_control(c))))
    if not text.strip("\ufeff \t\r\n\u3000"):
        return Problem("E101", path)
    if len(text) > LARGEST_PAGE:
        return Problem("E108", path, value=f"{len(text)} characters")
    return None


def split_lines(text: str) -> list[str]:
    """Lines at \\n, \\r\\n and \\r only: other separators belong to the text of a line."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
