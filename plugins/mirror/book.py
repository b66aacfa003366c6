"""An EPUB -> its twin: every document in it converted, its languages turned, its identifier another one.

Links between the documents of a book stay as they are; links to the site lead to the twins. Files keep their order,
time and compression, so the same book always gives the same bytes.
"""

from __future__ import annotations

import io
import re
import uuid
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from .links import Place, Target
from .page import Render, mirror_html, mirror_xml
from .spans import Converts

DOCUMENTS: dict[str, Render] = {
    ".xhtml": mirror_html,
    ".html": mirror_html,
    ".opf": mirror_xml,
    ".ncx": mirror_xml,
    ".svg": mirror_xml,
}
"""End of a file's name -> how it is mirrored; other files of a book stay as they are."""
_IDENTIFIER = re.compile(r"<dc:identifier[^>]*>\s*urn:uuid:([0-9a-fA-F-]{36})\s*<")


@dataclass(frozen=True, slots=True)
class Inside(Place):
    """A document of a book."""

    def _locate_relative(self, address: str, tail: str) -> Target | None:
        return None


def mirror_book(source: bytes, place: Place, converter: Converts) -> bytes:
    """The twin of a book; what is no zip archive stays as it is."""
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as book:
            files = [(info, book.read(info)) for info in book.infolist()]
    except zipfile.BadZipFile:
        return source
    ids = twin_ids(content for info, content in files if info.filename.endswith(".opf"))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as twin:
        for info, content in files:
            turned = _document(info.filename, content, place, converter)
            for old, new in ids.items():
                turned = turned.replace(old, new)
            twin.writestr(_same(info), turned, compresslevel=9)
    return out.getvalue()


def twin_ids(packages: Iterable[bytes]) -> dict[bytes, bytes]:
    """Identifier of a book -> that of its twin: two books may not share one."""
    found: dict[bytes, bytes] = {}
    for package in packages:
        for match in _IDENTIFIER.finditer(package.decode("utf-8", "replace")):
            found[match[1].encode()] = str(uuid.uuid5(uuid.UUID(match[1]), "zh-Hant")).encode()
    return found


def _document(name: str, content: bytes, place: Place, converter: Converts) -> bytes:
    render = DOCUMENTS.get(PurePosixPath(name).suffix.lower())
    if render is None:
        return content
    text = content.decode("utf-8", "surrogateescape")
    return render(text, Inside(place.site, f"{place.path}/{name}"), converter).encode("utf-8", "surrogateescape")


def _same(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """The entry of a file for another archive: its name, time, rights and compression."""
    made = zipfile.ZipInfo(info.filename, info.date_time)
    made.compress_type, made.external_attr = info.compress_type, info.external_attr
    made.create_system = info.create_system
    return made
