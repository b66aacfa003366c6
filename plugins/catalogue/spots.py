"""Marks for one place of a text: `{后=後}` is read 后, and the Traditional edition must write 後 there.

A mark holds Chinese, of one length on both sides; anything else in braces is text, and so is what
follows a backslash. Marks never reach a reader: every way from a body to words takes them off.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

_MARK = re.compile(r"(?<!\\)\{([^{}=\\\n]+)=([^{}=\\\n]+)\}")
_HAN = re.compile("[\u3007\u3400-\u9fff\U00020000-\U0003ffff]")


class Mark(NamedTuple):
    """A mark; text[start:end] is all of it."""

    start: int
    end: int
    simplified: str
    form: str

    @property
    def fits(self) -> bool:
        """Whether both sides have one length; if not, it is shown as it is written."""
        return len(self.simplified) == len(self.form)


def marks(text: str) -> Iterator[Mark]:
    """The marks of a text in order, those too that do not fit."""
    for match in _MARK.finditer(text) if "=" in text else ():
        if _HAN.search(match[1]) and _HAN.search(match[2]):
            yield Mark(match.start(), match.end(), match[1], match[2])


def without_marks(text: str) -> str:
    """The text as it is read."""
    return with_marks(text, lambda mark: mark.simplified)


def with_marks(text: str, show: Callable[[Mark], str]) -> str:
    """The text with each mark that fits shown in some way."""
    parts: list[str] = []
    done = 0
    for mark in marks(text):
        if mark.fits:
            parts += (text[done : mark.start], show(mark))
            done = mark.end
    return "".join(parts) + text[done:] if parts else text
