"""Cost of the mirror: a whole page of about 23 kB, against bare OpenCC on the text of that page.

Run: `python tests/benchmarks/mirror.py`. Prints milliseconds and the ratio; exit code 1 above the budget.
The text is what the sample pages of the edition print.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from html import escape
from itertools import product
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
BUDGET = 4.0
CHROME = '<nav><ul>{}</ul></nav><a class="script-switch" lang="zh-Hant" translate="no" href="hant/index.html">繁體</a>'
LINKS = list(enumerate("首页 往期 版块 栏目 地区 作者 标签 关于".split() * 4))
NAMES = product("王李张于范钟余刘陈杨", "国家大小东西南北文明军民红云海山", "发展强平安里志松青林成功永久长新光明亮丽")


def page() -> str:
    """One page of the edition's own words with the tags of a theme."""
    files = sorted(ROOT.glob("content/issues/**/*.txt"))
    lines = [line for file in files for line in file.read_text("utf-8").split("\n")]
    links = "".join(f'<li><a class="a" href="{n}/index.html" title="{word}">{word}</a></li>' for n, word in LINKS)
    parts = ['<!DOCTYPE html><html lang="zh-Hans"><head><title>国</title></head><body>', CHROME.format(links)]
    size = len("".join(parts).encode())
    for number, line in enumerate(filter(None, map(str.strip, lines))):
        parts.append(f'<p id="p{number}">{escape(line)}</p>\n')
        size += len(parts[-1].encode())
        if size > SIZE:
            break
    return "".join(parts) + "</body></html>"


def best(job: Callable[[], object], times: int = 40) -> float:
    """Milliseconds of the fastest run."""
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        job()
        spent.append(time.perf_counter() - start)
    return min(spent) * 1000


def main() -> int:
    source = page()
    text = "\n".join(span.text for span in gather(source, parse(source)))
    bare = opencc.OpenCC("s2tw")
    locked = Converter(locks=Locks(name_locks(map("".join, NAMES), bare.convert)))
    place = Place(Site("hant", "", frozenset({"index.html"})), "index.html")
    base = best(lambda: bare.convert(text))
    print(f"page {len(source.encode())} bytes, text {len(text.encode())} bytes, {len(locked.locks.table)} names")
    worst = 0.0
    for title, converter in (("no house decisions", Converter()), ("with names", locked)):
        cost = best(lambda converter=converter: mirror_html(source, place, converter))
        worst = max(worst, cost / base)
        print(f"{title}: {cost:.2f} ms; bare s2tw on the text {base:.2f} ms; ratio {cost / base:.1f} (budget {BUDGET})")
    return int(worst > BUDGET)


if __name__ == "__main__":
    raise SystemExit(main())
