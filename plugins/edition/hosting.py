"""What servers are told: headers, redirects, addresses that are gone. Texts for hosts and for one's own server.

`_headers` and `_redirects` are part of the site (`formats/host.py`): Cloudflare, Netlify and GitLab read them there.
The others are written into `build/hosting/` when the site is built for publishing, to be copied to where they belong.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from . import urls

TEMPLATES = Path(__file__).parent / "data" / "hosting"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Nothing but the site's own files is ever loaded or run, and nothing that stands in a page."""
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Access-Control-Allow-Origin": "*",
}
"""For every file. All of the site is public and the same for everyone, so any other site may read it."""
CACHE = {"theme/*": "public, max-age=3600, stale-while-revalidate=86400", "images/*": "public, max-age=86400"}
"""Patterns that do not overlap (hosts join the headers of all patterns that fit) -> how long a copy may be kept.

Pages have no rule: hosts ask at every visit whether a page has changed, so a correction is seen at once. One's
own server is told so, since without a rule browsers make one of the age of a file.
"""
MOST_REDIRECTS = 1000
"""Of `_redirects`: GitLab reads no line of a longer file. Stubs lead on from all other addresses."""


def headers(url: str) -> str:
    """`_headers`."""
    base = urls.base_path(url)
    lines = ["# Headers for Cloudflare, Netlify and hosts that read the same file. Generated."]
    lines += [f"{base}/*", *(f"  {name}: {value}" for name, value in HEADERS.items())]
    for pattern, value in CACHE.items():
        lines += ["", f"{base}/{pattern}", f"  Cache-Control: {value}"]
    return "\n".join([*lines, ""])


def forms(path: str) -> Iterator[str]:
    """How readers write an address: that of a folder with and without its file."""
    yield path
    if path.endswith("/index.html"):
        yield path.removesuffix("index.html")


def both_scripts(base: str, paths: Iterable[str]) -> Iterator[str]:
    """Every form of every address, from the root of the host, in both scripts."""
    for path in paths:
        for one in (path, urls.twin(path)):
            yield from (f"{base}/{form}" for form in forms(one))


def moves(url: str, redirects: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(old, new) of every form of every old address, from the root of the host."""
    base = urls.base_path(url)
    for old, new in redirects.items():
        for here, there in ((old, new), (urls.twin(old), urls.twin(new))):
            target = urls.absolute(base, there)
            yield from ((f"{base}/{form}", target) for form in forms(here))


def redirect_lines(url: str, redirects: Mapping[str, str]) -> str:
    """`_redirects`."""
    found = [f"{old} {new} 301" for old, new in moves(url, redirects)]
    return "\n".join(["# Old addresses. Generated.", *found[: MOST_REDIRECTS - 1], ""])


def fill(name: str, **values: str) -> str:
    """A file of `data/hosting/` with its `${words}` filled in."""
    template = (TEMPLATES / name).read_text(encoding="utf-8")
    return string.Template(template).safe_substitute(values)


@dataclass(frozen=True, slots=True)
class Server:
    """How a server of one's own writes down what it is told; each form takes a pair."""

    name: str
    """Of its file."""
    pair: str
    """Of an address, and where it went or 1."""
    header: str
    pattern: str
    """Of the beginning of addresses, and what is said of them."""

    def told(self, form: str, pairs: Iterable[tuple[str, str]]) -> str:
        """A line a pair."""
        return "\n".join(form.format(*pair) for pair in pairs)


SERVERS = (
    Server("nginx.conf", "    {} {};", '    add_header {} "{}" always;', '    "~^{}" "{}";'),
    Server("Caddyfile", "\t\t{} {}", '\t\t{} "{}"', '\t\t~^{} "{}"'),
)
COPIED = ("github-pages.yml", "gitlab-ci.yml", "netlify.toml", "wrangler.toml")
"""For machines that build and publish: they are told the address only."""


def configurations(url: str, redirects: Mapping[str, str], gone: Iterable[str]) -> dict[str, str]:
    """Name -> text of what one's own server and the machines that publish are told."""
    base, old = urls.base_path(url), tuple(moves(url, redirects))
    host = url.partition("://")[2].partition("/")[0] or "localhost"
    lost = tuple((path, "1") for path in both_scripts(base, gone))
    kept = tuple((re.escape(f"{base}/{pattern.removesuffix('*')}"), value) for pattern, value in CACHE.items())
    files = {
        one.name: fill(
            one.name,
            host=host,
            base=base,
            moved=one.told(one.pair, old),
            gone=one.told(one.pair, lost),
            kept=one.told(one.pattern, kept),
            headers=one.told(one.header, HEADERS.items()),
        )
        for one in SERVERS
    }
    return files | {name: fill(name, host=host, base=base) for name in COPIED}


def write_configurations(folder: Path, files: Mapping[str, str]) -> None:
    """Put them into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
