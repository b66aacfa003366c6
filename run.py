"""Make the environment if it is not there yet, then run `invoke ARGS` in it.

    python3 run.py serve        python3 run.py test        python3 run.py

Standard library only. The environment is `.venv`, made from the locked requirements with
their hashes checked. A stamp in it, written last, says what it was made from: a changed
lock installs again, a set-up cut short is made anew. Environment: BANMIAN_CHROMIUM names
the Chromium that the tests use.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
OLDEST = (3, 11)
WINDOWS = os.name == "nt"
LOCKS = {"run": "requirements/run.txt", "test": "requirements/test.txt"}
"""Kind of environment -> its lock. `test` holds all of `run`."""
TESTING = frozenset({"test"})
"""Tasks that need the test environment and a browser."""
HYPHENED = {"gh_pages": "gh-pages", "cf_upload": "cf-upload"}
"""Names of tasks that Pelican's template writes with an underscore; invoke knows them by the other."""
NEEDED_MB = 750
BROWSERS = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge"),
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
)
TOOLS = {"nginx": "nginx-light", "rsync": "rsync"}
"""Programs by which tests try the real thing -> their package in Debian. Without one its tests are skipped."""
HTML_CHECKER = ("vnu-jar@26.9.27", "5970d3ffca91a627cf0965e5d91bb2e4242307c29292998de0b419d6a901b2b7")
"""The Nu HTML checker: package of npm, SHA-256 of its archive."""
CHECKER_FILE = "package/build/dist/vnu.jar"
"""In the archive; put into `.venv/`."""
UNWANTED = ("PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_CONSTRAINT", "PIP_REQUIREMENT", "PYTHONHOME", "PYTHONPATH")
"""Variables of a user's shell that would lead the set-up astray."""
SCRIPT_OF_BROWSER = (
    "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
)


class SetupError(Exception):
    """The set-up cannot go on; the text says what to do."""


def main(args: Sequence[str]) -> int:
    """Set up what the tasks named need, then hand over to invoke. Returns the exit code."""
    try:
        refuse_old_python(sys.version_info[:2])
        kind = "test" if TESTING & set(args) else "run"
        with setup_lock(ROOT):
            prepare(ROOT, kind)
            browser = prepare_browser(ROOT) if kind == "test" else None
            if kind == "test":
                prepare_tools()
                prepare_html_checker(ROOT)
    except SetupError as error:
        print(f"run.py: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nrun.py: stopped; the next call goes on with the set-up", file=sys.stderr)
        return 130
    return hand_over(ROOT, args, browser)


def refuse_old_python(version: tuple[int, int], which=shutil.which) -> None:
    """Say so, and name a newer Python of this machine, when `version` is too old."""
    if version >= OLDEST:
        return
    newer = next((f"python3.{minor}" for minor in range(19, 10, -1) if which(f"python3.{minor}")), None)
    remedy = f"Run `{newer} run.py` instead." if newer else "Install a newer Python and run this again with it."
    raise SetupError(f"Python 3.11 or newer is needed; this is {version[0]}.{version[1]}. {remedy}")


@contextlib.contextmanager
def setup_lock(root: Path) -> Iterator[None]:
    """Let one set-up run at a time; the system frees the lock when a process dies."""
    (root / "build").mkdir(exist_ok=True)
    with (root / "build" / "setup.lock").open("a+b") as file:
        if WINDOWS:
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


# The environment


def python_of(root: Path) -> Path:
    """The Python of the environment under `root`."""
    return root / ".venv" / ("Scripts/python.exe" if WINDOWS else "bin/python")


def stamp(root: Path, kind: str) -> str:
    """What an environment of this kind must be made from: lock, Python, place."""
    made_from = hashlib.sha256((root / LOCKS[kind]).read_bytes())
    made_from.update(f"{sys.version}\n{sys.base_prefix}\n{root}".encode())
    return f"{kind} {made_from.hexdigest()}"


def stamps(root: Path) -> set[str]:
    """The stamps of the environment that is there; none when a set-up was cut short."""
    file = root / ".venv" / "banmian-stamp"
    return set(file.read_text("utf-8").splitlines()) if file.is_file() and python_of(root).exists() else set()


