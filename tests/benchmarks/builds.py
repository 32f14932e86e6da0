"""A build from saved pages by the command line, in a process of its own: its report, and what it used."""

from __future__ import annotations

import json
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from watching import watched

ROOT = Path(__file__).parent.parent.parent

# Runs a build; then one line: [MB at its peak, seconds of processor time] of its main process and of its workers (MB of the
# largest). The peak of the main process is read from /proc where it can be: `ru_maxrss` is at least that of whoever started it.
MEASURED = """
import json, resource, sys
from pathlib import Path
from indexer.cli import main

def peak(used):
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return used.ru_maxrss / 1024
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM"))

try:
    main()
finally:
    own, workers = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    seconds = [used.ru_utime + used.ru_stime for used in (own, workers)]
    print(json.dumps([(peak(own), seconds[0]), (workers.ru_maxrss / 1024, seconds[1])]))
"""


@dataclass(frozen=True, slots=True)
class Built:
    """The build's own report; its seconds by the clock, from the start of the program to its end; MB at the peak and seconds
    of processor time of its main process and of its workers; the most MB that all held together at once, 0 where unknown.
    """

    report: dict[str, Any]
    seconds: float
    peak_mb: float
    seconds_at_work: float
    largest_worker_mb: float
    workers_seconds_at_work: float
    together_mb: float


def built(pages: Path, index: Path, **settings: str) -> Built:
    """Build once, every page read again. Exits with what the build said if it failed."""
    command = [sys.executable, "-c", MEASURED, "build", str(pages), "--index", str(index), "--rebuild", "--json"]
    environment = {**os.environ, **settings, "PYTHONPATH": str(ROOT)}
    started = time.perf_counter()
    code, written, said, together = watched(command, ROOT, environment)
    seconds = time.perf_counter() - started
    if code:
        sys.exit(said)
    report, (own, workers) = map(json.loads, written.splitlines())
    return Built(report, seconds, *own, *workers, together)
