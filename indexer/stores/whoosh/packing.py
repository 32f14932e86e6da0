"""Packs articles as a segment stores them: each deflated by itself, with a dictionary of phrases that all share.

The JSON of an article is written in GB18030: two bytes a Chinese character deflate faster and smaller than the three of UTF-8.
The dictionary is the beginning of a generation's first articles, so that whoever packs one of its articles packs the same bytes.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from indexer.article import Article
from indexer.stores.whoosh.arrays import Array

_ENCODING = "gb18030"
_LEVEL = 1  # higher levels take longer and gain half a hundredth
_DICTIONARY = 16_384  # bytes; twice as many take longer and gain one part in a hundred


@dataclass(frozen=True, slots=True)
class PackedArticles:
    """Articles in a file: the one of document d ends at byte ends[d], where the next begins."""

    path: Path
    ends: Array


def phrases_of(articles: Iterable[Article]) -> bytes:
    """The dictionary for articles of which these are the first; as many are taken as it needs. Empty where they are too few."""
    found = b""
    for article in articles:
        found += _written(article)
        if len(found) >= 2 * _DICTIONARY:
            return found[:_DICTIONARY]
    return b""


class Packer:
    """Writes articles to a new file in the order they come."""

    def __init__(self, path: Path, phrases: bytes) -> None:
        self._path = path
        self._file = path.open("wb")
        self._deflater = zlib.compressobj(_LEVEL, zdict=phrases) if phrases else zlib.compressobj(_LEVEL)
        self._sizes: list[int] = []

    def add(self, article: Article) -> None:
        """Store the next article."""
        deflater = self._deflater.copy()  # one that has read the dictionary already
        self._sizes.append(self._file.write(deflater.compress(_written(article)) + deflater.flush()))

    def close(self) -> None:
        """Finish the file."""
        self._file.close()

    def packed(self) -> PackedArticles:
        """What was written."""
        return PackedArticles(self._path, np.cumsum(self._sizes, dtype=np.int64))


def _written(article: Article) -> bytes:
    text = json.dumps(article.to_json(), ensure_ascii=False)
    return text.encode(_ENCODING, "backslashreplace")  # a lone surrogate becomes JSON's own escape
