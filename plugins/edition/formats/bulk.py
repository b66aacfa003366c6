"""`data/`: all issues in one list, all articles in compressed files, one a month, an article a line.

By month, because a new issue then makes one file of a megabyte anew and none of an earlier month ever changes: a file
of a whole year would be written, mirrored to the host and kept in its history every day. Files of gzip join by mere
concatenation. There is no twin in Traditional Chinese: that is in each issue's `issue.json`.
"""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby

from .. import urls
from ..issues import IssueView
from ..library import Library
from .records import BulkFile, IssueEntry, IssuesData, address_in, article_data, as_json

UNDATED = "undated"


def period(issue: IssueView) -> str:
    """2024-06; 2024 when the month is not known; undated."""
    return issue.date.iso[:7] if issue.date else UNDATED


def periods(library: Library) -> dict[str, tuple[IssueView, ...]]:
    """Period -> its issues, oldest first."""
    ordered = sorted(library.issues, key=period)  # stable: issues of a period stay in time
    return {name: tuple(issues) for name, issues in groupby(ordered, key=period)}


def compressed(data: bytes) -> bytes:
    """By gzip, without time and name: same data, same bytes."""
    out = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=out, mtime=0) as file:
        file.write(data)
    return out.getvalue()


def articles(library: Library, name: str, issues: tuple[IssueView, ...]) -> bytes:
    """The articles of a period, an object a line."""
    address = address_in(library, urls.articles_file(name))
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
            articles=issue.record.articles,
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
            url=address(urls.articles_file(name)),
            period=name,
            issues=len(issues),
            articles=sum(issue.record.articles for issue in issues),
        )
        for name, issues in periods(library).items()
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


def files(library: Library) -> Iterator[tuple[str, Callable[[], str | bytes]]]:
    """The list, then a file a period."""
    yield urls.ISSUES, partial(issue_list, library)
    for name, issues in periods(library).items():
        yield urls.articles_file(name), partial(articles, library, name, issues)
