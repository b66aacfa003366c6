"""Make plugins/edition/data/strokes.tsv: how many strokes a character has, in Simplified and as Traditional writes it.

    python scripts/build_strokes.py UNIHAN

UNIHAN is the file Unihan_IRGSources.txt of the Unicode Character Database (plain or .bz2, as packages of systems bring
it): the field kTotalStrokes, of whose two values the second is that of Traditional Chinese. Which character Traditional
writes is asked of OpenCC (s2tw), for surnames of plugins/mirror/data/names.tsv. Where one character alone does not tell
(后 is 后 or 後), the common words of two characters of plugins/converter/data/words.txt that begin with it do.
"""

from __future__ import annotations

import bz2
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import opencc

PLUGINS = Path(__file__).resolve().parent.parent / "plugins"
OUT = PLUGINS / "edition" / "data" / "strokes.tsv"
FIRST, LAST = 0x4E00, 0x9FFF
HEADER = """\
# Purpose: how many strokes a character has, to put names and tags in order.
# Columns: list, strokes, characters or words. Lists: own, of the character itself; traditional, of what Traditional
#   Chinese writes for it, where the number is another; word, surname: the same of the first character of these.
# User: plugins/edition/strokes.py. Order: list, strokes, code point.
# Made by scripts/build_strokes.py from Unihan 15.0 (Unicode licence) and OpenCC (Apache-2.0), see NOTICE.md.
"""


def strokes(text: str) -> dict[str, tuple[int, int]]:
    """Character -> strokes in Simplified and in Traditional Chinese."""
    found = {}
    for line in text.splitlines():
        if "\tkTotalStrokes\t" in line:
            code, _, value = line.split("\t")
            counts = [int(one) for one in value.split()]
            found[chr(int(code[2:], 16))] = (counts[0], counts[-1])
    return found


def common_words() -> Iterator[str]:
    """Words of two characters."""
    for line in (PLUGINS / "converter" / "data" / "words.txt").read_text("utf-8").splitlines():
        if line[:1] != "#":
            first, seconds = line.split("\t")
            yield from (first + second for second in seconds)


def surnames() -> Iterator[tuple[str, str]]:
    """(surname, its first form in Traditional Chinese), of those that are not as OpenCC has them."""
    for line in (PLUGINS / "mirror" / "data" / "names.tsv").read_text("utf-8").splitlines():
        if line.startswith("surname\t"):
            _, simplified, forms, *_ = line.split("\t")
            yield simplified, forms[: len(simplified)]


def rows(counts: dict[str, tuple[int, int]]) -> Iterator[tuple[str, int, str]]:
    """(list, strokes, character or word)."""
    turn = opencc.OpenCC("s2tw").convert
    told = {}
    for character in (chr(code) for code in range(FIRST, LAST + 1)):
        if character in counts:
            own, turned = counts[character][0], turn(character)[0]
            told[character] = counts.get(turned, counts[character])[1]
            yield "own", own, character
            if told[character] != own:
                yield "traditional", told[character], character
    for word in common_words():
        there = counts.get(turn(word)[0])
        if there and word[0] in told and there[1] != told[word[0]]:
            yield "word", there[1], word
    for name, form in surnames():
        if form[0] in counts and counts[form[0]][1] != told[name[0]]:
            yield "surname", counts[form[0]][1], name


def main(path: Path) -> None:
    """Write the table."""
    raw = path.read_bytes()
    groups: dict[tuple[str, int], list[str]] = defaultdict(list)
    for name, count, text in rows(strokes((bz2.decompress(raw) if path.suffix == ".bz2" else raw).decode("utf-8"))):
        groups[name, count].append(text)
    order = ["own", "traditional", "word", "surname"]
    lines = [
        f"{name}\t{count}\t{('' if name in order[:2] else ' ').join(sorted(found))}"
        for (name, count), found in sorted(groups.items(), key=lambda one: (order.index(one[0][0]), one[0][1]))
    ]
    OUT.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