def prepare(root: Path, kind: str) -> None:
    """Make or complete `.venv` so that it is what the lock of `kind` says."""
    there, wanted = stamps(root), stamp(root, kind)
    if wanted in there:
        return
    if stamp(root, "run") not in there:
        make_environment(root)
        there = set()
    print(f"Installing the {kind} requirements (once; about a minute) …", file=sys.stderr, flush=True)
    install(root, kind)
    done = there | {wanted, stamp(root, "run")}
    (root / ".venv" / "banmian-stamp").write_text("\n".join(sorted(done)) + "\n", "utf-8")


def make_environment(root: Path) -> None:
    """An empty `.venv`, in the place of whatever was there."""
    print("Making the environment in .venv …", file=sys.stderr, flush=True)
    refuse_full_disk(shutil.disk_usage(root).free)
    shutil.rmtree(root / ".venv", ignore_errors=True)
    made = run([sys.executable, "-m", "venv", str(root / ".venv")])
    if made.returncode:
        raise SetupError(explain_venv(made.stdout, sys.version_info[:2]))


def refuse_full_disk(free: int) -> None:
    """`free` in bytes."""
    megabytes = free // 1024**2
    if megabytes < NEEDED_MB:
        raise SetupError(f"{megabytes} MB are free on this disk, {NEEDED_MB} are needed. Free some and try again.")


def explain_venv(output: str, version: tuple[int, int]) -> str:
    """Why no environment could be made, from what `python -m venv` printed."""
    if "ensurepip" in output or "No module named venv" in output:
        package = f"python{version[0]}.{version[1]}-venv"
        return (
            f"this Python has no venv or ensurepip. On Debian or Ubuntu run `apt-get install {package}` (as root), "
            "elsewhere install a complete Python; then run this again."
        )
    return f"`python -m venv` failed. Its last words:\n{tail(output)}"


def install(root: Path, kind: str) -> None:
    """Install the lock of `kind`; every file must have one of the hashes it names."""
    pip = ["-I", "-m", "pip", "install", "--require-hashes", "--no-deps", "--disable-pip-version-check", "--quiet"]
    done = run([str(python_of(root)), *pip, "-r", str(root / LOCKS[kind])])
    if done.returncode:
        raise SetupError(explain_pip(done.stdout))


CAUSES = (
    (("No space left", "Errno 28"), "the disk is full. Free about 750 MB and run this again."),
    (
        ("DO NOT MATCH THE HASHES",),
        "a package differs from the one locked. A mirror or cache served another file: run `pip cache purge`, "
        "check the index your pip is set to, and run this again.",
    ),
    (
        ("NewConnectionError", "ConnectTimeout", "ReadTimeout", "Name or service not known", "ProxyError", "SSLError"),
        "the packages could not be fetched: no network, or a proxy or certificate is not set. "
        "Check the connection (or pip's own settings) and run this again.",
    ),
    (
        ("No matching distribution", "Failed building wheel", "Failed to build"),
        f"a locked package is not to be had for Python {sys.version_info[0]}.{sys.version_info[1]} on this machine. "
        "Check the connection; try Python 3.11, 3.12 or 3.13.",
    ),
)
"""(words in pip's output, what to tell the user), first match wins."""


def explain_pip(output: str) -> str:
    """What to do about a failed installation, from what pip printed."""
    cause = next((text for words, text in CAUSES if any(word in output for word in words)), "pip failed.")
    return f"{cause}\npip's last words:\n{tail(output)}"


# The browser of the tests


def prepare_browser(root: Path) -> str:
    """Path of a Chromium that runs: remembered, found, or installed."""
    note = root / ".venv" / "banmian-chromium"
    named = os.environ.get("BANMIAN_CHROMIUM")
    if named:
        return named
    if note.is_file() and Path(note.read_text("utf-8")).exists():
        return note.read_text("utf-8")
    path = find_browser() or install_browser(root)
    note.write_text(path, "utf-8")
    return path


def find_browser() -> str | None:
    """A Chromium of this machine that answers; a mere stub of a package manager does not."""
    found = (shutil.which(name) for name in BROWSERS)
    return next((path for path in found if path and answers(path)), None)


def answers(path: str) -> bool:
    """Whether the browser at `path` starts at all."""
    return WINDOWS or run([path, "--version"]).returncode == 0


