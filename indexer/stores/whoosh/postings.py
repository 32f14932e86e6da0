"""Postings of one field in one segment, as arrays; built by one sort, read by slicing.

A term is an integer key: for characters their code points packed 21 bits each, for words their place in the segment's
sorted vocabulary. Key order is the order of the terms' UTF-8 bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from indexer.stores.whoosh.arrays import Array

BITS_OF_A_CHARACTER = 21


@dataclass(frozen=True, slots=True)
class Postings:
    """Term i (key `terms[i]`, ascending) stands in the documents docs[starts[i]:starts[i + 1]], ascending, freqs times.

    With positions, the term's occurrences are positions[position_starts[i]:position_starts[i + 1]], freqs[j] of them for
    the j-th document, ascending in each. `lengths[d]` is the exact length of document d's text.
    """

    terms: Array
    starts: Array
    docs: Array
    freqs: Array
    lengths: Array
    position_starts: Array | None = None
    positions: Array | None = None

    def find(self, key: int) -> int | None:
        """The place of a term, or None."""
        i = int(np.searchsorted(self.terms, np.int64(key)))
        return i if i < len(self.terms) and self.terms[i] == key else None

    def arrays(self, field: str) -> dict[str, Array]:
        """The arrays under the names `from_arrays` finds them by."""
        parts = {name: getattr(self, name) for name in self.__slots__}
        return {f"{field}/{name}": array for name, array in parts.items() if array is not None}

    @classmethod
    def from_arrays(cls, field: str, arrays: dict[str, Array]) -> Postings:
        """The inverse of `arrays`."""
        return cls(**{name: arrays[f"{field}/{name}"] for name in cls.__slots__ if f"{field}/{name}" in arrays})


def build_postings(keys: Array, docs: Array, lengths: Array, positions: Array | None = None) -> Postings:
    """Postings from tokens in reading order: token i is the term keys[i] in document docs[i], at positions[i]."""
    order = np.argsort(keys, kind="stable")  # stable: within a term, documents and positions stay ascending
    keys, docs = keys[order], docs[order]
    first_of_term = np.ones(len(keys), dtype=bool)
    first_of_term[1:] = keys[1:] != keys[:-1]
    first_of_posting = first_of_term.copy()
    first_of_posting[1:] |= docs[1:] != docs[:-1]

    posting_starts = np.flatnonzero(first_of_posting)
    term_starts = np.flatnonzero(first_of_term)
    freqs = np.diff(np.append(posting_starts, len(keys)))
    return Postings(
        terms=keys[term_starts].astype(np.int64),
        starts=narrow(np.append(np.searchsorted(posting_starts, term_starts), len(posting_starts))),
        docs=narrow(docs[posting_starts]),
        freqs=narrow(freqs),
        lengths=narrow(lengths),
        position_starts=None if positions is None else narrow(np.append(term_starts, len(keys))),
        positions=None if positions is None else narrow(positions[order]),
    )


def narrow(values: Array) -> Array:
    """The same whole numbers in the smallest unsigned type that holds them all."""
    largest = int(values.max()) if len(values) else 0
    return values.astype(next(kind for kind in (np.uint8, np.uint16, np.uint32, np.uint64) if largest <= np.iinfo(kind).max))


def gram_key(gram: str) -> int:
    """The term key of one character or of a pair of characters."""
    key = 0
    for character in gram:
        key = key << BITS_OF_A_CHARACTER | ord(character)
    return key


def gram_text(key: int) -> str:
    """The characters a gram's term key stands for."""
    first, last = divmod(key, 1 << BITS_OF_A_CHARACTER)
    return chr(first) + chr(last) if first else chr(last)


class Vocabulary:
    """The words of a segment, sorted by their UTF-8 bytes; a word's key is its place."""

    def __init__(self, text: Array, ends: Array) -> None:
        self._text = text
        self._ends = ends

    def __len__(self) -> int:
        return len(self._ends)

    def word(self, key: int) -> bytes:
        """The UTF-8 bytes of the word at a place."""
        start = int(self._ends[key - 1]) if key else 0
        return self._text[start : int(self._ends[key])].tobytes()

    def place(self, word: bytes) -> int:
        """The first place whose word is not below `word`."""
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self.word(middle) < word:
                low = middle + 1
            else:
                high = middle
        return low

    def find(self, word: bytes) -> int | None:
        """The key of a word, or None."""
        key = self.place(word)
        return key if key < len(self) and self.word(key) == word else None


def vocabulary_arrays(words: Iterable[bytes]) -> dict[str, Array]:
    """The arrays of a Vocabulary of `words`, which are sorted."""
    listed = list(words)
    ends = np.cumsum([len(word) for word in listed], dtype=np.int64)
    return {"vocabulary/text": np.frombuffer(b"".join(listed), dtype=np.uint8), "vocabulary/ends": narrow(ends)}
