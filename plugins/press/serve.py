"""Build, serve, watch, build again: the site as an editor sees it while working."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Sequence

from .build import build_and_tell
from .models import Edition
from .reload import Bell
from .server import open_server
from .watch import Watcher

FAILED = "The site stays as it was. Waiting for the next change …"


def serve(edition: Edition, host: str, port: int | None, extra: Sequence[str] = (), reload: bool = False) -> int:
    """Serve `output/` until Ctrl-C, building at every change. Raises `PressError`."""
    bell = Bell() if reload else None
    edition.output.mkdir(exist_ok=True)
    with open_server(edition.output, host, port, bell) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        ready = f"Serving {server.url} (Ctrl-C ends)"
        try:
            return rebuild_on_change(edition, extra, bell.ring if bell else lambda: None, ready)
        finally:
            server.shutdown()


def rebuild_on_change(
    edition: Edition,
    extra: Sequence[str] = (),
    published: Callable[[], None] = lambda: None,
    ready: str = "Watching (Ctrl-C ends)",
) -> int:
    """Build now and after every change, until Ctrl-C; `published` is called after each good build.

    `ready` is printed after the first build, whatever came of it.
    """
    try:
        with Watcher(edition.root) as watcher:
            published_anew(edition, watcher, extra)
            print(ready, flush=True)
            while True:
                # Short waits, because on Windows Ctrl-C does not interrupt a long one.
                if watcher.changed.wait(1.0):
                    watcher.changed.clear()
                    if published_anew(edition, watcher, extra):
                        published()
    except KeyboardInterrupt:
        print(flush=True)
    return 0


def published_anew(edition: Edition, watcher: Watcher, extra: Sequence[str]) -> bool:
    """Build once; whether the site was published. Converter and Pelican are new processes at every
    build, so that edited plug-ins and settings take effect."""
    published = build_and_tell(edition, extra, watcher.expecting(edition.articles)).changes is not None
    if not published:
        print(FAILED, file=sys.stderr, flush=True)
    return published
