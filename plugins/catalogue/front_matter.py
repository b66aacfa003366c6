"""The front matter of an article: the one definition that validation, schema and reference come from.

A key is written as in `docs/front-matter.md`. Scalars arrive as the strings that were
written (`reading.py` resolves no YAML types), so a date, an id or a page never turns into
a number on the way.
"""

from __future__ import annotations

import re
from datetime import date as Day
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator

Role = Literal["reporter", "trainee_reporter", "correspondent", "author", "photographer", "editor"]

LOCKABLE = frozenset({"text", "all"})
"""What may be locked beside the keys."""
SPACE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
NEVER = frozenset({"hant", "theme", "data"})
"""Folders of the site that no page of the edition is in; the mirror follows by itself."""
LIST_MARK = re.compile(r"\s*[、,，;；]\s*")
KEY = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*")
PAGE = re.compile(r"([a-z]{0,3})0*(\d{1,4})([a-z]?)")
SEGMENT = re.compile(r"(?!\.+$)[A-Za-z0-9._~-]+")
DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def one_line(value: Any) -> Any:
    """The text on one line: white space and control characters become single spaces."""
    return SPACE.sub(" ", value).strip() if isinstance(value, str) else value


def optional(value: Any) -> Any:
    """As `one_line`; an empty text is no value."""
    return one_line(value) or None if isinstance(value, str) else value


def names(value: Any) -> Any:
    """A list of names; one string is taken apart at its commas, an empty one is an empty list."""
    parts = LIST_MARK.split(value) if isinstance(value, str) else value
    if not isinstance(parts, (list, tuple)):
        return parts
    return tuple(part for part in map(one_line, parts) if part)


def texts(value: Any) -> Any:
    """A list of sentences; one string is a list of one."""
    return names([value]) if isinstance(value, str) else names(value)


def mapping(value: Any) -> Any:
    """An empty value is an empty table."""
    return value or {}


def calendar_date(value: Any) -> Any:
    """YYYY, YYYY-MM or YYYY-MM-DD that exists in the calendar; anything else raises ValueError."""
    if not isinstance(value, str) or not value:
        return value or None
    parts = DATE.fullmatch(value)
    if not parts:
        raise ValueError("not a date")
    Day(int(parts[1]), int(parts[2] or 1), int(parts[3] or 1))
    return value


def key(value: Any) -> Any:
    """Lower-case ASCII letters and digits, with `-`, `.` or `_` between them: it becomes part of an address."""
    if isinstance(value, str) and not KEY.fullmatch(value):
        raise ValueError("not a key")
    return value


def address(text: str) -> str:
    """An address of this site from its root, as the file a host answers with; raises ValueError for any other text.

    `/old/12.html` is `old/12.html`, `old/` is `old/index.html`.
    """
    folder, slash, name = text.strip().removeprefix("/").rpartition("/")
    path = f"{folder}{slash}{name or 'index.html'}"
    first, *_ = parts = path.split("/")
    fits = first not in NEVER and path.endswith((".html", ".htm")) and all(map(SEGMENT.fullmatch, parts))
    if not fits or not (folder or name):
        raise ValueError("not an address")
    return path


def addresses(value: Any) -> Any:
    """A list of addresses."""
    found = names(value)
    return tuple(map(address, found)) if isinstance(found, tuple) else found


def page_number(value: Any) -> Any:
    """版次 in its one form: 1 and 01 are `01`, A3 is `a03`."""
    parts = PAGE.fullmatch(value.strip().lower()) if isinstance(value, str) else None
    if not parts:
        raise ValueError("not a page number")
    return f"{parts[1]}{int(parts[2]):02d}{parts[3]}"


OneLine = Annotated[str, BeforeValidator(one_line), Field(min_length=1)]
Optional = Annotated[str | None, BeforeValidator(optional)]
Names = Annotated[tuple[str, ...], BeforeValidator(names)]
Texts = Annotated[tuple[str, ...], BeforeValidator(texts)]
Addresses = Annotated[tuple[str, ...], BeforeValidator(addresses)]
Key = Annotated[str, BeforeValidator(key)]
Date = Annotated[str | None, BeforeValidator(calendar_date)]


