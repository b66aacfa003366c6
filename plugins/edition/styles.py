"""Style sheets as they are sent: imports put in their place, comments and idle blanks taken out.

The theme keeps one sheet a subject, which people can read; a reader's browser asks for one file instead of five.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

IMPORT = re.compile(r'@import "([^"]+)";')
PART = re.compile(r"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|/\*.*?\*/|\s+""", re.DOTALL)
IDLE = re.compile(r"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|[ ;]*(\}) ?| ?([{;,]) ?""")


def flat(text: str, read: Callable[[str], str]) -> str:
    """A sheet with the ones it imports in their place; `read` gives the text of one by its name."""
    return IMPORT.sub(lambda found: flat(read(found[1]), read), text)


def tight(text: str) -> str:
    """A sheet without comments, and without blanks that mean nothing. Strings stay as they are."""
    spaced = PART.sub(lambda found: found[1] or " ", text)
    return IDLE.sub(lambda found: found[1] or found[2] or found[3], spaced).strip() + "\n"


def finish(folder: Path) -> None:
    """Make every sheet of a folder ready to be sent; ready ones stay as they are."""
    texts = {file: file.read_text(encoding="utf-8") for file in sorted(folder.rglob("*.css"))}
    for file, text in texts.items():

        def beside(name: str, folder: Path = file.parent) -> str:
            return texts[folder / name]

        ready = tight(flat(text, beside))
        if ready != text:
            file.write_text(ready, encoding="utf-8", newline="\n")
