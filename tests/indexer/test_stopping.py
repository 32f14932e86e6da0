"""A build that is stopped, in whatever way, says so, publishes nothing and leaves no process behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from commands import ROOT

EMPTY = 900  # of the first files of a build, which are read soon


@pytest.mark.skipif(os.name == "nt", reason="signals are sent another way on Windows")
@pytest.mark.parametrize(("sent", "code"), [("SIGINT", 2), ("SIGKILL", -9)])
def test_a_build_that_is_stopped_says_so_and_leaves_no_worker(tmp_path: Path, sent: str, code: int) -> None:
    pages, index = tmp_path / "pages", tmp_path / "index"
    pages.mkdir()
    for number in range(3_000):
        text = f"渡口志之{number}\n渡口志的第{number}次评审今天开完，大家都来了，坐满了一屋子。" if number >= EMPTY else ""
        (pages / f"{number}.txt").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "indexer", "build", str(pages), "--index", str(index)]
    environment = {**os.environ, "BULLETIN_BUILD_PROCESSES": "2"}
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
        preexec_fn=hear_all,  # noqa: PLW1509 - a suite in the background ignores some
    ) as process:
        assert process.stderr
        limit = threading.Timer(60, os.killpg, (process.pid, signal.SIGKILL))
        limit.start()
        lines = [next(process.stderr)]  # a thousand files are read: the workers are at work
        if sent == "SIGINT":
            os.killpg(process.pid, signal.SIGINT)  # as a terminal does: all of them hear it
        else:
            process.send_signal(signal.SIGKILL)
        lines += list(process.stderr)  # to its end, which comes when the last worker is gone
        limit.cancel()
    assert process.returncode == code
    assert code < 0 or "中断了" in lines[-1]
    assert not any("Traceback" in line for line in lines)
    assert not (index / "CURRENT").exists()


@pytest.mark.skipif(os.name == "nt", reason="signals are sent another way on Windows")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_the_first_of_the_signals_stops_a_program_and_later_ones_are_ignored(name: str) -> None:
    program = f"""
import os, signal, time
from indexer import stopping
stopping.listen()
try:
    os.kill(os.getpid(), signal.{name})
    time.sleep(60)
except KeyboardInterrupt:
    for later in stopping.SIGNALS:
        os.kill(os.getpid(), later)
    print("tidied up")
"""
    command = [sys.executable, "-c", program]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=30, check=False, preexec_fn=hear_all)
    assert (answer.stdout, answer.stderr, answer.returncode) == ("tidied up\n", "", 0)


@pytest.mark.skipif(os.name == "nt", reason="signals are sent another way on Windows")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_what_stops_a_build_while_it_is_still_being_imported_is_answered_as_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (tmp_path / "whoosh.py").write_text(f"import os, signal\nos.kill(os.getpid(), signal.{name})", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    command = [sys.executable, "-m", "indexer", "build", str(tmp_path), "--index", str(tmp_path / "index")]
    answer = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=30, check=False, preexec_fn=hear_all
    )
    assert (answer.returncode, answer.stderr) == (2, "错误：中断了；如有已发布的索引，仍是原样\n")


@pytest.mark.skipif(os.name == "nt", reason="signals are sent another way on Windows")
@pytest.mark.parametrize("program", ["indexer", "search_app"])
@pytest.mark.parametrize("imported", ["click", "flask"])
def test_ctrl_c_in_the_first_moments_of_a_program_is_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, imported: str
) -> None:
    (tmp_path / f"{imported}.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGINT)", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    answer = subprocess.run(
        [sys.executable, "-m", program, "--help"], cwd=ROOT, capture_output=True, timeout=30, check=False, preexec_fn=hear_all
    )
    ended_by_it = imported == "click" or program == "search_app"
    assert (answer.returncode, answer.stderr) == (-signal.SIGINT if ended_by_it else 0, b"")


def hear_all() -> None:
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        signal.signal(getattr(signal, name), signal.SIG_DFL)
