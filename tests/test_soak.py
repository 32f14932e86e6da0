"""`make soak` works: a short run of it. The long run is the make target's."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.skipif(os.name == "nt", reason="memory is measured as Unix does it")
def test_some_damaged_pages_end_within_limits() -> None:
    command = [sys.executable, "tests/soak/run.py", "--pages", "50", "--seconds", "8"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    answer = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    assert answer.returncode == 0, answer.stdout + answer.stderr[-2000:]
    assert answer.stdout.startswith("50 pages in ")


def test_some_hostile_queries_are_answered_within_limits() -> None:
    command = [sys.executable, "tests/soak/queries.py", "--queries", "20", "--seconds", "8"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    answer = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    assert answer.returncode == 0, answer.stdout + answer.stderr[-2000:]
    assert answer.stdout.startswith("20 queries in ")
