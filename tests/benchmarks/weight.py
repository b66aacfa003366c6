"""What a page weighs as a host sends it, compressed: its HTML, its style sheets, and the scripts, which nothing needs.

Run: `python tests/benchmarks/weight.py`. The pages are those of the edition of hard cases (tests/support/odd.py), in
Simplified and in Traditional. Of the long article it also says how much of the HTML is its text alone.
"""

from __future__ import annotations

import gzip
import re
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT / "tests" / "support"), str(ROOT / "tests")]

from conftest import copy_house, make_odd  # noqa: E402

import odd  # noqa: E402
from press.build import attempt  # noqa: E402

ASSETS = re.compile(r'<(?:link rel="stylesheet" href|script src)="([^"]+)"')
BODY = re.compile(r'<div class="body">(.*?)</div>', re.DOTALL)
KIB = 1024


def sent(data: bytes) -> float:
    """KiB of some bytes on their way."""
    return len(gzip.compress(data, 6)) / KIB


def main() -> int:
    """Build, weigh, print."""
    with tempfile.TemporaryDirectory() as folder:
        edition = copy_house(Path(folder))
        make_odd(edition)
        attempt(edition, ())
        for prefix in ("", "hant/"):
            for name, path in odd.PAGES.items():
                page = edition.output / prefix / path
                text = page.read_text("utf-8")
                files = [page.parent / one for one in ASSETS.findall(text)]
                styles, scripts = (
                    sum(sent(f.read_bytes()) for f in files if f.suffix == end) for end in (".css", ".js")
                )
                html = sent(text.encode())
                print(f"{html:6.1f} KiB HTML {styles:5.1f} styles {scripts:4.1f} scripts  {prefix}{name}")
        body = BODY.search((edition.output / odd.PAGES["long article"]).read_text("utf-8"))
        words = re.sub(r"<[^>]*>", "", body[1] if body else "")
        print(f"{sent(words.encode()):6.1f} KiB are the {len(words)} characters of the long article alone")
    return 0


if __name__ == "__main__":
    sys.exit(main())
