"""How well the mirror converts, layer by layer: `python tests/mirror/score.py`.

Without options: rows of `tests/mirror/cases/` exactly right, development and evaluation apart, and what each layer
repairs and breaks. Other texts are measured only, and are not part of the project:
    --gold FILE      edited Traditional text: made Simplified, converted, compared; wrong characters in 10,000
    --tagged FILE    text cut into words by hand, `word/tag`, persons tagged nr: names that titles and bylines give
    --doubts FILE    Simplified text: how many places of 10,000 characters the editor's report lists
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "plugins"))

import opencc  # noqa: E402

from mirror.convert import Converter  # noqa: E402
from mirror.frames import names_in  # noqa: E402
from mirror.house import House, house_converter  # noqa: E402
from mirror.report import look_over  # noqa: E402
from mirror.words import BORDERS, Dictionary, rows, words  # noqa: E402

CASES = Path(__file__).parent / "cases"
Layer = Callable[[str], str]


def layers() -> dict[str, Layer]:
    """What is measured, each with all before it."""
    borders = {border.replace("|", ""): form for border, form in rows(BORDERS)}
    pairs = [pair for word in words() for pair in word.pairs()]
    phrases = {old: new for old, new in pairs if len(old) > 1}
    characters = {old: new for old, new in pairs if len(old) == 1}
    return {
        "bare": Converter(dictionary=Dictionary()).convert,
        "borders": Converter(dictionary=Dictionary(borders)).convert,
        "words": Converter(dictionary=Dictionary(borders | phrases)).convert,
        "characters": Converter(dictionary=Dictionary(borders | phrases, characters)).convert,
        "names": convert_as_the_site,
    }


def convert_as_the_site(text: str) -> str:
    """A text with the names that it gives away itself."""
    credited, titled = names_in(text)
    return house_converter(House(names=credited, titled=titled))[0].convert(text)


def cases(part: str) -> Iterator[tuple[str, str, str]]:
    """Group, simplified and traditional of each row of a part."""
    for file in sorted((CASES / part).glob("*.tsv")):
        for row in rows(file):
            yield file.stem, row[0], row[1]


def compare(texts: list[tuple[str, str]]) -> Iterator[str]:
    """Wrong characters of each layer, and what it repairs and breaks of the layer before it."""
    before: list[str] = []
    size = sum(len(gold) for _, gold in texts)
    for name, convert in layers().items():
        now = [convert(text) for text, _ in texts]
        wrong = sum(
            a != b for found, (_, gold) in zip(now, texts, strict=True) for a, b in zip(found, gold, strict=True)
        )
        repaired = broken = 0
        for old, new, (_, gold) in zip(before, now, texts, strict=True) if before else ():
            changed = [(a, b, c) for a, b, c in zip(old, new, gold, strict=True) if a != b]
            repaired += sum(b == c for _, b, c in changed)
            broken += sum(a == c for a, _, c in changed)
        right = sum(found == gold for found, (_, gold) in zip(now, texts, strict=True))
        yield (
            f"  {name:11} {right}/{len(texts)} rows right, {wrong} characters wrong"
            f" ({10_000 * wrong / size:.2f} of 10,000); repaired {repaired} : {broken} broken"
        )
        before = now


def score() -> None:
    """The rows of the cases."""
    for part in ("development", "evaluation"):
        found = list(cases(part))
        print(part, *compare([(old, new) for _, old, new in found]), sep="\n")
        for group in dict.fromkeys(group for group, _, _ in found):
            mine = [(old, new) for one, old, new in found if one == group]
            print(f"  {group}: {sum(convert_as_the_site(old) == new for old, new in mine)}/{len(mine)}")


def gold(file: Path) -> None:
    """A text that an editor wrote in Traditional Chinese, there and back."""
    usual, simplify = opencc.OpenCC("t2tw").convert, opencc.OpenCC("tw2s").convert
    lines = [usual(line) for line in file.read_text(encoding="utf-8").splitlines()]
    pairs = [(simplify(line), line) for line in lines]
    print(*compare([pair for pair in pairs if len(pair[0]) == len(pair[1])]), sep="\n")


def tagged(file: Path) -> None:
    """Names against the tags of a text, even and odd lines apart."""
    counts = {(half, kind): [0, 0] for half in (0, 1) for kind in ("bylines", "titles")}
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines()):
        parts = [part.rpartition("/")[::2] for part in line.split()]
        persons = {word if tag == "nr" else "" for word, tag in parts}
        persons |= {a + b for (a, s), (b, t) in pairwise(parts) if s == t == "nr"}
        for kind, names in zip(("bylines", "titles"), names_in("".join(word for word, _ in parts)), strict=True):
            for name in names:
                counts[number % 2, kind][name not in persons] += 1
    for (half, kind), (right, wrong) in counts.items():
        print(f"{'odd' if half else 'even'} lines, {kind}: {right} right : {wrong} wrong")


def doubts(file: Path) -> None:
    """How much an editor would have to read."""
    text = file.read_text(encoding="utf-8")
    report = look_over([(file.name, (), text)], Converter())
    listed = sum(report.count.values())
    print(f"{listed} places in {report.characters} characters, {10_000 * listed / report.characters:.2f} of 10,000")


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    for name in ("gold", "tagged", "doubts"):
        parser.add_argument(f"--{name}", type=Path, metavar="FILE")
    options = parser.parse_args()
    for job in (gold, tagged, doubts):
        if file := getattr(options, job.__name__):
            job(file)
    if not any(vars(options).values()):
        score()


if __name__ == "__main__":
    main()
