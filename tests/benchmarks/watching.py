"""Runs a program and watches how much memory it and all its processes hold together, where the system says (Linux)."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

_EVERY = 2.0  # seconds between two looks, each of which costs the program some milliseconds
_PROCESSES = Path("/proc")


def watched(command: Sequence[str], home: Path, environment: Mapping[str, str]) -> tuple[int, str, str, float]:
    """Run a program: its exit code, what it wrote to stdout and stderr, and the most MB that all its processes held at once.

    What several of them share is divided among them. 0.0 where the system does not tell; a peak between two looks is not seen.
    """
    peak = 0.0
    with subprocess.Popen(
        command, cwd=home, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        while True:
            try:
                written, said = process.communicate(timeout=_EVERY)
            except subprocess.TimeoutExpired:
                peak = max(peak, sum(map(_megabytes, _family(process.pid))))
            else:
                return process.returncode, written, said, peak


def _family(root: int) -> Iterator[int]:
    """A process and all that descend from it."""
    parents = {}
    for status in _PROCESSES.glob("[0-9]*/stat"):
        text = _text(status)
        if text:
            parents[int(status.parent.name)] = int(text.rpartition(")")[2].split()[1])
    waiting = [root]
    while waiting:
        yield (process := waiting.pop())
        waiting += [child for child, parent in parents.items() if parent == process]


def _megabytes(process: int) -> float:
    """The proportional set size of a process."""
    lines = _text(_PROCESSES / str(process) / "smaps_rollup").splitlines()
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:  # the process is gone, or there are no such files
        return ""
