"""Publishing end to end, to every kind of target: real folders, archives, rsync, git, and an S3 server on loopback."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis.strategies import dictionaries, sampled_from, text

from edition.hosting import configurations
from press.models import Edition, PressError
from press.sending.keep import FOLDER, Store
from press.sending.manifest import NAME, BadManifest, decode, encode, in_order, is_inside, plan_of, stage_of
from press.sending.publish import Order, publish
from press.sending.swift import CONTAINER, TARGET, by_swift, need_target
from press.sending.targets import target_at
from press.sending.targets.folder import Folder
from press.sending.targets.s3 import open_store
from servers import fetch, free_port, need, nginx, running

BASE = "https://example.org/paper/"
SITE = {
    "index.html": "home",
    "a.html": "<p>甲</p>" * 300,
    "theme/a.css": "a{}",
    "2024/06/11/01-01.html": "article",
    "2024/06/11/index.html": "issue",
    "图 1.txt": "picture's text",
}


def page(path: str, body: str) -> str:
    hans = path.removeprefix("hant/")
    lang = "zh-Hant" if path.startswith("hant/") else "zh-Hans"
    named = {"zh-Hans": hans, "zh-Hant": f"hant/{hans}", "x-default": hans}
    links = "".join(f'<link rel="alternate" hreflang="{key}" href="{BASE}{file}">' for key, file in named.items())
    up, twin = "../" * path.count("/"), hans if path.startswith("hant/") else f"hant/{path}"
    head = f'<title>t</title><link rel="canonical" href="{BASE}{path}">{links}'
    switch = f'<a href="{up}{twin}" lang="zh" translate="no">简繁</a>'
    return f'<!doctype html><html lang="{lang}"><head>{head}</head><body>{switch}{body}</body></html>'


@dataclass
class Desk:
    """An edition whose `output/` a test writes, and what was said of publishing it."""

    edition: Edition
    said: list[str] = field(default_factory=list)

    def put(self, files: dict[str, str]) -> None:
        """Make this the site; an empty text deletes. Pages get a head and a twin."""
        for path, text_ in files.items():
            for one in (path, f"hant/{path}") if path.endswith(".html") else (path,):
                file = self.edition.output / one
                file.parent.mkdir(parents=True, exist_ok=True)
                half = file.with_name("half")
                half.write_text(page(one, text_) if one.endswith(".html") else text_, encoding="utf-8")
                half.replace(file)
                if not text_:
                    file.unlink()
        pages = sorted(file.relative_to(self.edition.output).as_posix() for file in self.edition.output.rglob("*.html"))
        urls = "".join(f"<url><loc>{BASE}{path}</loc></url>" for path in pages)
        named = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
        half = self.edition.output / "half"
        half.write_text(named, encoding="utf-8")
        half.replace(self.edition.output / "sitemap.xml")

    def publish(self, to: str, **order: Any) -> int:
        self.said.clear()
        return publish(self.edition, Order(to, **order), lambda: True, self.said.append)

    def site(self) -> dict[str, bytes]:
        """What is to be there."""
        folder = self.edition.output
        return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    edition = Edition(tmp_path / "edition")
    for folder in (edition.content, edition.output):
        folder.mkdir(parents=True)
    (edition.output / ".gitkeep").touch()
    found = Desk(edition)
    found.put(SITE)
    return found


def files_in(folder: Path) -> dict[str, bytes]:
    """Without the manifest and packed files."""
    found = {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    return {path: data for path, data in found.items() if path != NAME and not path.endswith((".gz", ".br"))}


# ------------------------------------------------------------------- the targets


class OfFolder:
    """Reads what was published into a folder."""

    def __init__(self, to: str, folder: Path) -> None:
        self.to, self.folder = to, folder

    def files(self) -> dict[str, bytes]:
        return files_in(self.folder)


class OfBranch:
    """Reads what was pushed to a bare repository."""

    def __init__(self, to: str, repository: Path) -> None:
        self.to, self.repository = to, repository

    def git(self, *arguments: str) -> bytes:
        return subprocess.run(["git", *arguments], cwd=self.repository, capture_output=True, check=True).stdout

    def files(self) -> dict[str, bytes]:
        names = self.git("ls-tree", "-r", "-z", "--name-only", "gh-pages").decode().split("\0")
        found = {name: self.git("show", f"gh-pages:{name}") for name in names if name}
        return {path: data for path, data in found.items() if path not in (NAME, ".nojekyll")}


class OfBucket:
    """Reads what a bucket gives out."""

    def __init__(self, to: str) -> None:
        self.to = to

    def files(self) -> dict[str, bytes]:
        store = open_store("bucket", "x/y")
        names = [found["path"] for part in store.list() for found in part]
        page = store.get("index.html").attributes
        assert (page["Content-Type"], page["Cache-Control"]) == ("text/html; charset=utf-8", "no-cache")
        return {name: bytes(store.get(name).bytes()) for name in names if name != NAME}


def of_folder(desk: Desk, tmp_path: Path) -> OfFolder:
    return OfFolder(str(tmp_path / "www"), tmp_path / "www")


def of_rsync(desk: Desk, tmp_path: Path) -> OfFolder:
    need("rsync")
    return OfFolder(f"rsync:{tmp_path / 'a folder' / 'www'}", tmp_path / "a folder" / "www")


def of_branch(desk: Desk, tmp_path: Path) -> OfBranch:
    bare = tmp_path / "bare.git"
    subprocess.run(["git", "init", "--quiet", "--bare", str(bare)], check=True)
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main"], cwd=desk.edition.root, check=True)
    subprocess.run(["git", "remote", "add", "origin", str(bare)], cwd=desk.edition.root, check=True)
    return OfBranch("ghpages", bare)


@pytest.fixture
def bucket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A real S3 server with an empty bucket; the environment leads to it."""
    program = Path(sys.executable).with_name("rclone")
    folder = tmp_path / "s3" / "bucket"
    folder.mkdir(parents=True)
    port = free_port()
    command = [str(program), "serve", "s3", str(folder.parent), "--addr", f"127.0.0.1:{port}"]
    command += ["--auth-key", "key,secret", "--config", str(tmp_path / "none.conf")]
    command += ["--vfs-cache-mode", "writes", "--vfs-write-back", "0s", "--cache-dir", str(tmp_path / "cache")]
    with running(command, port, folder.parent.parent):
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{port}")
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
        yield


