"""`data/`: all issues in one list, all articles in compressed files, one a month, an article a line.

By month, because a new issue then makes one small file anew and none of an earlier month ever changes: a file
of a whole year would be written, mirrored to the host and kept in its history every day. Files of gzip join by mere
concatenation. There is no twin in Traditional Chinese: that is in each issue's `issue.json`.
"""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable, Iterator
from functools import partial

from .. import urls
from ..library import Library
from .records import BulkFile, IssueEntry, IssuesData, address_in, article_data, as_json

UNDATED = "undated"


def compressed(data: bytes) -> bytes:
    """By gzip, without time and name: same data, same bytes."""
    out = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=out, mtime=0) as file:
        file.write(data)
    return out.getvalue()


def articles(library: Library, name: str) -> bytes:
    """The articles of a period (`2024-06`; `2024` when no month is known; '' without a date), an object a line."""
    address = address_in(library, urls.articles_file(name or UNDATED))
    issues = library.issues_of(name)
    lines = (as_json(article_data(one, address), indent=None) for issue in issues for one in issue.articles)
    return compressed("".join(f"{line}\n" for line in lines).encode())


def issue_list(library: Library) -> str:
    """All issues, and the files of all articles."""
    edition, address = library.edition, address_in(library, urls.ISSUES)
    entries = [
        IssueEntry(
            key=issue.key,
            title=issue.title,
            paper=issue.paper,
            date=issue.date.iso if issue.date else None,
            number=issue.number,
            articles=issue.count,
            characters=issue.characters,
            url=address(issue.path),
            json_url=address(issue.file("json")),
            text_url=address(issue.file("txt")),
            epub_url=address(issue.file("epub")),
        )
        for issue in library.issues
    ]
    bulk = [
        BulkFile(
            url=address(urls.articles_file(name or UNDATED)),
            period=name or UNDATED,
            issues=len(issues),
            articles=sum(issue.count for issue in issues),
        )
        for name in sorted(library.months)
        for issues in (library.issues_of(name),)
    ]
    found = IssuesData.model_validate(
        {
            "$schema": address(urls.SCHEMA),
            "edition": edition.name,
            "url": address(urls.HOME),
            "language": edition.lang,
            "rights": edition.rights or None,
            "files": bulk,
            "issues": entries,
        }
    )
    return as_json(found) + "\n"


def list_file(library: Library) -> tuple[str, Callable[[], str | bytes]]:
    """The list of all issues."""
    return urls.ISSUES, partial(issue_list, library)


def files(library: Library) -> Iterator[tuple[str, Callable[[], str | bytes]]]:
    """A file a period."""
    for name in sorted(library.months):
        yield urls.articles_file(name or UNDATED), partial(articles, library, name)
