"""What a process that serves tells the garbage collector once everything is loaded. It is of the whole process, not of an app."""

from __future__ import annotations

import gc

_NEW_OBJECTS = 20_000  # a page makes some thousands, nearly all of which go by themselves; Python would look for cycles every 700


def settle() -> None:
    """Program and dictionary stay: looking through them takes the collector 60 ms, and unshares the memory of processes."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS)