@pytest.mark.parametrize("kind", [of_folder, of_rsync, of_branch, "s3"])
def test_a_site_is_published_changed_taken_back_and_published_again(
    desk: Desk, tmp_path: Path, kind: Any, request: pytest.FixtureRequest
) -> None:
    if kind == "s3":
        request.getfixturevalue("bucket")
        place: OfFolder | OfBranch | OfBucket = OfBucket("s3:bucket/x/y")
    else:
        place = kind(desk, tmp_path)

    assert desk.publish(place.to) == 0
    first = desk.site()
    first.pop(".gitkeep")
    assert place.files() == first

    # Nothing to do is done.
    assert desk.publish(place.to) == 0
    assert "0 new, 0 changed, 0 to delete" in desk.said[0]
    assert len(desk.said) == 1

    # What would be done is said and not done.
    desk.put({"a.html": "changed", "b.html": "new", "2024/06/11/01-01.html": ""})
    assert desk.publish(place.to, dry_run=True) == 0
    assert {"+ b.html", "~ a.html", "- 2024/06/11/01-01.html", "- hant/2024/06/11/01-01.html"} <= set(desk.said)
    assert place.files() == first

    # It is done.
    assert desk.publish(place.to) == 0
    second = desk.site()
    second.pop(".gitkeep")
    assert place.files() == second

    # It is taken back, to the byte; what comes next is compared with what is there then.
    assert desk.publish(place.to, back=True, dry_run=True) == 0
    assert place.files() == second
    assert desk.publish(place.to, back=True) == 0
    assert place.files() == first
    assert desk.publish(place.to) == 0
    assert place.files() == second


