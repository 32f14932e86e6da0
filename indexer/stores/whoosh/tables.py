"""The inverted index of a segment: one table of postings a family (words, bigrams, characters), over all texts.

A key is `term number << 3 | text`, text being the place in TEXTS: all texts of a term lie side by side and one search finds
them. A family has up to three tables, and a term in a text stands in one of them. Most bigrams stand once wherever they stand,
and need no counts; the few terms of very long articles (counts over 255, positions over 65,535) have a wide table, so that one
long article does not widen the postings of all; the rest have the narrow table. All are read in place.
"""

from __future__ import annotations

from operator import itemgetter
from typing import NamedTuple

import numpy as np

from indexer.fields import TEXTS
from indexer.stores.whoosh.arrays import Array
from indexer.stores.whoosh.vocabulary import Characters, Vocabulary

TEXT_BITS = 3
TEXT_MASK = (1 << TEXT_BITS) - 1
if len(TEXTS) > 1 << TEXT_BITS:
    raise ImportError("a key has room for eight texts; give it more bits and raise the format number")

WORDS, GRAMS, CHARS = "words", "grams", "chars"
FAMILIES = (WORDS, GRAMS, CHARS)
ONCE, WIDE = "_once", "_wide"

_ONES = np.ones(1 << 16, dtype=np.uint8)  # a count for every document a segment can have
_ONES.flags.writeable = False


_TEXT = itemgetter(0)  # of TermPostings


class TermPostings(NamedTuple):
    """One term in one text (its place in TEXTS): ascending documents, how often in each, and where (bigrams only).

    `positions` holds freqs[0] offsets of the first document, ascending, then freqs[1] of the second, and so on.
    """

    text: int
    docs: Array
    freqs: Array
    positions: Array | None


class Table:
    """Term i (key keys[i], ascending) stands in docs[starts[i]:starts[i + 1]]; its positions go by position_starts alike."""

    def __init__(self, arrays: dict[str, Array], name: str) -> None:
        self.keys = arrays[f"{name}/keys"]
        self._starts = arrays[f"{name}/starts"]
        self._docs = arrays[f"{name}/docs"]
        self._freqs = arrays.get(f"{name}/freqs")
        self._positions = arrays.get(f"{name}/positions")
        self._position_starts = arrays.get(f"{name}/position_starts")
        self._kind = self.keys.dtype.type  # a search for a number of another type would convert the whole array
        self._last = int(self.keys[-1]) if len(self.keys) else -1

    def texts_of(self, number: int) -> list[TermPostings]:
        """The postings of a term in every text that has it here, views of the mapped file."""
        low = number << TEXT_BITS
        if low > self._last:
            return []
        first = int(self.keys.searchsorted(self._kind(low)))
        keys = self.keys[first : first + TEXT_MASK + 1].tolist()
        if keys[0] - low > TEXT_MASK:
            return []
        docs, freqs, positions = self._docs, self._freqs, self._positions
        starts = self._starts[first : first + TEXT_MASK + 2].tolist()
        inner = starts if self._position_starts is None else self._position_starts[first : first + TEXT_MASK + 2].tolist()
        found = []
        for i, key in enumerate(keys):
            if key - low > TEXT_MASK:
                break
            start, stop = starts[i], starts[i + 1]
            counts = _ONES[: stop - start] if freqs is None else freqs[start:stop]
            places = None if positions is None else positions[inner[i] : inner[i + 1]]
            found.append(TermPostings(key - low, docs[start:stop], counts, places))
        return found


class SegmentTerms:
    """The terms of one segment with their postings. Read-only and mapped, so it is safe for many threads."""

    def __init__(self, arrays: dict[str, Array]) -> None:
        self.arrays = arrays
        self.vocabulary = Vocabulary(arrays)
        self.characters = Characters(arrays["characters"])
        self._tables = {
            family: [
                Table(arrays, name) for name in (family, family + ONCE, family + WIDE) if len(arrays.get(f"{name}/keys", ()))
            ]
            for family in FAMILIES
        }

    def number(self, family: str, term: str) -> int | None:
        """The number of a term, or None where the segment does not know its parts."""
        if family == GRAMS:
            return self.characters.find_pair(term)
        if family == CHARS:
            return self.characters.find(term)
        return self.vocabulary.find(term.encode("utf-8", "surrogatepass"))

    def postings(self, family: str, term: str) -> list[TermPostings]:
        """The postings of a term in every text that has it, by ascending text; documents are numbered in the segment."""
        number = self.number(family, term)
        if number is None:
            return []
        found: list[TermPostings] = []
        for table in self._tables[family]:
            more = table.texts_of(number)
            found = sorted(found + more, key=_TEXT) if found and more else found or more
        return found

    def texts(self, family: str) -> set[int]:
        """The texts that have any term of a family."""
        return {
            text for table in self._tables[family] for text in np.unique(table.keys & table.keys.dtype.type(TEXT_MASK)).tolist()
        }

    def terms(self, family: str, text: int) -> list[bytes]:
        """Every term that stands in a text, ascending, as Whoosh lists them."""
        keys = np.concatenate([table.keys for table in self._tables[family]] or [np.zeros(0, dtype=np.uint8)])
        numbers = np.sort(keys[keys & keys.dtype.type(TEXT_MASK) == text] >> keys.dtype.type(TEXT_BITS))
        if family == WORDS:
            return [self.vocabulary.word(place) for place in np.flatnonzero(np.isin(self.vocabulary.numbers, numbers)).tolist()]
        name = self.characters.pair if family == GRAMS else self.characters.character
        return [name(number).encode("utf-8", "surrogatepass") for number in numbers.tolist()]

    def lengths(self, family: str, text: int) -> Array:
        """The exact length of every document's text: its words, or its visible characters."""
        return self.arrays[f"lengths/{WORDS if family == WORDS else GRAMS}/{text}"]
