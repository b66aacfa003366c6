"""What cards with words cost: time and bytes a card.

Run: `python tests/benchmarks/cards.py FONT`. The headlines are those of the edition of hard cases
(tests/support/odd.py), each drawn for both scripts; the first card, which opens the font, is told apart.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path
from statistics import mean

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT / "tests" / "support")]

import odd  # noqa: E402
from cards.models import Words  # noqa: E402
from cards.sheet import sheet_card  # noqa: E402
from cards.words import FAMILIES, word_card  # noqa: E402
from edition.headline import pieces  # noqa: E402
from edition.layout import lay_out  # noqa: E402


def main(font: str) -> int:
    """Draw, measure, print."""
    titles = [str(one["title"]) for one in odd.articles()]
    said = [Words("双城读报", title, tuple(map(len, pieces(title))), left="教育", right="第01版") for title in titles]
    times, sizes = [], []
    for words in said:
        for lang in FAMILIES:
            start = time.perf_counter()
            sizes.append(len(word_card(replace(words, lang=lang), font)))
            times.append(1000 * (time.perf_counter() - start))
    print(f"{len(times)} cards with words: {mean(times[1:]):.0f} ms each, the first {times[0]:.0f} ms;", end=" ")
    print(f"{min(sizes) / 1e3:.0f} to {max(sizes) / 1e3:.0f} kB, {mean(sizes) / 1e3:.0f} on average")
    start = time.perf_counter()
    pages = [len(sheet_card([[(b.x, b.y, b.width, b.height) for b in lay_out([1.0] * n)]] * 3)) for n in range(1, 26)]
    each = 1000 * (time.perf_counter() - start) / len(pages)
    print(f"{len(pages)} cards of pages: {each:.0f} ms each, {min(pages) / 1e3:.1f} to {max(pages) / 1e3:.1f} kB")
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("name a font file with Chinese characters of both scripts")
    sys.exit(main(sys.argv[1]))
