"""A process that is told to stop answers what it has accepted, whole, and then ends: nobody is cut off or waits for nothing."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parent.parent.parent
ANSWER = 40_000_000  # bytes: more than the out-buffer of a connection and the system's take at once
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to be told by")

# One thread, as the site has: what comes meanwhile waits in its queue.
PROGRAM = f"""
import logging, time, waitress
from search_app import draining

def app(environ, start_response):
    if environ["PATH_INFO"] == "/slow":
        time.sleep(0.3)
    if environ["PATH_INFO"] == "/hangs":
        time.sleep(60)
    body = b"x" * {ANSWER} if environ["PATH_INFO"] == "/large" else environ["PATH_INFO"].encode()
    start_response("200 OK", [("Content-Length", str(len(body)))])
    return [body]

logging.getLogger("waitress.queue").setLevel(logging.ERROR)
draining.DRAIN_SECONDS = 4.0
watched = {{}}
server = waitress.create_server(app, map=watched, threads=1, host="127.0.0.1", port=0)
print(server.effective_port, flush=True)
draining.serve(server, watched, print)
"""


@contextmanager
def serving() -> Iterator[tuple[int, subprocess.Popen[str]]]:
    command = [sys.executable, "-c", PROGRAM]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=ROOT, text=True, encoding="utf-8", **pipes) as process:
        try:
            assert process.stdout
            port = int(process.stdout.readline())
            with asked(port, "/") as (first,):
                first.getresponse().read()  # from here on it listens to signals too
            yield port, process
        finally:
            process.kill()


@contextmanager
def asked(port: int, *paths: str) -> Iterator[list[HTTPConnection]]:
    """Connections over which the server was asked for a path each; nothing of the answers is read yet."""
    connections = [HTTPConnection("127.0.0.1", port, timeout=20) for _ in paths]
    try:
        for connection, path in zip(connections, paths, strict=True):
            connection.request("GET", path)
        yield connections
    finally:
        for connection in connections:
            connection.close()


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    said, errors = process.communicate(timeout=20)
    return process.returncode, said, errors


def test_what_waits_for_the_thread_is_answered_and_told_that_it_was_the_last() -> None:
    with serving() as (port, process), asked(port, *["/slow"] * 5) as connections:
        time.sleep(0.1)  # the first is at work
        process.terminate()
        answers = [connection.getresponse() for connection in connections]
        assert [answer.read() for answer in answers] == [b"/slow"] * 5
        assert [answer.getheader("Connection") for answer in answers[1:]] == ["close"] * 4
        assert ended(process) == (0, "", "")


def test_a_slow_reader_gets_the_whole_answer() -> None:
    with serving() as (port, process), asked(port, "/large") as (connection,):
        answer = connection.getresponse()
        process.terminate()
        read = 0
        while block := answer.read(1_000_000):
            read += len(block)
            time.sleep(0.04)
        assert read == ANSWER
        assert ended(process) == (0, "", "")


def test_a_connection_that_asks_for_nothing_does_not_hold_the_end_up() -> None:
    with serving() as (port, process), asked(port, "/") as (idle,), socket.create_connection(("127.0.0.1", port)):
        assert idle.getresponse().read() == b"/"  # the other never asks
        started = time.monotonic()
        process.terminate()
        assert ended(process) == (0, "", "")
        assert time.monotonic() - started < 3


def test_a_request_that_comes_just_after_over_a_connection_that_was_open_is_answered() -> None:
    with serving() as (port, process), socket.create_connection(("127.0.0.1", port), timeout=20) as late:
        process.terminate()
        time.sleep(0.3)
        late.sendall(b"GET /late HTTP/1.1\r\nHost: here\r\n\r\n")
        with late.makefile("rb") as answer:
            assert answer.read().endswith(b"/late")


def test_whoever_comes_later_is_refused_at_once() -> None:
    with serving() as (port, process), asked(port, "/hangs"):
        time.sleep(0.1)
        process.terminate()
        time.sleep(0.3)
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port), timeout=20)


def test_what_cannot_be_answered_in_time_is_cut_and_told_in_one_sentence() -> None:
    with serving() as (port, process), asked(port, "/hangs", "/"):
        time.sleep(0.1)
        started = time.monotonic()
        process.terminate()
        assert ended(process) == (0, "停下时还有 2 个连接在 4 秒内没有答完，已断开\n", "")
        assert time.monotonic() - started < 8


@pytest.mark.skipif(sys.platform != "linux", reason="several processes run on Linux only")
@pytest.mark.parametrize("processes", ["1", "2"])
def test_under_load_every_connection_that_was_taken_is_answered(tmp_path: Path, processes: str) -> None:
    lost: list[str] = []
    answered = [0]

    def ask(address: str) -> None:
        while True:
            try:
                with urlopen(f"{address}/healthz", timeout=20) as response:  # noqa: S310 - this test's own server
                    json.load(response)
                answered[0] += 1
            except OSError as error:
                if "refused" not in str(error):
                    lost.append(repr(error))
                return

    command = [sys.executable, "-m", "search_app", "--port", "0", "--index", str(tmp_path)]
    environment = {"BULLETIN_PROCESSES": processes, "PYTHONUTF8": "1"}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=ROOT, env=environment, text=True, encoding="utf-8", **pipes) as process:
        assert process.stdout
        address = process.stdout.readline().strip()
        clients = [threading.Thread(target=ask, args=(address,)) for _ in range(16)]
        for client in clients:
            client.start()
        time.sleep(1)
        process.terminate()
        for client in clients:
            client.join()
        code, _, errors = ended(process)
    assert answered[0]
    assert code == 0
    assert len(lost) <= int(processes), lost  # who is just being let in while the door closes; it was every client
    assert all(line.startswith("注意") for line in errors.splitlines()), errors
