"""The search at size: time, memory and files of the index, and what a reader's first query moves.

Run: `python tests/benchmarks/search.py [ARTICLES]` (10,000 unless told). The index is made of an invented paper
(tests/support/paper.py) and put into the built sample edition, so that the page, its styles and its scripts are real.
It is served compressed, as hosts do; each query opens the page with an empty cache in a Chromium that is asked how many
bytes came over the wire, headers included. Exit code 1 when a first query moves more than the budget.
"""

from __future__ import annotations

import gzip
import random
import resource
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT / "tests" / "support"), str(ROOT / "tests")]

from conftest import chromium_path, copy_house  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

from paper import paper, words  # noqa: E402
from press.build import attempt  # noqa: E402
from search.files import INDEX, NAMES, TEXT, files, issue_files, part_files  # noqa: E402
from search.models import Issue, Name  # noqa: E402
from search.parts import cut, shards  # noqa: E402

BUDGET = 150_000
QUERIES = 24


class Compressed(SimpleHTTPRequestHandler):
    """Serves files as hosts do: gzip, and no word about it."""

    def log_message(self, *args: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """A file, compressed."""
        file = Path(self.translate_path(self.path))
        if not file.is_file():
            self.send_error(404)
            return
        body = gzip.compress(file.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def write(issues: list[Issue], named: list[Name], root: Path) -> dict[str, int]:
    """The files of the search, written; path -> compressed bytes."""
    sizes = {}
    for path, make in files(issues, named):
        file, text = root / path, make().encode()
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text)
        sizes[path] = len(gzip.compress(text, 6))
    return sizes


def names(issues: list[Issue]) -> list[Name]:
    """A page for every section, region and author, and for as many tags of two words as there are articles."""
    pick, (known, _) = random.Random(5), words()
    articles = sum(len(issue.sizes) for issue in issues)
    found: dict[tuple[int, str], None] = {(3, "".join(pick.sample(known, 2))): None for _ in range(articles)}
    for text in (text for issue in issues for text in issue.texts()):
        found.update(dict.fromkeys([(0, text.section), *((1, one) for one in text.regions)]))
        found.update(dict.fromkeys((4, one) for one in text.authors))
    return [Name(kind, f"term/{place}/", name) for place, (kind, name) in enumerate(found)]


def queries(issues: list[Issue]) -> Iterator[tuple[str, str]]:
    """(kind, query): substrings of 2 to 8 characters, the most frequent pairs and character, names, two words."""
    pick = random.Random(7)
    texts = [text for issue in pick.sample(issues, min(40, len(issues))) for text in issue.texts()]
    clauses = [clause for text in texts for p in text.passages for clause in p.text.replace("。", "，").split("，")]
    for length in range(2, 9):
        for clause in pick.sample([one for one in clauses if len(one) >= length], QUERIES // 8):
            begin = pick.randrange(len(clause) - length + 1)
            yield f"{length} characters", clause[begin : begin + length]
    pairs = Counter(clause[at : at + 2] for clause in clauses for at in range(len(clause) - 1))
    frequent = [pair for pair, _ in pairs.most_common(3)]
    yield from (("frequent pair", pair) for pair in frequent)
    yield "frequent character", "的"
    yield "author", texts[0].authors[0]
    yield "two words", " ".join(frequent[:2])
    yield "not there", "龘靐齉"


def transferred(browser: Any, url: str) -> tuple[int, int, str]:
    """(bytes over the wire, requests, what the page says) of one visit with an empty cache."""
    context = browser.new_context()
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    page.goto(url)
    page.wait_for_selector("body[data-search]:not([data-search=busy])", state="attached", timeout=60_000)
    page.wait_for_load_state("networkidle")
    said = page.inner_text("#seek-status")
    context.close()
    return sum(sizes), len(sizes), said


def main(articles: int) -> int:
    """Make, write, serve, ask."""
    issues = paper(articles)
    characters = sum(sum(issue.sizes) for issue in issues)
    print(f"{articles} articles, {len(issues)} issues, {characters / 1e6:.1f} million characters")
    with tempfile.TemporaryDirectory() as folder:
        edition = copy_house(Path(folder))
        attempt(edition, ())
        for path in (INDEX, TEXT, NAMES):
            shutil.rmtree(edition.output / path)
        named = names(issues)
        before, start = peak(), time.process_time()
        sizes = write(issues, named, edition.output)
        spent, more = time.process_time() - start, peak() - before
        print(f"made and compressed in {spent:.1f} s of one core, {more:.0f} MiB more than the texts")
        newest = max(cut(issues), key=lambda part: part.issues[-1].date)
        start, made = (
            time.process_time(),
            [make() for _, make in (*part_files(newest), *issue_files(newest.issues[-1]))],
        )
        print(f"a daily issue: {len(made)} files in {time.process_time() - start:.2f} s")
        for part in cut(issues):
            own = [size for path, size in sizes.items() if path.startswith(f"{INDEX}/{part.name}/")]
            mean = sum(own) / len(own) / 1e3
            print(f"  {part.name}: {len(part.issues)} issues, {shards(part)} files, {mean:.1f} kB each")
        print(f"  {len(named)} names")
        for name, head in (("index", INDEX), ("texts", TEXT), ("names", NAMES)):
            own = [size for path, size in sizes.items() if path.startswith(head + "/")]
            print(f"  {name}: {len(own)} files, {sum(own) / 1e6:.1f} MB compressed")
        return ask(edition.output, issues)


def peak() -> float:
    """MiB this process has used at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def ask(output: Path, issues: list[Issue]) -> int:
    """Print what first queries move."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Compressed, directory=str(output)))
    Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox", "--disable-gpu"])
        base = f"http://127.0.0.1:{server.server_port}/search/index.html"
        moved = [transferred(browser, base)[0]]
        print(f"{moved[0] / 1e3:6.1f} kB  the page alone")
        for kind, query in queries(issues):
            size, requests, said = transferred(browser, f"{base}?q={query}")
            moved.append(size)
            print(f"{size / 1e3:6.1f} kB  {requests:3d} requests  {kind}: {said}")
        browser.close()
    server.shutdown()
    print(f"at most {max(moved) / 1e3:.1f} kB, budget {BUDGET / 1e3:.0f} kB")
    return int(max(moved) > BUDGET)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
