"""Shows how far a build is: a bar a phase on a terminal, plain lines in a log. Always on stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from indexer.filling import READING, WRITING
from indexer.filling import Progress as ProgressListener

_PAGES_BETWEEN_LOG_LINES = 1000
_NAMES = {READING: "读网页", WRITING: "写索引"}


@contextmanager
def shown_progress() -> Iterator[ProgressListener]:
    """A bar on a terminal; in a log a plain line every thousand pages."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _log_progress
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        tasks = {phase: bar.add_task(name, total=None) for phase, name in _NAMES.items()}
        yield lambda phase, done, total: bar.update(tasks[phase], completed=done, total=total)


def _log_progress(phase: str, done: int, total: int) -> None:
    if done == total or (done and done % _PAGES_BETWEEN_LOG_LINES == 0):
        print(f"已读 {done}/{total} 个文件" if phase == READING else f"已写 {done}/{total} 个网页", file=sys.stderr, flush=True)
