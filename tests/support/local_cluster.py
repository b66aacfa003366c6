"""Dask's own local cluster as a program: prints its address, and ends when its standard input does.

In a process of its own, so that what it says and leaves open when it ends is no concern of the tests.
"""

from __future__ import annotations

import sys


def main() -> None:
    """Run until standard input is closed."""
    from distributed import LocalCluster

    with LocalCluster(n_workers=1, threads_per_worker=1, host="127.0.0.1", dashboard_address=None) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
