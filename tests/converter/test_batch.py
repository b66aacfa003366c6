"""Many pages at a time: the same files whoever does the work, one bad page harms no other, memory stays flat."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

import archive
import deadly
from converter import batch, crew
from converter.__main__ import main
from converter.batch import Outcome, Task, fingerprint, knowledge_of, make_task
from converter.crew import Crew, InOrder, batches, local_crew, number_of_workers, stream
from converter.discover import Source, discover
from converter.mutex import WAITING
from converter.progress import reporter

PAGES = 10


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Some good pages, one in an old encoding, and an empty one; it is also where the command is started."""
    archive.write(tmp_path / "in", PAGES)
    (tmp_path / "in" / "2015-01-02" / "03.txt").write_bytes(archive.page(PAGES).encode("gb18030"))
    (tmp_path / "in" / "2015-01-02" / "04.txt").write_bytes(b"")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def address(house: Path) -> Iterator[str]:
    """Address of a running Dask cluster of one process."""
    command = [sys.executable, str(house / "tests" / "support" / "local_cluster.py")]
    environment = {**os.environ, "PYTHONPATH": str(house / "plugins")}
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdin and process.stdout
        yield process.stdout.readline().strip()
        process.stdin.close()


def convert(output: str, *options: str) -> int:
    return main(["--source", "in", "--output", output, *options])


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# ------------------------------------------------------- the same, whoever works


def test_processes_and_a_cluster_write_the_bytes_that_one_process_writes(
    folder: Path, address: str, capfd: pytest.CaptureFixture[str]
) -> None:
    ways = {"one": ["--jobs", "1"], "two": ["--jobs", "2"], "cluster": ["--cluster", address]}
    codes, told, trees = [], [], []
    for name, options in ways.items():
        codes.append(convert(name, *options))
        told.append(capfd.readouterr())
        trees.append(tree(folder / name))

    assert codes == [1, 1, 1]  # the empty page
    assert len(trees[0]) > 3 * PAGES
    assert trees[0] == trees[1] == trees[2]
    assert told[0] == told[1] == told[2]
    assert "E101 in/2015-01-02/04.txt" in told[0].err
    assert "W107 in/2015-01-02/03.txt" in told[0].err


def test_numbers_are_kept_when_pages_are_converted_again_by_others(folder: Path) -> None:
    convert("out", "--jobs", "1")
    page = folder / "in" / "2015-01-01" / "01.txt"
    new = "县图书馆新馆开馆\n\n本报讯（记者 周小满）昨日，县图书馆新馆开馆。\n\n"
    page.write_text(new + page.read_text("utf-8"), "utf-8")
    before = {name: data for name, data in tree(folder / "out").items() if "20150101-01-" in name}

    convert("out", "--jobs", "2")

    after = tree(folder / "out")
    assert {name: after[name].partition(b"source:")[0] for name in before} == {
        name: data.partition(b"source:")[0] for name, data in before.items()
    }
    assert len([name for name in after if "20150101-01-" in name]) > len(before)


def test_tags_of_ones_own_reach_the_workers(folder: Path) -> None:
    (folder / "tags.toml").write_text('["自有"]\n"乡村见闻录" = ["柳林镇", "青石乡", "双河村", "南山村"]\n', "utf-8")

    convert("out", "--jobs", "2", "--tags", "tags.toml")

    assert any("乡村见闻录".encode() in data for data in tree(folder / "out").values())


def test_changed_tags_make_another_task(tmp_path: Path) -> None:
    file = tmp_path / "tags.toml"
    file.write_text("", "utf-8")
    before = make_task(None, [file], True)
    file.write_text('["x"]\n"图书" = []\n', "utf-8")

    assert make_task(None, [file], True) != before


def test_a_worker_refuses_the_task_of_another_version() -> None:
    assert knowledge_of(Task("/", version=fingerprint()))
    with pytest.raises(RuntimeError, match="another version"):
        knowledge_of(Task("/", version="of yesterday"))


# ------------------------------------------------------------------- what fails


