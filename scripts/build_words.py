"""Make plugins/converter/data/words.txt: the commoner Chinese words of two characters.

The converter uses them to see that a column break parted a word (支|持). Source: the word
list of the jieba segmenter (MIT licence). Run: python scripts/build_words.py path/to/dict.txt
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from pathlib import Path

OUT = Path(__file__).parent.parent / "plugins" / "converter" / "data" / "words.txt"
COMMONEST = 22_000
HEADER = """\
# Purpose: the commoner Chinese words of two characters, to see where a column break parted one.
# Columns: first character, tab, all second characters in order of code point.
# User: plugins/converter/vocabulary.py. Order: by first character.
# Made by scripts/build_words.py from the word list of jieba 0.42.1 (MIT, see NOTICE.md); the 22,000 most frequent.
"""


def main(source: Path) -> None:
    """Write the table from a word list with lines `word frequency tag`."""
    rows = (line.split(" ") for line in source.read_text(encoding="utf-8").splitlines())
    pairs = [(row[0], int(row[1])) for row in rows if re.fullmatch("[\u4e00-\u9fff]{2}", row[0])]
    commonest = sorted(pairs, key=lambda pair: (-pair[1], pair[0]))[:COMMONEST]
    table: dict[str, list[str]] = defaultdict(list)
    for word, _ in commonest:
        table[word[0]].append(word[1])
    lines = [f"{first}\t{''.join(sorted(seconds))}\n" for first, seconds in sorted(table.items())]
    OUT.write_text(HEADER + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
