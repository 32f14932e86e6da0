"""The codec: how Whoosh finds terms and postings in a segment's array file. Plugs in through Whoosh's own codec classes.

Stored fields, columns and length bytes stay Whoosh's own (W3). Whoosh can open, search and list the index as any other; the
engine of this project takes the arrays themselves from `segment_terms`.
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec.base import TermsReader
from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import BufferFile
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo, TermNotFound

from indexer.stores.whoosh.arrays import Array, map_arrays, write_arrays
from indexer.stores.whoosh.postings import Postings, Vocabulary, gram_key, gram_text

ARRAYS_EXT = ".arr"
GRAM_SUFFIXES = ("_grams", "_chars")


class NumpyCodec(W3Codec):  # type: ignore[misc]  # whoosh has no types
    """Whoosh's default codec with the inverted index replaced by one array file a segment."""

    def field_writer(self, storage: Any, segment: Any) -> ArraysWriter:
        """The writer of a segment's array file."""
        return ArraysWriter(_arrays_path(storage, segment))

    def terms_reader(self, storage: Any, segment: Any) -> ArrayTermsReader:
        """The reader of a segment's array file."""
        return ArrayTermsReader(map_arrays(_arrays_path(storage, segment)))


class ArraysWriter:
    """Takes the finished arrays of a segment; `close` writes them."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._arrays: dict[str, Array] = {}
        self.is_closed = False

    def add(self, arrays: dict[str, Array]) -> None:
        """Add arrays under names not used yet."""
        self._arrays.update(arrays)

    def close(self) -> None:
        """Write the file."""
        write_arrays(self._path, self._arrays)
        self.is_closed = True


class ArrayTermsReader(TermsReader):  # type: ignore[misc]  # whoosh has no types
    """The terms and postings of one segment. All arrays are read-only and mapped, so it is safe for many threads."""

    def __init__(self, arrays: dict[str, Array]) -> None:
        names = dict.fromkeys(name.partition("/")[0] for name in arrays if not name.startswith("vocabulary/"))
        self.fields = {name: Postings.from_arrays(name, arrays) for name in names}
        self.vocabulary = Vocabulary(arrays["vocabulary/text"], arrays["vocabulary/ends"])

    def key(self, fieldname: str, text: bytes) -> int | None:
        """The integer key of a term's bytes; None if no field of this kind can hold it."""
        if not fieldname.endswith(GRAM_SUFFIXES):
            return self.vocabulary.find(text)
        gram = text.decode("utf-8", "replace")
        return gram_key(gram) if 1 <= len(gram) <= 2 else None

    def text(self, fieldname: str, key: int) -> bytes:
        """The inverse of `key`."""
        return gram_text(key).encode() if fieldname.endswith(GRAM_SUFFIXES) else self.vocabulary.word(key)

    def indexed_field_names(self) -> list[str]:
        """The fields that have terms here."""
        return list(self.fields)

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._place(*term) is not None

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Every (field, term), in Whoosh's order."""
        for name in sorted(self.fields):
            yield from self.terms_from(name, b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """The terms of one field from `prefix` on."""
        for key in self.fields[fieldname].terms.tolist() if fieldname in self.fields else ():
            text = self.text(fieldname, key)
            if text >= prefix:
                yield fieldname, text

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Every term with its statistics."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """The terms of one field from `prefix` on, with their statistics."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def cursor(self, fieldname: str, fieldobj: Any) -> Any:
        """Not offered: only Whoosh's wildcard and fuzzy queries would use it, and this index is never asked those."""
        raise NotImplementedError

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """The statistics of one term. Raises Whoosh's TermNotFound."""
        docs, freqs, _ = self._postings(fieldname, text)
        lengths = self.fields[fieldname].lengths[docs]
        return TermInfo(
            weight=float(freqs.sum()),
            df=len(docs),
            minlength=int(lengths.min()),
            maxlength=int(lengths.max()),
            maxweight=float(freqs.max()),
            minid=int(docs[0]),
            maxid=int(docs[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        """How often a term stands in this segment; 0 where it does not."""
        return float(self._postings(fieldname, text)[1].sum()) if (fieldname, text) in self else 0.0

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """In how many documents of this segment a term stands."""
        return len(self._postings(fieldname, text)[0]) if (fieldname, text) in self else 0

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> ListMatcher:
        """A Whoosh matcher over one term's postings."""
        docs, freqs, positions = self._postings(fieldname, text)
        if positions is None:
            values = [struct.pack("!I", freq) for freq in freqs.tolist()]
        else:
            values = [format_.encode(part.tolist()) for part in np.split(positions, np.cumsum(freqs)[:-1])]
        return ListMatcher(
            docs.tolist(),
            freqs.astype(float).tolist(),
            values,
            format_,
            scorer=scorer,
            term=(fieldname, text),
            terminfo=self.term_info(fieldname, text),
        )

    def close(self) -> None:
        """Nothing to do: the mapping goes when the last array does."""

    def _place(self, fieldname: str, text: bytes) -> int | None:
        postings = self.fields.get(fieldname)
        key = None if postings is None else self.key(fieldname, text)
        return None if postings is None or key is None else postings.find(key)

    def _postings(self, fieldname: str, text: bytes) -> tuple[Array, Array, Array | None]:
        place = self._place(fieldname, text)
        if place is None:
            raise TermNotFound(f"No term {fieldname}:{text!r}")
        postings = self.fields[fieldname]
        at = slice(int(postings.starts[place]), int(postings.starts[place + 1]))
        if postings.positions is None or postings.position_starts is None:
            return postings.docs[at], postings.freqs[at], None
        inside = slice(int(postings.position_starts[place]), int(postings.position_starts[place + 1]))
        return postings.docs[at], postings.freqs[at], postings.positions[inside]


class MappedStorage(FileStorage):  # type: ignore[misc]  # whoosh has no types
    """Files of a finished index, mapped and read by offset: stock Whoosh reads them through one shared file position."""

    def open_file(self, name: str, **_options: Any) -> BufferFile:
        """A file to read; safe for many threads in everything that reads at a given place."""
        return MappedFile(Path(self.folder) / name)


class MappedFile(BufferFile):  # type: ignore[misc]  # whoosh has no types
    """A mapped file in Whoosh's interface, without BufferFile's copy of the whole content."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as stream:
            empty = stream.seek(0, 2) == 0
            content = b"" if empty else mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        super().__init__(b"", name=path.name)
        self._buf = content
        if isinstance(content, mmap.mmap):
            self.file = content


def segment_terms(leaf: Any) -> ArrayTermsReader:
    """The terms of a Whoosh segment reader, with their arrays."""
    segment = leaf.segment()
    reader: ArrayTermsReader = segment.codec().terms_reader(leaf.storage(), segment)
    return reader


def _arrays_path(storage: Any, segment: Any) -> Path:
    return Path(storage.folder, segment.make_filename(ARRAYS_EXT))
