"""A file of named NumPy arrays that is memory-mapped, not read: pages come in as they are used and are shared by processes.

Layout: 8 bytes of magic, 8 bytes little-endian length of the directory, the directory (JSON: name -> [dtype, offset, count]),
then the arrays, each at a multiple of 64 bytes from the start. Never unpickles anything.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

_MAGIC = b"BULLARR1"
_ALIGNMENT = 64
_COPIED_AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True)
class Piece:
    """An array in a file of its own, on the way to an array file."""

    path: Path
    kind: np.dtype[Any]
    size: int


class GrowingArrays:
    """Arrays that grow piece by piece, each in a file whose name begins with `beside`; a context manager, which closes them."""

    def __init__(self, beside: Path) -> None:
        self._beside = beside
        self._growing: dict[str, tuple[BinaryIO, np.dtype[Any]]] = {}

    def __enter__(self) -> GrowingArrays:
        return self

    def __exit__(self, *error: object) -> None:
        for stream, _ in self._growing.values():
            stream.close()

    def append(self, name: str, piece: Array) -> None:
        """Add to the end of an array; all its pieces have one type."""
        if name not in self._growing:
            part = self._beside.with_name(f"{self._beside.name}.{len(self._growing)}")
            self._growing[name] = part.open("wb"), piece.dtype
        stream, kind = self._growing[name]
        if piece.dtype != kind:
            raise TypeError(f"{name} has numbers of type {kind}, not {piece.dtype}")
        stream.write(np.ascontiguousarray(piece).data)

    def pieces(self) -> dict[str, Piece]:
        """Where each array is, all of it once they are closed."""
        return {name: Piece(Path(stream.name), kind, stream.tell()) for name, (stream, kind) in self._growing.items()}


class ArrayFileWriter:
    """Writes one array file at `close`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._whole: dict[str, Array] = {}
        self._pieces: dict[str, Piece] = {}
        self.is_closed = False

    def add(self, arrays: Mapping[str, Array]) -> None:
        """Add whole arrays (one-dimensional) under names not used yet."""
        self._whole.update(arrays)

    def add_pieces(self, pieces: Mapping[str, Piece]) -> None:
        """The same for arrays in files of their own, which go at `close`."""
        self._pieces.update(pieces)

    def close(self) -> None:
        """Write the file and remove the pieces."""
        self.is_closed = True
        contents: dict[str, tuple[np.dtype[Any], int]] = {
            name: (array.dtype, array.nbytes) for name, array in self._whole.items()
        }
        contents |= {name: (piece.kind, piece.size) for name, piece in self._pieces.items()}
        data_start = _aligned(16 + len(_directory(contents, dict.fromkeys(contents, 2**62))))  # room for the longest offsets
        offsets, at = {}, data_start
        for name, (_, size) in contents.items():
            offsets[name] = at
            at = _aligned(at + size)
        directory = _directory(contents, offsets)
        with self._path.open("wb") as file:
            file.write(_MAGIC + len(directory).to_bytes(8, "little") + directory)
            for name, array in self._whole.items():
                file.seek(offsets[name])
                file.write(np.ascontiguousarray(array).data)
            for name, piece in self._pieces.items():
                file.seek(offsets[name])
                with piece.path.open("rb") as stream:
                    shutil.copyfileobj(stream, file, _COPIED_AT_ONCE)
                piece.path.unlink()
            file.truncate(at)


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


def _directory(contents: Mapping[str, tuple[np.dtype[Any], int]], offsets: Mapping[str, int]) -> bytes:
    return json.dumps(
        {name: [kind.str, offsets[name], size // kind.itemsize] for name, (kind, size) in contents.items()}
    ).encode()


def _aligned(size: int) -> int:
    return -(-size // _ALIGNMENT) * _ALIGNMENT
