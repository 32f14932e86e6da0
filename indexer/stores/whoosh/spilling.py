"""Runs on disk: written once, read back by stretches of terms, with plain reads: what is mapped would count as memory."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from indexer.stores.whoosh.arrays import Array, narrowest
from indexer.stores.whoosh.sorting import Run


@dataclass(frozen=True, slots=True)
class SpilledRun:
    """A Run in a file: of every array its type, where it starts, and how many numbers it has. Its document 0 is `first`."""

    path: Path
    arrays: dict[str, tuple[np.dtype[Any], int, int]]
    first: int = 0

    def whole(self, name: str) -> Array:
        """One array."""
        return self.stretch(name, 0, self.arrays[name][2])

    def stretch(self, name: str, start: int, stop: int) -> Array:
        """A part of one array."""
        kind, offset, _ = self.arrays[name]
        return np.fromfile(self.path, dtype=kind, count=stop - start, offset=offset + start * kind.itemsize)

    def rekey(self, keys: Array) -> None:
        """Put other keys, in the same order, in the place of its own."""
        kind, offset, _ = self.arrays["keys"]
        with self.path.open("r+b") as file:
            file.seek(offset)
            file.write(keys.astype(kind).data)


def spill(path: Path, run: Run) -> SpilledRun:
    """Write a run to a new file."""
    arrays, offset = {}, 0
    with path.open("wb") as stream:
        for name in run.__slots__:
            array = getattr(run, name)
            if array is None:
                continue
            array = _narrow(name, array)
            arrays[name] = array.dtype, offset, len(array)
            offset += stream.write(array.data)
    return SpilledRun(path, arrays)


def _narrow(name: str, array: Array) -> Array:
    """Counts and positions in as few bytes as they need: less to write and to read."""
    if name in ("keys", "docs"):
        return np.ascontiguousarray(array)
    return array.astype(narrowest(int(array.max()) if len(array) else 0))
