"""The nouns of the converter: what a page, a line, a block and an article are.

Everything here is frozen: what a page has by the hundred is a named tuple, which is made in a
fraction of the time, the rest a frozen dataclass. A stage takes some of these and returns others;
nobody changes one in place. No stage removes a line: dropping is a kind (`REPEAT`, `NOISE`,
`FOLIO`), so the ledger can account for every character.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class LineKind(StrEnum):
    """What a line or a block is in the newspaper; the words are those of the trade."""

    RUBRIC = "rubric"
    """栏目: a standing heading over one or more articles."""
    KICKER = "kicker"
    """引题, 肩题: the line above the headline."""
    HEADLINE = "headline"
    """主题: the headline itself."""
    DECK = "deck"
    """副题: the line below the headline."""
    CROSSHEAD = "crosshead"
    """小标题: a heading inside an article; it opens no article."""
    BYLINE = "byline"
    """署名 under the headline: □本报记者 …"""
    BODY = "body"
    """A paragraph, or a part of one."""
    CAPTION = "caption"
    """图片说明: words that explain a picture."""
    PHOTO_CREDIT = "photo_credit"
    """供图, 摄: who took the picture."""
    TAGLINE = "tagline"
    """文尾署名: the signature at the end of an article."""
    AUTHOR_NOTE = "author_note"
    """作者系…: who the author is."""
    EDITORS_NOTE = "editors_note"
    """编者按: the editors' words before an article; kept in its body."""
    JUMP = "jump"
    """下转 / 上接: a pointer to another page."""
    FOLIO = "folio"
    """眉线: page number, date, editors of the page. Dropped."""
    REPEAT = "repeat"
    """A second printing of text that stands elsewhere on the page. Dropped."""
    NOISE = "noise"
    """No text: rows of dots, stray marks. Dropped."""
    UNKNOWN = "unknown"
    """Not decided yet."""


DROPPED = frozenset({LineKind.FOLIO, LineKind.REPEAT, LineKind.NOISE, LineKind.JUMP})
"""The kinds that the writer leaves out of articles and the ledger lists with a reason."""


class Line(NamedTuple):
    """One line of a page as printed."""

    number: int
    """Counted from 1 in the source file."""
    text: str
    """The line without its line end; raw in a `SourcePage`, cleaned after `clean`."""
    kind: LineKind = LineKind.UNKNOWN


@dataclass(frozen=True, slots=True)
class IssueInfo:
    """What is known of the issue a page belongs to, before its text is read."""

    key: str
    """ASCII key, also the folder of the articles: `2024-06-11`, `2024-06-11-b`, `2024-06`, `weekly-3`."""
    date: str | None = None
    """`2024`, `2024-06` or `2024-06-11`: as precise as is known, never more."""
    paper: str | None = None
    """报名: name of the newspaper the page was printed in."""
    number: str | None = None
    """期号: number of the issue, as printed."""
    home: str | None = None
    """Home region of the paper, `重庆市/江北区`: what 我区 means."""


@dataclass(frozen=True, slots=True)
class SourcePage:
    """One page of a newspaper as it was dropped into `content/`."""

    path: str
    """Path as the user knows it; used in messages."""
    file: str
    """File name, the `source.file` of the front matter."""
    sha256: str
    """Of the bytes of the file."""
    lines: tuple[Line, ...]
    issue: IssueInfo
    page: str = "01"
    """版次: `01`, `a03`; lower case, at least two characters."""
    page_name: str | None = None
    """版名: 要闻, 理论 …"""


class Block(NamedTuple):
    """Lines that stand together: a heading, a paragraph, a caption."""

    kind: LineKind
    text: str
    """The lines joined as Chinese is joined: no space where a line only broke."""
    lines: tuple[int, ...]
    """Numbers of the source lines, in reading order."""
    parts: tuple[str, ...] = ()
    """The text of each line where the lines were set apart (a stacked headline)."""
    level: int = 0
    """Number of `#` marks before it; 0 for none."""
    gap: int = 0
    """Blank lines before it; a run of them is often the place of a picture."""


@dataclass(frozen=True, slots=True)
class Credit:
    """A person, or a body, that an article names as its maker."""

    name: str
    role: str | None = None
    """reporter, trainee_reporter, correspondent, author, photographer, editor, or None."""
    organisation: str | None = None
    """The paper or office printed with the role: 本报, 渝西都市报."""


@dataclass(frozen=True, slots=True)
class Region:
    """A place in the administrative order, or a cross-province name such as 川渝."""

    path: tuple[str, ...]
    """From the province down: `("四川省", "德阳市", "广汉市")`."""
    code: str | None = None
    """GB/T 2260 code (6 digits; 9 for a township), None for a name without one."""

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path[-1]


@dataclass(frozen=True, slots=True)
class ArticleDraft:
    """The blocks of one article, told apart but not yet described."""

    header: tuple[Block, ...] = ()
    """Kicker, headline and deck in print order."""
    rubric: Block | None = None
    bylines: tuple[Block, ...] = ()
    """Bylines and taglines."""
    body: tuple[Block, ...] = ()
    """Paragraphs, crossheads and editors' notes in reading order."""
    captions: tuple[Block, ...] = ()
    notes: tuple[Block, ...] = ()
    doubts: tuple[str, ...] = ()
    """Reasons for an editor to look: the `review` list of the front matter."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article, whole and described: what is written to Markdown."""

    id: str
    """`20240611-01-03`: issue, page, number; ASCII, given once, kept for ever."""
    headline: str
    body: tuple[Block, ...]
    """`BODY`, `CROSSHEAD` and `EDITORS_NOTE` blocks."""
    kicker: str | None = None
    deck: str | None = None
    rubric: str | None = None
    credits: tuple[Credit, ...] = ()
    dateline: str | None = None
    """消息头: 本报讯, 新华社北京1月2日电; it also stays in the text."""
    section: str | None = None
    """版块: name of the section, as in `edition.toml`."""
    regions: tuple[Region, ...] = ()
    tags: tuple[str, ...] = ()
    date: str | None = None
    date_inferred: bool = False
    captions: tuple[str, ...] = ()
    author_note: str | None = None
    headline_made: bool = False
    """True when the page printed no headline and this one was made from the text."""
    lines: tuple[int, ...] = ()
    """All source lines of the article."""
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong, said so that the reader can mend it. Texts: `problems.py`."""

    code: str
    """Key of the catalogue of problems: `E101`, `W201`."""
    path: str
    line: int = 1
    value: str = ""
    """The value that is wrong, quoted in the message."""
    column: int = 1
    """Counted from 1, in characters; 1 where only the line is known."""


@dataclass(frozen=True, slots=True)
class Conversion:
    """What became of one page."""

    page: SourcePage
    articles: tuple[Article, ...] = ()
    fates: tuple[Line, ...] = ()
    """Every non-blank source line with the kind it was given."""
    owners: dict[int, str] = field(default_factory=dict)
    """Line number -> id of the article it went into."""
    problems: tuple[Problem, ...] = ()
    rendered: tuple[str, ...] = ()
    """The file of each article from behind its id (`write.py`), where that is done already; else empty."""
    sketches: tuple[tuple[int, ...], ...] = ()
    """What each article is known by (`identity.py`), where that is done already; else empty."""
