"""The tasks of the edition: `python3 run.py --list`, or `invoke --list` in the environment.

Every task is a few lines; what it does is in `plugins/press`. What stands after `--` is
handed on, to Pelican or to pytest: `invoke build -- -D`.
"""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from invoke import Context, Exit, task
from invoke.main import program

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT / "plugins"))

from press import programs, requirements, scaffold  # noqa: E402 (our packages are on the path now)
from press.build import converter_arguments  # noqa: E402
from press.models import Edition, PressError  # noqa: E402
from press.sending.swift import CONTAINER, TARGET, by_swift, need_target  # noqa: E402

EDITION = Edition(ROOT)
PUBLISHED = Edition(ROOT, settings="publishconf.py")
RELEASE = [
    "tests/press/test_never_broken.py",
    "tests/edition/test_incremental.py",
    "tests/browser/test_barriers.py",
    "tests/browser/test_search.py",
]
"""Tests that have a full size."""


def press(command: str, *args: str, edition: Edition = EDITION) -> None:
    """Run one command of the press; what the user wrote after `--` goes to Pelican."""
    options = ["--root", str(ROOT), "--settings", edition.settings]
    after = ["--", *remainder()] if remainder() else []
    finish(programs.run_module(edition, "press", [*options, command, *args, *after]))


def remainder() -> list[str]:
    """What stands after `--` on the command line."""
    return shlex.split(program.core.remainder)


def telling(form: str, language: str) -> list[str]:
    """The options that say how problems are printed."""
    return ["--format", form, "--language", language]


def finish(code: int) -> None:
    """End with this exit code, unless all is well."""
    if code:
        raise Exit(code=code)


@contextmanager
def told() -> Iterator[None]:
    """Say a problem of the press in one line, and end with exit code 1."""
    try:
        yield
    except PressError as error:
        raise Exit(str(error), 1) from error


@task
def clean(c: Context) -> None:
    """Delete the built site and what builds left behind."""
    press("clean")


@task
def convert(
    c: Context,
    source: str = "",
    output: str = "",
    jobs: str = "",
    cluster: str = "",
    lenient: bool = False,
    format: str = "text",
    language: str = "both",
) -> None:
    """Turn newspaper pages into articles: the edition's own, or those of --source DIR into --output DIR.

    --jobs N: in so many processes, 0 for all cores; --cluster tcp://HOST:8786: on a Dask cluster.
    --lenient: exit code 0 although pages were refused or lost text.
    --format text, json or github and --language both, en or zh: how problems are printed.
    """
    if bool(source) != bool(output):
        raise Exit("convert: --source and --output go together; without them the edition's own content is converted", 2)
    own = converter_arguments(EDITION)
    args, folder = (["--source", source, "--output", output], None) if source else (own, ROOT)
    args += [*(["--jobs", jobs] if jobs else []), *(["--cluster", cluster] if cluster else [])]
    args += ["--lenient"] if lenient else []
    finish(programs.run_module(EDITION, "converter", [*args, *telling(format, language), *remainder()], folder))


@task
def review(c: Context, page: str = "", open: bool = False, source: str = "", output: str = "") -> None:
    """Show every page beside its articles, doubts first, in build/review/; --open: in a browser.

    --page PATH: only this page; --source and --output: as for `convert`.
    """
    if bool(source) != bool(output):
        raise Exit("review: --source and --output go together; without them the edition's own content is shown", 2)
    own = converter_arguments(EDITION)
    places = ["--source", str(Path(source).resolve()), "--output", str(Path(output).resolve())] if source else own
    one = ["--page", str(Path(page).resolve())] if page else []
    shown = [*one, *(["--open"] if open else []), *remainder()]
    finish(programs.run_module(EDITION, "converter.review", [*places, *shown], ROOT))


@task
def build(
    c: Context, lenient: bool = False, strict: bool = False, format: str = "text", language: str = "both"
) -> None:
    """Convert and build the site into output/; --lenient: exit code 0 although pages were refused.

    --strict: no site while it is not settled how the name of a byline is written in Traditional Chinese.
    --format text, json or github and --language both, en or zh: how problems are printed.
    """
    chosen = [*(["--lenient"] if lenient else []), *(["--strict"] if strict else [])]
    press("build", *chosen, *telling(format, language))


@task
def rebuild(c: Context) -> None:
    """Build, forgetting what earlier builds left behind."""
    press("build", "--fresh")


@task
def regenerate(c: Context) -> None:
    """Build, and again at every change, without serving."""
    press("regenerate")


@task(iterable=["allow"])
def serve(
    c: Context,
    port: str = "",
    host: str = "127.0.0.1",
    base: str = "",
    reload: bool = True,
    allow: Iterable[str] = (),
) -> None:
    """Build and serve the site on the first free port from 8000; build again at every change, and show it.

    --host 0.0.0.0: for other machines, too; --allow NAME: by this name; --base /x/y/: as if published there.
    --no-reload: pages open in a browser stay as they are.
    """
    options = ["--host", host, *(["--port", port] if port else []), *(["--base", base] if base else [])]
    options += [option for name in allow for option in ("--allow", name)]
    press("serve", *options, *([] if reload else ["--no-reload"]))