class Strict(BaseModel):
    """Frozen, and refusing keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CreditMatter(Strict):
    """A person or body that made the article."""

    name: OneLine
    role: Role | None = None
    organisation: Optional = None


class SourceMatter(Strict):
    """The page the article was read from."""

    file: Optional = Field(None, description="file name of the page")
    sha256: Optional = Field(None, description="of the bytes of the page")
    lines: Texts = Field((), description="ranges of source lines: 3-5")


class CorrectionMatter(Strict):
    """What was wrong in an article, and when it was put right."""

    date: Annotated[str, BeforeValidator(calendar_date)] = Field(description="when it was corrected")
    text: OneLine = Field(description="what it said and what it says now")
    paragraph: Annotated[int | None, Field(ge=1)] = Field(None, description="number of the paragraph, from 1")


class ImageMatter(Strict):
    """A picture of the article, a file beside its page."""

    file: OneLine
    alt: Optional = Field(None, description="what it shows, for those who do not see it; else its caption")
    caption: Optional = Field(None, description="else the one of `captions` in the same place")


def image_list(value: Any) -> Any:
    """A list of pictures; one that is only named is its file."""
    found = value if isinstance(value, (list, tuple)) else names(value)
    return tuple({"file": one} if isinstance(one, str) else one for one in found)


class FrontMatter(Strict):
    """All keys of an article, in the order the converter writes them."""

    id: Key = Field(description="issue, page, number; unique, kept for ever")
    title: OneLine = Field(description="主题: the headline")
    title_made: bool = Field(False, description="the page printed no headline, this one was made from the text")
    kicker: Optional = Field(None, description="引题")
    deck: Optional = Field(None, description="副题")
    rubric: Optional = Field(None, description="栏目")
    section: Optional = Field(None, description="版块, by name")
    authors: Names = Field((), description="names in print order")
    credits: tuple[CreditMatter, ...] = Field((), description="the same people with role and organisation")
    region: Names = Field((), description="paths from the province down, parts divided by /")
    tags: Names = ()
    tags_auto: bool = Field(False, description="no editor has looked at the tags yet")
    date: Date = Field(None, description="YYYY, YYYY-MM or YYYY-MM-DD: as precise as is known")
    date_inferred: bool = Field(False, description="the date was read from the text")
    paper: Optional = Field(None, description="报名")
    issue: Key = Field(description="key of the issue: the name of its folder")
    issue_number: Optional = Field(None, description="期号, as printed")
    page: Annotated[str, BeforeValidator(page_number)] = Field(description="版次")
    page_name: Optional = Field(None, description="版名")
    dateline: Optional = Field(None, description="消息头; it also stands in the text")
    images: Annotated[tuple[ImageMatter, ...], BeforeValidator(image_list)] = Field(
        (), description="files beside the page"
    )
    captions: Texts = Field((), description="图片说明")
    author_note: Optional = Field(None, description="作者系…")
    origin: Optional = Field(None, description="来源: where the paper had it from, such as 新华社")
    rights: Optional = Field(None, description="whose the article is, if not as for the whole edition")
    corrections: tuple[CorrectionMatter, ...] = Field(
        (), description="更正, shown with the article and on a page of all"
    )
    source: SourceMatter | None = None
    review: Texts = Field((), description="reasons for an editor to look; never published")
    summary: Optional = Field(None, description="written by an editor; else the site makes one")
    status: Literal["published", "draft", "removed"] = "published"
    reason: Optional = Field(None, description="why it was removed; shown where it was")
    aliases: Addresses = Field((), description="addresses it had before, here or on an earlier site; they lead to it")
    lang: Literal["zh-Hans", "zh-Hant", "zh", "en"] = "zh-Hans"
    hant: Annotated[dict[str, str], BeforeValidator(mapping)] = Field({}, description="words the mirror converts so")
    locked: Names = Field((), description="keys, or text, that no conversion may change; all for the whole file")

    @field_validator("locked")
    @classmethod
    def _is_there(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        """A lock on nothing would protect nothing."""
        if set(value) - cls.model_fields.keys() - LOCKABLE:
            raise ValueError("no such key")
        return value

    @property
    def people(self) -> tuple[CreditMatter, ...]:
        """The credits, and behind them every author that no credit names."""
        named = {credit.name for credit in self.credits}
        return self.credits + tuple(CreditMatter(name=name) for name in self.authors if name not in named)


def json_schema() -> dict[str, Any]:
    """The definition as JSON Schema, for editors' programs and other readers of the files."""
    return FrontMatter.model_json_schema()
