"""`issue.epub`: an issue as an EPUB 3 book, by the zip module of the standard library.

One document a page (版), its articles in print order: briefs follow one another as on paper, and the table of
contents leads to every article. Same issue, same bytes: no clock, files in a fixed order.
"""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from .. import urls
from ..issues import IssueView
from . import epub_pages as pages
from .markup import HEAD, attribute, xml

MIMETYPE = "application/epub+zip"
NEVER = (1980, 1, 1, 0, 0, 0)
"""Time of every file: the first that a zip can hold."""
EPOCH = "1970-01-01T00:00:00Z"
NAMESPACE = uuid.UUID("0b5f8c2e-54a4-5f0e-9a31-3c8f0f2f7b11")
"""For books of an edition without an address."""
STYLE = (Path(__file__).parents[1] / "data" / "epub.css").read_text(encoding="utf-8")
CONTAINER = f"""{HEAD}
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
ACCESS = (
    ("accessMode", "textual"),
    ("accessModeSufficient", "textual"),
    ("accessibilityFeature", "tableOfContents"),
    ("accessibilityFeature", "structuralNavigation"),
    ("accessibilityFeature", "readingOrder"),
    ("accessibilityFeature", "displayTransformability"),
    ("accessibilityHazard", "none"),
)
"""What readers with a disability can count on (schema.org)."""
FIXED = (
    ("nav", "nav.xhtml", "application/xhtml+xml", "nav"),
    ("ncx", "toc.ncx", "application/x-dtbncx+xml", ""),
    ("style", "style.css", "text/css", ""),
    ("cover-image", "cover.svg", "image/svg+xml", "cover-image"),
    ("cover", "cover.xhtml", "application/xhtml+xml", ""),
)
"""(id, file, media type, properties) of what every book has."""


def identifier(issue: IssueView) -> str:
    """A UUID made from the address of the issue, or from the names of edition and issue: the same for ever."""
    edition = issue.library.edition
    if edition.url:
        return uuid.uuid5(uuid.NAMESPACE_URL, urls.absolute(edition.url, issue.path)).urn
    return uuid.uuid5(NAMESPACE, f"{edition.name}\n{issue.key}").urn


def moment(issue: IssueView) -> str:
    """When the book was made, as far as EPUB must be told: the day of the issue, since a clock would change it."""
    if not issue.date:
        return EPOCH
    return f"{issue.date.year:04d}-{issue.date.month or 1:02d}-{issue.date.day or 1:02d}T00:00:00Z"


def metadata(issue: IssueView) -> Iterator[str]:
    """The lines of the package about the book itself."""
    edition = issue.library.edition
    yield f'<dc:identifier id="id">{identifier(issue)}</dc:identifier>'
    yield f'<dc:title id="title">{xml(issue.title)}</dc:title>'
    yield f"<dc:language>{edition.lang}</dc:language>"
    yield f'<dc:creator id="paper">{xml(issue.paper or edition.name)}</dc:creator>'
    yield f"<dc:publisher>{xml(edition.name)}</dc:publisher>"
    if issue.date:
        yield f"<dc:date>{issue.date.iso}</dc:date>"
    if edition.rights:
        yield f"<dc:rights>{xml(edition.rights)}</dc:rights>"
    if edition.url:
        yield f"<dc:source>{xml(urls.absolute(edition.url, issue.path))}</dc:source>"
    yield "<dc:type>newspaper</dc:type>"
    yield f'<meta property="dcterms:modified">{moment(issue)}</meta>'
    yield f'<meta property="belongs-to-collection" id="series">{xml(issue.paper or edition.name)}</meta>'
    yield '<meta refines="#series" property="collection-type">series</meta>'
    for name, value in ACCESS:
        yield f'<meta property="schema:{name}">{value}</meta>'
    yield '<meta name="cover" content="cover-image"/>'


def package(issue: IssueView) -> str:
    """The package document: metadata, all files, their order."""
    documents = [(f"page-{page.number}", pages.document_name(page)) for page in issue.pages]
    items = [*FIXED, *((id, file, "application/xhtml+xml", "") for id, file in documents)]
    manifest = (
        f'<item id="{id}" href="{file}" media-type="{media}"{f" properties={attribute(kind)}" if kind else ""}/>'
        for id, file, media, kind in items
    )
    spine = (f'<itemref idref="{id}"/>' for id in ("cover", "nav", *(id for id, _ in documents)))
    lang = issue.library.edition.lang
    lines = [
        HEAD,
        f'<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="{lang}">',
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">',
        *metadata(issue),
        "</metadata>",
        *("<manifest>", *manifest, "</manifest>"),
        *('<spine toc="ncx" page-progression-direction="ltr">', *spine, "</spine>"),
        "</package>",
        "",
    ]
    return "\n".join(lines)


def contents(issue: IssueView) -> Iterator[tuple[str, str]]:
    """(name in the archive, text) of every file behind the mimetype."""
    yield "META-INF/container.xml", CONTAINER
    yield "EPUB/package.opf", package(issue)
    yield "EPUB/nav.xhtml", pages.navigation(issue)
    yield "EPUB/toc.ncx", pages.ncx(issue, identifier(issue))
    yield "EPUB/style.css", STYLE
    yield "EPUB/cover.svg", pages.cover_picture(issue)
    yield "EPUB/cover.xhtml", pages.cover(issue)
    for page in issue.pages:
        yield f"EPUB/{pages.document_name(page)}", pages.page_document(page)


def archive(files: Iterable[tuple[str, str]]) -> bytes:
    """A book of these files. The mimetype comes first, and uncompressed, so that programs can sniff it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        for name, text in (("mimetype", MIMETYPE), *files):
            info = zipfile.ZipInfo(name, NEVER)
            info.create_system, info.external_attr = 3, 0o644 << 16
            info.compress_type = zipfile.ZIP_DEFLATED if name != "mimetype" else zipfile.ZIP_STORED
            book.writestr(info, text.encode(), compresslevel=9)
    return out.getvalue()


def issue_epub(issue: IssueView) -> bytes:
    """The issue as a book."""
    return archive(contents(issue))
