"""Section: under which 版块 of the edition an article is filed.

The sections are data (`data/sections.toml`). A rubric or a page name that names a topic
weighs most, then the words of the headline, of the lead, and of the text; a signed essay
(作者系…) goes with the essays. Every article gets a section: one that says nothing, the default.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..lexicon import Lexicon, lexicon
from ..models import Problem
from ..problems import place_in_toml

SECTIONS = Path(__file__).parent.parent / "data" / "sections.toml"

RUBRIC, PAGE_NAME, WHOLE_PAGE, ESSAY = 15.0, 8.0, 150.0, 120.0
"""What a rubric, a page name, the name of a page that holds nothing else (国际), and an author's note (作者系…) are
worth, in plain words of the text."""
HEADLINE, LEAD, BODY = 4.0, 2.0, 1.0
"""What a word is worth by where it stands."""
STRONG, PLAIN = 3.0, 1.0
"""What a word is worth by its list."""
LEAD_LENGTH = 160
READ_LENGTH = 900
"""Characters that are read: what an article is about is clear by then."""
NORMAL_LENGTH = 600
"""Characters of an ordinary report: words of a longer text count in proportion."""
LONGEST_LABEL = 4
"""Characters before the colon of a headline that may stand for a rubric: 快评：…."""
MOST = 4
"""A word counts at most so often in the headline, and so often in the text."""
NOTE_PARAGRAPHS = 2
"""An author's note is looked for in so many paragraphs at the end."""

Hit = tuple[str, str, float]
"""A word, its section, and its weight."""


@dataclass(frozen=True, slots=True)
class Section:
    """One 版块."""

    name: str
    slug: str
    description: str = ""
    rubrics: tuple[str, ...] = ()
    """A rubric that holds one of these belongs here."""
    pages: tuple[str, ...] = ()
    """A page name that holds one of these belongs here."""
    strong: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    whole: bool = False
    """A page named after the section holds nothing else."""


@dataclass(frozen=True, slots=True, eq=False)
class Sections:
    """The sections of an edition, ready for matching."""

    items: tuple[Section, ...]
    """In the order of the navigation; the first of two equals wins."""
    default: str | None
    essay: str | None
    """Section of signed essays."""
    essay_marks: tuple[str, ...]
    """What the note on the author of an essay says: 作者系, 作者单位."""
    writer_marks: tuple[str, ...]
    """What the note on a writer of literature says: such a piece is no essay."""
    plain: frozenset[str]
    """Rubrics and page names that say nothing of the topic."""
    lexicon: Lexicon[Hit]
    """The words of all sections; the longest counts at each place."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names in the order of the navigation."""
        return tuple(section.name for section in self.items)


# ---------------------------------------------------------------------- the data


def load_sections(path: Path = SECTIONS) -> tuple[Sections, tuple[Problem, ...]]:
    """Read a file of sections. One that cannot be read (E454) gives no sections, a bad entry (E455) is left out."""
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        line, column = place_in_toml(error)
        return build_sections((), {}), (Problem("E454", str(path), line, str(error), column),)
    rows = data.get("sections", [])
    rows = rows if isinstance(rows, list) else [rows]
    places = [text.count("\n", 0, m.start()) + 1 for m in re.finditer(r"^[ \t]*\[\[sections\]\]", text, re.M)]
    good = [row for row in rows if _is_section(row)]
    problems = [
        Problem("E455", str(path), places[number] if number < len(places) else 1, _name_of(row))
        for number, row in enumerate(rows)
        if not _is_section(row)
    ]
    return build_sections(tuple(_section(row) for row in good), data), tuple(problems)


def build_sections(items: Sequence[Section], options: Mapping[str, Any]) -> Sections:
    """Sections from their rows and the options `default essay essay_marks writer_marks plain`."""
    hits: dict[str, Hit] = {}
    for section in reversed(items):
        for words, weight in ((section.words, PLAIN), (section.strong, STRONG)):
            hits |= {word: (word, section.name, weight) for word in words}
    names = [section.name for section in items]
    return Sections(
        items=tuple(items),
        default=_named(options.get("default"), names) or (names[-1] if names else None),
        essay=_named(options.get("essay"), names),
        essay_marks=_words(options, "essay_marks"),
        writer_marks=_words(options, "writer_marks"),
        plain=frozenset(_words(options, "plain")),
        lexicon=lexicon(hits),
    )


