"""Cost of related articles: that it grows with the archive and no faster, and what one more issue costs.

Run: `python tests/benchmarks/related.py`. A daily paper of 25 articles an issue, of 3,000 and of 6,000 articles: prints
milliseconds an article for both, and for a new issue the time to find and relate all articles it may touch. Both
archives take turns, so that a busy machine hits both alike. Exit code 1 when an article of the long archive costs more
than `BUDGET` times as much as one of the short.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT / "tests" / "support")]

from archive import PLACES, THINGS, Desk  # noqa: E402
from articles import write_article  # noqa: E402
from catalogue.query import ArticleRecord, articles, issues  # noqa: E402
from catalogue.related import Kinship  # noqa: E402
from catalogue.scan import scan  # noqa: E402
from catalogue.store import open_catalogue  # noqa: E402

SHORT, LONG, ISSUE = 3_000, 6_000, 25
ROUNDS = 2
BUDGET = 1.5


def archive(folder: Path, size: int) -> sqlite3.Connection:
    """A catalogue of so many articles, an issue a day."""
    for number in range(size):
        issue, place = divmod(number, ISSUE)
        desk = Desk(number)
        write_article(
            folder,
            f"{date(2015, 1, 1) + timedelta(days=issue)}-{place // 7 + 1:02d}-{place % 7 + 1:02d}",
            title=desk.headline(),
            body=f"{desk.sentence()}{desk.sentence()}\n\n{desk.sentence()}",
            tags=desk.random.sample(THINGS, desk.random.randint(0, 2)),
            region=[f"四川省/德阳市/{desk.random.choice(PLACES)}"],
            authors=[desk.name()],
        )
    connection = open_catalogue(folder / "catalogue.sqlite")
    scan(connection, folder / "content" / "articles", folder)
    return connection


def relate(connection: sqlite3.Connection, records: tuple[ArticleRecord, ...]) -> float:
    """Seconds of the processor to relate articles."""
    start = time.process_time()
    kinship = Kinship(connection)
    for record in records:
        kinship.related(record)
    return time.process_time() - start


def newest(connection: sqlite3.Connection) -> tuple[int, float]:
    """Articles that the newest issue may touch, and the seconds to find and relate them."""
    start = time.process_time()
    touched = Kinship(connection).touched([issues(connection)[-1].key])
    records = tuple(
        one for issue in issues(connection) if issue.key in touched for one in articles(connection, issue.key)
    )
    return len(records), time.process_time() - start + relate(connection, records)


def main() -> int:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        sides = {size: archive(Path(folder) / str(size), size) for size in (SHORT, LONG)}
        records = {size: articles(side) for size, side in sides.items()}
        costs: dict[int, list[float]] = {size: [] for size in sides}
        for _ in range(ROUNDS):
            for size, side in sides.items():
                costs[size].append(1000 * relate(side, records[size]) / size)
        best = {size: min(found) for size, found in costs.items()}
        for size, cost in best.items():
            print(f"{size:6} articles: {cost:.2f} ms an article")
        touched, seconds = newest(sides[LONG])
        print(f"one issue of {ISSUE} in {LONG}: {touched} articles may change, {1000 * seconds:.0f} ms")
        ratio = best[LONG] / best[SHORT]
        print(f"ratio {ratio:.2f} (at most {BUDGET})")
        return int(ratio > BUDGET)


if __name__ == "__main__":
    sys.exit(main())
