"""Several worker processes for one site: the parent keeps them at work and ends them; it serves nothing itself.

Workers are forked, so that what is loaded before is loaded once and its memory shared. Only on Linux: Windows cannot fork, and
elsewhere sockets do not share a port evenly. Each worker follows new generations on its own. Decision: docs/adr/0017.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess

from indexer.errors import BadSetting
from indexer.orphans import end_with_parent

MOST_AUTOMATIC = 4  # a large machine has other work to do, and each process takes memory of its own
RESTART_SECONDS = 1.0  # before a dead worker is replaced: one that dies at once, again and again, must not take a whole core
_STOPPING = (signal.SIGTERM, signal.SIGINT)
STOP_SECONDS = 10.0  # a worker answers what it has accepted (`draining`); then it is killed


def process_count(wanted: int) -> int:
    """How many processes to run; 0 means as many as there are usable cores, within bounds.

    Raises BadSetting where several are asked for on a platform that has only one to give.
    """
    if sys.platform != "linux":
        if wanted > 1:
            raise BadSetting(f"BULLETIN_PROCESSES 的值“{wanted}”无效：在这个系统上只能是 0 或 1")
        return 1
    return wanted or min(len(os.sched_getaffinity(0)), MOST_AUTOMATIC)


def supervise(count: int, work: Callable[[int], None], say: Callable[[str], None]) -> None:
    """Run work(number) in `count` processes, and replace each that ends, until SIGTERM or SIGINT ends them all.

    `say` hears in one sentence of every worker that is replaced. Call it before any thread is started; it returns when every
    worker has ended.
    """
    workers: dict[int, BaseProcess] = {}
    for known in _STOPPING:
        signal.signal(known, _stop)
    try:
        while True:
            for number in range(count):
                if number in workers and not workers[number].is_alive():
                    say(f"{_ending(workers[number])}，另起一个")
                    time.sleep(RESTART_SECONDS)
                    del workers[number]
                if number not in workers:
                    _start(workers, work, number)
            wait([worker.sentinel for worker in workers.values()])
    except SystemExit:
        pass  # told to stop
    finally:
        for known in _STOPPING:
            signal.signal(known, signal.SIG_IGN)
        _end(list(workers.values()))


def _start(workers: dict[int, BaseProcess], work: Callable[[int], None], number: int) -> None:
    """Fork a worker. Signals wait meanwhile: Python forgets what reaches a new process before its first instruction."""
    signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)
    try:
        worker = multiprocessing.get_context("fork").Process(target=_run, args=(work, number, os.getpid()), daemon=True)
        worker.start()
        workers[number] = worker
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPPING)


def _run(work: Callable[[int], None], number: int, parent: int) -> None:
    """One worker's life. Ctrl-C reaches every process of a terminal; only the parent acts on it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPPING)
    end_with_parent(parent)
    work(number)


def _end(workers: list[BaseProcess]) -> None:
    for worker in workers:
        worker.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for worker in workers:
        worker.join(max(deadline - time.monotonic(), 0))
        if worker.is_alive():
            worker.kill()
            worker.join()


def _ending(worker: BaseProcess) -> str:
    code = worker.exitcode or 0
    how = f"信号 {-code}" if code < 0 else f"退出码 {code}"
    return f"工作进程 {worker.pid} 意外结束（{how}）"


def _stop(_signal: int, _frame: object) -> None:
    sys.exit(0)
