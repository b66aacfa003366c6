"""How long the preview's own part takes: from a saved file to the start of a build, and from its end to the browser.

    python tests/benchmarks/serve.py [ARTICLES]

Prints the median and the worst of 15 in milliseconds, beside ARTICLES (1,000) files in content/. Between the two lies
what a build takes.
"""

from __future__ import annotations

import socket
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "plugins"))

from press.models import Changes
from press.preview.bell import Bell
from press.preview.server import Place, open_server
from press.preview.watch import Watcher

ROUNDS = 15


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
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
