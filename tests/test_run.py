"""`run.py`: what it decides, and one real set-up in a folder of its own."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from types import ModuleType

import pytest

HOUSE = Path(__file__).resolve().parent.parent
ECHO = """
import json, os, sys
print(json.dumps({"args": sys.argv[1:], "folder": os.getcwd()}))
sys.exit(int(os.environ.get("ECHO_CODE", "0")))
"""


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("run_of_banmian", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def run() -> ModuleType:
    return load(HOUSE / "run.py")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A project of nothing but run.py and locks that ask for nothing."""
    root = tmp_path / "a folder with 空格"
    (root / "requirements").mkdir(parents=True)
    shutil.copy(HOUSE / "run.py", root)
    for name in ("run", "test"):
        (root / "requirements" / f"{name}.txt").write_text("# nothing\n", encoding="utf-8")
    return root


def start(home: Path, *args: str, folder: Path | None = None, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(home / "run.py"), *args]
    environment = {**os.environ, **variables}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def put_in_invoke(home: Path) -> None:
    """In the place of invoke, a module that says how it was called."""
    python = home / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    where = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = Path(subprocess.run([python, "-c", where], capture_output=True, text=True, check=True).stdout.strip())
    (packages / "invoke.py").write_text(ECHO, encoding="utf-8")


@pytest.mark.setup
def test_set_up_use_and_repair(home: Path, tmp_path: Path) -> None:
    """In one test, since every environment takes seconds to make."""
    first = start(home, "build")
    assert "Making the environment" in first.stderr
    assert "No module named invoke" in first.stderr  # the lock is empty, so the set-up went through
    put_in_invoke(home)

    second = start(home, "build", "--flag", "a b", folder=tmp_path)
    assert second.stderr == ""
    said = json.loads(second.stdout)
    assert said["args"] == ["--search-root", str(home), "build", "--flag", "a b"]
    assert Path(said["folder"]) == tmp_path

    assert json.loads(start(home).stdout)["args"][-1] == "--list"
    assert json.loads(start(home, "gh_pages").stdout)["args"][-1] == "gh-pages"
    assert start(home, "build", ECHO_CODE="7").returncode == 7

    # Another lock, with a package that is not the one it names: it is refused, and the set-up is not done.
    lock = home / "requirements" / "run.txt"
    lock.write_text("invoke==3.0.3 --hash=sha256:" + "0" * 64 + "\n", encoding="utf-8")
    refused = start(home, "build", PIP_NO_INDEX="1")
    assert "Making the environment" in refused.stderr
    assert refused.returncode == 1
    assert refused.stderr.splitlines()[-1].startswith("  ")
    assert "run.py: " in refused.stderr
    assert not (home / ".venv" / "banmian-stamp").exists()

    # A set-up that was cut short is begun anew; the tests get their requirements, which hold all that a build needs.
    lock.write_text("# another lock\n", encoding="utf-8")
    browser = {"BANMIAN_CHROMIUM": str(tmp_path / "chromium")}
    done = start(home, "test", **browser)
    assert "Making the environment" in done.stderr
    assert "Installing the test requirements" in done.stderr
    put_in_invoke(home)
    assert start(home, "test", **browser).stderr == start(home, "build").stderr == ""
    if shutil.which("npm") and shutil.which("java"):
        command = ["java", "-jar", home / ".venv" / "vnu.jar", "--version"]
        checker = subprocess.run(command, capture_output=True, text=True, check=True)
        assert checker.stdout.split()[0] in load(home / "run.py").HTML_CHECKER[0]


def test_only_the_tests_need_a_browser(run: ModuleType) -> None:
    assert {"test"} == run.TESTING


