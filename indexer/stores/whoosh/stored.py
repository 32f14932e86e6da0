"""The stored articles of a segment, one after another in one file, in a coding that a few array operations read.

What is coded is a line of JSON with every field but the body, then the body as it is. A character is one byte where it is one of
the segment's most frequent, else two. All first bytes of an article stand before all second ones, so that nothing has to be
read in order. No compression: inflating an article took three times as long as this reads it (docs/adr/0020-stored-articles.md).
"""

from __future__ import annotations

import json
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np

from indexer.article import Article, parse_published
from indexer.stores.whoosh.arrays import Array, map_bytes, narrow

SINGLES = 216  # characters of one byte. The other bytes begin one of two: the byte, and the second times 256, are its code
MOST_CHARACTERS = SINGLES + (256 - SINGLES) * 256 - 1  # that can have a code
_UNKNOWN = np.uint16(0xFFFF)  # the code of all others: it would be the next
_COUNTED = 100_000  # characters of the first articles, by which the most frequent ones are chosen
_ENDS, _SIZES, _CHARACTERS = "articles/ends", "articles/sizes", "articles/characters"
_VERBATIM = "utf-8", "surrogatepass"  # of an article with a character that no code was left for; its size is kept as 0
_NAMES = [field.name for field in fields(Article) if field.name != "body"]  # in the order of their values in the line
_BODY = [field.name for field in fields(Article)].index("body")
_AUTHORS, _PUBLISHED = _NAMES.index("authors"), _NAMES.index("published")


class ArticlesWriter:
    """Writes the articles of a segment in the order they come."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")
        self._waiting: list[str] = []
        self._characters = 0
        self._codes: _Codes | None = None
        self._sizes: list[int] = []
        self._ends: list[int] = []

    def add(self, article: Article) -> None:
        """Store the next article."""
        text = _text(article)
        if self._codes is not None:
            self._write(text, self._codes)
            return
        self._waiting.append(text)
        self._characters += len(text)
        if self._characters >= _COUNTED:
            self._begin()

    def _begin(self) -> _Codes:
        """Write what had to wait for the most frequent characters."""
        self._codes = _Codes(_points("".join(self._waiting)))
        for text in self._waiting:
            self._write(text, self._codes)
        self._waiting = []
        return self._codes

    def _write(self, text: str, codes: _Codes) -> None:
        found = codes.of(_points(text))
        if found is None:
            packed = text.encode(*_VERBATIM)
        else:
            first, second = (found & 0xFF).astype(np.uint8), (found >> 8).astype(np.uint8)
            packed = first.tobytes() + second[first >= SINGLES].tobytes()
        self._file.write(packed)
        self._sizes.append(0 if found is None else len(text))
        self._ends.append(len(packed) + (self._ends[-1] if self._ends else 0))

    def close(self) -> None:
        """Finish the file."""
        self._codes = self._codes or self._begin()
        self._file.close()

    def arrays(self) -> dict[str, Array]:
        """The arrays that reading needs, once the file is closed."""
        if self._codes is None:
            raise ValueError("the articles are not closed yet")
        return {
            _ENDS: narrow(np.array(self._ends, dtype=np.int64)),
            _SIZES: narrow(np.array(self._sizes, dtype=np.int64)),
            _CHARACTERS: self._codes.known,
        }


class _Codes:
    """The codes of a segment's characters; a character gets its code when it is first met."""

    def __init__(self, sample: Array) -> None:
        points, counts = np.unique(sample, return_counts=True)
        self._table = np.full(sys.maxunicode + 1, _UNKNOWN)
        self._known = np.zeros(0, dtype=np.uint32)
        self._learn(points[np.argsort(-counts, kind="stable")])

    @property
    def known(self) -> Array:
        """The code points by the numbers of their characters."""
        return self._known

    def of(self, points: Array) -> Array | None:
        """The codes of characters given by their code points; None if none is left for one of them."""
        codes: Array = self._table.take(points)
        if (unknown := codes == _UNKNOWN).any():
            self._learn(np.unique(points[unknown]))
            codes = self._table.take(points)
        return None if (codes == _UNKNOWN).any() else codes

    def _learn(self, points: Array) -> None:
        first = len(self._known)
        self._known = np.concatenate([self._known, points])[:MOST_CHARACTERS]
        self._table[self._known[first:]] = _codes_of(np.arange(first, len(self._known)))


def _codes_of(numbers: Array) -> Array:
    """The codes of a segment's characters by their numbers."""
    second, first = np.divmod(numbers - SINGLES, 256 - SINGLES)
    codes: Array = np.where(numbers < SINGLES, numbers, second << 8 | SINGLES + first).astype(np.uint16)
    return codes


class StoredArticles:
    """The articles of a segment by document. Safe for many threads."""

    def __init__(self, path: Path, arrays: dict[str, Array]) -> None:
        self._ends, self._sizes, known = arrays[_ENDS], arrays[_SIZES], arrays[_CHARACTERS]
        self._packed = map_bytes(path)
        codes = _codes_of(np.arange(len(known)))
        self._points = np.zeros(int(codes.max(initial=0)) + 1, dtype="<u4")
        self._points[codes] = known

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
        if not size:
            return packed.tobytes().decode(*_VERBATIM)
        first = packed[:size]
        codes = first.astype("<u2")
        codes.view(np.uint8)[1::2][(first >= SINGLES).nonzero()[0]] = packed[size:]  # the high bytes, where there are any
        return self._points.take(codes).tobytes().decode("utf-32-le", "surrogatepass")


def _text(article: Article) -> str:
    record: dict[str, Any] = article.to_json()
    return json.dumps([record[name] for name in _NAMES], ensure_ascii=False, separators=(",", ":")) + "\n" + article.body


def _points(text: str) -> Array:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