def test_an_archive_is_the_same_for_the_same_site(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "site.zip"
    assert desk.publish(str(file)) == 0
    first = file.read_bytes()
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        assert {*archive.namelist()} == {*desk.site(), NAME} - {".gitkeep"}
        assert archive.read("图 1.txt") == b"picture's text"
    file.unlink()
    os.utime(desk.edition.output / "a.html", (1, 1))
    assert desk.publish(str(file)) == 0
    assert file.read_bytes() == first
    with pytest.raises(PressError, match="E597"):
        desk.publish(str(file), back=True)


# ------------------------------------------------------------- a web server behind it


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """nginx with the configuration that a build gives, but for port and folder: (port, folder of its site)."""
    port, work = free_port(), tmp_path / "nginx"
    (work / "srv").mkdir(parents=True)
    command = nginx(configurations(BASE.rstrip("/"), {}, ())["nginx.conf"], port, work, work / "srv")
    with running(command, port, work):
        yield port, work / "srv"


@pytest.mark.parametrize("way", ["", "rsync:"])
def test_published_site_is_served_below_a_path(desk: Desk, served: tuple[int, Path], way: str) -> None:
    if way:
        need("rsync")
    port, srv = served
    place = srv / "paper"  # nginx looks for /paper/… below its root
    desk.put({"404.html": "nothing here"})
    assert desk.publish(f"{way}{place}") == 0
    site = desk.site()
    for path in ("index.html", "2024/06/11/01-01.html", "hant/a.html", "theme/a.css"):
        assert fetch(port, f"/paper/{path}")[::2] == (200, site[path]), path
    assert fetch(port, "/paper/2024/06/11/")[::2] == (200, site["2024/06/11/index.html"])
    status, headers, body = fetch(port, "/paper/a.html", Accept_Encoding="gzip")
    assert (status, headers["content-encoding"]) == (200, "gzip")
    assert body == (place / "a.html.gz").read_bytes()
    assert gzip.decompress(body) == site["a.html"]
    assert fetch(port, "/paper/no.html")[::2] == (404, site["404.html"])
    desk.put({"a.html": ""})
    assert desk.publish(f"{way}{place}") == 0
    assert fetch(port, "/paper/a.html", Accept_Encoding="gzip")[0] == 404


# ------------------------------------------------------- what may go wrong on the way


class Breaking(Folder):
    """A folder to which the connection breaks down after some files."""

    left = 0

    def _put(self, path: str, file: Path) -> None:
        Breaking.left -= 1
        if Breaking.left < 0:
            raise OSError(5, "the connection broke down")
        super()._put(path, file)


@pytest.mark.parametrize("after", [0, 1, 3, 4])
def test_upload_cut_short_is_resumed(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    www = str(tmp_path / "www")
    desk.publish(www)
    old = files_in(tmp_path / "www")
    desk.put({"a.html": "changed", "b.html": "<a href='a.html'>甲</a>", "theme/a.css": ""})
    with monkeypatch.context() as broken:
        broken.setattr("press.sending.targets.Folder", Breaking)
        broken.setattr("press.sending.publish.BATCH", 2)
        Breaking.left = after
        with pytest.raises(OSError, match="broke down"):
            desk.publish(www)
    there = files_in(tmp_path / "www")
    assert there.keys() >= old.keys(), "nothing is deleted before all is sent"
    assert there["index.html"] in (old["index.html"], desk.site()["index.html"])
    assert desk.publish(www) == 0
    assert files_in(tmp_path / "www") == {path: data for path, data in desk.site().items() if path != ".gitkeep"}
    assert "0 new, 0 changed, 0 to delete" in (desk.publish(www), desk.said[0])[1]


def test_what_somebody_else_put_there_is_left_alone(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    (tmp_path / "www" / "theirs.html").write_text("theirs", encoding="utf-8")
    desk.publish(str(tmp_path / "www"))
    desk.put({"a.html": ""})
    desk.publish(str(tmp_path / "www"))
    assert (tmp_path / "www" / "theirs.html").is_file()
    assert not (tmp_path / "www" / "a.html").exists()


@pytest.mark.parametrize("path", ["../secret", "/etc/passwd", "a/../../secret", "a//b", "c:x", "a\\b", "."])
def test_manifest_that_names_a_place_outside_is_refused(desk: Desk, tmp_path: Path, path: str) -> None:
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    desk.publish(str(tmp_path / "www"))
    (tmp_path / "www" / NAME).write_text(json.dumps({"files": {path: "x"}}), encoding="utf-8")
    with pytest.raises(PressError, match="E598"):
        desk.publish(str(tmp_path / "www"))
    assert (tmp_path / "secret").is_file()
    (tmp_path / "www" / NAME).write_text("[1]", encoding="utf-8")
    with pytest.raises(PressError, match="E598"):
        desk.publish(str(tmp_path / "www"))


def test_link_in_the_target_is_not_followed_out_of_it(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "www" / "2024").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PressError, match="E595"):
        desk.publish(str(tmp_path / "www"))
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_link_in_the_site_is_not_published(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    (desk.edition.output / "link.txt").symlink_to(tmp_path / "secret")
    desk.publish(str(tmp_path / "www"))
    assert not (tmp_path / "www" / "link.txt").exists()


@pytest.mark.parametrize(
    "to", ["", "-x", "rsync:-e sh", "s3:", "s3:/", "content", "output/x", ".", "..", "a\nb", "ghpages:o#-x"]
)
def test_no_place_to_publish_to(desk: Desk, monkeypatch: pytest.MonkeyPatch, to: str) -> None:
    monkeypatch.chdir(desk.edition.root)
    with pytest.raises(PressError, match="E594"):
        target_at(desk.edition, to)


def test_names_of_places(desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("press.sending.targets.rsync.need_program", lambda *_: "rsync")
    for to, name in {
        "me@example.org:/www": "rsync:me@example.org:/www/",
        "rsync:host:www/": "rsync:host:www/",
        "rsync://host/module": "rsync:rsync://host/module/",
        "ghpages": "ghpages:origin#gh-pages",
        "ghpages:git@example.org:me/paper.git#pages": "ghpages:git@example.org:me/paper.git#pages",
        "s3:bucket/a/b/": "s3:bucket/a/b",
        "www": str(tmp_path / "www"),
        "site.zip": str(tmp_path / "site.zip"),
    }.items():
        assert target_at(desk.edition, to).name == name


def test_place_that_cannot_be_reached_is_said_before_anything_is_built(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never() -> bool:
        raise AssertionError("nothing is built when it cannot be sent")

    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "k")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "s")
    monkeypatch.setattr("press.sending.targets.s3.RETRIES", 0)
    for to in ("s3:bucket", "ghpages", *(["rsync://127.0.0.1:9/x"] if shutil.which("rsync") else [])):
        with pytest.raises(PressError, match="E595"):
            publish(desk.edition, Order(to), never, desk.said.append)


# ---------------------------------------------------------------- before it is sent


def test_broken_site_is_refused_unless_told_otherwise(desk: Desk, tmp_path: Path, capsys: Any) -> None:
    desk.put({"a.html": "<a href='no.html'>"})
    with pytest.raises(PressError, match="E596"):
        desk.publish(str(tmp_path / "www"))
    assert "E511 output/a.html" in capsys.readouterr().err
    assert not (tmp_path / "www").exists()
    assert desk.publish(str(tmp_path / "www"), lenient=True) == 0


def test_promised_address_that_is_gone_is_refused(desk: Desk, tmp_path: Path, capsys: Any) -> None:
    (desk.edition.content / "vocabulary").mkdir()
    promises = desk.edition.content / "vocabulary" / "permalinks.txt"
    promises.write_text("2024/06/11/01-01.html\n", encoding="utf-8")
    assert desk.publish(str(tmp_path / "www")) == 0
    desk.put({"2024/06/11/01-01.html": ""})
    with pytest.raises(PressError, match="E596"):
        desk.publish(str(tmp_path / "www"))
    assert "E540 content/vocabulary/permalinks.txt:1" in capsys.readouterr().err


def test_failed_build_sends_nothing(desk: Desk, tmp_path: Path) -> None:
    assert publish(desk.edition, Order(str(tmp_path / "www")), lambda: False) == 1
    assert not (tmp_path / "www").exists()


def test_site_that_is_too_big_for_its_host_is_refused(desk: Desk, tmp_path: Path, capsys: Any) -> None:
    with (desk.edition.output / "big.pdf").open("wb") as file:
        file.truncate(30 * 1024**2)
    with pytest.raises(PressError, match="E596"):
        desk.publish(str(tmp_path / "www"), host="cloudflare")
    assert "output/big.pdf:1:1" in capsys.readouterr().err
    assert desk.publish(str(tmp_path / "www")) == 0


# --------------------------------------------------------------- order and packing


def test_pages_come_before_what_lists_them_and_after_what_they_show() -> None:
    paths = ["index.html", "hant/index.html", "feed.xml", "2024/06/11/index.html", "2024/index.html", "theme/a.css",
             "2024/06/11/01-01.html", "2024/06/11/01-01.html.gz", "search/a.js",
             "2024/06/11/index.html.gz"]  # fmt: skip
    assert in_order(paths) == (
        "theme/a.css", "2024/06/11/01-01.html", "2024/06/11/01-01.html.gz",
        "2024/06/11/index.html", "2024/06/11/index.html.gz", "2024/index.html", "search/a.js",
        "hant/index.html", "feed.xml", "index.html",
    )  # fmt: skip
    assert stage_of("images/a.png") == 0


def test_packed_files_are_there_the_same_every_time_and_go_with_their_page(desk: Desk, tmp_path: Path) -> None:
    www = tmp_path / "www"
    desk.publish(str(www))
    packed = (www / "a.html.gz").read_bytes()
    assert gzip.decompress(packed) == desk.site()["a.html"]
    assert not (www / "index.html.gz").exists(), "too small to pay"
    shutil.rmtree(desk.edition.work / FOLDER)
    shutil.rmtree(www)
    time.sleep(1.1)  # a date in it would show
    desk.publish(str(www))
    assert (www / "a.html.gz").read_bytes() == packed
    desk.put({"a.html": ""})
    desk.publish(str(www))
    assert not list(www.rglob("a.html*"))
    desk.publish(str(www), packed=False)
    assert not list(www.rglob("*.gz"))


@given(*[dictionaries(sampled_from("abcdef"), sampled_from(["", "1", "2"]))] * 2)
def test_a_plan_makes_one_site_of_the_other(old: dict[str, str], new: dict[str, str]) -> None:
    new = {path: digest or "3" for path, digest in new.items()}
    plan = plan_of(old, new)
    there = {path: digest for path, digest in old.items() if path not in plan.deleted}
    there |= {path: new[path] for path in plan.sent}
    assert there == new
    assert plan.kept == sum(old.get(path) == digest for path, digest in new.items())
    assert plan_of(new, new).is_empty


@given(dictionaries(text().filter(is_inside), sampled_from(["", "ab"])))
def test_manifest_is_read_as_it_was_written(manifest: dict[str, str]) -> None:
    assert decode(encode(manifest)) == manifest


def test_what_is_no_manifest() -> None:
    for data in (b"", b"{}", b"[]", b'{"files": {"a": 1}}', b'{"files": []}', b"\xff"):
        with pytest.raises(BadManifest):
            decode(data)


def test_damaged_memory_of_the_last_publication_takes_nothing_back(desk: Desk, tmp_path: Path) -> None:
    www = str(tmp_path / "www")
    desk.publish(www)
    with pytest.raises(PressError, match="E597"):
        desk.publish(www, back=True)
    desk.put({"b.html": "new"})
    desk.publish(www)
    manifest, sources = Store(desk.edition.work, target_at(desk.edition, www).name).previous()
    file = sources["a.html"]
    file.unlink()
    file.write_text("damaged", encoding="utf-8")
    with pytest.raises(PressError, match="E597"):
        desk.publish(www, back=True)
    assert manifest["a.html"] == file.name


# --------------------------------------------------------------- workflows, cf_upload


def test_missing_tool_is_named_before_anything_is_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv(TARGET, raising=False)
    edition = Edition(tmp_path)
    with pytest.raises(PressError, match=r"E505 swift:1:1: .* nothing was sent"):
        by_swift(edition, lambda: pytest.fail("built"), "container")
    for to in ("rsync:host:/x", "ghpages"):
        with pytest.raises(PressError, match="E505"):
            target_at(edition, to)
    with pytest.raises(PressError, match="E506 publish:1"):
        need_target("", CONTAINER, "--container NAME")
