"""How long the preview's own part takes: from a saved file to the start of a build, and from its end to the browser.

    python tests/benchmarks/serve.py [ARTICLES] [--whole]

Prints the median and the worst in milliseconds, beside ARTICLES (1,000) files in content/. Between the two lies
what a build takes. `--whole`: an archive of ARTICLES is built and served, one of them saved again and again, and its
page asked for until the new words are on it.
"""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "plugins"))
sys.path.insert(0, str(Path(__file__).parent))

from build import Ours
from corpus import Archive
from press.models import Changes
from press.preview.bell import Bell
from press.preview.server import Place, open_server
from press.preview.watch import Watcher

ROUNDS, SAVES, PORT, PAUSE = 15, 5, 8765, 3.0
"""Saves of a file, and of an article of a whole archive; where that is served; seconds between two saves."""


def main(articles: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for number in range(articles):
            file = root / "content" / "articles" / f"{number // 25}" / f"{number}.md"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("text " * 400, encoding="utf-8")
        tell("saved file -> build begins", noticed(root))
        (root / "index.html").write_text("<head></head>", encoding="utf-8")
        tell("build ends -> browser hears", heard(root))


def whole(articles: int) -> None:
    """From a saved article to its page with the new words, as `serve` gives it."""
    archive = Archive(articles)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        edition = Ours(root)
        files = [file for index in range(archive.issues) for file in edition.add(archive.issue(index), str)]
        places = {"of the newest issue": files[-1], "from the middle of the archive": files[len(files) // 2]}
        print(f"built in {edition.build()[0]:.1f} s", flush=True)
        command = [sys.executable, "-m", "press", "--root", str(root), "serve", "--port", str(PORT)]
        variables = {**os.environ, "PYTHONPATH": str(root / "plugins"), "PYTHONUNBUFFERED": "1"}
        log = root / "log.txt"
        with (
            log.open("w") as said,
            subprocess.Popen(command, env=variables, cwd=root, stdout=said, stderr=said) as server,
        ):
            try:
                while "Serving" not in log.read_text("utf-8"):
                    time.sleep(0.1)
                for place, file in places.items():
                    print(f"an article {place}")
                    tell("saved file -> on its page", [shown(file, root, number) for number in range(SAVES)])
            finally:
                server.terminate()


def shown(file: Path, root: Path, number: int) -> float:
    """Seconds from a save until the page has the new words."""
    time.sleep(PAUSE)
    word = f"{file.stem}第{number}次保存"
    file.write_text(f"{file.read_text('utf-8').rstrip()}\n\n{word}。\n", encoding="utf-8")
    start = time.perf_counter()
    page = root / "output" / f"{file.stem[:4]}/{file.stem[4:6]}/{file.stem[6:8]}/{file.stem[9:]}.html"
    address = f"http://127.0.0.1:{PORT}/{page.relative_to(root / 'output').as_posix()}"
    while word not in urllib.request.urlopen(address).read().decode("utf-8"):
        time.sleep(0.01)
    return time.perf_counter() - start


def noticed(root: Path) -> list[float]:
    """Seconds from the end of a write to the moment at which a build would begin."""
    found = []
    with Watcher(root) as watcher:
        time.sleep(1.0)
        for number in range(ROUNDS):
            (root / "content" / "articles" / "0" / "0.md").write_text(f"edited {number}", encoding="utf-8")
            start = time.perf_counter()
            while not watcher.wait(5.0):
                pass
            found.append(time.perf_counter() - start)
    return found


def heard(site: Path) -> list[float]:
    """Seconds from the end of a build to its event in an open connection."""
    bell, found = Bell(), []
    with open_server(Place(site, bell=bell)) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        with socket.create_connection(("127.0.0.1", server.server_port)) as page:
            page.sendall(b"GET /-/events?page=index.html&seen=0 HTTP/1.1\r\nHost: localhost\r\n\r\n")
            while b"event: fault" not in page.recv(4096):
                pass
            for _ in range(ROUNDS):
                start = time.perf_counter()
                bell.ring(Changes(("index.html",)))
                while b"event: build" not in page.recv(4096):
                    pass
                found.append(time.perf_counter() - start)
        server.shutdown()
    return found


def tell(what: str, seconds: list[float]) -> None:
    """One line."""
    print(f"{what:<30} median {statistics.median(seconds) * 1000:6.1f} ms   worst {max(seconds) * 1000:6.1f} ms")


if __name__ == "__main__":
    numbers = [int(one) for one in sys.argv[1:] if one.isdigit()] or [1000]
    (whole if "--whole" in sys.argv else main)(numbers[0])
