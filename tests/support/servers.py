"""Programs of the machine that tests run as servers: started on a free port of this machine, ended with the test."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

SCRATCH = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def need(name: str) -> str:
    """Path of a program; without it the test is skipped."""
    program = shutil.which(name)
    return program or pytest.skip(f"{name} is not on this machine")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as one:
        return int(one.getsockname()[1])


def wait_for_port(port: int, log: Path | None = None) -> None:
    """Until somebody listens there."""
    for _ in range(200):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(log.read_text("utf-8") if log else f"nobody listens on {port}")


@contextmanager
def running(command: Sequence[str], port: int, work: Path) -> Iterator[int]:
    """The port of a server that runs meanwhile; what it says goes into a file in `work`."""
    log = work / "server.log"
    with log.open("w") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, env={**os.environ, "HOME": str(work)})
        try:
            wait_for_port(port, log)
            yield port
        finally:
            process.terminate()
            process.wait()


def nginx(text: str, port: int, work: Path, root: Path) -> list[str]:
    """The command of nginx with a configuration as a build gives it, but for its port and folder."""
    text = text.replace("listen 80", f"listen 127.0.0.1:{port}").replace("/srv/banmian", str(root))
    scratch = "".join(f"{name}_temp_path {work}/{name}; " for name in SCRATCH)
    head = "user root;\n" if os.geteuid() == 0 else ""
    head += f"daemon off; pid {work}/pid; error_log {work}/error.log; events {{}}\nhttp {{ access_log off; {scratch}\n"
    (work / "nginx.conf").write_text(f"{head}{text}}}\n", encoding="utf-8")
    return [need("nginx"), "-p", str(work), "-c", str(work / "nginx.conf")]


def fetch(port: int, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers in lower case, body; `If_None_Match` is sent as If-None-Match."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    found = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    connection.close()
    return found
