"""The index of the search: what of an article is searched, handed to the package that makes the files of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from catalogue import query
from catalogue.asking import digest_of
from catalogue.terms import region_path
from search.files import edition_files, issue_files, name_files, part_files
from search.models import Issue, Name, Passage, Text
from search.names import rows_by_file
from search.parts import cut, names, version

from .. import urls
from ..credits import CreditView
from ..issues import IssueView
from ..library import Library
from ..synonyms import synonyms
from ..terms import HEADINGS, TermView
from ..views import ArticleView
from .blocks import blocks

KINDS = ("section", "region", "rubric", "tag", "author")
"""Of terms, in the order in which they are offered."""
KIND_NAMES = tuple(HEADINGS[kind] for kind in KINDS)
VERSION = 8
"""Characters of the version of an issue."""
File = tuple[str, Callable[[], str], str]
"""Path, maker, and a digest of all it is made from."""


def signature(credit: CreditView) -> Passage:
    """本报记者 胡斌, as in the byline."""
    return Passage(f"{credit.organisation or ''}{credit.role_name} {credit.name}".strip())


def text_of(article: ArticleView) -> Text:
    """All of an article that is searched: heads, paragraphs, byline, captions, the note on its author."""
    matter = article.matter
    printed = (*matter.captions, matter.author_note)
    regions = (region_path(path) for path in matter.region)
    return Text(
        stem=article.record.stem,
        page=article.record.page,
        heads=(matter.kicker or "", matter.title, matter.deck or ""),
        passages=(
            *(Passage(" ".join(one.text.split()), one.anchor or "") for one in blocks(article.body_for(urls.as_file))),
            *map(signature, article.credits),
            *(Passage(line) for line in printed if line),
        ),
        section=matter.section or "",
        regions=tuple("/".join(path) for path in regions if path),
        authors=tuple(person.name for person in matter.people),
    )


def issue_of(view: IssueView, version: str, sizes: tuple[int, ...]) -> Issue:
    """An issue whose texts are read when they are needed."""
    return Issue(
        key=view.key,
        date=view.date.iso if view.date else "",
        title=view.title,
        folder=urls.issue_folder(view.key),
        sizes=sizes,
        version=version,
        texts=partial(texts_of, view),
    )


def texts_of(view: IssueView) -> tuple[Text, ...]:
    """The texts of an issue."""
    return tuple(map(text_of, view.articles))


def issues_of(library: Library) -> tuple[Issue, ...]:
    """All issues in the order of time; no text is read."""
    told = query.issue_texts(library.asker)
    return tuple(
        issue_of(view, one.digest[:VERSION], one.characters) for view, one in zip(library.issues, told, strict=True)
    )


def name_of(term: TermView) -> Name:
    """A term by all names that readers may look for."""
    others = (*term.aliases, *synonyms().get((term.kind, term.record.key), ()))
    plain = (other.rpartition("/")[2] if term.kind == "region" else other for other in others)
    folder = str(term.path).removesuffix("index.html")
    return Name(KINDS.index(term.kind), folder, term.full_name, tuple(dict.fromkeys(plain)))


def names_of(library: Library) -> list[Name]:
    """All terms with a page, kind by kind."""
    found = [name_of(term) for kind in KINDS for term in library.terms(kind).values() if term.path]
    return sorted(found, key=lambda name: (name.kind, name.path))


def files_of_edition(library: Library) -> Iterator[File]:
    """The files that every search begins with."""
    parts, rows = cut(issues_of(library)), rows_by_file(names_of(library))
    whole = digest_of(([version(part) for part in parts], len(rows)))
    yield from ((path, make, whole) for path, make in edition_files(parts, len(rows)))
    named = zip(name_files(rows), rows, strict=True)
    yield from ((path, make, digest_of(held)) for (path, make), held in named)


def parts_of(library: Library) -> tuple[str, ...]:
    """The names of the parts; not noted."""
    return names(query.issue_dates(library.asker.connection))


def files_of_part(library: Library, name: str) -> Iterator[File]:
    """The index of a part. What is made of it is in memory only as long as somebody has these."""
    revisions = {one.issue: one.revisions for one in query.issue_texts(library.asker)}
    part = next(part for part in cut(issues_of(library)) if part.name == name)
    inside = digest_of((version(part), [revisions[issue.key] for issue in part.issues]))
    yield from ((path, make, inside) for path, make in part_files(part))


def files_of_issue(view: IssueView) -> Iterator[File]:
    """The texts of an issue."""
    told = query.texts_of_issue(view.library.asker, view.key)
    if told:
        issue = issue_of(view, told.digest[:VERSION], told.characters)
        said = digest_of((issue.version, told.revisions))
        yield from ((path, make, said) for path, make in issue_files(issue))
