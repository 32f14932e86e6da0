"""Ends a worker process whose parent is gone, however that went: nobody else would, and it may hold much memory."""

from __future__ import annotations

import os
import signal
import threading
import time

_PAUSE = 1.0  # seconds between two looks


def end_with_parent(parent: int) -> None:
    """From now on this process ends, as by SIGTERM, soon after the process `parent`, which started it, has ended.

    Windows keeps the number of a parent that has ended: there, nothing happens.
    """
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_PAUSE)
    os.kill(os.getpid(), signal.SIGTERM)
