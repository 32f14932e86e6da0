"""What a segment keeps by document: the stored articles, the values of facets, the moment of publication, lengths, ids.

Articles, columns and lengths are read as Whoosh reads them; nothing is pickled.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec.whoosh3 import W3Codec, W3PerDocReader
from whoosh.util.numeric import byte_to_length, length_to_byte

from indexer.stores.whoosh.arrays import Array, map_arrays
from indexer.stores.whoosh.packing import PackedArticles
from indexer.stores.whoosh.schema import ARTICLE, FIELD_PLACES, ID
from indexer.stores.whoosh.stored import StoredArticles, stored_arrays

ARTICLES_EXT = ".articles"
ARRAYS_EXT = ".arr"


def segment_path(storage: Any, segment: Any, extension: str) -> Path:
    """A file of a segment."""
    return Path(storage.folder, segment.make_filename(extension))


class DocumentsWriter:
    """Writes the articles and columns of a segment, stretch by stretch. Whoosh closes it at commit."""

    def __init__(self, storage: Any, segment: Any) -> None:
        self._storage = storage
        self._segment = segment
        self._columns: dict[str, tuple[Any, Any]] = {}
        self._articles = segment_path(storage, segment, ARTICLES_EXT).open("wb")
        self._ends: list[Array] = []
        self._sizes: list[Array] = []
        self._count = 0
        self.is_closed = False

    def add_articles(self, packed: PackedArticles) -> None:
        """Store the articles of the next documents, whose file goes."""
        self._ends.append(packed.ends + self._articles.tell())
        self._sizes.append(packed.sizes)
        with packed.path.open("rb") as file:
            shutil.copyfileobj(file, self._articles, 1 << 20)
        packed.path.unlink()
        self._count += len(packed.ends)

    def add_values(self, name: str, column: Any, values: Sequence[Any]) -> None:
        """The values of a column for the documents whose articles were added last."""
        if name not in self._columns:
            file = self._storage.create_file(W3Codec.column_filename(self._segment, name))
            self._columns[name] = file, column.writer(file)
        writer = self._columns[name][1]
        for doc, value in enumerate(values, self._count - len(values)):
            writer.add(doc, value)

    def arrays(self, alphabet: str) -> dict[str, Array]:
        """What reading the articles needs, once all are written."""
        return stored_arrays(np.concatenate(self._sizes), np.concatenate(self._ends), alphabet)

    def close(self) -> None:
        """Finish the files."""
        self._articles.close()
        for file, column in self._columns.values():
            column.finish(self._count)
            file.close()
        self.is_closed = True


class DocumentsReader(W3PerDocReader):  # type: ignore[misc]  # whoosh has no types
    """Whoosh's reader of documents, with our stored articles and lengths. Safe for many threads in what it reads itself."""

    def __init__(self, storage: Any, segment: Any) -> None:
        super().__init__(storage, segment)
        self._arrays = map_arrays(segment_path(storage, segment, ARRAYS_EXT))
        self.stored = StoredArticles(segment_path(storage, segment, ARTICLES_EXT), self._arrays)

    def stored_fields(self, docnum: int) -> dict[str, str]:
        """The JSON of an article, under the name Whoosh knows it by."""
        (article,) = self.stored.articles([docnum])
        return {ARTICLE: json.dumps(article.to_json(), ensure_ascii=False)}

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """The length of a field, rounded as Whoosh stores it, so that Whoosh's own scores are what they would be."""
        lengths = self._lengths(fieldname)
        return default if lengths is None else rounded_length(lengths.item(docnum))

    def field_length(self, fieldname: str) -> int:
        """The sum of a field's lengths."""
        lengths = self._lengths(fieldname)
        return 0 if lengths is None else int(lengths.sum(dtype=np.int64))

    def min_field_length(self, fieldname: str) -> int:
        """The least length of a field."""
        lengths = self._lengths(fieldname)
        return 0 if lengths is None else rounded_length(int(lengths.min(initial=lengths.max(initial=0))))

    def max_field_length(self, fieldname: str) -> int:
        """The greatest length of a field."""
        lengths = self._lengths(fieldname)
        return 0 if lengths is None else rounded_length(int(lengths.max(initial=0)))

    def _lengths(self, fieldname: str) -> Array | None:
        if fieldname == ID:
            return np.ones(self._doccount, dtype=np.uint8)
        place = FIELD_PLACES.get(fieldname)
        return None if place is None else self._arrays["lengths/{}/{}".format(*place)]


def rounded_length(length: int) -> int:
    """A length as Whoosh would have stored it, in one byte: its own scores are what they would be."""
    return int(byte_to_length(length_to_byte(length)))
