"""The open data of the edition: the one definition that `issue.json`, `data/` and their JSON Schema are made from.

What is not known is left out. Addresses (`url`) are full when the address of the edition is known, else relative to
the file they stand in. Nothing here changes when another issue is published.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from .. import urls
from ..credits import CreditView
from ..issues import IssueView, PageView
from ..library import Library
from ..pictures import PictureView
from ..views import ArticleView
from .blocks import blocks

Address = Callable[[str], str]
"""Path of the site -> URL as a file writes it."""


class Open(BaseModel):
    """Frozen; keys that a later version adds are no error for its readers, but this one writes none of them."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CreditData(Open):
    """A person or body that made the article."""

    name: str
    role: str | None = Field(
        None, description="reporter, trainee_reporter, correspondent, author, photographer, editor"
    )
    role_name: str | None = Field(None, description="the role as readers know it: 记者")
    organisation: str | None = None


class BlockData(Open):
    """A piece of the text."""

    kind: Literal["paragraph", "crosshead", "item", "quote", "code", "row"] = Field(
        description="row: of a table, its cells parted by tabs"
    )
    text: str
    anchor: str | None = Field(None, description="of a paragraph: url + '#' + anchor leads to it")


class CorrectionData(Open):
    """What was wrong in the article and was put right."""

    date: str
    text: str
    paragraph: int | None = Field(None, description="number of the paragraph, from 1")


class SourceData(Open):
    """The page the article was read from."""

    file: str | None = Field(None, description="file name of the page")
    sha256: str | None = Field(None, description="of the bytes of the page")
    lines: list[str] | None = Field(None, description="ranges of source lines: 3-5")


class PictureData(Open):
    """A picture that lies beside the text."""

    url: str
    width: int = Field(description="pixels")
    height: int = Field(description="pixels")
    alt: str = Field(description="what it shows, for those who do not see it")
    caption: str | None = None


class ArticleData(Open):
    """An article with its whole text."""

    id: str = Field(description="kept for ever")
    url: str
    title: str = Field(description="主题: the headline")
    title_made: bool | None = Field(None, description="true: the page printed no headline, this one was made")
    kicker: str | None = Field(None, description="引题")
    deck: str | None = Field(None, description="副题")
    rubric: str | None = Field(None, description="栏目")
    section: str | None = Field(None, description="版块")
    credits: list[CreditData] | None = None
    regions: list[str] | None = Field(None, description="from the province down: 四川省/德阳市")
    tags: list[str] | None = None
    date: str | None = Field(None, description="YYYY, YYYY-MM or YYYY-MM-DD: as precise as is known")
    date_inferred: bool | None = Field(None, description="true: the date was read from the text")
    paper: str | None = Field(None, description="报名")
    issue: str = Field(description="key of the issue")
    page: str = Field(description="版次")
    page_name: str | None = Field(None, description="版名")
    dateline: str | None = Field(None, description="消息头; it also stands in the text")
    body: list[BlockData] = Field(description="the text in reading order")
    pictures: list[PictureData] | None = None
    captions: list[str] | None = Field(None, description="图片说明: of all pictures it was printed with")
    author_note: str | None = Field(None, description="作者系…")
    origin: str | None = Field(None, description="来源: where the paper had it from")
    rights: str | None = Field(None, description="whose the article is, if not as for the whole issue")
    corrections: list[CorrectionData] | None = Field(None, description="更正, newest first")
    summary: str | None = None
    characters: int = Field(description="of the text, spaces not counted")
    language: str = Field(description="zh-Hans or zh-Hant")
    source: SourceData | None = None


class PageData(Open):
    """A page (版) of an issue."""

    number: str = Field(description="版次: 01, a03")
    name: str | None = Field(None, description="版名")
    url: str
    pictures: list[PictureData] | None = Field(None, description="of the printed page")
    pdf_url: str | None = Field(None, description="PDF of the printed page")
    articles: list[ArticleData] = Field(description="in print order")


class IssueData(Open):
    """An issue (期) with all its text: `issue.json`."""

    schema_: str = Field(alias="$schema", description="where this schema is")
    key: str = Field(description="2024-06-11, 2024-06-11-b, or a name")
    title: str
    url: str
    edition: str = Field(description="name of the digital edition")
    paper: str | None = Field(None, description="报名: the newspaper it was printed in")
    date: str | None = Field(None, description="YYYY, YYYY-MM or YYYY-MM-DD: as precise as is known")
    number: str | None = Field(None, description="期号, as printed")
    language: str = Field(description="zh-Hans or zh-Hant")
    rights: str | None = None
    characters: int
    pages: list[PageData] = Field(description="in the order of the paper")


