"""Shows how far a build is: a bar a phase on a terminal, plain lines in a log. Always on stderr."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from indexer.building.filling import READING, WRITING, ProgressListener
from indexer.ending import tell

_PAGES_BETWEEN_LOG_LINES = 1000
_NAMES = {READING: "读网页", WRITING: "写索引"}


@contextmanager
def shown_progress() -> Iterator[ProgressListener]:
    """A bar on a terminal; in a log a plain line every thousand pages."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _LogLines()
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        tasks = {phase: bar.add_task(name, total=None) for phase, name in _NAMES.items()}
        yield lambda phase, done, total: bar.update(tasks[phase], completed=done, total=total)


class _LogLines:
    """A line for each thousand that was passed, for steps of any size, and one for the end."""

    def __init__(self) -> None:
        self._told: dict[str, int] = {}  # thousands, by phase

    def __call__(self, phase: str, done: int, total: int) -> None:
        if not total:
            return
        if not done:  # a build may begin again
            self._told[phase] = 0
        is_end = done >= total
        thousands = total + 1 if is_end else done // _PAGES_BETWEEN_LOG_LINES  # the end is told whatever was told before it
        if thousands > self._told.get(phase, 0):
            self._told[phase] = thousands
            line = f"已读 {done}/{total} 个文件" if phase == READING else f"已写 {done}/{total} 个网页"
            tell(line)
