"""The stored articles of a segment: each deflated by itself, in one file.

The JSON of an article is written in GB18030: two bytes a Chinese character deflate faster and smaller than the three of UTF-8.
The first articles of a segment serve all as a dictionary of phrases to refer to; a segment too small for one has none.
"""

from __future__ import annotations

import json
import zlib
from pathlib import Path

import numpy as np

from indexer.article import Article
from indexer.stores.whoosh.arrays import Array, map_bytes, narrow

_ENCODING = "gb18030"
_LEVEL = 1  # higher levels take longer and gain half a hundredth
_DICTIONARY = 16_384  # bytes; twice as many take longer and gain one part in a hundred
_ENDS, _PHRASES = "articles/ends", "articles/dictionary"


class ArticlesWriter:
    """Writes the articles of a segment in the order they come."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")
        self._waiting: list[bytes] = []
        self._deflater: zlib._Compress | None = None
        self._dictionary = b""
        self._ends: list[int] = []

    def add(self, article: Article) -> None:
        """Store the next article."""
        text = json.dumps(article.to_json(), ensure_ascii=False)
        packed = text.encode(_ENCODING, "backslashreplace")  # a lone surrogate becomes JSON's own escape
        if self._deflater is not None:
            self._write(packed)
            return
        self._waiting.append(packed)
        if sum(map(len, self._waiting)) >= 2 * _DICTIONARY:
            self._begin(b"".join(self._waiting)[:_DICTIONARY])

    def _begin(self, dictionary: bytes) -> None:
        """Write what had to wait for the dictionary."""
        self._dictionary = dictionary
        self._deflater = zlib.compressobj(_LEVEL, zdict=dictionary) if dictionary else zlib.compressobj(_LEVEL)
        for packed in self._waiting:
            self._write(packed)
        self._waiting = []

    def _write(self, packed: bytes) -> None:
        if self._deflater is None:
            raise ValueError("an article is written before its dictionary is known")
        deflater = self._deflater.copy()  # one that has read the dictionary already
        size = self._file.write(deflater.compress(packed) + deflater.flush())
        self._ends.append(size + (self._ends[-1] if self._ends else 0))

    def close(self) -> None:
        """Finish the file."""
        if self._deflater is None:
            self._begin(b"")
        self._file.close()

    def arrays(self) -> dict[str, Array]:
        """The arrays that reading needs."""
        return {
            _ENDS: narrow(np.array(self._ends, dtype=np.int64)),
            _PHRASES: np.frombuffer(self._dictionary, dtype=np.uint8),
        }


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