class IssueEntry(Open):
    """An issue in the list of all issues."""

    key: str
    title: str
    paper: str | None = None
    date: str | None = None
    number: str | None = None
    articles: int
    characters: int
    url: str
    json_url: str
    text_url: str
    epub_url: str


class BulkFile(Open):
    """A file of `data/articles/`: an article a line (`Article`), compressed by gzip."""

    url: str
    period: str = Field(description="month or year of its issues, or undated")
    issues: int
    articles: int


class IssuesData(Open):
    """All issues, oldest first, and the files that hold all articles: `data/issues.json`."""

    schema_: str = Field(alias="$schema", description="where this schema is")
    edition: str
    url: str = Field(description="front page of the edition")
    language: str
    rights: str | None = None
    files: list[BulkFile]
    issues: list[IssueEntry]


def address_in(library: Library, file: str) -> Address:
    """How the file at this path writes addresses."""
    url = library.edition.url
    return (lambda path: urls.absolute(url, path)) if url else (lambda path: urls.link(file, path))


def credit_data(credit: CreditView) -> CreditData:
    """A credit."""
    return CreditData(
        name=credit.name, role=credit.role, role_name=credit.role_name or None, organisation=credit.organisation
    )


def picture_list(pictures: Iterable[PictureView], address: Address) -> list[PictureData] | None:
    """Pictures; None when there are none."""
    found = [
        PictureData(
            url=address(one.path), width=one.width or 0, height=one.height or 0, alt=one.alt, caption=one.caption
        )
        for one in pictures
    ]
    return found or None


def article_data(article: ArticleView, address: Address) -> ArticleData:
    """An article; `address` as the file that holds it writes addresses."""
    matter = article.matter
    source = matter.source
    return ArticleData(
        id=article.id,
        url=address(article.path),
        title=article.title,
        title_made=article.title_made or None,
        kicker=article.kicker,
        deck=article.deck,
        rubric=matter.rubric,
        section=matter.section,
        credits=[credit_data(credit) for credit in article.credits] or None,
        regions=list(matter.region) or None,
        tags=list(matter.tags) or None,
        date=article.date.iso if article.date else None,
        date_inferred=(article.date is not None and article.date.inferred) or None,
        paper=article.paper,
        issue=article.issue.key,
        page=article.record.page,
        page_name=matter.page_name,
        dateline=article.dateline,
        body=[BlockData(**block._asdict()) for block in blocks(article.body)],
        pictures=picture_list(article.pictures, address),
        captions=list(article.captions) or None,
        author_note=article.author_note,
        origin=matter.origin,
        rights=matter.rights,
        corrections=[
            CorrectionData(date=one.date.iso, text=one.text, paragraph=one.paragraph) for one in article.corrections
        ]
        or None,
        summary=article.summary or None,
        characters=article.characters,
        language=article.library.edition.lang,
        source=SourceData(file=source.file, sha256=source.sha256, lines=list(source.lines) or None) if source else None,
    )


def page_data(page: PageView, address: Address) -> PageData:
    """A page with its articles."""
    articles = [article_data(article, address) for article in page.articles]
    return PageData(
        number=page.number,
        name=page.name,
        url=address(page.path),
        pictures=picture_list(page.pictures, address),
        pdf_url=address(page.pdf) if page.pdf else None,
        articles=articles,
    )


def issue_data(issue: IssueView, file: str) -> IssueData:
    """An issue; `file` is the path of the file that is to hold it."""
    edition = issue.library.edition
    address = address_in(issue.library, file)
    return IssueData.model_validate(
        {
            "$schema": address(urls.SCHEMA),
            "key": issue.key,
            "title": issue.title,
            "url": address(issue.path),
            "edition": edition.name,
            "paper": issue.paper,
            "date": issue.date.iso if issue.date else None,
            "number": issue.number,
            "language": edition.lang,
            "rights": edition.rights or None,
            "characters": issue.characters,
            "pages": [page_data(page, address) for page in issue.pages],
        }
    )


def as_json(data: Open, indent: int | None = 1) -> str:
    """The data as it is published: what is not known is left out, characters as they are."""
    return data.model_dump_json(by_alias=True, exclude_none=True, indent=indent)
