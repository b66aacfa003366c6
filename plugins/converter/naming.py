"""What the names of folders and files say: which issue, which page, which name of the page."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from .describe.dates import date_from_name
from .describe.identity import issue_prefix
from .text import HAN

PAGE_NAME_RE = re.compile(
    rf"^(?:第|p|page[-_ ]?|版)?(?P<letter>[a-z]?)(?P<number>\d{{1,3}})版?"
    rf"(?:[-_ 、.:：]*(?P<name>[{HAN}][^/]*)|[-_ .]+(?P<latin>[a-z][a-z &]*))?$",
    re.I,
)
DATE_IN_NAME_RE = re.compile(r"(?<!\d)\d{4}(?:年|[-_.]?)\d{1,2}(?:月|[-_.]?)(?:\d{1,2}日?)?(?!\d)|(?<!\d)\d{4}年(?!\d)")
EDITION_RE = re.compile(r"^[-_ ]?([b-z])$")


def parse_page(stem: str) -> tuple[str | None, str | None]:
    """(number, name) of the page that a file is named for: (`01`, 要闻) of `01 要闻`; None for what is not said."""
    match = PAGE_NAME_RE.match(unicodedata.normalize("NFKC", stem))
    if not match:
        return None, None
    return page_label(match["letter"] + match["number"]), (match["name"] or match["latin"] or "").strip() or None


def page_label(value: object) -> str:
    """`1` -> `01`, `A3` -> `a03`."""
    letter, digits = re.match(r"([a-z]?)0*(\d*)", str(value).lower()).groups()  # type: ignore[union-attr]
    return f"{letter}{digits or '0':0>2}"


def issue_key(name: str) -> str:
    """An ASCII key for an issue: its date (with `-b` for a second edition), else its name spelt in ASCII."""
    date = date_from_name(name)
    rest = DATE_IN_NAME_RE.sub("", name, count=1).strip() if DATE_IN_NAME_RE.search(name) else ""
    edition = EDITION_RE.match(rest.lower())
    if date and (edition or not rest.strip("-_ ")):
        return f"{date}-{edition[1]}" if edition else date
    plain = re.sub(r"[^a-z0-9]+", "-", unicodedata.normalize("NFKD", name).lower()).strip("-")
    whole = unicodedata.normalize("NFKC", name).isascii()
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return plain if plain and whole else f"{plain}-{digest}".strip("-")


def id_prefix(name: str) -> str:
    """How the ids of the articles of an issue begin, from the name of its folder or its key."""
    return issue_prefix(issue_key(name))