def _words(options: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """A list of words among the options; what is no list counts as empty."""
    words = options.get(key)
    return tuple(word for word in words if isinstance(word, str) and word) if isinstance(words, list | tuple) else ()


def _named(name: object, names: Sequence[str]) -> str | None:
    """The name, if there is such a section."""
    return next((known for known in names if known == name), None)


def _is_section(row: object) -> bool:
    """Whether a row has a name, an ASCII slug, and word lists where there should be some."""
    if not isinstance(row, dict) or not isinstance(row.get("name"), str) or not row["name"]:
        return False
    slug = row.get("slug")
    lists = [row.get(key, []) for key in ("rubrics", "pages", "strong", "words")]
    return (
        isinstance(slug, str)
        and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) is not None
        and all(isinstance(words, list) and all(isinstance(w, str) and w for w in words) for words in lists)
    )


def _name_of(row: object) -> str:
    return str(row.get("name", "")) if isinstance(row, dict) else str(row)


def _section(row: Mapping[str, Any]) -> Section:
    lists = {key: tuple(row.get(key, ())) for key in ("rubrics", "pages", "strong", "words")}
    description, whole = str(row.get("description", "")), row.get("whole") is True
    return Section(name=row["name"], slug=row["slug"], description=description, whole=whole, **lists)


# -------------------------------------------------------------------- an article


def choose_section(
    headline: str,
    body: Sequence[str],
    rubric: str | None,
    page_name: str | None,
    sections: Sections,
    note: str | None = None,
) -> str | None:
    """The name of the section an article belongs to; None only if there are no sections at all.

    `headline` is kicker, headline and deck; `body` the paragraphs; `note` the author's note,
    if it was taken out of the body.
    """
    scores = _word_scores(headline, body, sections)
    label, colon, _ = headline.partition("：")
    rubric = rubric or (label if colon and len(label) <= LONGEST_LABEL else None)
    for section in sections.items if rubric or page_name else ():
        scores[section.name] += RUBRIC * _names_topic(rubric, section.rubrics, sections.plain)
        page = WHOLE_PAGE if section.whole else PAGE_NAME
        scores[section.name] += page * _names_topic(page_name, section.pages, sections.plain)
    if sections.essay and _is_essay(body, note, sections):
        scores[sections.essay] += ESSAY
    best = max(sections.names, key=lambda name: scores[name], default=None)
    return best if best and scores[best] > 0 else sections.default


def _word_scores(headline: str, body: Sequence[str], sections: Sections) -> dict[str, float]:
    """Section -> how much its words weigh in headline, lead and text."""
    text = "\n".join(body)[:READ_LENGTH]
    density = NORMAL_LENGTH / max(NORMAL_LENGTH, len(text))
    hits = sections.lexicon.find(text)
    scores: dict[str, float] = defaultdict(float)
    for part, worth in (
        ([hit for _, _, hit in sections.lexicon.find(headline)], HEADLINE),
        ([hit for _, end, hit in hits if end <= LEAD_LENGTH], LEAD),
        ([hit for _, _, hit in hits], BODY * density),
    ):
        for (_, name, weight), count in Counter(part).items():
            scores[name] += weight * worth * min(count, MOST)
    return scores


def _names_topic(label: str | None, words: Sequence[str], plain: frozenset[str]) -> float:
    """1.0 if a rubric or page name holds one of the words, else 0.0."""
    return float(bool(label) and label not in plain and any(word in str(label) for word in words))


def _is_essay(body: Sequence[str], note: str | None, sections: Sections) -> bool:
    """Whether an author's note stands beside the text or at its end, and not a writer's."""
    notes = [note or ""] + [part for text in body[-NOTE_PARAGRAPHS:] for part in _note_parts(text)]
    signed = [part for part in notes if part.lstrip("（( ").startswith(sections.essay_marks)]
    return bool(signed) and not any(mark in part for part in signed for mark in sections.writer_marks)


def _note_parts(paragraph: str) -> list[str]:
    """What may be an author's note of a paragraph: all of it if it is short, and a bracket at its end."""
    bracket = re.search(r"[（(][^（）()]{4,}(?:[（(][^（）()]*[）)][^（）()]*)*[）)]\s*$", paragraph[-200:])
    return [paragraph[:200]] * (len(paragraph) <= 200) + ([bracket[0]] if bracket else [])
