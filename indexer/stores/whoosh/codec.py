"""The codec: how Whoosh finds terms, postings and documents in a segment's files. Plugs in through Whoosh's own codec classes.

To Whoosh every text has its fields of words, bigrams and characters; in the file they are views of one table a family
(`tables`). The engine of this project takes the tables themselves from `segment_terms`.
"""

from __future__ import annotations

import struct
from bisect import bisect_left
from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from whoosh.codec.base import TermsReader
from whoosh.codec.whoosh3 import W3Codec
from whoosh.reading import TermInfo, TermNotFound

from indexer.stores.whoosh.arrays import Array, ArrayFileWriter, map_arrays
from indexer.stores.whoosh.cursor import TermCursor
from indexer.stores.whoosh.documents import ARRAYS_EXT, DocumentsReader, DocumentsWriter, rounded_length, segment_path
from indexer.stores.whoosh.ids import Ids
from indexer.stores.whoosh.matcher import PostingsMatcher
from indexer.stores.whoosh.schema import FIELD_PLACES, ID
from indexer.stores.whoosh.stored import StoredArticles
from indexer.stores.whoosh.tables import FAMILIES, SegmentTerms

_FIELDS = sorted([ID, *FIELD_PLACES])  # in Whoosh's order


class Postings(NamedTuple):
    """A term in one field, as Whoosh asks for it."""

    docs: Array
    freqs: Array
    positions: Array | None


class NumpyCodec(W3Codec):  # type: ignore[misc]  # whoosh has no types
    """Whoosh's default codec with the inverted index replaced by one array file a segment, and articles stored without pickle."""

    def per_document_writer(self, storage: Any, segment: Any) -> DocumentsWriter:
        """The writer of a segment's articles and columns."""
        return DocumentsWriter(storage, segment)

    def per_document_reader(self, storage: Any, segment: Any) -> DocumentsReader:
        """The reader of a segment's articles, columns and lengths."""
        return DocumentsReader(storage, segment)

    def field_writer(self, storage: Any, segment: Any) -> ArrayFileWriter:
        """The writer of a segment's array file."""
        return ArrayFileWriter(segment_path(storage, segment, ARRAYS_EXT))

    def terms_reader(self, storage: Any, segment: Any) -> ArrayTermsReader:
        """The reader of a segment's array file."""
        return ArrayTermsReader(map_arrays(segment_path(storage, segment, ARRAYS_EXT)))


class ArrayTermsReader(TermsReader):  # type: ignore[misc]  # whoosh has no types
    """The terms and postings of one segment as Whoosh asks for them. All arrays are mapped: it is safe for many threads."""

    def __init__(self, arrays: dict[str, Array]) -> None:
        self.segment_terms = SegmentTerms(arrays)
        self.ids = Ids(arrays)

    def indexed_field_names(self) -> list[str]:
        """The fields that have terms here."""
        texts = {family: self.segment_terms.texts(family) for family in FAMILIES}
        return [ID, *(name for name, (family, text) in FIELD_PLACES.items() if text in texts[family])]

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._find(*term) is not None

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Every (field, term), in Whoosh's order."""
        return self.terms_from(_FIELDS[0], b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """The terms of a field from `prefix` on, then those of all fields behind it."""
        place = _FIELDS.index(fieldname) if fieldname in _FIELDS else len(_FIELDS)
        for name in _FIELDS[place:]:
            terms = self._terms(name)
            start = bisect_left(terms, prefix) if name == fieldname else 0
            yield from ((name, text) for text in terms[start:])

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Every term with its statistics."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """The same with their statistics."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def cursor(self, fieldname: str, fieldobj: Any) -> TermCursor:
        """The terms of a field, to move through."""
        return TermCursor(self._terms(fieldname), fieldobj, partial(self.term_info, fieldname))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """The statistics of one term. Raises Whoosh's TermNotFound."""
        found = self._postings(fieldname, text)
        place = FIELD_PLACES.get(fieldname)
        lengths = np.ones(1, dtype=np.uint8) if place is None else self.segment_terms.lengths(*place)[found.docs]
        return TermInfo(
            weight=float(found.freqs.sum()),
            df=len(found.docs),
            minlength=rounded_length(int(lengths.min())),
            maxlength=rounded_length(int(lengths.max())),
            maxweight=float(found.freqs.max()),
            minid=int(found.docs[0]),
            maxid=int(found.docs[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        """How often a term stands in this segment; 0 where it does not."""
        found = self._find(fieldname, text)
        return 0.0 if found is None else float(found.freqs.sum())

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """In how many documents of this segment a term stands."""
        found = self._find(fieldname, text)
        return 0 if found is None else len(found.docs)

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> PostingsMatcher:
        """A Whoosh matcher over one term's postings."""
        found = self._postings(fieldname, text)
        if found.positions is None:
            values = [struct.pack("!I", freq) for freq in found.freqs.tolist()]
        else:
            ends = np.cumsum(found.freqs, dtype=np.int64)[:-1]
            values = [format_.encode(part.tolist()) for part in np.split(found.positions, ends)]
        return PostingsMatcher(
            found.docs.tolist(),
            found.freqs.astype(float).tolist(),
            values,
            format_,
            scorer=scorer,
            term=(fieldname, text),
            terminfo=self.term_info(fieldname, text),
        )

    def close(self) -> None:
        """Nothing to do: the mapping goes when the last array does."""

    def _terms(self, fieldname: str) -> list[bytes]:
        """Those of one field, ascending."""
        place = FIELD_PLACES.get(fieldname)
        return self.ids.listed() if fieldname == ID else [] if place is None else self.segment_terms.terms(*place)

    def _find(self, fieldname: str, text: bytes) -> Postings | None:
        if fieldname == ID:
            (doc,) = self.ids.find([text])
            return None if doc is None else Postings(np.array([doc]), np.ones(1, dtype=np.uint8), None)
        place = FIELD_PLACES.get(fieldname)
        if place is None:
            return None
        family, number = place
        try:
            term = text.decode("utf-8", "surrogatepass")
        except UnicodeDecodeError:  # no text holds such a term
            return None
        (found,) = self.segment_terms.find(family, [term])
        return next((Postings(part.docs, part.freqs, part.positions) for part in found.parts if part.text == number), None)

    def _postings(self, fieldname: str, text: bytes) -> Postings:
        found = self._find(fieldname, text)
        if found is None:
            raise TermNotFound(f"No term {fieldname}:{text!r}")
        return found


def segment_terms(leaf: Any) -> SegmentTerms:
    """The terms of a Whoosh segment reader, with their tables."""
    segment = leaf.segment()
    reader: ArrayTermsReader = segment.codec().terms_reader(leaf.storage(), segment)
    return reader.segment_terms


def segment_articles(leaf: Any) -> StoredArticles:
    """The stored articles of a Whoosh segment reader."""
    segment = leaf.segment()
    reader: DocumentsReader = segment.codec().per_document_reader(leaf.storage(), segment)
    return reader.stored