def install_browser(root: Path) -> str:
    """By apt-get when root on Debian, else Playwright's own; returns its path."""
    print("Installing a browser for the tests (once) …", file=sys.stderr, flush=True)
    if is_root() and is_debian():
        apt_install(["chromium", "fonts-noto-cjk"])
        found = find_browser()
        if found:
            return found
    return install_playwright_browser(str(python_of(root)))


def apt_install(packages: Sequence[str]) -> None:
    """Install packages of Debian; what fails is seen by what is missing then."""
    run(["apt-get", "update", "-q"])
    run(["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages])


def is_root() -> bool:
    """Whether we may install packages of the system."""
    return not WINDOWS and os.geteuid() == 0 and bool(shutil.which("apt-get"))


def is_debian(release: Path = Path("/etc/os-release")) -> bool:
    """Debian itself; the chromium package of its descendants may be an empty shell."""
    return release.is_file() and "ID=debian" in release.read_text("utf-8").replace('"', "").splitlines()


def install_playwright_browser(python: str) -> str:
    """Playwright's own Chromium, with the system's libraries where we may install them."""
    done = run([python, "-m", "playwright", "install", *(["--with-deps"] if is_root() else []), "chromium"])
    path = run([python, "-c", SCRIPT_OF_BROWSER], merge=False).stdout.strip()
    if not path or not Path(path).exists() or not answers(path):
        raise SetupError(
            "no Chromium was found and none could be installed. Install Chromium or Chrome, or name one in "
            f"BANMIAN_CHROMIUM, and run this again.\n{tail(done.stdout)}"
        )
    return path


# What else the tests use where it is to be had


def prepare_tools() -> None:
    """Install the programs that are missing, where we may."""
    missing = [package for program, package in TOOLS.items() if not shutil.which(program)]
    if missing and is_root() and is_debian():
        print(f"Installing {', '.join(missing)} for the tests (once) …", file=sys.stderr, flush=True)
        apt_install(missing)


def prepare_html_checker(root: Path) -> None:
    """Put the HTML checker into the environment, where npm is there and the archive is the one we know."""
    jar = root / ".venv" / Path(CHECKER_FILE).name
    npm = shutil.which("npm")
    if jar.is_file() or not npm:
        return
    package, sha256 = HTML_CHECKER
    with tempfile.TemporaryDirectory() as folder:
        run([npm, "pack", "--silent", "--pack-destination", folder, package])
        archives = list(Path(folder).glob("*.tgz"))
        if not archives or hashlib.sha256(archives[0].read_bytes()).hexdigest() != sha256:
            return
        with tarfile.open(archives[0]) as archive, archive.extractfile(CHECKER_FILE) as source:
            jar.with_suffix(".half").write_bytes(source.read())
    jar.with_suffix(".half").replace(jar)


# Processes


def tail(output: str, lines: int = 12) -> str:
    """The end of a program's output, indented."""
    return "\n".join(f"  {line}" for line in output.strip().splitlines()[-lines:])


def environment() -> dict[str, str]:
    """Ours without what would lead the set-up astray."""
    kept = {key: value for key, value in os.environ.items() if key not in UNWANTED}
    return {**kept, "PIP_USER": "0", "DEBIAN_FRONTEND": "noninteractive"}


def run(command: Sequence[str], merge: bool = True) -> subprocess.CompletedProcess[str]:
    """Run to the end; `.stdout` holds what it printed. A program that is not there counts as failed."""
    errors = subprocess.STDOUT if merge else subprocess.DEVNULL
    try:
        return subprocess.run(
            command, stdout=subprocess.PIPE, stderr=errors, text=True, errors="replace", env=environment(), check=False
        )
    except OSError as error:
        return subprocess.CompletedProcess(command, 127, str(error))


def hand_over(root: Path, args: Sequence[str], browser: str | None) -> int:
    """Run invoke in the environment, in the folder the user is in; its exit code is ours."""
    named = [HYPHENED.get(arg, arg) for arg in args] or ["--list"]
    command = [str(python_of(root)), "-m", "invoke", "--search-root", str(root), *named]
    variables = {**os.environ, **({"BANMIAN_CHROMIUM": browser} if browser else {})}
    if not WINDOWS:
        # Become invoke: signals, terminal and exit code are then its own.
        os.execve(command[0], command, variables)
    with subprocess.Popen(command, env=variables) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue  # invoke gets it too and ends by itself


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
