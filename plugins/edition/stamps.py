"""What an output is made by: the code, the settings, and its template with all that this takes in.

Outputs whose stamp is another than before are made again, whatever the catalogue says.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateNotFound

from catalogue.asking import digest_of

from .synonyms import FILES

PLUGINS = Path(__file__).parents[1]
CODE = ("edition", "catalogue", "cards")
"""Packages whose code and data decide what outputs hold."""
WORDS = PLUGINS / "converter" / "data"
USED = (WORDS / "words.txt", WORDS / "sections.toml", *FILES)
"""Data of another package that ours reads."""
LIBRARIES = ("pelican", "jinja2", "markdown", "markupsafe")
PLACES = re.compile(
    r"PATH$|^PATH|^OUTPUT|^THEME$|^SITE_|^CACHE|^CATALOGUE$|^EDITION_FILE$|^HANT_|^CARD_|^PLUGIN|^LOG_|^DEBUG"
    r"|^DRAFTS$|^AHEAD$|^PROMISE$"
)
"""Settings that say where things are, what is made beside the site, or that are not ours.

The pages of a publication are as those of a preview, so it must not make them anew.
"""
TAKES_IN = re.compile(r"{%-?\s*(?:extends|include|import|from)\s+(?:'([^']+)'|\"([^\"]+)\"|(\S))")


@cache
def code() -> str:
    """Digest of the code, its data and the libraries."""
    files = [file for name in CODE for file in sorted((PLUGINS / name).rglob("*")) if is_code(file)]
    read = [(file.relative_to(PLUGINS).as_posix(), file.read_bytes()) for file in (*files, *USED) if file.is_file()]
    return digest_of((read, [version(name) for name in LIBRARIES]))


def is_code(file: Path) -> bool:
    """Whether a file of a package has a part in what comes out."""
    return file.is_file() and "__pycache__" not in file.parts and not file.name.startswith(".")


def settings(given: Mapping[str, Any]) -> str:
    """Digest of the settings that templates may show."""
    plain = {name: value for name, value in given.items() if name.isupper() and not PLACES.search(name)}
    return digest_of(sorted((name, text) for name, value in plain.items() if (text := _as_json(value)) is not None))


def _as_json(value: object) -> str | None:
    try:
        return json.dumps(value, sort_keys=True, ensure_ascii=False)
    except (TypeError, ValueError):
        return None  # a function, say: its code is not ours to know


class Templates:
    """The templates of a theme and what each takes in."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment
        self._sources: dict[str, str] = {}

    def digest(self, name: str) -> str:
        """Of a template and all that it takes in, and what these take in; of all, when it computes a name."""
        found: set[str] = set()
        waiting = [name]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting += self._taken_in(self.source(one))
        return digest_of([(one, self.source(one)) for one in sorted(found)])

    def source(self, name: str) -> str:
        """The text of a template; '' when there is none."""
        if name not in self._sources:
            try:
                loader = self.environment.loader
                self._sources[name] = loader.get_source(self.environment, name)[0] if loader else ""
            except TemplateNotFound:
                self._sources[name] = ""
        return self._sources[name]

    def _taken_in(self, source: str) -> Iterable[str]:
        found = TAKES_IN.findall(source)
        if any(other for _, _, other in found):
            return self.environment.list_templates()
        return [single or double for single, double, _ in found]
