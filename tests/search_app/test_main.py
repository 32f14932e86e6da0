"""`python -m search_app`: it says where it listens, starts before the first build, follows builds, and fails in one sentence."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from samples import PAGES

from indexer.analysis import Analyser
from indexer.build import build
from indexer.errors import BadSetting
from indexer.stores.whoosh import WhooshStore
from search_app.workers import MOST_AUTOMATIC, process_count

ROOT = Path(__file__).parent.parent.parent
COMMAND = [sys.executable, "-m", "search_app"]
several = pytest.mark.skipif(sys.platform != "linux", reason="several processes run on Linux only")


def environment(**variables: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BULLETIN_")}
    return {**kept, "PYTHONUTF8": "1", **variables}


@contextmanager
def serving(*options: str, **variables: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A running server: the address it prints, and its process."""
    command = [*COMMAND, "--port", "0", *options]
    process = subprocess.Popen(command, cwd=ROOT, env=environment(**variables), stdout=subprocess.PIPE, text=True)
    with process:
        try:
            assert process.stdout
            yield process.stdout.readline().strip(), process
        finally:
            process.kill()


def get(address: str) -> tuple[int, str]:
    try:
        with urlopen(address, timeout=10) as response:  # noqa: S310 - the address is this test's own server
            return response.status, response.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()


def failing(*options: str, **variables: str) -> str:
    """What a start that must fail says on stderr."""
    answer = subprocess.run(
        [*COMMAND, *options], cwd=ROOT, env=environment(**variables), capture_output=True, text=True, timeout=60, check=False
    )
    assert answer.returncode == 2
    assert not answer.stdout
    assert "Traceback" not in answer.stderr
    return answer.stderr


def test_it_starts_without_an_index_and_follows_the_first_build_and_the_next(tmp_path: Path, analyser: Analyser) -> None:
    def publish(part: str) -> str:
        store, pages = WhooshStore(), [PAGES / part]
        return build(pages, tmp_path, store, analyser, keep=2, rebuild=True, progress=lambda *_: None).generation

    with serving("--index", str(tmp_path), BULLETIN_RELOAD_SECONDS="0") as (address, _):
        assert address.startswith("http://127.0.0.1:")
        assert get(f"{address}/")[0] == 503
        assert get(f"{address}/readyz")[0] == 503
        assert get(f"{address}/healthz")[0] == 200
        for part in ("zgjx/2018", "zgjx/2019"):
            name = publish(part)
            assert get(f"{address}/")[0] == 200
            assert json.loads(get(f"{address}/healthz")[1])["generation"] == name


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to be told by")
@pytest.mark.parametrize("processes", ["1", "2"])
def test_told_to_stop_it_stops_at_once_and_well(tmp_path: Path, processes: str) -> None:
    if processes != "1" and sys.platform != "linux":
        pytest.skip("several processes run on Linux only")
    with serving("--index", str(tmp_path), BULLETIN_PROCESSES=processes) as (address, process):
        assert get(f"{address}/healthz")[0] == 200
        started = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0
        assert time.monotonic() - started < 10


def answering(address: str) -> set[int]:
    """The processes that answer there: each of 60 connections goes to any of them."""
    return {json.loads(get(f"{address}/healthz")[1])["process"] for _ in range(60)}


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def is_free(port: int) -> bool:
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True


