"""How an article is cited: for readers' footnotes (GB/T 7714, APA) and for their programs (BibTeX, RIS, and CSL-JSON
for files: its quotation marks would not outlive the mirror in the text of a page).

What is cited is the article as the paper printed it: its date is never more precise than is known, a title that an
editor made stands in brackets. Pure functions over a `Reference`.
"""

from __future__ import annotations

from dataclasses import dataclass

from .exchange import bibtex, ris
from .reference import Reference
from .styles import apa, gbt

STYLES = (
    ("gbt", "GB/T 7714—2015", gbt),
    ("apa", "APA", apa),
    ("bibtex", "BibTeX", bibtex),
    ("ris", "RIS", ris),
)
PROSE = frozenset({"gbt", "apa"})


@dataclass(frozen=True, slots=True)
class Citation:
    """An article in one style."""

    style: str
    """gbt, apa, bibtex or ris."""
    name: str
    """As readers know it: GB/T 7714—2015."""
    text: str

    @property
    def is_prose(self) -> bool:
        """Whether it is a sentence for people; the others are lines for programs."""
        return self.style in PROSE


def citations(reference: Reference) -> tuple[Citation, ...]:
    """An article in every style."""
    return tuple(Citation(style, name, make(reference).rstrip("\n")) for style, name, make in STYLES)