@task
def reserve(c: Context, port: str = "") -> None:
    """Build, then serve: the same as `serve`."""
    serve(c, port=port)


@task
def livereload(c: Context, port: str = "") -> None:
    """Serve, pages open in a browser following every build: the same as `serve`."""
    serve(c, port=port)


@task
def preview(c: Context) -> None:
    """Build the site with the settings it is published with."""
    press("build", edition=PUBLISHED)


@task
def publish(
    c: Context,
    to: str = "",
    dry_run: bool = False,
    rollback: bool = False,
    lenient: bool = False,
    packed: bool = True,
    host: str = "",
) -> None:
    """Build, check and send the site: --to FOLDER, FILE.zip, rsync:USER@HOST:/FOLDER, ghpages or s3:BUCKET/PREFIX.

    --dry-run: say what would be sent; --rollback: take the last publication back; --host cloudflare: keep its limits.
    --lenient: though something is wrong with the site; --no-packed: without .gz files beside the others.
    """
    with told():
        place = need_target(to, TARGET, "--to FOLDER, FILE.zip, rsync:…, ghpages or s3:…")
    options = [*(["--dry-run"] if dry_run else []), *(["--rollback"] if rollback else [])]
    options += [*(["--lenient"] if lenient else []), *([] if packed else ["--no-packed"])]
    press("publish", f"--to={place}", *options, *(["--host", host] if host else []), edition=PUBLISHED)


@task
def gh_pages(c: Context, branch: str = "gh-pages", remote: str = "origin", dry_run: bool = False) -> None:
    """Publish to the branch of GitHub Pages: the same as `publish --to ghpages`."""
    publish(c, to=f"ghpages:{remote}#{branch}", dry_run=dry_run)


@task
def cf_upload(c: Context, container: str = "") -> None:
    """Build for publishing and upload the site to OpenStack's object store (needs python-swiftclient)."""
    with told():
        finish(by_swift(EDITION, lambda: preview(c), need_target(container, CONTAINER, "--container NAME")))


@task
def test(c: Context, k: str = "", update_golden: bool = False, release: bool = False) -> None:
    """Check the code, then run the tests; -k WORDS: only those, --update-golden: accept what pages give now.

    --release: what the suite has no time for: 200 random histories of an edition, 50 builds that are killed, every
    damage to a catalogue, disks that are full, every page for axe in both scripts, three widths, light and dark, and
    300 searches.
    """
    finish(programs.run_module(EDITION, "ruff", ["check", "--quiet", "."], ROOT))
    finish(programs.run_module(EDITION, "mypy", [], ROOT))
    chosen = [*(["-k", k] if k else []), *(["--update-golden"] if update_golden else [])]
    if release:
        os.environ["BANMIAN_SEQUENCES"] = "200"
        chosen += RELEASE
    finish(programs.run_module(EDITION, "pytest", ["-n", "auto", *chosen, *remainder()], ROOT))


@task
def check(c: Context, host: str = "", format: str = "text", language: str = "both") -> None:
    """Check the built site: links, both scripts, characters left unconverted, addresses that were promised.

    --host github, gitlab, cloudflare or netlify: and whether that host takes it.

    --format text, json or github and --language both, en or zh: how problems are printed.
    """
    press("check", *(["--host", host] if host else []), *telling(format, language))


@task
def masthead(c: Context, font: str = "") -> None:
    """Make a small font of the paper's name, so that its nameplate looks the same everywhere (needs fonttools, brotli).

    --font FILE: where to take it from, else Noto Serif CJK of this machine. Commit content/images/ when it pleases you.
    """
    press("masthead", *(["--font", font] if font else []))


@task
def doctor(c: Context, format: str = "text", language: str = "both") -> None:
    """Examine the machine, the settings, the content and the site, and say what to do about what is wrong.

    --format text, json or github and --language both, en or zh: how problems are printed.
    """
    press("doctor", *telling(format, language))


@task
def hant(
    c: Context, file: str = "", html: bool = False, names: str = "", glossary: str = "", strict: bool = False
) -> None:
    """Convert standard input, or --file FILE, to Traditional Chinese as the site is; --html: a page of HTML.

    --names A,B: names of people; --glossary FILE: settled words (the edition's own otherwise); --strict: fail when it
    is not settled how the name of a byline is written.
    """
    args = ["--settings", str(ROOT / "pelicanconf.py")]
    args += [*(["--html"] if html else []), *(["--strict"] if strict else []), *([f"--names={names}"] if names else [])]
    args += [*(["--glossary", glossary] if glossary else []), *([file] if file else [])]
    finish(programs.run_module(EDITION, "mirror", args))


@task(positional=["key"])
def new(c: Context, key: str, paper: str = "", date: str = "") -> None:
    """Make the folder of a new issue, KEY being its date or a name: new 2024-06-11 --paper 渝州日报."""
    with told():
        print(f"Made {scaffold.new_issue(ROOT, key, paper, date)}; put the pages beside it: 01.txt, 02.txt …")


@task
def lock(c: Context) -> None:
    """Renew requirements/*.txt from pyproject.toml."""
    requirements.lock(EDITION)
