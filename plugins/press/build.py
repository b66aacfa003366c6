"""Build the site: convert, run Pelican into a fresh folder, and only then bring what it made into the site.

A page that the converter refuses does not keep the other pages out: the site is built
without it, and the build says so last and ends with exit code 1. When Pelican fails,
the site stays as it was.
"""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

from catalogue import manifest, seal
from catalogue.store import open_catalogue
from converter.models import Problem
from converter.problems import line_of, wanted
from converter.stage import ASKED

from . import ready, stages
from .bounds import refuse_links_out
from .models import Changes, Edition, Overtaken, PressError
from .sources import Said, last_said, note_said
from .stopping import whole
from .sync import Inspection, inspect, put_in_place
from .words import ERROR, sort_words

REFUSED = 1
"""The converter's exit code when it could not take some pages; the others are written."""
DAMAGED = re.compile(
    r"sqlite3\.(?:DatabaseError|IntegrityError|OperationalError: (?:no such|table \S+ has|malformed|.*schema))"
)
"""What a program says that found the catalogue damaged. A full disk, say, is none of its faults."""
FULL = re.compile(r"No space left on device|database or disk is full|Disk quota exceeded|File too large")
CRASH = "Traceback (most recent call last)"
"""Python's own exit code for a crash is 1 too; this tells it from refused pages."""
HOME = "index.html"
CONVERTED = "converted.json"
"""What the last conversion said."""
SETTING_FLAGS = ("--extra-settings", "-e")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one build."""

    changes: Changes | None
    """None when the site stayed as it was."""
    refused: bool
    """Whether the converter refused pages."""
    said: str
    """Problems and warnings, a line each."""
    trace: str = ""
    """The other words of the program that failed."""


def build(edition: Edition, extra: Sequence[str] = (), lenient: bool = False) -> int:
    """Convert, build, put into `output/`. Returns the exit code; `extra` goes to Pelican. The caller is `alone`.

    `lenient`: pages that the converter refused do not make the exit code 1.
    """
    outcome = build_and_tell(edition, extra)
    return 1 if outcome.changes is None or (outcome.refused and not lenient) else 0


def build_and_tell(
    edition: Edition,
    extra: Sequence[str] = (),
    converting: AbstractContextManager[None] | None = None,
) -> Outcome:
    """One build, and what came of it on the terminal; whoever calls it is `alone`. `converting`: see `attempt`."""
    with stages.timed() as clock:
        outcome = attempt(edition, extra, converting)
    if outcome.changes:
        print(*stages.table(clock.seconds, outcome.changes), sep="", end="")
        print(f"Built {outcome.changes} in {sum(clock.seconds.values()):.1f} s", flush=True)
    # Last, so that they stand where the reader looks.
    print(outcome.said, file=sys.stderr, end="", flush=True)
    return outcome


def attempt(
    edition: Edition,
    extra: Sequence[str] = (),
    converting: AbstractContextManager[None] | None = None,
) -> Outcome:
    """One build, whatever comes of it. `converting` is entered while the converter writes articles."""
    said = Said(False, "")
    try:
        stages.begin("convert")
        with converting or nullcontext():
            said = convert(edition)
        refuse_links_out(edition)
        changes, remarks = press(edition, extra)
        return Outcome(changes, said.refused, said.text + remarks)
    except PressError as error:
        told = f"{said.text}{error.said}{line_of(error.problem, *wanted())}\n"
        return Outcome(None, said.refused, told, error.trace)


def converter_arguments(edition: Edition) -> list[str]:
    """What the converter is told of the edition: its folders and its home region."""
    own = ["--content", "content", "--articles", "content/articles"]
    return [*own, "--home", edition.home_region] if edition.home_region else own


def convert(edition: Edition) -> Said:
    """Run the converter over the edition's own content, if there is anything new for it."""
    if not edition.content.is_dir():
        raise PressError(Problem("E516", edition.content.name))
    arguments = [*converter_arguments(edition), *wanted()]
    where = (edition.work / CONVERTED, edition.root, edition.plugins / "converter", arguments)
    return last_said(*where) or run_converter(edition, where)


def run_converter(edition: Edition, where: tuple[Path, Path, Path, list[str]]) -> Said:
    """Run the converter, and note what it said: `where` is what `note_said` must know."""
    program = ready.program(ready.CONVERTER, edition, converter_arguments(edition), edition.environment())
    code, printed = stages.outcome_of(program)
    if code not in (0, REFUSED) or CRASH in printed:
        raise PressError(Problem("E501", "content", value=exit_words(code)), printed, trace=printed)
    said = Said(code == REFUSED, printed)
    with suppress(OSError):  # without the note it is run again
        note_said(*where, said)
    return said


def press(edition: Edition, extra: Sequence[str] = ()) -> tuple[Changes, str]:
    """Bring the site up to date. (what changed, its remarks) Raises `PressError`.

    A catalogue that turns out to be damaged is thrown away, and all is made anew.
    """
    try:
        return press_guarded(edition, extra)
    except PressError as error:
        if not DAMAGED.search(error.trace):
            raise
    return press_guarded(edition, extra, anew=True)


