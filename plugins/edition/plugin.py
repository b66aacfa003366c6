"""Where the edition meets Pelican: a generator that writes every page with Pelican's writer and theme.

Connected through `get_generators`, which Pelican sends on every run, so a change is seen
under `--autoreload` too.
"""

from __future__ import annotations

import gc
import logging
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from jinja2 import FileSystemBytecodeCache
from pelican import Pelican
from pelican.generators import Generator
from pelican.plugins import signals
from pelican.writers import Writer

from catalogue import listing, manifest, pieces
from catalogue.asking import digest_of
from catalogue.extras import pictured
from catalogue.pictures import scan_pictures
from catalogue.renaming import rename
from catalogue.scan import scan
from catalogue.store import open_catalogue
from converter.models import Problem
from converter.problems import is_error, line_of, wanted
from converter.stage import begin

from . import styles, urls
from .addresses import Given, note_addresses, note_known, read_addresses, read_known
from .addressing import addressed, are_written, new_addresses, settle_addresses
from .body import contents, flowing_text
from .checks import unknown_sections
from .drafts import write_drafts
from .fonts import digest, font_of
from .headline import breakable
from .hosting import configurations, write_configurations
from .library import Library
from .outputs import TEMPLATES, Output, frame
from .past import note_promises, read_past
from .settings import load
from .sheaves import Sheet
from .stamps import Templates, code, settings
from .texts import read_texts
from .vocabulary import read as read_vocabulary
from .vocabulary import unused
from .workshop import Workshop

logger = logging.getLogger(__name__)

