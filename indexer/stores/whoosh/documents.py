"""What a segment keeps by document: the stored articles, the values of facets, the moment of publication, lengths, ids.

An article is stored as its JSON in GB18030 (two bytes a Chinese character; smaller and faster than UTF-8 once compressed),
deflated by itself. Whoosh reads it as the stored field `article`; never pickles.
"""

from __future__ import annotations

import json
import zlib
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec.whoosh3 import W3Codec, W3PerDocReader
from whoosh.util.numeric import byte_to_length, length_to_byte

from indexer.article import Article
from indexer.stores.whoosh.arrays import Array, map_arrays, map_bytes
from indexer.stores.whoosh.schema import ARTICLE, ID, field_place

ARTICLES_EXT = ".articles"
ARRAYS_EXT = ".arr"
_ENCODING = "gb18030"
_LEVEL = 1  # higher levels take longer and gain half a hundredth


def pack_article(article: Article) -> bytes:
    """An article as it is stored."""
    text = json.dumps(article.to_json(), ensure_ascii=False)
    return zlib.compress(text.encode(_ENCODING, "backslashreplace"), _LEVEL)  # a lone surrogate becomes JSON's own escape


def unpack_article(packed: Any) -> str:
    """The JSON of a stored article (bytes or a mapped array)."""
    return zlib.decompress(packed).decode(_ENCODING)


def segment_path(storage: Any, segment: Any, extension: str) -> Path:
    """A file of a segment."""
    return Path(storage.folder, segment.make_filename(extension))


class DocumentsWriter:
    """Writes the articles and columns of a segment, document by document. Whoosh closes it at commit."""

    def __init__(self, storage: Any, segment: Any) -> None:
        self._storage = storage
        self._segment = segment
        self._columns: dict[str, tuple[Any, Any]] = {}
        self._articles = segment_path(storage, segment, ARTICLES_EXT).open("wb")
        self._ends: list[int] = []
        self.is_closed = False

    def add_article(self, article: Article) -> None:
        """Store the next document's article."""
        size = self._articles.write(pack_article(article))
        self._ends.append(size + (self._ends[-1] if self._ends else 0))

    def add_column_value(self, name: str, column: Any, value: Any) -> None:
        """The value of a column for the document whose article was added last."""
        if name not in self._columns:
            file = self._storage.create_file(W3Codec.column_filename(self._segment, name))
            self._columns[name] = file, column.writer(file)
        self._columns[name][1].add(len(self._ends) - 1, value)

    def ends(self) -> Array:
        """Where each stored article ends in its file."""
        return np.array(self._ends, dtype=np.int64)

    def close(self) -> None:
        """Finish the files."""
        self._articles.close()
        for file, column in self._columns.values():
            column.finish(len(self._ends))
            file.close()
        self.is_closed = True


class DocumentsReader(W3PerDocReader):  # type: ignore[misc]  # whoosh has no types
    """Whoosh's reader of documents, with our stored articles and lengths. Safe for many threads in what it reads itself."""

    def __init__(self, storage: Any, segment: Any) -> None:
        super().__init__(storage, segment)
        self._arrays = map_arrays(segment_path(storage, segment, ARRAYS_EXT))
        self._ends = self._arrays["articles/ends"]
        self._articles = map_bytes(segment_path(storage, segment, ARTICLES_EXT))

    def stored_fields(self, docnum: int) -> dict[str, str]:
        """The stored JSON of an article, under the name Whoosh knows it by."""
        start = self._ends.item(docnum - 1) if docnum else 0
        return {ARTICLE: unpack_article(self._articles[start : self._ends.item(docnum)])}

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """The length of a field, rounded as Whoosh stores it, so that Whoosh's own scores are what they would be."""
        lengths = self._lengths(fieldname)
        return default if lengths is None else _rounded(lengths.item(docnum))

    def field_length(self, fieldname: str) -> int:
        """The sum of a field's lengths."""
        lengths = self._lengths(fieldname)
        return 0 if lengths is None else int(lengths.sum(dtype=np.int64))

    def min_field_length(self, fieldname: str) -> int:
        """The least length of a field."""
        lengths = self._lengths(fieldname)
        return 0 if lengths is None else _rounded(int(lengths.min(initial=0)))

    def max_field_length(self, fieldname: str) -> int:
        """The greatest length of a field."""
        lengths = self._lengths(fieldname)
        return 0 if lengths is None else _rounded(int(lengths.max(initial=0)))

    def _lengths(self, fieldname: str) -> Array | None:
        if fieldname == ID:
            return np.ones(self._doccount, dtype=np.uint8)
        place = field_place(fieldname)
        return None if place is None else self._arrays[f"lengths/{'words' if place[0] == 'words' else 'grams'}/{place[1]}"]


def _rounded(length: int) -> int:
    return int(byte_to_length(length_to_byte(length)))
