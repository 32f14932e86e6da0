"""Engines in processes of their own, spoken to in lines of JSON. Standard library only: an engine may run on another Python.

An engine measures itself, so that what stands between the processes is in nobody's time. `serve` is the engine's side, `Worker`
the benchmark's.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from stream import Clocked, Document, documents

HERE = Path(__file__).parent
Plan = dict[str, Any]
Answer = dict[str, Any]


class EngineEnded(RuntimeError):
    """An engine's process ended instead of answering: out of memory, or a fault of its own."""


class Engine(Protocol):
    """What the benchmark asks of an engine."""

    def version(self) -> str:
        """The name and version of what is measured."""

    def documents(self, articles: Iterator[Document]) -> Iterator[Any]:
        """The articles in the form that this engine takes them; not measured, for it is part of having tokens ready."""

    def build(self, home: Path, articles: Iterator[Any]) -> None:
        """Write an index of all articles into an empty folder, with one core."""

    def load(self) -> None:
        """Load what a program loads once, whatever index it opens: a dictionary."""

    def open(self, home: Path) -> None:
        """Open the index for searching."""

    def prepared(self, plan: Plan) -> Any:
        """The query before the clock starts: parsed, its words cut, nothing else."""

    def search(self, prepared: Any) -> Any:
        """The top 10, the exact total and four facet counts."""

    def answer(self, found: Any) -> Answer:
        """What was found as {"total": int, "ids": [str], "years": {year: count}}."""


def serve(engine: Engine) -> None:
    """Do what comes in on standard input until it ends."""
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever a library prints must not get between the answers
    operations = {"version": _version, "build": _build, "open": _open, "block": _block}
    for line in sys.stdin:
        order = json.loads(line)
        reply = operations[order.pop("do")](engine, **order)
        channel.write(json.dumps(reply, ensure_ascii=False) + "\n")
        channel.flush()


def _version(engine: Engine) -> str:
    return engine.version()


def _build(engine: Engine, home: str, tokens: str) -> dict[str, Any]:
    articles = Clocked(engine.documents(documents(Path(tokens))))
    started, used = time.perf_counter(), time.process_time()
    engine.build(Path(home), articles)
    return {
        "seconds": time.perf_counter() - started - articles.seconds,
        "processor_seconds": time.process_time() - used - articles.processor,
        "documents": articles.count,
        "peak_mb": memory("VmHWM"),
        "bytes": size_of(Path(home)),
    }


def _open(engine: Engine, home: str) -> dict[str, float]:
    engine.load()
    before = memory("VmRSS")
    started = time.perf_counter()
    engine.open(Path(home))
    return {"seconds": time.perf_counter() - started, "before_mb": before, "after_mb": memory("VmRSS")}


def _block(engine: Engine, plans: list[Plan], answers: bool) -> dict[str, Any]:
    """Search all plans one after another; the milliseconds of each, and what was found if that is wanted."""
    prepared = [engine.prepared(plan) for plan in plans]
    times, found = [], []
    for query in prepared:
        started = time.perf_counter()
        result = engine.search(query)
        times.append((time.perf_counter() - started) * 1000)
        if answers:
            found.append(engine.answer(result))
    return {"ms": times, "answers": found, "rss_mb": memory("VmRSS")}


def memory(row: str) -> float:
    """Megabytes of this process by a row of /proc/self/status: VmRSS now, VmHWM at most. 0 where there is no such file."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith(row))


def size_of(home: Path) -> int:
    """The bytes of all files under a folder."""
    return sum(path.stat().st_size for path in home.rglob("*") if path.is_file())


class Worker:
    """An engine in a process of its own."""

    def __init__(self, module: str, python: str, *arguments: str) -> None:
        folders = [HERE, HERE.parent.parent, HERE.parent]  # the project before the tests, which have folders of the same names
        paths = os.pathsep.join([*map(str, folders), os.environ.get("PYTHONPATH", "")])
        one_core = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}
        self._process = subprocess.Popen(
            [python, "-W", "ignore", str(HERE / "peers" / f"{module}.py"), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={**os.environ, **one_core, "PYTHONPATH": paths},
        )

    def ask(self, do: str, **order: Any) -> Any:
        """One order and its reply. Raises EngineEnded where the engine ended instead."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps({"do": do, **order}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise EngineEnded(f"the engine ended with {self._process.wait()} at {do}")
        return json.loads(line)

    def close(self) -> None:
        """Let the engine end."""
        self._process.communicate(timeout=60)
