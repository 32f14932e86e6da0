"""Packs articles as a segment stores them: one after another in one file, in a coding that a few array operations read.

What is coded is a line of JSON with every field but the body, then the body as it is. A character's code is its place in the
generation's alphabet: one byte for the most frequent, two for the others; the few that have no place follow as they are. All
first bytes of an article stand before all second ones, so that nothing has to be read in order. No compression: inflating took
three times as long as this reads (docs/adr/0020-stored-articles.md).

The alphabet is made of a generation's first articles, so that whoever packs one of its articles packs the same bytes.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from indexer.analysis.folding import code_points
from indexer.article import Article
from indexer.stores.whoosh.arrays import Array

SINGLES = 216  # characters of one byte. The other bytes begin one of two: the byte, and the second times 256, are its code
MOST_CHARACTERS = SINGLES + (256 - SINGLES) * 256 - 1  # of an alphabet
NAMES = [name for name in Article._fields if name != "body"]  # in the order of their values in the line
NO_CODE = 0xFFFF  # of a character without a place: it would be the next
_COUNTED = 100_000  # characters of the first articles, by which the most frequent ones are chosen
_COMMON = "".join(bytes((row, cell)).decode("gb2312", "ignore") for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))


@dataclass(frozen=True, slots=True)
class PackedArticles:
    """Articles in a file: the one of document d has sizes[d] characters and ends at byte ends[d], where the next begins."""

    path: Path
    sizes: Array
    ends: Array


def alphabet_of(articles: Iterable[Article]) -> str:
    """The characters that get a code, most frequent first, for articles of which these are the first; as many are taken as it
    needs. Behind those that were met stand the ones that any Chinese text may use (GB 2312)."""
    met: Counter[str] = Counter()
    for article in articles:
        met.update(_written(article))
        if met.total() >= _COUNTED:
            break
    frequent = sorted(met, key=lambda character: (-met[character], character))
    return "".join(dict.fromkeys((*frequent, *_COMMON)))[:MOST_CHARACTERS]


def codes_of(numbers: Array) -> Array:
    """The codes of the characters at places `numbers` of an alphabet."""
    second, first = np.divmod(numbers - SINGLES, 256 - SINGLES)
    codes: Array = np.where(numbers < SINGLES, numbers, second << 8 | SINGLES + first).astype(np.uint16)
    return codes


class Packer:
    """Writes articles to a new file in the order they come."""

    def __init__(self, path: Path, alphabet: str) -> None:
        self._path = path
        self._file = path.open("wb")
        known = code_points(alphabet)
        self._codes = np.full(sys.maxunicode + 1, NO_CODE, dtype=np.uint16)
        self._codes[known] = codes_of(np.arange(len(known)))
        self._sizes: list[int] = []
        self._lengths: list[int] = []

    def add(self, article: Article) -> None:
        """Store the next article."""
        points = code_points(_written(article))
        codes = self._codes.take(points)
        first, second = (codes & 0xFF).astype(np.uint8), (codes >> 8).astype(np.uint8)
        packed = first.tobytes() + second[first >= SINGLES].tobytes() + points[codes == NO_CODE].tobytes()
        self._file.write(packed)
        self._sizes.append(len(points))
        self._lengths.append(len(packed))

    def close(self) -> None:
        """Finish the file."""
        self._file.close()

    def packed(self) -> PackedArticles:
        """What was written."""
        return PackedArticles(self._path, np.array(self._sizes, dtype=np.int64), np.cumsum(self._lengths, dtype=np.int64))


def _written(article: Article) -> str:
    record: dict[str, Any] = article.to_json()
    return json.dumps([record[name] for name in NAMES], ensure_ascii=False, separators=(",", ":")) + "\n" + article.body
