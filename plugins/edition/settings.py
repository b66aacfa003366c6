"""`edition.toml`: what an editor sets. Loaded and checked, every problem with its line."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from pydantic import Field, ValidationError, field_validator

from catalogue.front_matter import Strict
from converter.models import Problem
from converter.problems import place_in_bytes, place_in_toml

from .fonts import font_faults

SECTIONS = Path(__file__).parents[1] / "converter" / "data" / "sections.toml"
"""The sections that the converter files articles under."""

URL = re.compile(r"https?://[a-z0-9.-]+(?::\d+)?(?:/[A-Za-z0-9._~-]+)*/?")
MAIL = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
FORM = re.compile(r"https?://[^\s\"<>]+")
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
TABLE = re.compile(r"\s*\[\[?\s*([\w.-]+)\s*\]\]?")


class Section(Strict):
    """版块: name, slug and a line about it."""

    name: str = Field(min_length=1)
    slug: str | None = None
    description: str | None = None

    @field_validator("slug")
    @classmethod
    def ascii_slug(cls, slug: str | None) -> str | None:
        """Lower-case ASCII, since it becomes part of an address."""
        if slug is not None and not SLUG.fullmatch(slug):
            raise ValueError("not a slug")
        return slug


class Edition(Strict):
    """The edition as its editor describes it; templates get it as `edition`."""

    name: str = Field(min_length=1)
    tagline: str = ""
    description: str = ""
    url: str = ""
    """Address of the home page without a `/` at its end, or ''."""
    language: Literal["zh-Hans"] = "zh-Hans"
    home_region: str = ""
    """The region of the paper, as a path: 重庆市/永川区."""
    rights: str = ""
    corrections: str = ""
    """Where readers tell of errors: an e-mail address, or that of a form with `{id}` and `{paragraph}` in it, or ''."""
    card_font: str = ""
    """A font file, from the root of the project, for cards with words; '' makes none."""
    sections: tuple[Section, ...] = ()

    @property
    def lang(self) -> str:
        """The language of the pages, for `lang`."""
        return self.language

    @field_validator("corrections")
    @classmethod
    def reachable(cls, corrections: str) -> str:
        """An e-mail address, or an address with its scheme, or nothing."""
        if corrections and not (MAIL.fullmatch(corrections) or FORM.fullmatch(corrections)):
            raise ValueError("neither an e-mail address nor the address of a form")
        return corrections

    def report_link(self, id: str) -> str:
        """Where a reader tells of an error in an article; `{paragraph}` is left for the reader's place in it."""
        if MAIL.fullmatch(self.corrections):
            return f"mailto:{self.corrections}?subject={quote(f'更正 {id} ')}{{paragraph}}"
        return self.corrections.replace("{id}", quote(id))

    @field_validator("url")
    @classmethod
    def absolute(cls, url: str) -> str:
        """An address with its scheme, or nothing."""
        if url and not URL.fullmatch(url):
            raise ValueError("not an address")
        return url.rstrip("/")


def key_line(text: str, place: tuple[Any, ...]) -> int:
    """The line of a key: of `("sections", 1, "slug")`, the `slug =` under the second [[sections]]."""
    tables, names = 0, [part for part in place if isinstance(part, str)]
    wanted = next((part + 1 for part in place if isinstance(part, int)), 0)
    table_line = 1
    for number, line in enumerate(text.splitlines(), 1):
        if TABLE.match(line):
            tables += 1
            table_line = number if tables == wanted else table_line
        elif tables == wanted and re.match(rf'\s*"?{re.escape(names[-1])}"?\s*=', line):
            return number
    return table_line


def explain(error: dict[str, Any], path: str, text: str) -> Problem:
    """One validation error as a problem at its line."""
    place = tuple(error["loc"])
    name, line = str(place[-1]), key_line(text, place)
    if error["type"] == "extra_forbidden":
        known = (Section if place[0] == "sections" else Edition).model_fields
        close = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
        return Problem("E402", path, line, f"{name} (did you mean {close[0]}?)" if close else name)
    if error["type"] == "missing":
        return Problem("E403", path, line, name)
    return Problem("E404", path, line, f"{name}: {error['input']}")


def read_toml(path: Path, shown: str) -> tuple[dict[str, Any], str, list[Problem]]:
    """The tables and the text of a TOML file."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        return tomllib.loads(text), text, []
    except FileNotFoundError:
        return {}, "", [Problem("E406", shown)]
    except OSError as error:
        return {}, "", [Problem("E401", shown, 1, error.strerror or "")]
    except UnicodeDecodeError as error:
        line, column = place_in_bytes(error.object, error.start)
        return {}, "", [Problem("E401", shown, line, "not UTF-8", column)]
    except tomllib.TOMLDecodeError as error:
        line, column = place_in_toml(error)
        return {}, "", [Problem("E401", shown, line, str(error), column)]


def default_sections(path: Path = SECTIONS) -> tuple[Section, ...]:
    """The sections of the converter, in the order of its file."""
    if not path.exists():
        return ()
    rows = tomllib.loads(path.read_text(encoding="utf-8")).get("sections", ())
    return tuple(Section(name=row["name"], slug=row.get("slug"), description=row.get("description")) for row in rows)


def merge_sections(own: tuple[Section, ...], defaults: tuple[Section, ...]) -> tuple[Section, ...]:
    """The edition's sections first, with what they leave open taken from the defaults; then the other defaults."""
    known = {section.name: section for section in defaults}
    first = tuple(
        Section(
            name=one.name,
            slug=one.slug or (known[one.name].slug if one.name in known else None),
            description=one.description or (known[one.name].description if one.name in known else None),
        )
        for one in own
    )
    named = {section.name for section in first}
    return first + tuple(section for section in defaults if section.name not in named)


def same_slugs(sections: tuple[Section, ...], path: str, text: str) -> list[Problem]:
    """Two sections with one slug or one name."""
    found = []
    for field in ("slug", "name"):
        counts = Counter(value for section in sections if (value := getattr(section, field)))
        for value in sorted(value for value, count in counts.items() if count > 1):
            line = next((n for n, row in enumerate(text.splitlines(), 1) if value in row), 1)
            found.append(Problem("E405", path, line, value))
    return found


def load(path: Path, shown: str = "edition.toml", sections: Path = SECTIONS) -> tuple[Edition, tuple[Problem, ...]]:
    """The edition and what is wrong with its file; an edition with problems is a stand-in that must not be built."""
    data, text, problems = read_toml(path, shown)
    if problems:
        return Edition(name="-"), tuple(problems)
    try:
        edition = Edition.model_validate(data)
    except ValidationError as error:
        found = (explain(dict(one), shown, text) for one in error.errors(include_url=False))
        return Edition(name="-"), tuple(sorted(found, key=lambda problem: (problem.line, problem.value)))
    merged = merge_sections(edition.sections, default_sections(sections))
    faults = font_faults(edition.card_font, edition.name, edition.lang, path.parent)
    line = key_line(text, ("card_font",))
    fonts = (Problem(code, shown, line, value) for code, value in faults)
    return edition.model_copy(update={"sections": merged}), (*same_slugs(merged, shown, text), *fonts)
