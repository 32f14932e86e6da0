"""What stops a build: Ctrl-C, and what supervisors and closing terminals send. The first raises KeyboardInterrupt.

Later ones are ignored: a second would break off the tidying up that the first began, and leave workers behind.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")  # Windows has no SIGHUP
SIGNALS = tuple(signal.Signals[name] for name in _NAMES if name in signal.Signals.__members__)


def end_quietly() -> None:
    """Until `listen`, Ctrl-C ends the process as the other signals do: Python's own way is a traceback."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def listen() -> None:
    """From now on the first of SIGNALS raises KeyboardInterrupt here. One that is ignored, as under `nohup`, stays so."""
    for known in SIGNALS:
        if signal.getsignal(known) != signal.SIG_IGN:
            signal.signal(known, _stop)


@contextmanager
def held() -> Iterator[None]:
    """Blocks SIGNALS while a worker starts: one that arrives before the worker ignores them would print a traceback."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)  # which a new process inherits
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def leave_to_parent() -> None:
    """In a worker: what reaches all processes of a terminal, only the main one acts on. SIGTERM alone ends a worker."""
    for known in SIGNALS:
        signal.signal(known, signal.SIG_DFL if known is signal.SIGTERM else signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)


def _stop(_signal: int, _frame: object) -> None:
    for known in SIGNALS:
        signal.signal(known, signal.SIG_IGN)
    raise KeyboardInterrupt
