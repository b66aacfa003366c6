"""Citations for programs that keep references: BibTeX, RIS, CSL-JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .reference import MADE_TITLE, Author, Reference

TEX = re.compile(r"[\\{}&%$#_~^]")
TEX_WORDS = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
BIB_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def tex(text: str) -> str:
    """Text for BibTeX: what TeX would read as a command is escaped."""
    return TEX.sub(lambda match: TEX_WORDS.get(match[0], "\\" + match[0]), text)


def bibtex_author(author: Author) -> str:
    """A name; that of a body, or one with an `and` in it, in braces, so that it is not taken apart."""
    name = tex(author.name)
    return name if author.person and " and " not in name else f"{{{name}}}"


def bibtex_fields(reference: Reference) -> Iterator[tuple[str, str]]:
    """(field, value as it is written)."""
    year, month, day = (*reference.date_parts, None, None, None)[:3]
    yield "author", f"{{{' and '.join(map(bibtex_author, reference.authors))}}}" if reference.authors else ""
    yield "title", f"{{{tex(reference.marked_title)}}}"
    yield "journal", f"{{{tex(reference.paper)}}}"
    yield "year", f"{{{year}}}" if year else ""
    yield "month", BIB_MONTHS[month - 1] if month else ""
    yield "day", f"{{{day}}}" if day else ""
    yield "number", f"{{{tex(reference.number)}}}" if reference.number else ""
    yield "pages", f"{{{tex(reference.page)}}}"
    yield "url", f"{{{reference.url}}}" if reference.url else ""
    yield "note", f"{{{MADE_TITLE}}}" if reference.title_made else ""
    yield "langid", "{chinese}"
    yield "entrysubtype", "{newspaper}"


def bibtex(reference: Reference) -> str:
    """One entry; the fields are those of BibTeX, `langid` and `entrysubtype` those of BibLaTeX."""
    fields = "".join(f"  {name} = {value},\n" for name, value in bibtex_fields(reference) if value)
    return f"@article{{{reference.id},\n{fields}}}\n"


def ris_date(parts: tuple[int, ...]) -> str:
    """2024/06/11/: year, month, day and a word of one's own; what is not known is empty."""
    known = [f"{part:02d}" for part in parts]
    return "/".join([*known, *[""] * (4 - len(known))])


def ris_fields(reference: Reference) -> Iterator[tuple[str, str | None]]:
    """(tag, value)."""
    parts = reference.date_parts
    yield "TY", "NEWS"
    yield "ID", reference.id
    yield from (("AU", author.name) for author in reference.authors)
    yield "TI", reference.marked_title
    yield "T2", reference.paper
    yield "PY", str(parts[0]) if parts else None
    yield "DA", ris_date(parts) if parts else None
    yield "M1", reference.number
    yield "SE", reference.section
    yield "SP", reference.page
    yield "UR", reference.url
    yield "LA", "zh"
    yield "N1", MADE_TITLE if reference.title_made else None


def ris(reference: Reference) -> str:
    """One record."""
    return "".join(f"{tag}  - {value}\n" for tag, value in ris_fields(reference) if value) + "ER  - \n"


def csl(reference: Reference) -> dict[str, Any]:
    """One item of CSL-JSON. Names are literal: where a surname ends is not printed."""
    found: dict[str, Any] = {
        "id": reference.id,
        "type": "article-newspaper",
        "title": reference.marked_title,
        "author": [{"literal": author.name} for author in reference.authors],
        "container-title": reference.paper,
        "issued": {"date-parts": [list(reference.date_parts)]} if reference.date else None,
        "issue": reference.number,
        "section": reference.section,
        "page": reference.page,
        "URL": reference.url,
        "language": "zh",
        "note": MADE_TITLE if reference.title_made else None,
    }
    return {key: value for key, value in found.items() if value}
