"""What hosts and servers are told, read back by the servers themselves where they are on the machine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from edition.hosting import CACHE, HEADERS, MOST_REDIRECTS, configurations, headers, redirect_lines
from press.checks.limits import limits, over_limits
from servers import fetch, free_port, need, nginx, running

URL = "https://example.org/p"
MOVED = {"old/index.html": "2024/06/11/index.html", "old/01-01.html": "2024/06/11/01-01.html"}
GONE = ["2024/06/11/01-02.html", "tag/a/index.html"]


def test_redirects_name_every_form_of_an_address_in_both_scripts() -> None:
    lines = redirect_lines(URL, MOVED).splitlines()[1:]

    assert "/p/old/ /p/2024/06/11/ 301" in lines
    assert "/p/old/index.html /p/2024/06/11/ 301" in lines
    assert "/p/hant/old/01-01.html /p/hant/2024/06/11/01-01.html 301" in lines
    assert len(lines) == 6
    assert redirect_lines("", MOVED).splitlines()[1] == "/old/index.html /2024/06/11/ 301"


def test_no_host_is_given_more_redirects_than_it_reads() -> None:
    lines = redirect_lines("", {f"old/{n}.html": "index.html" for n in range(3000)}).splitlines()

    assert len(lines) == MOST_REDIRECTS


def test_headers_hold_the_policy_and_no_two_patterns_give_one_header_twice() -> None:
    blocks = headers(URL).split("\n\n")
    names = [re.findall(r"^  ([\w-]+):", block, re.M) for block in blocks]

    assert "unsafe" not in headers(URL) and "default-src 'none'" in blocks[0]
    assert not set(names[0]) & {name for found in names[1:] for name in found}
    assert all(line.startswith("/p/") for line in headers(URL).splitlines() if line.startswith("/"))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The folder of a server, with a site below it."""
    for path in (
        "index.html",
        "404.html",
        "theme/css/a.css",
        "images/a.png",
        "2024/06/11/01-01.html",
        "2024/06/11/01-02.html",
        "tag/a/index.html",
    ):
        file = tmp_path / "srv" / "p" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"<p>{path}", "utf-8")
    (tmp_path / "srv" / "p" / "issue.epub").write_bytes(b"PK")
    return tmp_path / "srv"


def of_nginx(site: Path, port: int) -> list[str]:
    return nginx(configurations(URL, MOVED, GONE)["nginx.conf"], port, site.parent, site)


def of_caddy(site: Path, port: int) -> list[str]:
    text = configurations(URL, MOVED, GONE)["Caddyfile"]
    text = re.sub(r"(?m)^example\.org \{", f"http://127.0.0.1:{port} {{", text).replace("/srv/banmian", str(site))
    (site.parent / "Caddyfile").write_text("{\n\tadmin off\n}\n" + text, "utf-8")
    return [need("caddy"), "run", "--adapter", "caddyfile", "--config", str(site.parent / "Caddyfile")]


@pytest.fixture(params=[of_nginx, of_caddy], ids=lambda make: make.__name__)
def server(request: pytest.FixtureRequest, site: Path) -> Iterator[int]:
    """The port of a real server with the configuration as generated, but for its port and folder."""
    port = free_port()
    with running(request.param(site, port), port, site.parent):
        yield port


def test_a_server_does_as_it_is_told(server: int) -> None:
    status, sent, text = fetch(server, "/p/")
    assert (status, text) == (200, b"<p>index.html")
    assert {name: sent[name.lower()] for name in HEADERS} == HEADERS
    assert sent["cache-control"] == "no-cache" and sent["etag"]
    for path, pattern in (("theme/css/a.css", "theme/*"), ("images/a.png", "images/*")):
        assert fetch(server, f"/p/{path}")[1]["cache-control"] == CACHE[pattern]
    for old, new in (("/p/old/", "/p/2024/06/11/"), ("/p/hant/old/01-01.html", "/p/hant/2024/06/11/01-01.html")):
        status, sent, _ = fetch(server, old)
        assert (status, sent["location"].removeprefix(f"http://127.0.0.1:{server}")) == (301, new)
    assert fetch(server, "/p/2024/06/11/01-02.html")[::2] == (410, b"<p>2024/06/11/01-02.html")
    assert fetch(server, "/p/tag/a/")[::2] == (410, b"<p>tag/a/index.html")
    status, sent, text = fetch(server, "/p/nowhere.html")
    assert (status, text) == (404, b"<p>404.html")
    assert sent["content-security-policy"] == HEADERS["Content-Security-Policy"]
    assert fetch(server, "/p/issue.epub")[1]["content-type"].startswith("application/epub+zip")


def test_every_host_has_limits_that_a_site_can_break() -> None:
    small = {"index.html": 1000}
    for host, own in limits().items():
        assert list(over_limits(host, small)) == []
        if "file_bytes" in own:
            assert [one.code for one in over_limits(host, {"a.pdf": own["file_bytes"] + 1})] == ["E541"]
        for name, sizes in (
            ("files", {f"{n}/a": 0 for n in range(own.get("files", 0) + 1)}),
            ("entries", {f"a/{n}/b": 0 for n in range(own.get("entries", 0) // 2)}),
            ("folder_files", {f"a/{n}": 0 for n in range(own.get("folder_files", 0) + 1)}),
            ("bytes", {str(n): own.get("bytes", 0) // 100 + 1 for n in range(100)}),
        ):
            if name in own:
                told = "W543" if own.get("unverified") else "E542"
                assert [one.code for one in over_limits(host, sizes)] == [told]


def test_a_limit_that_is_near_is_told() -> None:
    assert [one.code for one in over_limits("cloudflare", {str(n): 0 for n in range(19_000)})] == ["W543"]
