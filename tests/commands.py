"""The command line as its users run it: `launch` in a process of its own, `run` in this one, which takes a tenth of the time."""

from __future__ import annotations

import io
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

from indexer import ending
from indexer.cli import cli

ROOT = Path(__file__).parent.parent


class Answer(NamedTuple):
    """What a command wrote, and the code it ended with."""

    returncode: int
    stdout: str
    stderr: str


def run(*arguments: object) -> Answer:
    code: object = None
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as messages:
        try:
            ending.run(lambda: cli([*map(str, arguments)], prog_name="python -m indexer", standalone_mode=False))
        except SystemExit as end:
            code = end.code
    return Answer(int(str(code or 0)), out.getvalue(), messages.getvalue())


def launch(*arguments: object) -> Answer:
    command = [sys.executable, "-m", "indexer", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert "Traceback" not in done.stderr
    return Answer(done.returncode, done.stdout, done.stderr)
