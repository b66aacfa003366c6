"""What all tests share: the house, a copy of it to build in, a built site, a browser."""

from __future__ import annotations

import compileall
import os
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

import odd
import titled
import years
from articles import write_article
from building import MANY, copy_edition, written_into
from converter.mutex import held
from press.build import attempt
from press.models import Edition

# Machines that run tests are shared: how long one example takes says nothing.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

HOUSE = Path(__file__).resolve().parent.parent
PARTS = ("content", "plugins", "theme", "pelicanconf.py", "publishconf.py", "edition.toml")
"""What a site is built from."""
ISSUE = "2024-04-19"
collect_ignore = [] if MANY else ["browser/test_barriers.py"]
"""Tests that only a release has the time for."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write what the code gives now into the golden files; read the diff!",
    )


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Each worker has a stretch of the suite and takes from the other's when it is done.

    So the tests of a module stay together, and share the site, the server and the browser that one of them started.
    """
    from xdist.scheduler import WorkStealingScheduling

    return WorkStealingScheduling(config, log)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test a titled case, for the functions a module names: `TITLED = {"test_slug": "slugs.txt"}`.

    The file lies in the folder of `tests/cases` that is named as the folder of the module.
    """
    name = getattr(metafunc.module, "TITLED", {}).get(metafunc.function.__name__)
    if name:
        folder = Path(metafunc.module.__file__).parent.name
        metafunc.parametrize(("given", "expected"), titled.params(f"{folder}/{name}"))


@pytest.fixture(scope="session")
def house() -> Path:
    """The root of the project. Tests read it and never write to it."""
    return HOUSE


@pytest.fixture(scope="session")
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written rather than compared."""
    return bool(request.config.getoption("--update-golden"))


def copy_house(target: Path, plugins: Path = HOUSE / "plugins") -> Edition:
    """The parts of the project that a site is built from, in a folder of their own."""
    for name in PARTS:
        source = plugins if name == "plugins" else HOUSE / name
        if source.is_dir():
            shutil.copytree(source, target / name)
        elif source.is_file():
            shutil.copy(source, target / name)
    (target / "output").mkdir()
    return Edition(target)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes an article of the edition in `tmp_path`: `write("2024-06-11-01-03", section="教育")`."""
    return partial(write_article, tmp_path)


@pytest.fixture
def edition_copy(tmp_path: Path, compiled_plugins: Path) -> Edition:
    """The sample edition, not yet built, to change and build at will."""
    return copy_house(tmp_path, compiled_plugins)


@pytest.fixture
def built_copy(built_site: Path, tmp_path: Path) -> Iterator[Edition]:
    """The sample edition as it was built, to change and build again: what did not change is not made again."""
    yield from copied(built_site.parent, tmp_path)


@pytest.fixture
def built_issue(issue_site: Path, tmp_path: Path) -> Iterator[Edition]:
    """As `built_copy`, of one issue (2024-04-19): for what a build does, whatever it holds."""
    yield from copied(issue_site.parent, tmp_path)


def copied(source: Path, target: Path) -> Iterator[Edition]:
    """A copy of a built edition, for one test."""
    yield copy_edition(source, target)
    assert written_into(source) == [], "write to a new file: these are shared with other tests"


def built_once(shared: Path, plugins: Path, name: str, prepare: Callable[[Edition], None]) -> Path:
    """`output/` of an edition, built once for all tests and all workers; not to be changed."""
    with held(shared / f"{name}.lock"):
        root = shared / name
        if not root.exists():
            root.mkdir()
            edition = copy_house(root, plugins)
            prepare(edition)
            outcome = attempt(edition, ())
            (root / "said.txt").write_text(outcome.said, encoding="utf-8")
        assert (root / "output" / "index.html").is_file(), (root / "said.txt").read_text("utf-8")
    return root / "output"


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all workers of this run share."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session")
def compiled_plugins(shared_folder: Path) -> Path:
    """Our plug-ins with all their modules compiled, once for all tests and all workers.

    A copy of them keeps the times of the files: Python need not compile them again for each program of each copy.
    """
    place = shared_folder / "plugins"
    with held(shared_folder / "plugins.lock"):
        if not place.exists():
            shutil.copytree(HOUSE / "plugins", place, ignore=shutil.ignore_patterns("__pycache__"))
            compileall.compile_dir(place, quiet=2)
    return place


@pytest.fixture(scope="session")
def built_site(shared_folder: Path, compiled_plugins: Path) -> Path:
    """`output/` of the sample edition."""
    return built_once(shared_folder, compiled_plugins, "sample-edition", lambda edition: None)


@pytest.fixture(scope="session")
def issue_site(shared_folder: Path, compiled_plugins: Path) -> Path:
    """`output/` of the sample edition with one of its issues."""
    return built_once(shared_folder, compiled_plugins, "one-issue", keep_issue)


@pytest.fixture(scope="session")
def odd_site(shared_folder: Path, compiled_plugins: Path) -> Path:
    """`output/` of the edition of hard cases (`tests/support/odd.py`)."""
    return built_once(shared_folder, compiled_plugins, "odd-edition", make_odd)


@pytest.fixture(scope="session")
def years_site(shared_folder: Path, compiled_plugins: Path) -> Path:
    """`output/` of the edition of several years (`tests/support/years.py`)."""
    return built_once(shared_folder, compiled_plugins, "years-edition", make_years)


def make_empty(edition: Edition) -> None:
    """The edition without the articles of the sample."""
    for name in ("issues", "articles"):
        shutil.rmtree(edition.content / name)
    (edition.content / "issues").mkdir()


def keep_issue(edition: Edition) -> None:
    """Of the sample's issues only the one that has a date."""
    for folder in (*(edition.content / "issues").iterdir(), *edition.articles.iterdir()):
        if folder.name != ISSUE:
            shutil.rmtree(folder)


def make_years(edition: Edition) -> None:
    """Articles of several years in place of the sample edition."""
    make_empty(edition)
    years.write(edition.root)


def make_odd(edition: Edition) -> None:
    """The hard cases in place of the sample edition."""
    make_empty(edition)
    odd.write(edition.root)
    settings = edition.root / "edition.toml"
    told = 'corrections = "desk@example.org"'
    settings.write_text(settings.read_text("utf-8").replace('corrections = ""', told), encoding="utf-8")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A running Chromium (a Playwright `Browser`): the one `run.py` found, else Playwright's own."""
    from playwright.sync_api import sync_playwright

    options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=options)
        yield browser
        browser.close()


def chromium_path() -> str | None:
    """What `run.py` handed over, else a Chromium on the path, else None."""
    return os.environ.get("BANMIAN_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
