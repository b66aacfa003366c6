"""The server, over real HTTP: types, 404, folders, nothing outside the site; builds while it serves."""

from __future__ import annotations

import http.client
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from press.models import Edition, PressError
from press.reload import ADDRESS, Bell
from press.server import FIRST_PORT, SiteServer, insert_after_head, open_server, with_base

FILES = {
    "index.html": "<!doctype html><head><title>首页</title></head>",
    "404.html": '<!doctype html><head><meta charset="utf-8"></head><a href="index.html">没有此页</a>',
    "sub/index.html": "<head></head>sub",
    "empty/one.txt": "文",
    "main.css": "a{}",
    "a.js": "1",
    "feed.xml": "<x/>",
    "a.json": "{}",
    "a.svg": "<svg/>",
    "a.png": "PNG",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_text(text, encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    return tmp_path / "site"


def serving(server: SiteServer) -> Iterator[SiteServer]:
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    with server:
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def server(site: Path) -> Iterator[SiteServer]:
    yield from serving(open_server(site))


@pytest.fixture
def reloading(site: Path) -> Iterator[SiteServer]:
    yield from serving(open_server(site, bell=Bell()))


def get(server: SiteServer, path: str, method: str = "GET") -> tuple[int, str, str]:
    """Status, type (or address it redirects to), text. The path is sent as it is, dots and all."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=10)
    connection.request(method, path)
    answer = connection.getresponse()
    text = answer.read().decode("utf-8")
    connection.close()
    return answer.status, answer.headers.get("Location") or answer.headers["Content-Type"], text


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/index.html?x=1", "text/html; charset=utf-8"),
        ("/sub/", "text/html; charset=utf-8"),
        ("/main.css", "text/css; charset=utf-8"),
        ("/a.js", "text/javascript; charset=utf-8"),
        ("/feed.xml", "application/xml; charset=utf-8"),
        ("/a.json", "application/json; charset=utf-8"),
        ("/a.svg", "image/svg+xml; charset=utf-8"),
        ("/empty/one.txt", "text/plain; charset=utf-8"),
        ("/a.png", "image/png"),
    ],
)
def test_files_have_their_types(server: SiteServer, path: str, kind: str) -> None:
    assert get(server, path)[:2] == (200, kind)


def test_folder_is_redirected_to_its_slash(server: SiteServer) -> None:
    assert get(server, "/sub")[:2] == (301, "/sub/")


@pytest.mark.parametrize("path", ["/no.html", "/deep/er/no.html", "/empty/", "/empty", "/a%00b", "/index.html/"])
def test_missing_page_answers_with_the_sites_own(server: SiteServer, path: str) -> None:
    status, kind, text = get(server, path)
    assert (status, kind) == (404, "text/html; charset=utf-8")
    assert text.startswith('<!doctype html><head><base href="/"><meta charset="utf-8">')


def test_missing_page_of_a_site_without_one(server: SiteServer, site: Path) -> None:
    (site / "404.html").unlink()
    assert get(server, "/no.html")[0] == 404


@pytest.fixture
def published(site: Path) -> Path:
    """The site as it is built for an address below a host, with a Traditional side."""
    canonical = '<head><link rel="canonical" href="https://example.org/news/paper/"></head>'
    (site / "index.html").write_text(canonical, encoding="utf-8")
    (site / "hant").mkdir()
    (site / "hant" / "404.html").write_text("<head></head>沒有此頁", encoding="utf-8")
    return site


def test_what_the_404_page_links_is_there_in_the_preview(server: SiteServer, published: Path) -> None:
    assert get(server, "/news/paper/main.css")[:2] == (200, "text/css; charset=utf-8")
    assert get(server, "/news/paper/")[0] == 200
    assert get(server, "/news/paper/sub")[:2] == (301, "/sub/")
    assert get(server, "/news/paper/no.html")[0] == 404
    assert get(server, "/news/paper/../../../secret.txt")[0] == 404
    assert get(server, "/main.css")[0] == 200


def test_missing_page_answers_in_the_script_of_its_address(server: SiteServer, published: Path) -> None:
    assert get(server, "/hant/deep/er/no.html")[2] == '<head><base href="/hant/"></head>沒有此頁'
    assert "没有此页" in get(server, "/no.html")[2]
    assert "沒有此頁" in get(server, "/news/paper/hant/no.html")[2]
    (published / "hant" / "404.html").unlink()
    assert "没有此页" in get(server, "/hant/no.html")[2]


def test_head_sends_no_text(server: SiteServer) -> None:
    assert get(server, "/", "HEAD") == (200, "text/html; charset=utf-8", "")


@pytest.mark.parametrize(
    "path",
    ["/../secret.txt", "/..%2fsecret.txt", "/%2e%2e/secret.txt", "//../secret.txt", "/link", "/links/secret.txt"],
)
def test_no_path_leads_out(server: SiteServer, site: Path, path: str) -> None:
    (site / "link").symlink_to(site.parent / "secret.txt")
    (site / "links").symlink_to(site.parent)
    assert get(server, path)[0] == 404


def test_takes_the_first_free_port(site: Path, server: SiteServer) -> None:
    taken = server.server_address[1]
    with open_server(site) as second:
        assert FIRST_PORT <= taken < second.server_address[1]


def test_port_asked_for_that_is_taken(site: Path, server: SiteServer) -> None:
    with pytest.raises(PressError, match="E504") as error:
        open_server(site, port=server.server_address[1])
    assert str(server.server_address[1]) in error.value.problem.value


def test_impossible_port(site: Path) -> None:
    with pytest.raises(PressError, match="E504"):
        open_server(site, port=70000)


def test_base_comes_first_in_the_head_and_only_there() -> None:
    assert with_base(b'<html><head class="x"><title>') == b'<html><head class="x"><base href="/"><title>'
    assert insert_after_head(b"<p>no head", b"x") == b"<p>no head"


def test_pages_load_anew_only_when_asked(server: SiteServer, reloading: SiteServer) -> None:
    assert "EventSource" not in get(server, "/")[2]
    assert get(server, ADDRESS)[0] == 404
    assert "EventSource" in get(reloading, "/")[2]
    assert "EventSource" not in get(reloading, "/main.css")[2]


def test_open_pages_hear_of_a_build(reloading: SiteServer) -> None:
    assert reloading.bell
    with socket.create_connection(("127.0.0.1", reloading.server_address[1]), timeout=10) as page:
        page.sendall(f"GET {ADDRESS} HTTP/1.0\r\n\r\n".encode())
        heard = b""
        while b": connected" not in heard:
            heard += page.recv(1024)
        reloading.bell.ring()
        while b"event: build" not in heard:
            heard += page.recv(1024)


def test_bell_gives_signs_of_life() -> None:
    messages = Bell().messages(heartbeat=0.01)
    assert [next(messages), next(messages)] == [b": connected\n\n", b": still here\n\n"]


def wait_for(what: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


@pytest.mark.site
def test_serves_builds_again_and_survives_a_failed_build(tiny: Edition, tmp_path: Path) -> None:
    log = tmp_path / "log.txt"
    command = [sys.executable, "-u", "-m", "press", "--root", str(tiny.root), "serve", "--reload"]
    with log.open("w") as out:
        process = subprocess.Popen(command, env=tiny.environment(), stdout=out, stderr=out)
    try:
        wait_for(lambda: "Serving" in log.read_text())
        found = re.search(r"Serving http://127\.0\.0\.1:(\d+)/", log.read_text())
        assert found
        port = int(found[1])

        def text(path: str) -> str:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", path)
            return connection.getresponse().read().decode()

        assert "First page." in text("/one.html")
        source = tiny.root / "content" / "issues" / "one.txt"
        source.write_text("Mended page.", encoding="utf-8")
        wait_for(lambda: "Mended page." in text("/one.html"))
        template = tiny.root / "theme" / "templates" / "article.html"
        good = template.read_text("utf-8")
        template.write_text("{{ nonsense(", encoding="utf-8")
        wait_for(lambda: "E502" in log.read_text())
        assert "Mended page." in text("/one.html")
        template.write_text(good + "again", encoding="utf-8")
        wait_for(lambda: "again" in text("/one.html"))
        settings = tiny.root / "pelicanconf.py"
        half = settings.with_name("half")
        half.write_text(settings.read_text("utf-8") + '\nARTICLE_SAVE_AS = "{slug}-x.html"\n', encoding="utf-8")
        half.replace(settings)
        wait_for(lambda: (tiny.output / "one-x.html").is_file())
    finally:
        process.send_signal(signal.SIGINT)
    assert process.wait(timeout=20) == 0
    assert "KeyboardInterrupt" not in log.read_text()
