"""The stored articles of a segment, read back in the coding of `packing`; all are in one file."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np

from indexer.article import Article, parse_published
from indexer.stores.whoosh.arrays import Array, map_bytes, narrow
from indexer.stores.whoosh.packing import NAMES, NO_CODE, SINGLES, codes_of, points_of

_ENDS, _SIZES, _CHARACTERS = "articles/ends", "articles/sizes", "articles/characters"
_BODY = [field.name for field in fields(Article)].index("body")
_AUTHORS, _PUBLISHED = NAMES.index("authors"), NAMES.index("published")


def stored_arrays(sizes: Array, ends: Array, alphabet: str) -> dict[str, Array]:
    """The arrays of StoredArticles: how many characters each article has, where it ends in the file, and the alphabet."""
    return {_SIZES: narrow(sizes), _ENDS: narrow(ends), _CHARACTERS: points_of(alphabet)}


class StoredArticles:
    """The articles of a segment by document. Safe for many threads."""

    def __init__(self, path: Path, arrays: dict[str, Array]) -> None:
        self._ends, self._sizes, known = arrays[_ENDS], arrays[_SIZES], arrays[_CHARACTERS]
        self._packed = map_bytes(path)
        self._points = np.zeros(NO_CODE + 1, dtype="<u4")
        self._points[codes_of(np.arange(len(known)))] = known

    def article(self, doc: int) -> Article:
        """The article of a document. Raises ValueError or IndexError where the file is damaged."""
        line, _, body = self._text(doc).partition("\n")
        values: list[Any] = json.loads(line)
        values[_AUTHORS] = tuple(values[_AUTHORS])
        values[_PUBLISHED] = parse_published(values[_PUBLISHED])
        values.insert(_BODY, body)
        return Article(*values)

    def _text(self, doc: int) -> str:
        size = self._sizes.item(doc)
        packed = self._packed[self._ends.item(doc - 1) if doc else 0 : self._ends.item(doc)]
        first = packed[:size]
        codes = first.astype("<u2")
        long = (first >= SINGLES).nonzero()[0]
        codes.view(np.uint8)[1::2][long] = packed[size : size + len(long)]  # the high bytes
        points = self._points.take(codes)
        if len(packed) > size + len(long):
            points[codes == NO_CODE] = np.frombuffer(packed[size + len(long) :].tobytes(), dtype="<u4")
        return points.tobytes().decode("utf-32-le", "surrogatepass")
