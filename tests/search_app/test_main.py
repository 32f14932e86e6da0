"""`python -m search_app`: it says where it listens, starts before the first build, follows builds, and fails in one sentence."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from samples import PAGES

from indexer.analysis import Analyser
from indexer.build import build
from indexer.stores.whoosh import WhooshStore

ROOT = Path(__file__).parent.parent.parent
COMMAND = [sys.executable, "-m", "search_app"]


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
        return build(pages, tmp_path, store, analyser, keep=2, rebuild=True, progress=lambda done, total: None).generation

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
def test_told_to_stop_it_stops_at_once_and_well(tmp_path: Path) -> None:
    with serving("--index", str(tmp_path)) as (address, process):
        assert get(f"{address}/healthz")[0] == 200
        started = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0
        assert time.monotonic() - started < 10


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
        ((), {"BULLETIN_THREADS": "0"}, "BULLETIN_THREADS"),
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
