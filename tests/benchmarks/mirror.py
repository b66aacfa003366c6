"""Cost of the mirror: whole pages of about 23 kB, against bare OpenCC on the text of those pages.

Run: `python tests/benchmarks/mirror.py`. Prints milliseconds a page and the ratio; exit code 1 above the budget.
All pages have one chrome, as on a site, and each a text of its own, so that what is kept from page to page is the
chrome and nothing else. Both sides take turns, page by page, so that a busy machine hits both alike. The text is
what the sample pages of the edition print.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from html import escape
from itertools import cycle, islice, product
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT / "plugins"))

import opencc  # noqa: E402

from mirror.convert import Converter  # noqa: E402
from mirror.html import gather  # noqa: E402
from mirror.links import Place, Site  # noqa: E402
from mirror.locks import Locks  # noqa: E402
from mirror.names import name_locks  # noqa: E402
from mirror.page import mirror_html  # noqa: E402
from mirror.scope import parse  # noqa: E402

SIZE = 23_000
PAGES, ROUNDS = 40, 7
BUDGET = 4.0
CHROME = '<nav><ul>{}</ul></nav><a class="script-switch" lang="zh-Hant" translate="no" href="hant/index.html">繁體</a>'
LINKS = list(enumerate("首页 往期 版块 栏目 地区 作者 标签 关于".split() * 4))
NAMES = product("王李张于范钟余刘陈杨", "国家大小东西南北文明军民红云海山", "发展强平安里志松青林成功永久长新光明亮丽")


def pages() -> Iterator[str]:
    """Pages of the edition's own words with the tags of a theme; no line of text stands on two of them."""
    files = sorted(ROOT.glob("content/issues/**/*.txt"))
    lines = [line.strip() for file in files for line in file.read_text("utf-8").split("\n") if line.strip()]
    links = "".join(f'<li><a class="a" href="{n}/index.html" title="{word}">{word}</a></li>' for n, word in LINKS)
    head = '<!DOCTYPE html><html lang="zh-Hans"><head><title>国</title></head><body>' + CHROME.format(links)
    for number in range(PAGES):
        parts, size = [head], len(head.encode())
        for at, line in enumerate(islice(cycle(lines), number * len(lines) // PAGES, None)):
            parts.append(f'<p id="p{at}">{escape(line)}，{number}</p>\n')
            size += len(parts[-1].encode())
            if size > SIZE:
                break
        yield "".join(parts) + "</body></html>"


def spent(job: Callable[..., object], *given: object) -> float:
    """Seconds of one run."""
    start = time.perf_counter()
    job(*given)
    return time.perf_counter() - start


def ratio(converter: Callable[[], Converter], sources: list[str], texts: list[str], title: str) -> float:
    """Cost of the pages over that of bare OpenCC, the best of some rounds."""
    bare = opencc.OpenCC("s2tw")
    rounds = []
    for _ in range(ROUNDS):
        fresh, place = converter(), Place(Site("hant", "", frozenset({"index.html"})), "index.html")
        ours = base = 0.0
        for source, text in zip(sources, texts, strict=True):
            base += spent(bare.convert, text)
            ours += spent(mirror_html, source, place, fresh)
        rounds.append((ours / base, ours, base))
    best, ours, base = min(rounds)
    each = 1000 / len(sources)
    print(f"{title}: {ours * each:.2f} ms a page; bare s2tw {base * each:.2f} ms; ratio {best:.1f} (budget {BUDGET})")
    return best


def main() -> int:
    sources = list(pages())
    texts = ["\n".join(span.text for span in gather(source, parse(source))) for source in sources]
    locks = Locks(name_locks(map("".join, NAMES), opencc.OpenCC("s2tw").convert))
    print(f"{PAGES} pages of {len(sources[0].encode())} bytes, text {len(texts[0].encode())} bytes; {ROUNDS} rounds")
    worst = max(
        ratio(Converter, sources, texts, "no house decisions"),
        ratio(lambda: Converter(locks=locks), sources, texts, f"with {len(locks.table)} names"),
    )
    return int(worst > BUDGET)


if __name__ == "__main__":
    raise SystemExit(main())