def within(seconds: float, reached: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + seconds
    while not reached():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


@several
def test_several_processes_answer_and_all_end_with_their_parent(tmp_path: Path) -> None:
    with serving("--index", str(tmp_path), BULLETIN_PROCESSES="3") as (address, process):
        workers = answering(address)
        assert len(workers) == 3
        assert process.pid not in workers
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 0
        assert not any(map(is_alive, workers))


@several
@pytest.mark.parametrize("sent", ["SIGKILL", "SIGTERM"])
def test_a_process_that_ends_is_replaced_and_no_later_request_is_lost(tmp_path: Path, sent: str) -> None:
    with serving("--index", str(tmp_path), BULLETIN_PROCESSES="2") as (address, _):
        killed, kept = answering(address)
        os.kill(killed, signal.Signals[sent])
        assert within(20, lambda: sent == "SIGKILL" or not is_alive(killed))
        after = answering(address)  # every one of these is answered, also those that came while a process was missing
        assert killed not in after
        assert kept in after
        assert within(20, lambda: len(answering(address)) == 2)


@several
def test_without_their_parent_the_processes_end_and_the_port_is_free(tmp_path: Path) -> None:
    with serving("--index", str(tmp_path), BULLETIN_PROCESSES="2") as (address, process):
        assert get(f"{address}/healthz")[0] == 200
        process.kill()
        process.wait()
        assert within(20, lambda: is_free(int(address.rsplit(":", 1)[1])))


@several
def test_every_process_follows_a_new_generation(tmp_path: Path, analyser: Analyser) -> None:
    def generations(address: str) -> set[tuple[int, str | None]]:
        told = [json.loads(get(f"{address}/healthz")[1]) for _ in range(40)]
        return {(answer["process"], answer["generation"]) for answer in told}

    with serving("--index", str(tmp_path), BULLETIN_PROCESSES="2", BULLETIN_RELOAD_SECONDS="0") as (address, _):
        workers = answering(address)
        report = build([PAGES / "zgjx/2018"], tmp_path, WhooshStore(), analyser, keep=2, rebuild=True, progress=lambda *_: None)
        assert generations(address) == {(worker, report.generation) for worker in workers}


def test_where_nothing_can_fork_the_program_still_loads() -> None:
    without = "import multiprocessing.context as c, os; del c.ForkProcess, c.ForkContext, os.fork, os.sched_getaffinity"
    answer = subprocess.run(
        [sys.executable, "-c", f"{without}; import search_app.server"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_where_processes_cannot_share_a_port_there_is_one_and_more_are_refused(
    monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert process_count(0) == process_count(1) == 1
    with pytest.raises(BadSetting, match="BULLETIN_PROCESSES"):
        process_count(2)


@several
def test_the_number_of_processes_is_the_one_asked_for_or_as_many_as_there_are_cores_up_to_a_few() -> None:
    assert process_count(7) == 7
    assert process_count(0) == min(len(os.sched_getaffinity(0)), MOST_AUTOMATIC)


def test_an_ipv6_address_is_listened_on_and_printed_in_brackets(tmp_path: Path) -> None:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        pytest.skip("this machine has no IPv6")
    with serving("--index", str(tmp_path), "--host", "::1") as (address, _):
        assert address.startswith("http://[::1]:")
        assert get(f"{address}/healthz")[0] == 200


def test_the_environment_sets_and_options_override(tmp_path: Path) -> None:
    with serving(BULLETIN_INDEX_DIR=str(tmp_path), BULLETIN_HOST="nowhere.invalid", BULLETIN_PORT="1") as (address, process):
        assert not address  # the port came from the option, the host from the environment
        assert process.wait(timeout=60) == 2


def test_a_port_in_use_is_one_clear_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        said = failing("--index", str(tmp_path), "--port", port)
    assert said.startswith(f"错误：127.0.0.1 的端口 {port} 已被占用")
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize(
    ("options", "variables", "words"),
    [
        ((), {"BULLETIN_PORT": "eighty"}, "BULLETIN_PORT"),
        (("--host", "no such host"), {}, "no such host"),
        (("--host", "x" * 70 + ".example"), {}, "--host"),
        (("--port", "70000"), {}, "70000"),
        (("--nonsense",), {}, "--nonsense"),
    ],
)
def test_a_bad_setting_is_named(options: tuple[str, ...], variables: dict[str, str], words: str) -> None:
    assert words in failing(*options, **variables)


def test_the_answer_does_not_name_the_server(tmp_path: Path) -> None:
    with serving("--index", str(tmp_path)) as (address, _), urlopen(f"{address}/healthz", timeout=10) as response:  # noqa: S310 - own server
        assert "Server" not in response.headers


def test_what_goes_wrong_while_the_site_is_imported_ends_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "flask.py").write_text("1 / 0", encoding="utf-8")
    assert failing(PYTHONPATH=str(tmp_path)).startswith("错误：程序出错")


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent another way on Windows")
@pytest.mark.parametrize("sent", ["SIGINT", "SIGTERM"])
def test_told_to_stop_before_it_listens_it_ends_without_a_word(tmp_path: Path, sent: str) -> None:
    stub = f"import os, signal\nos.kill(os.getpid(), signal.{sent})\n"
    program = f"from search_app import server\nserver.create_app = lambda *_: exec({stub!r})\nserver.main()"
    answer = subprocess.run(
        [sys.executable, "-c", program, "--port", "0", "--index", str(tmp_path)],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        timeout=60,
        check=False,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a suite in the background ignores it
    )
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, b"", b"")


def test_the_log_names_the_folder_that_holds_no_index(tmp_path: Path) -> None:
    command = [*COMMAND, "--port", "0", "--index", str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, env=environment(), stderr=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stderr
        said = process.stderr.readline()
        process.terminate()
    assert said.startswith(f"注意：{tmp_path} 中还没有索引")
