"""`python -m mirror`: Simplified text, or HTML, from standard input to standard output in Traditional.

It uses exactly what the site uses. Bytes that are not UTF-8 come out as they went in, and nothing
is added at the end.
"""

from __future__ import annotations

import argparse
import runpy
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from converter.models import Problem
from converter.problems import is_error, tell

from .convert import CONFIGS
from .edition import edition_house, last_catalogue
from .frames import names_in
from .glossary import Glossary, read_glossary
from .house import House, house_converter
from .html import convert_html, words_of
from .report import undecided


def main(arguments: Sequence[str] | None = None) -> int:
    """Convert; exit code 1 when a file or the glossary is not in order, or by --strict a name is not settled."""
    options = _parser().parse_args(arguments)
    unread = [
        path
        for path in (options.file, options.glossary, options.settings)
        if path and (path.is_dir() or not path.exists())
    ]
    if unread:
        tell(Problem("E111", str(path)) for path in unread)
        return 1
    house, problems = _house(options)
    names = [name for name in options.names.split(",") if name]
    raw = options.file.read_bytes() if options.file else sys.stdin.buffer.read()
    source = raw.decode("utf-8", "surrogateescape")
    credited, titled = names_in(words_of(source) if options.html else source)
    settled = replace(house, names={*house.names, *names, *credited}, titled={*house.titled, *titled})
    converter, faults = house_converter(settled)
    converted = convert_html(source, converter) if options.html else converter.convert(source)
    sys.stdout.buffer.write(converted.encode("utf-8", "surrogateescape"))
    sys.stdout.buffer.flush()
    problems += faults
    if options.strict:
        shown = str(options.file or "<stdin>")
        problems += (
            Problem("E481", shown, source[: max(source.find(name), 0)].count("\n") + 1, name)
            for name in undecided({*names, *credited}, converter)
        )
    tell(problems)
    return 1 if any(map(is_error, problems)) else 0


def _house(options: argparse.Namespace) -> tuple[House, list[Problem]]:
    """What is settled before the text is read: by an edition, where its settings are named, and by the options."""
    settings = runpy.run_path(str(options.settings)) if options.settings else {}
    if options.glossary:
        settings["HANT_GLOSSARY"] = str(options.glossary)
    if settings.get("PATH"):
        with closing(last_catalogue(settings)) as catalogue:
            _, house, problems = edition_house(settings, catalogue)
    else:
        glossary, problems = read_glossary(options.glossary) if options.glossary else (Glossary(), [])
        house = House(glossary=glossary.table)
    return replace(
        house, config=options.config or house.config, quotes=house.quotes and not options.keep_quotes
    ), problems


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hant", description="Simplified to Traditional Chinese, input to output.")
    add = parser.add_argument
    add("file", nargs="?", type=Path, metavar="FILE", help="what is converted (default: the standard input)")
    add("--html", action="store_true", help="the input is a page of HTML, or a piece of one")
    add(
        "--settings",
        type=Path,
        metavar="FILE",
        help="pelicanconf.py of an edition: all that it and its articles settled",
    )
    add("--config", choices=CONFIGS, help=f"variant of Traditional (default: that of the settings, else {CONFIGS[0]})")
    add("--names", default="", metavar="A,B", help="names of people to settle, parted by commas")
    add("--glossary", type=Path, metavar="FILE", help="settled words: simplified, tab, traditional")
    add("--strict", action="store_true", help="fail when it is not settled how the name of a byline is written")
    add("--keep-quotes", action="store_true", help="leave the quotation marks as they are")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
