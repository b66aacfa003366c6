"""Where the edition meets Pelican: a generator that writes every page with Pelican's writer and theme.

Connected through `get_generators`, which Pelican sends on every run, so a change is seen
under `--autoreload` too.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.generators import Generator
from pelican.plugins import signals
from pelican.writers import Writer

from catalogue.pictures import scan_pictures
from catalogue.renaming import rename
from catalogue.scan import scan
from catalogue.store import open_catalogue
from converter.models import Problem
from converter.problems import is_error, line_of, wanted

from . import styles
from .addresses import Given, note_addresses, note_known, read_addresses, read_known
from .body import contents, flowing_text
from .checks import unknown_sections
from .formats import files
from .headline import breakable
from .hosting import configurations, write_configurations
from .library import KINDS, Library
from .outputs import frame, outputs
from .past import note_promises, read_past
from .settings import load
from .stubs import paths_of, remains, stubs
from .texts import read_texts
from .vocabulary import read as read_vocabulary
from .vocabulary import unused

logger = logging.getLogger(__name__)

TERMS = "vocabulary/terms.toml"
ADDRESSES = "vocabulary/addresses.tsv"
"""From PATH."""
KNOWN = "known-names.tsv"
"""Beside the catalogue."""


def report(problems: Iterable[Problem]) -> None:
    """Print every problem on a line of its own, which Pelican's log would break, and log that there are some.

    One logged error ends a run with `--fatal errors`; so all are printed first.
    """
    found = list(problems)
    for problem in found:
        print(line_of(problem, *wanted()), file=sys.stderr)
    if any(map(is_error, found)):
        logger.error("The edition is not in order.")


class EditionGenerator(Generator):  # type: ignore[misc]  # Pelican carries no types
    """Writes the whole edition from the catalogue."""

    def generate_context(self) -> None:
        """Bring the catalogue up to date and tell every problem."""
        content = Path(self.path)
        root = content.parent
        edition, problems = load(Path(self.settings["EDITION_FILE"]))
        edition = edition.model_copy(update={"url": self.site_url(edition.url)})
        shown = (content / TERMS).relative_to(root).as_posix()
        vocabulary, term_problems = read_vocabulary(content / TERMS, shown)
        self.connection = open_catalogue(Path(self.settings["CATALOGUE"]))
        rename(self.connection, vocabulary.aliases)
        scanned = scan(self.connection, content / "articles", root)
        picture_problems = scan_pictures(self.connection, content / "issues", root)
        self.texts, text_problems = read_texts(content / "pages", root)
        self.note = Path(self.settings["CATALOGUE"]).with_name(KNOWN)
        self.addresses = content / ADDRESSES
        addresses, address_problems = read_addresses(self.addresses, self.addresses.relative_to(root).as_posix())
        self.given = Given(addresses, read_known(self.note))
        past, past_problems = read_past(content)
        self.library = Library(self.connection, edition, self.given, self.texts, past, vocabulary, root)
        self.env.filters |= {"breakable": breakable, "contents": contents, "flowing": flowing_text}
        self.usable = not problems
        self.paths = paths_of(self.library)
        self.remains = remains(self.library, self.paths)
        files = (
            *problems,
            *address_problems,
            *term_problems,
            *scanned.problems,
            *text_problems,
            *picture_problems,
            *(problem for issue in self.library.issues for problem in issue.pictures.problems),
            *past_problems,
            *self.remains.problems,
        )
        known = {(kind, key) for kind in KINDS for key in self.library.terms(kind)}
        report((*files, *unknown_sections(self.connection, edition, root), *unused(vocabulary, known, shown)))

    def site_url(self, of_edition: str) -> str:
        """The address of the site: SITEURL where it is given (publishconf.py), else that of `edition.toml`.

        It is put into SITEURL for the other plug-ins; the given one is kept apart, since settings outlive a run
        under `--autoreload` and the address in `edition.toml` may change meanwhile.
        """
        given = self.settings.setdefault("SITEURL_GIVEN", self.settings.get("SITEURL", ""))
        self.settings["SITEURL"] = (given or of_edition).rstrip("/")
        return str(self.settings["SITEURL"])

    def generate_output(self, writer: Writer) -> None:
        """Write every page, then the files beside them; nothing when `edition.toml` says nothing usable."""
        if not self.usable:
            return
        for output in (*outputs(self.library, self.texts), *stubs(self.remains, self.paths)):
            names = frame(output, self.library, self.texts)
            writer.write_file(output.path, self.get_template(output.template), self.context, **names)
        for path, make in files(self.library):
            file, content = Path(self.output_path) / path, make()
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.encode() if isinstance(content, str) else content)
        self.note_addresses()
        self.connection.close()

    def note_addresses(self) -> None:
        """Write down what was given to names that share an address; the file stays as it is when there is no news."""
        new = self.library.new_addresses
        if new:
            note_addresses(self.addresses, (*self.given.addresses, *new))
        note_known(self.note, self.library.addressed)
        if self.settings.get("PROMISE"):
            note_promises(Path(self.path), self.paths)
            made = configurations(self.library.edition.url, self.remains.redirects, self.remains.gone)
            write_configurations(self.note.with_name("hosting"), made)


def finish_styles(pelican: Pelican) -> None:
    """Pelican has copied the theme: make its style sheets ready to be sent."""
    styles.finish(Path(pelican.output_path) / pelican.settings["THEME_STATIC_DIR"])


def get_generators(pelican: Pelican) -> Any:
    """Pelican asks for generators: ours."""
    del pelican
    return EditionGenerator


def register() -> None:
    """Pelican calls this once."""
    signals.get_generators.connect(get_generators)
    signals.finalized.connect(finish_styles)
