"""`python -m mirror`: Simplified text, or HTML, from standard input to standard output in Traditional.

It uses exactly what the site uses. Bytes that are not UTF-8 come out as they went in, and nothing
is added at the end.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from converter.problems import is_error, tell

from .convert import CONFIGS
from .glossary import read_glossary
from .house import House, house_converter
from .html import convert_html


def main(arguments: Sequence[str] | None = None) -> int:
    """Convert; exit code 1 when the glossary is not in order."""
    options = _parser().parse_args(arguments)
    glossary, problems = read_glossary(options.glossary) if options.glossary else ({}, [])
    names = [name for name in options.names.split(",") if name]
    house = House(options.config, not options.keep_quotes, glossary=glossary, names=names)
    converter, faults = house_converter(house)
    source = sys.stdin.buffer.read().decode("utf-8", "surrogateescape")
    converted = convert_html(source, converter) if options.html else converter.convert(source)
    sys.stdout.buffer.write(converted.encode("utf-8", "surrogateescape"))
    sys.stdout.buffer.flush()
    problems += faults
    tell(problems)
    return 1 if any(map(is_error, problems)) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hant", description="Simplified to Traditional Chinese, input to output.")
    add = parser.add_argument
    add("--html", action="store_true", help="the input is a page of HTML, or a piece of one")
    add("--config", choices=CONFIGS, default=CONFIGS[0], help="variant of Traditional (default: %(default)s)")
    add("--names", default="", metavar="A,B", help="names of people to settle, parted by commas")
    add("--glossary", type=Path, metavar="FILE", help="settled words: simplified, tab, traditional")
    add("--keep-quotes", action="store_true", help="leave the quotation marks as they are")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
