"""The stored articles of a segment, read back in the coding of `packing`; all are in one file."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np

from indexer.analysis.folding import code_points, decoded
from indexer.article import Article, parse_published
from indexer.stores.whoosh.arrays import Array, map_bytes, narrow
from indexer.stores.whoosh.packing import NAMES, NO_CODE, SINGLES, codes_of

_ENDS, _SIZES, _CHARACTERS = "articles/ends", "articles/sizes", "articles/characters"
_BODY = Article._fields.index("body")
_AUTHORS, _PUBLISHED = NAMES.index("authors"), NAMES.index("published")


def stored_arrays(sizes: Array, ends: Array, alphabet: str) -> dict[str, Array]:
    """The arrays of StoredArticles: how many characters each article has, where it ends in the file, and the alphabet."""
    return {_SIZES: narrow(sizes), _ENDS: narrow(ends), _CHARACTERS: code_points(alphabet)}


class StoredArticles:
    """The articles of a segment by document. Safe for many threads."""

    def __init__(self, path: Path, arrays: dict[str, Array]) -> None:
        self._ends, self._sizes, known = arrays[_ENDS], arrays[_SIZES], arrays[_CHARACTERS]
        self._packed = map_bytes(path)
        self._points = np.zeros(NO_CODE + 1, dtype="<u4")
        self._points[codes_of(np.arange(len(known)))] = known

    def articles(self, docs: Sequence[int]) -> list[Article]:
        """The articles of some documents, read together. Raises ValueError or IndexError where the file is damaged."""
        sizes = [self._sizes.item(doc) for doc in docs]
        text, end = self._text(docs, sizes), 0
        lines, bodies = [], []
        for size in sizes:
            start, end = end, end + size
            body = text.index("\n", start, end) + 1
            lines.append(text[start:body])
            bodies.append(text[body:end])
        return list(map(_article, json.loads(f"[{','.join(lines)}]"), bodies))

    def _text(self, docs: Sequence[int], sizes: Sequence[int]) -> str:
        """What is stored of some documents, one behind another."""
        if not docs:
            return ""
        packed = [self._packed[self._ends.item(doc - 1) if doc else 0 : self._ends.item(doc)] for doc in docs]
        first = np.concatenate([part[:size] for part, size in zip(packed, sizes, strict=True)])
        long = (first >= SINGLES).nonzero()[0]
        behind = np.diff(long.searchsorted([0, *accumulate(sizes)])).tolist()  # how many second bytes each document has
        second = [part[size : size + count] for part, size, count in zip(packed, sizes, behind, strict=True)]
        codes = first.astype("<u2")
        codes.view(np.uint8)[1::2][long] = np.concatenate(second)
        points = self._points.take(codes, mode="wrap")  # no index needs wrapping: it is the mode that takes least time
        rest = [part[size + count :] for part, size, count in zip(packed, sizes, behind, strict=True)]
        if any(map(len, rest)):
            unknown = np.frombuffer(b"".join(part.tobytes() for part in rest), dtype="<u4")
            if unknown.max() > sys.maxunicode:
                raise ValueError("not a code point")
            points[codes == NO_CODE] = unknown
        return decoded(points)


def _article(values: list[Any], body: str) -> Article:
    values[_AUTHORS] = tuple(values[_AUTHORS])
    values[_PUBLISHED] = parse_published(values[_PUBLISHED])
    values.insert(_BODY, body)
    return Article(*values)
