"""The stored articles of a segment, read back: each was deflated by itself (`packing`), all are in one file."""

from __future__ import annotations

import zlib
from pathlib import Path

import numpy as np

from indexer.stores.whoosh.arrays import Array, map_bytes, narrow

_ENCODING = "gb18030"
_ENDS, _PHRASES = "articles/ends", "articles/dictionary"


def stored_arrays(ends: Array, phrases: bytes) -> dict[str, Array]:
    """The arrays of StoredArticles: where each article ends in the file, and the dictionary they share."""
    return {_ENDS: narrow(ends), _PHRASES: np.frombuffer(phrases, dtype=np.uint8)}


class StoredArticles:
    """The articles of a segment by document. Safe for many threads."""

    def __init__(self, path: Path, arrays: dict[str, Array]) -> None:
        self._ends = arrays[_ENDS]
        self._dictionary = arrays[_PHRASES].tobytes()
        self._packed = map_bytes(path)

    def text(self, doc: int) -> str:
        """The JSON of a document's article. Raises zlib.error where the file is damaged."""
        start = self._ends.item(doc - 1) if doc else 0
        inflater = zlib.decompressobj(zdict=self._dictionary) if self._dictionary else zlib.decompressobj()
        return inflater.decompress(self._packed[start : self._ends.item(doc)].data).decode(_ENCODING)