def test_ctrl_c_in_the_set_up_ends_it_in_a_line(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(run, "prepare", interrupted)
    assert run.main(["build"]) == 130
    assert "stopped" in capsys.readouterr().err


def test_old_python_is_told_what_to_do(run: ModuleType) -> None:
    run.refuse_old_python((3, 11))
    with pytest.raises(run.SetupError, match=r"this is 3\.9\. Install a newer Python"):
        run.refuse_old_python((3, 9), which=lambda _: None)
    with pytest.raises(run.SetupError, match=r"Run `python3.12 run.py` instead"):
        run.refuse_old_python((3, 10), which=lambda name: name == "python3.12")


def test_full_disk_is_told_before_it_is_full(run: ModuleType) -> None:
    run.refuse_full_disk(10**9)
    with pytest.raises(run.SetupError, match="95 MB are free on this disk, 750 are needed"):
        run.refuse_full_disk(10**8)


@pytest.mark.parametrize(
    ("output", "remedy"),
    [
        ("The virtual environment was not created successfully because ensurepip is not available.", "python3.12-venv"),
        ("/usr/bin/python3: No module named venv", "python3.12-venv"),
        ("Error: something else", "something else"),
    ],
)
def test_missing_venv_names_the_package(run: ModuleType, output: str, remedy: str) -> None:
    assert remedy in run.explain_venv(output, (3, 12))


@pytest.mark.parametrize(
    ("output", "remedy"),
    [
        ("OSError: [Errno 28] No space left on device", "the disk is full"),
        ("NewConnectionError(... Name or service not known)\nNo matching distribution found", "no network"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "pip cache purge"),
        ("ERROR: No matching distribution found for x", "try Python 3.11, 3.12 or 3.13"),
        ("something new", "something new"),
    ],
)
def test_failed_installation_says_what_to_do(run: ModuleType, output: str, remedy: str) -> None:
    assert remedy in run.explain_pip(output)


def test_stamp_changes_with_the_lock_and_the_place(run: ModuleType, home: Path, tmp_path: Path) -> None:
    before = run.stamp(home, "run")
    assert run.stamp(home, "run") == before != run.stamp(home, "test")
    moved = shutil.copytree(home, tmp_path / "moved")
    assert run.stamp(moved, "run") != before
    (home / "requirements" / "run.txt").write_text("x", encoding="utf-8")
    assert run.stamp(home, "run") != before


def test_no_stamps_without_an_environment(run: ModuleType, tmp_path: Path) -> None:
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "banmian-stamp").write_text("run x\n", encoding="utf-8")
    assert run.stamps(tmp_path) == set()


def test_debian_and_its_descendants(run: ModuleType, tmp_path: Path) -> None:
    release = tmp_path / "os-release"
    release.write_text('NAME="Debian GNU/Linux"\nID=debian\n', encoding="utf-8")
    assert run.is_debian(release)
    release.write_text("ID=ubuntu\nID_LIKE=debian\n", encoding="utf-8")
    assert not run.is_debian(release)
    assert not run.is_debian(tmp_path / "none")


def test_browser_that_does_not_start_is_none(run: ModuleType, tmp_path: Path) -> None:
    stub = tmp_path / "chromium"
    stub.write_text("#!/bin/sh\necho install the snap\nexit 10\n", encoding="utf-8")
    stub.chmod(0o755)
    assert not run.answers(str(stub))
    assert not run.answers(str(tmp_path / "none"))


def test_shells_variables_do_not_lead_astray(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_TARGET", "/somewhere")
    monkeypatch.setenv("PIP_CERT", "/cert")
    found = run.environment()
    assert "PIP_TARGET" not in found
    assert (found["PIP_USER"], found["PIP_CERT"]) == ("0", "/cert")


def test_one_set_up_at_a_time(run: ModuleType, tmp_path: Path) -> None:
    order: list[str] = []

    def second() -> None:
        with run.setup_lock(tmp_path):
            order.append("second")

    with run.setup_lock(tmp_path):
        waiting = threading.Thread(target=second)
        waiting.start()
        waiting.join(timeout=0.2)
        order.append("first")
    waiting.join(timeout=10)
    assert order == ["first", "second"]


@pytest.mark.parametrize("name", ["run", "test"])
def test_locks_pin_and_hash_everything_and_name_no_address(name: str) -> None:
    text = (HOUSE / "requirements" / f"{name}.txt").read_text("utf-8")
    assert "://" not in text and "index" not in text
    blocks = [block for block in text.replace("\\\n", " ").splitlines() if block and block[0] not in " #"]
    assert blocks and all("==" in block and "--hash=sha256:" in block for block in blocks)


def test_test_lock_holds_the_versions_of_the_run_lock() -> None:
    def pins(name: str) -> set[str]:
        lines = (HOUSE / "requirements" / f"{name}.txt").read_text("utf-8").splitlines()
        return {line.split(" ")[0] for line in lines if line[:1].isalnum()}

    assert pins("run") <= pins("test")
