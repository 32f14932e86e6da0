"""Runs the steps of a build in worker processes, or here; results come in the order of the tasks, whoever was first.

A step is a function of a module, called with an analyser and a task. Workers load the dictionary once. They are started only
when a build turns out to be long, and never by forking: that is safe on every platform. A worker that dies ends the build.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache
from multiprocessing import get_context
from types import TracebackType
from typing import TypeVar, cast

from indexer.analysis import Analyser
from indexer.errors import WorkerLost
from indexer.orphans import end_with_parent
from indexer.stopping import held, leave_to_parent

TASKS_HERE = 6  # before workers are started, which takes each of them a second or two
MOST_WORKERS = 61  # Windows waits for no more
_WAITING_A_WORKER = 2  # tasks given out before their turn; bounds what is held in memory

Carried = TypeVar("Carried")
Task = TypeVar("Task")
Result = TypeVar("Result")
Step = Callable[[Analyser, Task], Result]


class Workers:
    """Processes that run steps; a context manager. With one process everything runs here."""

    def __init__(self, analyser: Analyser, processes: int, tasks_here: int | None = None) -> None:
        self._analyser = analyser
        self._processes = min(processes, MOST_WORKERS)
        self._tasks_here = TASKS_HERE if tasks_here is None else tasks_here
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def run(
        self, step: Step[Task, Result], stream: Iterable[tuple[Carried, Task | None]]
    ) -> Iterator[tuple[Carried, Result | None]]:
        """Yields (carried, result) for every (carried, task), in order; `result` is None where `task` is None.

        At most two tasks a worker are given out ahead. Raises WorkerLost, and whatever the step raises.
        """
        waiting: deque[tuple[Carried, Future[Result | None]]] = deque()
        for carried, task in stream:
            waiting.append((carried, self._begin(step, task)))
            while waiting and (len(waiting) > _WAITING_A_WORKER * self._processes or waiting[0][1].done()):
                yield _ended(waiting.popleft())
        while waiting:
            yield _ended(waiting.popleft())

    def spread(self, function: Callable[[Task], Result], values: Iterable[Task], /) -> Iterator[Result]:
        """What a function of a module gives for each of some values, in their order."""
        for _, found in self.run(_called, ((None, (function, value)) for value in values)):
            yield cast(Result, found)

    def start(self) -> None:
        """Start the workers now, for a build that is known to be long: they load the dictionary while this process works."""
        if self._processes > 1:
            self._tasks_here = 0
            for _ in range(self._processes):  # each task starts a worker as long as none is idle
                self._submitted(_called, (len, ()))

    def _begin(self, step: Step[Task, Result], task: Task | None) -> Future[Result | None]:
        if task is not None and self._processes > 1 and self._tasks_here <= 0:
            return self._submitted(step, task)
        done: Future[Result | None] = Future()
        done.set_result(None if task is None else step(self._analyser, task))
        self._tasks_here -= task is not None
        return done

    def _submitted(self, step: Step[Task, Result], task: Task) -> Future[Result | None]:
        segmenter = self._analyser.segmenter
        if self._pool is None:
            context = get_context("spawn")
            told = segmenter, os.getpid()
            self._pool = ProcessPoolExecutor(self._processes, mp_context=context, initializer=_start, initargs=told)
        try:
            with held():
                return self._pool.submit(_run, segmenter, step, task)
        except BrokenProcessPool:
            raise _lost() from None


def cores() -> int:
    """The processor cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):  # not on macOS and Windows
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _ended(begun: tuple[Carried, Future[Result | None]]) -> tuple[Carried, Result | None]:
    carried, future = begun
    try:
        return carried, future.result()
    except BrokenProcessPool:
        raise _lost() from None


def _called(_: Analyser, call: tuple[Callable[[Task], Result], Task]) -> Result:
    function, value = call
    return function(value)


def _lost() -> WorkerLost:
    return WorkerLost(
        "一个建库进程意外终止，多半是内存不足而被系统结束；原有的索引保持不变。可把 BULLETIN_BUILD_PROCESSES 设小些再试"
    )


def _start(segmenter: str, parent: int) -> None:
    """Prepare a worker: its dictionary, and who may end it."""
    leave_to_parent()
    end_with_parent(parent)
    _worker_analyser(segmenter)


@lru_cache(maxsize=1)
def _worker_analyser(segmenter: str) -> Analyser:
    return Analyser(segmenter)


def _run(segmenter: str, step: Step[Task, Result], task: Task) -> Result:
    return step(_worker_analyser(segmenter), task)
