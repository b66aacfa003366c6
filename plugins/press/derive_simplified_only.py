"""Make `data/simplified_only.txt` anew from OpenCC's tables: `python -m press.derive_simplified_only`.

To be run when OpenCC is upgraded. The tables are read with the tool that OpenCC's wheel
brings along; the library itself is not imported.
"""

from __future__ import annotations

import importlib.util
import subprocess
import tempfile
from pathlib import Path

from .checks.script import SIMPLIFIED_ONLY

CHARACTERS = "STCharacters"
ALSO_TRADITIONAL = (
    "STPhrases",
    "STPhrases_GeneratedFromRegionalPhrases",
    "TWVariants",
    "TWVariantsPhrases",
    "HKVariants",
    "HKVariantsPhrases",
)
"""Tables whose results are good Traditional Chinese, in Taiwan, in Hong Kong or in some word."""
WIDTH = 64
HEADER = """\
# Purpose: characters that only Simplified Chinese has; one left in a Traditional page was not converted.
# Columns: none; {width} characters a line. Order: by code point. User: plugins/press/checks/script.py.
# Made by `python -m press.derive_simplified_only` from the tables of OpenCC (Apache-2.0): the characters that
# have Traditional forms and are not one of these themselves, nor the result of a phrase or a regional variant.
"""


def main() -> None:
    """Write the data file."""
    characters = simplified_only(read(CHARACTERS), [row for name in ALSO_TRADITIONAL for row in read(name)])
    rows = [characters[start : start + WIDTH] for start in range(0, len(characters), WIDTH)]
    SIMPLIFIED_ONLY.write_text(HEADER.format(width=WIDTH) + "\n".join(rows) + "\n", encoding="utf-8")


def simplified_only(characters: list[list[str]], also: list[list[str]]) -> str:
    """The keys that are none of their own values and occur in no value of `also`; rows are [key, values]."""
    traditional = {char for _, values in also for char in values}
    return "".join(sorted(key for key, values in characters if key not in values.split() and key not in traditional))


def read(name: str) -> list[list[str]]:
    """The rows of one of OpenCC's tables: [key, values with spaces between them]."""
    spec = importlib.util.find_spec("opencc")
    assert spec and spec.origin, "opencc is a requirement of the project"
    home = Path(spec.origin).parent / "clib"
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "table.txt"
        source = home / "share" / "opencc" / f"{name}.ocd2"
        subprocess.run(
            [home / "bin" / "opencc_dict", "-i", source, "-o", text, "-f", "ocd2", "-t", "text"],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        return [line.split("\t") for line in text.read_text("utf-8").splitlines()]


if __name__ == "__main__":
    main()
