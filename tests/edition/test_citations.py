"""Citations: by hand for readers' styles, by the libraries that read them for programs' formats."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import bibtexparser
import rispy
from bibtexparser.middlewares import MonthIntMiddleware, SeparateCoAuthors
from hypothesis import given as each
from hypothesis import strategies as st

from edition.citations import citations
from edition.citations.exchange import bibtex, csl, ris
from edition.citations.reference import Author, Reference, reference
from edition.citations.styles import apa, gbt
from edition.formats.bibliography import FORMS, bibliography, csl_json
from edition.library import Library

TITLED = {"test_readers_styles": "citations.txt"}
Make = Callable[..., Library]

LINE = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=12)
REFERENCES = st.builds(
    Reference,
    id=st.just("20240611-01-03"),
    title=LINE,
    paper=LINE,
    page=st.sampled_from(["01", "A03"]),
    authors=st.lists(
        st.builds(Author, st.text("王李张二三四五", min_size=2, max_size=4), st.booleans()), max_size=4
    ).map(tuple),
    title_made=st.booleans(),
    date=st.sampled_from([None, "2024", "2024-06", "2024-06-11"]),
    number=st.none() | LINE,
    url=st.none() | st.just("https://example.org/p/2024/06/11/01-03.html"),
)


def parse(text: str) -> Reference:
    """A case as what is known of an article."""
    rows = [line.split(": ", 1) for line in text.splitlines()]
    found = dict(rows)
    authors = tuple(Author(name.removeprefix("*"), name[0] != "*") for key, name in rows if key == "author")
    plain = {key: found[key] for key in ("title", "paper", "page", "date", "number", "url") if key in found}
    return Reference(
        "20240611-01-01", authors=authors, title_made="made" in found, date_inferred="inferred" in found, **plain
    )


def test_readers_styles(given: str, expected: str) -> None:
    one = parse(given)
    assert [gbt(one), apa(one)] == expected.splitlines()


def test_many_authors_are_cut_as_apa_says() -> None:
    authors = tuple(Author(f"作者{n}") for n in range(1, 25))
    text = apa(Reference("a", "一题", "城报", "01", authors))
    assert "作者19, … 作者24. (n.d.)" in text and "作者20" not in text


def read_bibtex(text: str) -> list[dict[str, Any]]:
    """What a program reads; no block may be left over."""
    library = bibtexparser.parse_string(text, append_middleware=[MonthIntMiddleware(), SeparateCoAuthors()])
    assert not library.failed_blocks
    return [
        {"type": entry.entry_type, "key": entry.key, **{f.key: f.value for f in entry.fields}}
        for entry in library.entries
    ]


def plain(tex: str) -> str:
    """What TeX prints."""
    words = {r"\textbackslash{}": "\0", r"\textasciitilde{}": "~", r"\textasciicircum{}": "^"}
    for command, character in words.items():
        tex = tex.replace(command, character)
    return tex.replace("\\", "").replace("\0", "\\")


@each(REFERENCES)
def test_bibtex_is_read_as_it_was_meant(one: Reference) -> None:
    (entry,) = read_bibtex(bibtex(one))
    assert (entry["type"], entry["key"]) == ("article", one.id)
    assert (plain(entry["title"]), plain(entry["journal"]), entry["pages"]) == (one.marked_title, one.paper, one.page)
    names = [author.name if author.person else f"{{{author.name}}}" for author in one.authors]
    assert entry.get("author", []) == names
    dates = tuple(int(entry[key]) for key in ("year", "month", "day") if key in entry)
    assert dates == one.date_parts
    assert entry.get("url") == one.url
    assert ("note" in entry) == one.title_made


@each(REFERENCES)
def test_ris_is_read_as_it_was_meant(one: Reference) -> None:
    (entry,) = rispy.loads(ris(one))
    assert entry["type_of_reference"] == "NEWS"
    assert (entry["title"], entry["secondary_title"], entry["start_page"]) == (one.marked_title, one.paper, one.page)
    assert entry.get("authors", []) == [author.name for author in one.authors]
    assert tuple(int(part) for part in entry.get("date", "").split("/") if part) == one.date_parts
    assert entry.get("urls", [None]) == [one.url]
    assert entry.get("year") == (one.date[:4] if one.date else None)


@each(REFERENCES)
def test_csl_has_only_what_is_known(one: Reference) -> None:
    assert json.loads(csl_json([one, one])) == [csl(one)] * 2
    found = csl(one)
    assert found["type"] == "article-newspaper" and all(found.values())
    assert found.get("issued", {"date-parts": [[]]})["date-parts"] == [list(one.date_parts)]
    assert [author["literal"] for author in found.get("author", [])] == [author.name for author in one.authors]


def article(name: str, **keys: Any) -> dict[str, Any]:
    return {"name": name, **keys}


def test_writers_are_cited_and_editors_are_not(library: Make) -> None:
    people = [("王二", "reporter"), ("李三", "photographer"), ("张四", "editor"), ("区融媒体中心", "correspondent")]
    credits = [{"name": name, "role": role} for name, role in people]
    made = library(
        article("2024-06-11-01-01", credits=credits, paper="甲报"),
        article("2024-06-11-01-02", credits=credits[1:3], title_made=True),
        article("2024-06-a3-01"),
        url="https://example.org/p",
    )
    first, second = (reference(made.articles[f"20240611-01-0{n}"]) for n in (1, 2))
    assert first.authors == (Author("王二"), Author("区融媒体中心", person=False))
    assert second.authors == (Author("李三"),)
    assert (first.paper, first.url) == ("甲报", "https://example.org/p/2024/06/11/01-01.html")
    third = reference(made.articles["202406-a3-01"])
    assert (third.paper, third.page, third.date) == ("城报", "A03", "2024-06")
    assert [one.style for one in citations(third)] == ["gbt", "apa", "bibtex", "ris"]
    assert made.articles["20240611-01-02"].citations[0].text.startswith("李三. [题2024-06-11-01-02][N]. ")


def test_an_issue_has_all_its_references_in_one_file(library: Make) -> None:
    made = library(*(article(f"2024-06-11-01-0{n}", title=f"题{n}") for n in (1, 2, 3)))
    (issue,) = made.newest
    texts = {ending: bibliography(issue, ending) for ending in FORMS}
    assert [one["title"] for one in read_bibtex(texts["bib"])] == ["题1", "题2", "题3"]
    assert [one["title"] for one in rispy.loads(texts["ris"])] == ["题1", "题2", "题3"]
    assert [one["title"] for one in json.loads(texts["csl.json"])] == ["题1", "题2", "题3"]
