"""The font of the paper's name."""

from __future__ import annotations

import io
import random
import shutil
import subprocess
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from press.masthead import FACES, FOLDER, LARGEST, Face, find_face, make_masthead, subset
from press.models import Edition, PressError

OPEN = "This Font Software is licensed under the SIL Open Font License, Version 1.1."


def font(folder: Path, characters: str, licence: str = OPEN, corners: int = 0) -> str:
    """A font file in which every character is a square, with so many more corners where chance puts them."""
    chance = random.Random(1)
    names = [".notdef", *(f"g{ord(one):X}" for one in characters)]
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    more = [(chance.randrange(900), chance.randrange(900)) for _ in range(corners)]
    for corner in ((0, 900), (900, 900), (900, 0), *more):
        pen.lineTo(corner)
    pen.closePath()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(one): f"g{ord(one):X}" for one in characters})
    builder.setupGlyf(dict.fromkeys(names, pen.glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 0)))
    builder.setupHorizontalHeader(ascent=900, descent=-100)
    builder.setupNameTable({"familyName": "Test", "styleName": "Bold", "licenseDescription": licence})
    builder.setupOS2()
    builder.setupPost()
    builder.save(folder / "test.ttf")
    return str(folder / "test.ttf")


def test_the_nameplate_has_the_characters_of_both_scripts_and_no_others(edition_copy: Edition, tmp_path: Path) -> None:
    assert make_masthead(edition_copy, font(tmp_path, "双城读报雙讀報春")) == 0
    folder = edition_copy.content / FOLDER
    first = {file.name: file.read_bytes() for file in folder.iterdir()}

    for script, name in (("hans", "双城读报"), ("hant", "雙城讀報")):
        with TTFont(io.BytesIO(first[f"{script}.woff2"])) as made:
            assert set(made.getBestCmap()) == set(map(ord, name))
            assert "Open Font License" in str(made["name"].getDebugName(13))
    assert "U+53CC" in first["masthead.css"].decode() and "U+96D9" in first["masthead.css"].decode()
    make_masthead(edition_copy, str(tmp_path / "test.ttf"))
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == first


NAMES = "双城读报雙讀報"
REFUSED = {"E544": (NAMES, "All rights reserved."), "E545": ("双城", OPEN), "E546": (NAMES, OPEN, 6000)}
"""Code -> a font that is refused with it."""


@pytest.mark.parametrize("code", REFUSED)
def test_a_font_that_does_not_do_is_refused(tmp_path: Path, code: str) -> None:
    with pytest.raises(PressError) as error:
        subset(Face(font(tmp_path, *REFUSED[code]), 0), NAMES)

    assert error.value.problem.code == code


@pytest.mark.parametrize(("script", "name"), [("hans", "双城读报"), ("hant", "雙城讀報")])
def test_the_machine_s_own_font_gives_a_small_file(script: str, name: str) -> None:
    listed = shutil.which("fc-list") and subprocess.run(["fc-list"], capture_output=True, encoding="utf-8").stdout
    if not listed or "Noto Serif CJK" not in listed:
        pytest.skip("Noto Serif CJK is not on this machine")

    assert 0 < len(subset(find_face(FACES[script]), name)) < LARGEST