TERMS = "vocabulary/terms.toml"
ADDRESSES = "vocabulary/addresses.tsv"
"""From PATH."""
KNOWN = "known-names.tsv"
"""Beside the catalogue."""
RARELY = (100_000, 20, 10)
"""Thresholds of the garbage collector while a site is made."""
AHEAD = signals.signal("pages_ahead")
"""Sent with `paths` of pages that are shown before the rest of the site is made: their twins are wanted too."""


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
    """Writes the edition from the catalogue.

    Without SITE_PATH it writes all of it. With SITE_PATH, the folder of the site as it was left by the last build, it
    writes what has changed since, and records in the catalogue what that was made from.
    """

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
        texts, text_problems = read_texts(content / "pages", root)
        self.note = Path(self.settings["CATALOGUE"]).with_name(KNOWN)
        self.settings["CARD_FONT"] = font_of(edition.card_font, root)  # for the mirror, which draws the twins
        self.addresses = content / ADDRESSES
        addresses, address_problems = read_addresses(self.addresses, self.addresses.relative_to(root).as_posix())
        self.given = Given(addresses, read_known(self.note))
        with self.connection:
            self.moved = settle_addresses(self.connection, edition, self.given)
        past, past_problems = read_past(content)
        self.library = Library(self.connection, edition, texts, past, vocabulary, root)
        kept = Path(self.settings["CATALOGUE"]).with_name("templates")
        kept.mkdir(parents=True, exist_ok=True)
        self.env.bytecode_cache = FileSystemBytecodeCache(str(kept))
        self.env.filters |= {"breakable": breakable, "contents": contents, "flowing": flowing_text}
        self.usable = not problems
        files = (
            *problems,
            *address_problems,
            *term_problems,
            *scanned.problems,
            *text_problems,
            *picture_problems,
            *lost_pictures(self.library),
            *past_problems,
        )
        known = listing.known_terms(self.connection)
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
        """Write what is to be written; nothing when `edition.toml` says nothing usable."""
        if not self.usable:
            return
        begin("render")
        templates = Templates(self.env)
        library = self.library
        texts = [(text.name, text.title) for text in library.texts]
        font = digest(self.settings["CARD_FONT"])
        said = (library.edition.model_dump(), library.vocabulary.entries, library.nameplate, font)
        common = digest_of((code(), settings(self.settings), said, texts))
        by_template = {name: digest_of((common, templates.digest(f"{name}.html"))) for name in TEMPLATES}

        def stamp(sheet: Sheet) -> str:
            return (by_template[sheet.template] if sheet.template else common) + sheet.made_of

        def write(sheet: Sheet) -> None:
            self.write(writer, sheet)

        workshop = Workshop(library, stamp, write, common, show=self.show_ahead if self.settings.get("AHEAD") else None)
        if self.settings.get("SITE_PATH"):
            with self.connection:
                pieces.forget_others(self.connection, digest_of(sorted(by_template.items())))
            with self.connection:  # all or nothing
                for work in workshop.make_due((*by_template.values(), common)):
                    numbers = manifest.record(self.connection, work.makings, work.digests, work.gone)
                    pieces.keep(self.connection, work.pieces, numbers, work.digests)
                manifest.settle(self.connection, workshop.changed)
        else:
            workshop.make_all()
        if self.settings.get("DRAFTS"):
            self.write_drafts(Path(self.settings["DRAFTS"]))
        report(workshop.remains.problems)
        self.note_addresses()
        if self.settings.get("PROMISE"):
            note_promises(Path(self.path), workshop.paths)
            left = workshop.remains
            made = configurations(library.edition.url, left.redirects, left.gone)
            write_configurations(self.note.with_name("hosting"), made)
        self.connection.close()

    def write(self, writer: Writer, sheet: Sheet) -> None:
        """Make the output of a sheet and write it."""
        made = sheet.make()
        if isinstance(made, Output):
            names = frame(made, self.library)
            writer.write_file(made.path, self.get_template(made.template), self.context, **names)
            return
        file = Path(self.output_path) / sheet.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(made.encode() if isinstance(made, str) else made)

    def show_ahead(self, paths: Sequence[str]) -> None:
        """Lay copies of pages, and of their twins, where the preview shows them from while the rest is made."""
        folder, made = Path(self.settings["AHEAD"]), Path(self.output_path)
        AHEAD.send(self, paths=paths)
        for path in (path for one in paths for path in (one, urls.twin(one)) if (made / path).is_file()):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(made / path, folder / path)
        begin("ahead")
        begin("render")

    def write_drafts(self, folder: Path) -> None:
        """The pages of drafts, into a folder that is not of the site."""
        writer = Writer(str(folder), self.settings)
        known = self.library

        def library() -> Library:
            settle_addresses(self.connection, known.edition, self.given)
            return Library(self.connection, known.edition, known.texts, known.past, known.vocabulary, known.root)

        def write(page: Output, views: Library) -> None:
            writer.write_file(page.path, self.get_template(page.template), self.context, **frame(page, views))

        write_drafts(folder, self.connection, library, write)

    def note_addresses(self) -> None:
        """Write down what was given to names that share an address; the file stays as it is when there is no news."""
        if not self.moved and self.note.is_file():
            return
        new = new_addresses(self.connection, self.library.edition, self.given)
        if new:
            note_addresses(self.addresses, (*self.given.addresses, *new))
        note_known(self.note, addressed(self.connection))
        with self.connection:
            are_written(self.connection)


def lost_pictures(library: Library) -> Iterator[Problem]:
    """What is wrong with the pictures of the issues that have some, or name some."""
    for key in pictured(library.asker.connection):
        yield from library.issue_of(key).pictures.problems


def finish_styles(pelican: Pelican) -> None:
    """Pelican has copied the theme: make its style sheets ready to be sent."""
    styles.finish(Path(pelican.output_path) / pelican.settings["THEME_STATIC_DIR"])


def get_generators(pelican: Pelican) -> Any:
    """Pelican asks for generators: ours."""
    del pelican
    return EditionGenerator


def register() -> None:
    """Pelican calls this once."""
    # What a build makes, it needs to its end: to look it all over for garbage at every 700 objects costs a sixth of it.
    if not gc.get_freeze_count():
        gc.freeze()
    gc.set_threshold(*RARELY)
    signals.get_generators.connect(get_generators)
    signals.finalized.connect(finish_styles)
