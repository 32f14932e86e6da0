"""What is packed with gzip, and how much a file may unpack to: what unpacks to far more than a saved page can is a bomb.

The sum of all that is unpacked from one file is bounded by the size of the file, however many layers of packing it has.
"""

from __future__ import annotations

import gzip
import zlib
from typing import BinaryIO, cast

from indexer.errors import UnreadablePage

from .member import Readable, size_of

LARGEST_EXPANSION = 200  # times the size of the file; HTML packs to a fifth or a tenth
ALWAYS_ALLOWED = 256 * 1024 * 1024  # bytes, however small the file is
_MARK = b"\x1f\x8b"


class Allowance:
    """How many bytes may still be unpacked from one file."""

    def __init__(self, file: BinaryIO) -> None:
        self.left = max((size_of(file) or 0) * LARGEST_EXPANSION, ALWAYS_ALLOWED)

    def spend(self, size: int) -> None:
        """Take note of bytes that were unpacked. Raises UnreadablePage when they are more than the file may hold."""
        self.left -= size
        if self.left < 0:
            raise UnreadablePage("too-large", "解压后的大小超出这个压缩包应有的限度，其余内容没有读。")


def unpacked(stream: BinaryIO, allowance: Allowance) -> Readable:
    """The bytes of a stream, unpacked and counted where the first of them, not its name, say that it is packed."""
    first = stream.read(len(_MARK))
    whole = _PutBack(first, stream)
    return _Unpacked(whole, allowance) if first == _MARK else whole


class _PutBack:
    """A stream of which the first bytes were read already."""

    def __init__(self, first: bytes, rest: BinaryIO) -> None:
        self._first = first
        self._rest = rest

    def read(self, size: int, /) -> bytes:
        first, self._first = self._first, b""
        return first or self._rest.read(size)


class _Unpacked:
    """Unpacked bytes up to the last sound one: `GzipFile.read` would throw away what it has when the file breaks off."""

    def __init__(self, packed: Readable, allowance: Allowance) -> None:
        self._unpacked = gzip.GzipFile(fileobj=cast(BinaryIO, packed))
        self._allowance = allowance

    def read(self, size: int, /) -> bytes:
        try:
            content = self._unpacked.read1(size)
        except EOFError:  # which the library would take for a sound end
            raise zlib.error("the file breaks off") from None
        self._allowance.spend(len(content))
        return content
