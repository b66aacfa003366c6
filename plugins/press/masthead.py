"""The name of the paper in a face that every reader has: a font of its few characters, kept in `content/`.

The site looks right without it, in the reader's own fonts; with it the nameplate is the same everywhere. It is not
made by builds, so the same content gives the same site on every machine: an editor makes it, looks, and commits it.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from converter.models import Problem

from .models import Edition, PressError
from .programs import need_module, need_program

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

FOLDER = "images/masthead"
"""From content/; published as it is."""
SHEET = "masthead.css"
FACES = {"hans": "Noto Serif CJK SC:bold", "hant": "Noto Serif CJK TC:bold"}
"""Script -> what is asked of the machine's fonts."""
LICENCE = "SIL OPEN FONT LICENSE"
LARGEST = 10_240
"""Bytes of one font: what a nameplate is worth."""
RULES = """\
/* The nameplate in a face of its own. Made by `python3 run.py masthead`.
   From {source}, under the SIL Open Font License 1.1. */
@font-face {{
  font-family: "nameplate-hans"; src: url("hans.woff2") format("woff2"); font-display: swap; unicode-range: {hans};
}}
@font-face {{
  font-family: "nameplate-hant"; src: url("hant.woff2") format("woff2"); font-display: swap; unicode-range: {hant};
}}
:lang(zh-Hans) .masthead__name {{ font-family: "nameplate-hans", var(--song); }}
:lang(zh-Hant) .masthead__name {{ font-family: "nameplate-hant", var(--song); }}
"""


@dataclass(frozen=True, slots=True)
class Face:
    """A font file of the machine; `index`: which font of a collection."""

    file: str
    index: int


def name_of(edition: Edition) -> str:
    """The name of the paper."""
    return str(tomllib.loads((edition.root / "edition.toml").read_text("utf-8-sig"))["name"])


def traditional(edition: Edition, name: str) -> str:
    """The name as the mirror writes it."""
    command = [sys.executable, "-m", "mirror", "--settings", str(edition.root / "pelicanconf.py")]
    done = subprocess.run(
        command, input=name, env=edition.environment(), stdout=subprocess.PIPE, encoding="utf-8", check=True
    )
    return done.stdout.strip()


def find_face(wanted: str) -> Face:
    """The font that fits best on this machine. Raises `PressError` when nothing can be asked."""
    program = need_program("fc-match", "install fontconfig and fonts-noto-cjk, or name a font file: --font FILE")
    asked = [program, "--format", "%{file}\t%{index}", wanted]
    file, index = subprocess.run(asked, stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout.split("\t")
    return Face(file, int(index) & 0xFFFF)


def subset(face: Face, text: str) -> bytes:
    """The characters of a text from a font, as WOFF2. Raises `PressError` for a font that does not do."""
    from fontTools import subset as tools
    from fontTools.ttLib import TTFont

    options = tools.Options(flavor="woff2", layout_features=[], hinting=False, desubroutinize=True, notdef_outline=True)
    options.drop_tables += ["vhea", "vmtx", "VORG", "GSUB", "GPOS", "BASE"]
    options.name_IDs, options.name_languages = [0, 1, 2, 13, 14], [0x409]
    out = io.BytesIO()
    with TTFont(face.file, fontNumber=face.index, lazy=True, recalcTimestamp=False) as font:
        refuse(font, face, text)
        worker = tools.Subsetter(options)
        worker.populate(text=text)
        worker.subset(font)
        font.flavor = options.flavor
        font.save(out)
    if out.tell() > LARGEST:
        raise PressError(Problem("E546", face.file, value=f"{out.tell()} bytes"))
    return out.getvalue()


def refuse(font: TTFont, face: Face, text: str) -> None:
    """Raise `PressError` for a font that may not be passed on, or that lacks a character of the text."""
    if LICENCE not in str(font["name"].getDebugName(13) or "").upper():
        raise PressError(Problem("E544", face.file))
    missing = {ord(character) for character in text} - font.getBestCmap().keys()
    if missing:
        raise PressError(Problem("E545", face.file, value="".join(map(chr, sorted(missing)))))


def make_masthead(edition: Edition, font: str = "") -> int:
    """Make both fonts and their style sheet; `font`: a file to take both from. The exit code; raises `PressError`."""
    need_module("fontTools", "run: .venv/bin/python -m pip install fonttools brotli")
    name = name_of(edition)
    texts = {"hans": name, "hant": traditional(edition, name)}
    folder = edition.content / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    source = ""
    for script, wanted in FACES.items():
        face = Face(font, 0) if font else find_face(wanted)
        data, source = subset(face, texts[script]), Path(face.file).name
        (folder / f"{script}.woff2").write_bytes(data)
        print(f"Made {FOLDER}/{script}.woff2 of {texts[script]}: {len(data)} bytes")
    ranges = {script: ", ".join(f"U+{ord(one):X}" for one in sorted(set(text))) for script, text in texts.items()}
    (folder / SHEET).write_text(RULES.format(source=source, **ranges), encoding="utf-8", newline="\n")
    return 0
