"""The server, over real HTTP: types, 404, folders, nothing outside the site; builds while it serves."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from press.models import Changes, Edition, PressError
from press.preview.advice import Reader
from press.preview.answer import host_is_ours
from press.preview.bell import REMEMBERED, Bell
from press.preview.faults import fault_of
from press.preview.pages import insert_after_head, with_base
from press.preview.report import Report
from press.preview.server import FIRST_PORT, Place, SiteServer, open_server

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
    yield from serving(open_server(Place(site)))


@pytest.fixture
def reloading(site: Path) -> Iterator[SiteServer]:
    yield from serving(open_server(Place(site, bell=Bell())))


def ask(server: SiteServer, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers, body. The path is sent as it is, dots and all; `If_Range` is sent as If-Range."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=10)
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, dict(answer.headers), body


def get(server: SiteServer, path: str, method: str = "GET") -> tuple[int, str, str]:
    """Status, type (or address it redirects to), text."""
    status, headers, body = ask(server, path, method)
    return status, headers.get("Location") or headers["Content-Type"], body.decode("utf-8")


def test_copy_that_is_still_good_is_not_sent_again(server: SiteServer, site: Path) -> None:
    status, headers, body = ask(server, "/main.css")
    tag, changed = headers["ETag"], headers["Last-Modified"]
    assert (status, body) == (200, b"a{}")
    for condition in ({"If_None_Match": tag}, {"If_None_Match": f'"x", W/{tag}'}, {"If_None_Match": "*"},
                      {"If_Modified_Since": changed}):  # fmt: skip
        assert ask(server, "/main.css", **condition)[::2] == (304, b"")
    assert ask(server, "/main.css", If_None_Match='"x"', If_Modified_Since=changed)[0] == 200
    assert ask(server, "/main.css", If_Modified_Since="soon")[0] == 200
    (site / "main.css").write_text("b{}", encoding="utf-8")
    assert ask(server, "/main.css", If_None_Match=tag)[::2] == (200, b"b{}")


@pytest.mark.parametrize(
    ("asked", "status", "body", "part"),
    [
        ("bytes=0-0", 206, b"<", "bytes 0-0/4"),
        ("bytes=1-", 206, b"x/>", "bytes 1-3/4"),
        ("bytes=-2", 206, b"/>", "bytes 2-3/4"),
        ("bytes=-9", 206, b"<x/>", "bytes 0-3/4"),
        ("bytes=2-99", 206, b"/>", "bytes 2-3/4"),
        ("bytes=4-", 416, b"", "bytes */4"),
        ("bytes=-0", 416, b"", "bytes */4"),
        ("bytes=3-1", 200, b"<x/>", None),
        ("bytes=-", 200, b"<x/>", None),
        ("bytes=0-1,2-3", 200, b"<x/>", None),
        ("lines=0-1", 200, b"<x/>", None),
    ],
)
def test_parts_of_a_file(server: SiteServer, asked: str, status: int, body: bytes, part: str | None) -> None:
    answer = ask(server, "/feed.xml", Range=asked)
    assert (answer[0], answer[2], answer[1].get("Content-Range")) == (status, body, part)
    assert ask(server, "/feed.xml", "HEAD", Range=asked)[::2] == (status, b"")


def test_part_is_sent_only_of_the_file_whose_rest_the_reader_has(server: SiteServer) -> None:
    tag = ask(server, "/feed.xml")[1]["ETag"]
    assert ask(server, "/feed.xml", Range="bytes=0-0", If_Range=tag)[0] == 206
    assert ask(server, "/feed.xml", Range="bytes=0-0", If_Range='"old"')[::2] == (200, b"<x/>")


def test_connection_serves_request_after_request(server: SiteServer) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=10)
    for path, status in [("/a.js", 200), ("/no", 404), ("/sub", 301), ("/feed.xml", 200)]:
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        assert (answer.status, answer.will_close) == (status, False)
    connection.close()


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PROPFIND"])
def test_nothing_can_be_changed(server: SiteServer, method: str) -> None:
    status, headers, _ = ask(server, "/index.html", method)
    assert (status, headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:1", 200), ("127.0.0.1", 200), ("[::1]:8000", 200), ("paper.localhost", 200), ("LOCALHOST.", 200),
        ("evil.example", 403), ("127.0.0.1.evil.example", 403), ("192.168.0.9", 403), ("", 403), ("a b", 403),
        ("localhost@evil.example", 403), ("localhost:80:80", 403),
    ],
)  # fmt: skip
def test_name_pointed_at_this_machine_from_elsewhere_is_refused(server: SiteServer, host: str, status: int) -> None:
    assert ask(server, "/", Host=host)[0] == status


def test_names_that_were_allowed(site: Path) -> None:
    assert host_is_ours("paper.example:8000", "0.0.0.0", ("paper.example",))
    assert host_is_ours("192.168.0.9:8000", "0.0.0.0")
    assert not host_is_ours("evil.example", "0.0.0.0", ("paper.example",))


def test_site_below_a_path(site: Path) -> None:
    for server in serving(open_server(Place(site, "/x/y/"))):
        assert server.url.endswith("/x/y/")
        assert get(server, "/x/y/main.css")[0] == get(server, "/x/y/")[0] == 200
        assert get(server, "/")[:2] == get(server, "/x/y")[:2] == (301, "/x/y/")
        assert get(server, "/x/y/sub?q=1")[:2] == (301, "/x/y/sub/?q=1")
        assert get(server, "/main.css")[0] == get(server, "/x/y/../../main.css")[0] == 404
        assert '<base href="/x/y/">' in get(server, "/x/no.html")[2]


def test_names_in_any_script_and_hidden_ones(server: SiteServer, site: Path) -> None:
    (site / "图 1.txt").write_text("图", encoding="utf-8")
    (site / ".half.html.half").write_text("half", encoding="utf-8")
    (site / ".well-known").mkdir()
    (site / ".well-known" / "a.txt").write_text("a", encoding="utf-8")
    assert get(server, "/%E5%9B%BE%201.txt")[2] == "图"
    assert get(server, "/%E5%9B.txt")[0] == get(server, "/.half.html.half")[0] == get(server, "/a%5cb")[0] == 404
    assert get(server, "/.well-known/a.txt")[0] == 200
    assert get(server, "//evil.example/sub")[0] == 404
    assert get(server, "//sub")[:2] == (301, "/sub/")


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
    with open_server(Place(site)) as second:
        assert FIRST_PORT <= taken < second.server_address[1]


def test_port_asked_for_that_is_taken(site: Path, server: SiteServer) -> None:
    with pytest.raises(PressError, match="E504") as error:
        open_server(Place(site), port=server.server_address[1])
    assert str(server.server_address[1]) in error.value.problem.value


def test_impossible_port(site: Path) -> None:
    with pytest.raises(PressError, match="E504"):
        open_server(Place(site), port=70000)


def test_base_comes_first_in_the_head_and_only_there() -> None:
    assert with_base(b'<html><head class="x"><title>') == b'<html><head class="x"><base href="/"><title>'
    assert insert_after_head(b"<p>no head", b"x") == b"<p>no head"


def test_pages_follow_builds_only_when_asked(server: SiteServer, reloading: SiteServer) -> None:
    assert "preview.js" not in get(server, "/")[2]
    assert get(server, "/-/preview.js")[0] == get(server, "/-/events")[0] == 404
    assert "/-/preview.js" in get(reloading, "/")[2]
    assert "/-/preview.js" not in get(reloading, "/main.css")[2]
    assert get(reloading, "/-/preview.js")[:2] == (200, "text/javascript; charset=utf-8")
    assert get(reloading, "/-/../server.py")[0] == 404


def hear(server: SiteServer, query: str, until: bytes, meanwhile: Callable[[], None] = lambda: None) -> bytes:
    """What an open page is told, up to some words."""
    with socket.create_connection(("127.0.0.1", server.server_address[1]), timeout=10) as page:
        page.sendall(f"GET /-/events?{query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        heard = b""
        while b"event: fault" not in heard:
            heard += page.recv(1024)
        meanwhile()
        while until not in heard:
            heard += page.recv(1024)
    return heard


def test_open_pages_hear_of_a_build_and_of_what_is_wrong(reloading: SiteServer) -> None:
    bell = reloading.place.bell
    assert bell
    written = Changes(("sub/index.html",))
    heard = hear(reloading, "page=sub/index.html&seen=0", b"event: build", lambda: bell.ring(written))
    assert b'data: {"build": 1, "do": "load"}' in heard
    fault = fault_of("E302 a.md:3:1: </script><b>. Mend it.\n", "", True)
    assert b'"E302"' in hear(reloading, "page=index.html&seen=1", b"E302", lambda: bell.warn(fault))
    assert b'"E302"' in hear(reloading, "page=index.html&seen=1", b"E302"), "a page opened later hears of it too"
    assert b"data: null" in hear(reloading, "page=index.html&seen=1", b"data: null", lambda: bell.warn(None))


def test_page_that_was_away_hears_what_it_missed(reloading: SiteServer) -> None:
    bell = reloading.place.bell
    assert bell
    bell.ring(Changes(("main.css",)))
    bell.ring(Changes((), ("a.json",)))
    assert b'{"build": 2, "do": "styles"}' in hear(reloading, "page=index.html&seen=0", b"event: build")
    assert b'"do": "load"' in hear(reloading, "page=index.html&seen=7", b"event: build"), "of another run of the server"
    for _ in range(REMEMBERED + 1):
        bell.ring(Changes(("a.json",)))
    assert b'"do": "load"' in hear(reloading, "page=index.html&seen=1", b"event: build"), (
        "longer ago than is remembered"
    )


def test_bell_gives_signs_of_life() -> None:
    messages = Bell().messages(Reader("index.html", frozenset(), bool), 0, heartbeat=0.01)
    assert [next(messages) for _ in range(3)] == [
        b": connected\n\n", b"event: fault\ndata: null\n\n", b": still here\n\n",
    ]  # fmt: skip


def test_review_report_is_shown_on_this_machine_only(site: Path, tmp_path: Path) -> None:
    (tmp_path / "review").mkdir()
    (tmp_path / "review" / "index.html").write_text("<head></head>report", encoding="utf-8")
    for server in serving(open_server(Place(site, report=lambda: tmp_path / "review"))):
        assert get(server, "/__report/")[2] == "<head></head>report"
        assert get(server, "/__report/no.html")[0] == get(server, "/__report/../secret.txt")[0] == 404
    for server in serving(open_server(Place(site, report=lambda: tmp_path / "review"), host="0.0.0.0")):
        assert get(server, "/__report/")[0] == 404
    for server in serving(open_server(Place(site))):
        assert get(server, "/__report/")[0] == 404


@pytest.mark.site
def test_report_is_made_once_a_build(built_issue: Edition) -> None:
    builds = [0]
    report = Report(built_issue, lambda: builds[0])
    folder = report()
    assert folder and (folder / "index.html").is_file()
    (folder / "index.html").write_text("kept", encoding="utf-8")
    assert report() and (folder / "index.html").read_text("utf-8") == "kept"
    builds[0] = 1
    assert report() and (folder / "index.html").read_text("utf-8") != "kept"


def test_drafts_are_shown_on_this_machine_only(site: Path, tmp_path: Path) -> None:
    (tmp_path / "drafts" / "sub").mkdir(parents=True)
    (tmp_path / "drafts" / "sub" / "a.html").write_text("<head></head><body>draft", encoding="utf-8")
    for base in ("/", "/x/y/"):
        for server in serving(open_server(Place(site, base, drafts=tmp_path / "drafts"))):
            assert "draft" in get(server, f"{base}__draft/sub/a.html")[2]
            assert "草稿" in get(server, f"{base}__draft/")[2]
            assert get(server, f"{base}__draft/main.css")[:2] == (302, f"{base}main.css")
            assert get(server, f"{base}__draft/../secret.txt")[0] == 404
        for server in serving(open_server(Place(site, base, drafts=tmp_path / "drafts"), host="0.0.0.0")):
            assert get(server, f"{base}__draft/sub/a.html")[0] == get(server, f"{base}__draft/")[0] == 404
