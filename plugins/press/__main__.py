"""`python -m press build | serve | check | publish | …`: what the tasks call, usable without them."""

from __future__ import annotations

import argparse
import shutil
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from converter.problems import add_options, hand_on

from .alone import alone
from .build import build
from .checks.check import check
from .checks.limits import limits
from .masthead import make_masthead
from .models import Edition, PressError
from .sending.publish import Order, publish
from .stopping import INTERRUPTED, handling, interrupt
from .sync import empty

REMEMBERED = frozenset({"known-names.tsv", "published"})
"""Which names had an address at the last build: forgotten, an address could pass to another name (`edition`);
and what was published, to which a publication can be taken back."""
STOPPED = "\nStopped. The last good site is as it was."


def parser() -> argparse.ArgumentParser:
    """The command line."""
    main = argparse.ArgumentParser(prog="press", description="Build, serve and check the edition.")
    main.add_argument("--root", type=Path, default=Path(), help="folder of the edition (default: this one)")
    main.add_argument("--settings", default="pelicanconf.py", help="Pelican's settings file, from the root")
    commands = main.add_subparsers(dest="command", required=True)
    for name in ("build", "serve", "regenerate"):
        commands.add_parser(name).add_argument("pelican", nargs="*", help="after --: handed to Pelican")
    commands.choices["build"].add_argument(
        "--full", "--fresh", action="store_true", dest="fresh", help="forget what earlier builds left"
    )
    commands.choices["build"].add_argument("--strict", action="store_true", help="fail on a byline name nobody settled")
    commands.choices["build"].add_argument("--lenient", action="store_true", help="exit 0 despite lost pages or text")
    server = commands.choices["serve"]
    server.add_argument("--host", default="127.0.0.1")
    server.add_argument("--port", type=int, help="default: the first free one from 8000")
    server.add_argument("--base", default="/", help="path of the home page, as when published at /x/y/")
    server.add_argument("--no-reload", dest="reload", action="store_false", help="open pages stay as they are")
    server.add_argument("--allow", action="append", default=[], metavar="NAME", help="a host name others may ask by")
    commands.add_parser("check").add_argument("--host", choices=sorted(limits()), default="", help="and its limits")
    add_options(commands.choices["check"])
    add_options(commands.add_parser("doctor"))
    sender = commands.add_parser("publish")
    sender.add_argument("pelican", nargs="*", help="after --: handed to Pelican")
    sender.add_argument("--to", required=True, help="a folder, FILE.zip, rsync:…, ghpages, s3:BUCKET/PREFIX")
    sender.add_argument("--dry-run", action="store_true", help="say what would be sent; send nothing")
    sender.add_argument("--rollback", action="store_true", help="take the last publication back")
    sender.add_argument("--lenient", action="store_true", help="send the site though something is wrong with it")
    sender.add_argument("--no-packed", dest="packed", action="store_false", help="without .gz and .br")
    sender.add_argument("--host", choices=sorted(limits()), default="", help="and its limits")
    add_options(commands.choices["build"])
    commands.add_parser("clean")
    commands.add_parser("masthead").add_argument("--font", default="", help="a font file to take the characters from")
    return main


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit code."""
    args = parser().parse_args(argv)
    edition = Edition(args.root.resolve(), args.settings)
    try:
        with handling(interrupt, signal.SIGTERM):
            return run(edition, args)
    except PressError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(STOPPED, file=sys.stderr)
        return INTERRUPTED


def run(edition: Edition, args: argparse.Namespace) -> int:
    """What the command line asks for."""
    if args.command == "build":
        hand_on(args.format, args.language)
        strict = ["-e", "HANT_STRICT=true"] if args.strict else []
        with alone(edition, args.command):
            if args.fresh:
                forget(edition)
            return build(edition, [*strict, *args.pelican], args.lenient)
    if args.command == "check":
        return check(edition, args.format, args.language, args.host)
    if args.command == "doctor":
        # Only here: it reads articles, which needs the catalogue.
        from .doctor.doctor import doctor

        return doctor(edition, args.format, args.language)
    if args.command == "publish":
        order = Order(args.to, args.dry_run, args.rollback, args.lenient, args.packed, args.host)
        return publish(edition, order, lambda: build(edition, args.pelican, args.lenient) == 0)
    if args.command == "masthead":
        return make_masthead(edition, args.font)
    if args.command == "clean":
        with alone(edition, args.command):
            forget(edition)
            print(f"Removed {empty(edition.output)} files from {edition.output.name}/")
        return 0
    # Only here: watchfiles is not needed to build.
    from .preview.serve import Wish, rebuild_on_change, serve

    if args.command == "serve":
        return serve(edition, Wish(args.host, args.port, args.base, args.reload, tuple(args.allow)), args.pelican)
    return rebuild_on_change(edition, args.pelican)


def forget(edition: Edition) -> None:
    """Delete what earlier builds left in the scratch folder, but for locks (may be held) and what is remembered."""
    for path in edition.work.glob("*"):
        if path.suffix == ".lock" or path.name in REMEMBERED:
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(main())