def no_room(edition: Edition, error: PressError) -> PressError:
    """The same failure, told by its cause if that is a full disk."""
    found = FULL.search(error.trace)
    return PressError(Problem("E518", edition.output.name, value=found[0]), error.said, error.trace) if found else error


def press_guarded(edition: Edition, extra: Sequence[str], anew: bool = False) -> tuple[Changes, str]:
    """As `press`, once; what disk or catalogue refuse is a `PressError`. `anew`: forget what earlier builds noted."""
    stages.begin("read")
    try:
        if anew:
            seal.discard(edition.catalogue)
        seal.begin(edition.catalogue)
        return press_once(edition, extra)
    except Overtaken:
        with suppress(OSError, sqlite3.Error):  # else the next build looks it over
            open_catalogue(edition.catalogue).close()  # SQLite tidies up what the program left beside it
            seal.end(edition.catalogue)  # it is whole, and we saw that nobody else was at it
        raise
    except PressError as error:
        raise no_room(edition, error) from error
    except (sqlite3.Error, OSError) as error:
        said = getattr(error, "strerror", None) or str(error)
        told = PressError(Problem("E502", edition.output.name, value=said), trace=f"{name_of(error)}: {said}")
        raise no_room(edition, told) from error


def name_of(error: Exception) -> str:
    """The name of an exception as tracebacks have it."""
    return f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")


def press_once(edition: Edition, extra: Sequence[str]) -> tuple[Changes, str]:
    """Pelican into a fresh folder, then what it made into the site."""
    with fresh_folder(edition.work) as folder:
        inspection = inspect_site(edition)
        site = f"SITE_PATH={json.dumps(str(edition.output))}"
        remarks = run_pelican(edition, folder, with_setting(extra, site))
        if not ((folder / HOME).is_file() or (edition.output / HOME).is_file()):
            raise PressError(Problem("E503", edition.settings, value=HOME), remarks)
        stages.begin("put in place")
        with whole():
            with closing(open_catalogue(edition.catalogue)) as catalogue:
                changes = put_in_place(folder, edition.output, catalogue, inspection)
            seal.end(edition.catalogue)
        return changes, remarks


def inspect_site(edition: Edition) -> Inspection:
    """How the site differs from what was put there; outputs that it does not hold are noted as due."""
    with closing(open_catalogue(edition.catalogue)) as catalogue:
        inspection = inspect(edition.output, manifest.placed(catalogue))
        if inspection.damaged:
            with catalogue:
                manifest.misplace(catalogue, inspection.damaged)
    return inspection


@contextmanager
def fresh_folder(work: Path) -> Iterator[Path]:
    """An empty folder for one build. Those that a killed build left behind are cleared away first."""
    work.mkdir(parents=True, exist_ok=True)
    for left in work.glob("site-*"):
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="site-", dir=work, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def run_pelican(edition: Edition, folder: Path, extra: Sequence[str] = ()) -> str:
    """One run of Pelican; any error it logs fails it. The problems it told, a line each.

    Raises `PressError`, or `Overtaken` when we ended it ourselves.
    """
    # Without --fatal Pelican leaves out what it cannot read and reports success.
    # The plain log keeps each message on a line of its own, whatever the width of the terminal.
    arguments = ["--settings", edition.settings, "--output", str(folder)]
    arguments += ["--fatal", "errors", "--log-handler", "plain", *extra]
    code, printed = stages.outcome_of(ready.program(ready.PELICAN, edition, arguments, environment(edition)))
    if ready.was_overtaken(ready.PELICAN):
        raise Overtaken
    words = sort_words(printed)
    print("".join(words.others), end="", file=sys.stderr if code else sys.stdout, flush=True)
    remarks = "".join(words.problems)
    if code:
        # Where a problem says what is wrong, that is enough.
        told = any(map(ERROR.match, words.problems))
        value = "" if told else exit_words(code)
        problem = Problem("E502", edition.output.name, value=value)
        raise PressError(problem, remarks, trace="".join(words.others))
    return remarks


def environment(edition: Edition) -> dict[str, str]:
    """What Pelican is told by the environment: lines are not to be broken, stages are to be said."""
    return edition.environment() | {"COLUMNS": "500", ASKED: "1"}


def with_setting(options: Sequence[str], setting: str) -> list[str]:
    """Pelican's options and one more setting. All settings stand behind one flag: Pelican heeds only the last."""
    others: list[str] = []
    settings = [setting]
    taking = False
    for option in options:
        flag = option in SETTING_FLAGS
        taking = flag or (taking and not option.startswith("-"))
        if taking and not flag:
            settings.append(option)
        elif not taking:
            others.append(option)
    return [*others, SETTING_FLAGS[0], *settings]


def exit_words(code: int) -> str:
    """The exit code of a program, for a message."""
    return f"exit code {code}"
