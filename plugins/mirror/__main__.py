"""`python -m mirror`: Simplified text, or HTML, from standard input to standard output in Traditional.

It uses exactly what the site uses. Bytes that are not UTF-8 come out as they went in, and nothing
is added at the end.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from converter.models import Problem
from converter.problems import is_error, tell

from .convert import CONFIGS
from .frames import names_in
from .glossary import Glossary, read_glossary
from .house import House, house_converter
from .html import convert_html, words_of
from .report import undecided


def main(arguments: Sequence[str] | None = None) -> int:
    """Convert; exit code 1 when a file or the glossary is not in order, or by --strict a name is not settled."""
    options = _parser().parse_args(arguments)
    unread = [path for path in (options.file, options.glossary) if path and (path.is_dir() or not path.exists())]
    if unread:
        tell(Problem("E111", str(path)) for path in unread)
        return 1
    glossary, problems = read_glossary(options.glossary) if options.glossary else (Glossary(), [])
    names = [name for name in options.names.split(",") if name]
    raw = options.file.read_bytes() if options.file else sys.stdin.buffer.read()
    source = raw.decode("utf-8", "surrogateescape")
    credited, titled = names_in(words_of(source) if options.html else source)
    house = House(options.config, not options.keep_quotes, {}, glossary.table, {*names, *credited}, titled)
    converter, faults = house_converter(house)
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


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hant", description="Simplified to Traditional Chinese, input to output.")
    add = parser.add_argument
    add("file", nargs="?", type=Path, metavar="FILE", help="what is converted (default: the standard input)")
    add("--html", action="store_true", help="the input is a page of HTML, or a piece of one")
    add("--config", choices=CONFIGS, default=CONFIGS[0], help="variant of Traditional (default: %(default)s)")
    add("--names", default="", metavar="A,B", help="names of people to settle, parted by commas")
    add("--glossary", type=Path, metavar="FILE", help="settled words: simplified, tab, traditional")
    add("--strict", action="store_true", help="fail when it is not settled how the name of a byline is written")
    add("--keep-quotes", action="store_true", help="leave the quotation marks as they are")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
