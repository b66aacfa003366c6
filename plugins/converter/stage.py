"""Say which stage of a build begins, to the program that started us, if it asked."""

from __future__ import annotations

import os

MARK = "\x02"
"""Begins a line that says a stage (a control character that ends no line and stands in no text)."""
ASKED = "BANMIAN_STAGES"
"""The environment variable by which it is asked."""


def begin(name: str) -> None:
    """The stage of this name begins; it ends when the next one begins."""
    if ASKED in os.environ:
        # At once, lest a forked worker say it again.
        print(f"{MARK}{name}", flush=True)
