"""A file of named NumPy arrays that is memory-mapped, not read: pages come in as they are used and are shared by processes.

Layout: 8 bytes of magic, 8 bytes little-endian length of the directory, the directory (JSON: name -> [dtype, offset, count]),
then the arrays, each at a multiple of 64 bytes from the start. Never unpickles anything.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

_MAGIC = b"BULLARR1"
_ALIGNMENT = 64


def write_arrays(path: Path, arrays: Mapping[str, Array]) -> None:
    """Write `arrays` (one-dimensional) as a new file."""
    sizes = {name: array.nbytes for name, array in arrays.items()}
    data_start = _aligned(16 + len(_directory(arrays, dict.fromkeys(arrays, 2**62))))  # room for the longest offsets
    offsets = {}
    at = data_start
    for name, size in sizes.items():
        offsets[name] = at
        at = _aligned(at + size)
    directory = _directory(arrays, offsets)
    with path.open("wb") as stream:
        stream.write(_MAGIC + len(directory).to_bytes(8, "little") + directory)
        for name, array in arrays.items():
            stream.seek(offsets[name])
            stream.write(np.ascontiguousarray(array).data)
        stream.truncate(at)


def map_arrays(path: Path) -> dict[str, Array]:
    """The arrays of a file, read-only and mapped. Raises ValueError if it is not such a file."""
    mapped = np.memmap(path, dtype=np.uint8, mode="r")
    if bytes(mapped[:8]) != _MAGIC:
        raise ValueError(f"{path} is not an array file")
    end = 16 + int.from_bytes(bytes(mapped[8:16]), "little")
    directory = json.loads(bytes(mapped[16:end]))
    whole = mapped.view(np.ndarray)  # a plain array: slicing a memmap object costs ten times as much
    return {
        name: whole[offset : offset + count * np.dtype(kind).itemsize].view(kind)
        for name, (kind, offset, count) in directory.items()
    }


def map_bytes(path: Path) -> Array:
    """The bytes of a file, read-only and mapped."""
    if not path.stat().st_size:  # the system refuses to map nothing
        return np.zeros(0, dtype=np.uint8)
    return np.memmap(path, dtype=np.uint8, mode="r").view(np.ndarray)


def narrow(values: Array) -> Array:
    """The same whole numbers in the smallest unsigned type that holds them all."""
    return values.astype(narrowest(int(values.max()) if len(values) else 0))


def narrowest(largest: int) -> type[np.unsignedinteger[Any]]:
    """The smallest unsigned type that holds a number."""
    return next(kind for kind in (np.uint8, np.uint16, np.uint32, np.uint64) if largest <= np.iinfo(kind).max)


def _directory(arrays: Mapping[str, Array], offsets: Mapping[str, int]) -> bytes:
    return json.dumps({name: [array.dtype.str, offsets[name], len(array)] for name, array in arrays.items()}).encode()


def _aligned(size: int) -> int:
    return -(-size // _ALIGNMENT) * _ALIGNMENT