def test_a_fault_of_the_converter_is_told_of_its_page_and_stops_no_other(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def faulty(page: Any, *rest: Any) -> Any:
        if page.file == "02.txt":
            raise ZeroDivisionError("by chance")
        return whole(page, *rest)

    whole = batch.convert_page
    monkeypatch.setattr(batch, "convert_page", faulty)

    assert convert("out") == 1
    told = capsys.readouterr()
    assert "in/2015-01-01/02.txt: refused, E120" in told.out
    assert "ZeroDivisionError in test_batch.py" in told.err
    assert (folder / "out" / "2015-01-01" / "03.ledger").exists()


def test_a_page_that_kills_its_worker_is_named_and_the_others_are_converted(folder: Path) -> None:
    for name in ("2015-01-01/deadly.txt", "2015-01-03/deadly 2.txt"):
        (folder / "in" / name).parent.mkdir(exist_ok=True)
        (folder / "in" / name).write_text(archive.page(99), "utf-8")
    sources, _ = discover(Path("in"))

    with local_crew(2) as workers:
        outcomes = list(stream(sources, make_task(None, [], True), workers, deadly.work))

    refused = {
        source.path.as_posix(): outcome.problems[0].code
        for source, outcome in zip(sources, outcomes, strict=True)
        if outcome.conversion is None
    }
    assert refused == {
        "in/2015-01-01/deadly.txt": "E121",
        "in/2015-01-02/04.txt": "E101",
        "in/2015-01-03/deadly 2.txt": "E121",
    }


class Lost(Executor):
    """A cluster whose workers have not the converter."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_exception(ModuleNotFoundError("No module named 'converter'"))
        return future


def test_what_a_cluster_cannot_do_is_done_here_and_told(folder: Path) -> None:
    sources, _ = discover(Path("in"))

    outcomes = list(stream(sources[:2], make_task(None, [], True), Crew(Lost(), 1, "tcp://far:8786")))

    assert [len(outcome.conversion.articles) > 0 for outcome in outcomes if outcome.conversion] == [True, True]
    assert {(p.code, p.path) for outcome in outcomes for p in outcome.problems} == {("W122", "tcp://far:8786")}


def test_an_address_without_a_cluster_changes_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("converter.cluster.SECONDS_TO_ANSWER", 0.5)

    assert convert("out", "--cluster", "tcp://127.0.0.1:9") == 1
    assert "E123 tcp://127.0.0.1:9" in capsys.readouterr().err
    assert not (folder / "out").exists()


def test_a_cluster_without_its_package_says_what_to_install(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)

    assert convert("out", "--cluster", "tcp://127.0.0.1:8786") == 1
    assert "E124" in capsys.readouterr().err


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_at_once_and_cleanly(
    folder: Path, house: Path, jobs: str, capsys: pytest.CaptureFixture[str]
) -> None:
    archive.write(folder / "many", 40)
    with start(house, "--jobs", jobs) as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)
        started = time.monotonic()
        _, said = process.communicate(timeout=60)

    assert process.returncode == 130
    assert said == "stopped; the pages told above are converted\n"
    assert time.monotonic() - started < 30
    assert not list((folder / "out").rglob("*.part"))
    capsys.readouterr()
    assert main(["--source", "many", "--output", "out", "--jobs", "1"]) == 0
    assert capsys.readouterr().err == ""  # nothing half written is taken for the work of an editor


def start(house: Path, *options: str) -> subprocess.Popen[str]:
    """The converter at many pages, its processes in a group of their own."""
    environment = {**os.environ, "PYTHONPATH": str(house / "plugins"), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "converter", "--source", "many", "--output", "out", *options]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="Windows has no process groups")
def test_a_conversion_that_is_killed_leaves_no_process_behind(folder: Path, house: Path) -> None:
    archive.write(folder / "many", 80)
    with start(house, "--jobs", "2") as process:
        assert process.stdout
        process.stdout.readline()
        process.kill()
        try:
            # The pipe ends when the last process that holds it has ended.
            process.communicate(timeout=30)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def test_two_conversions_into_one_place_wait_for_each_other(folder: Path, house: Path) -> None:
    archive.write(folder / "many", 20)
    assert main(["--source", "many", "--output", "alone"]) == 0
    with start(house) as one, start(house) as other:
        said = [process.communicate(timeout=60)[1] for process in (one, other)]

    assert (one.returncode, other.returncode) == (0, 0)
    assert set(said) <= {"", f"{WAITING}\n"}
    assert tree(folder / "out") == tree(folder / "alone")


def test_a_number_of_processes_must_be_one(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        convert("out", "--jobs", "many")

    assert stopped.value.code == 2
    assert "'many' is no number of processes" in capsys.readouterr().err


# --------------------------------------------------------------- how it is done


@pytest.mark.parametrize(
    ("pages", "jobs", "workers"),
    [
        (200, None, 0),
        (201, None, 4),
        (10, 1, 0),
        (10, 0, 4),
        (10, 3, 3),
        (2, 8, 2),
        (1, 8, 0),
        (0, 0, 0),
        (999, 99, 61),
    ],
)
def test_processes_are_started_where_they_pay(
    monkeypatch: pytest.MonkeyPatch, pages: int, jobs: int | None, workers: int
) -> None:
    monkeypatch.setattr(crew, "cores", lambda: 4)

    assert number_of_workers(pages, jobs) == workers


@pytest.mark.parametrize(
    ("system", "threads", "way"), [("linux", 1, "fork"), ("linux", 2, "spawn"), ("darwin", 1, "spawn")]
)
def test_processes_are_copies_of_this_one_only_where_that_is_safe(
    monkeypatch: pytest.MonkeyPatch, system: str, threads: int, way: str
) -> None:
    monkeypatch.setattr(crew.sys, "platform", system)
    monkeypatch.setattr(crew.threading, "active_count", lambda: threads)

    assert crew.way_to_start().get_start_method() == way


def test_there_is_a_core() -> None:
    assert crew.cores() >= 1


def test_a_batch_has_ten_pages_at_most_and_every_worker_several() -> None:
    assert [Crew(InOrder(), 4).batch_size(pages) for pages in (1, 80, 10_000)] == [1, 5, 10]
    assert Crew(InOrder(), 0).batch_size(10_000) == 1
    assert [len(one) for one in batches(range(7), 3)] == [3, 3, 1]  # type: ignore[arg-type]


class Counting(InOrder):
    """Counts what it was given."""

    given = 0

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.given += 1
        return super().submit(fn, *args, **kwargs)


@pytest.mark.parametrize(("workers", "ahead"), [(0, 1), (2, 5)])
def test_no_more_batches_are_on_their_way_than_the_workers_need(folder: Path, workers: int, ahead: int) -> None:
    def nothing(task: Task, batch: Sequence[Source]) -> list[Outcome]:
        return [Outcome(summary=str(n)) for n, _ in enumerate(batch)]

    executor = Counting()
    source = discover(Path("in"))[0][0]
    outcomes = stream([source] * 10_000, Task("/"), Crew(executor, workers), nothing)
    next(outcomes)

    assert executor.given == ahead
    assert sum(1 for _ in outcomes) == 9_999


def test_a_terminal_shows_how_many_how_fast_and_how_long_still() -> None:
    terminal = io.StringIO()
    line = "[in]/01.txt: 6 articles; 5230 characters: " + "用" * 100
    with reporter(3, Console(file=terminal, force_terminal=True, width=100, _environ={})) as say:
        for _ in range(3):
            say(line)

    assert terminal.getvalue().count(line) == 3  # neither broken nor coloured
    assert "3/3" in terminal.getvalue()
    assert "pages/s" in terminal.getvalue()


def test_no_terminal_shows_no_bar(capsys: pytest.CaptureFixture[str]) -> None:
    with reporter(3) as say:
        say("a line")

    assert capsys.readouterr() == ("a line\n", "")
