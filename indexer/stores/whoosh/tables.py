"""The inverted index of a segment: one table of postings a family (words, bigrams, characters), over all texts.

A key is `term number << 3 | text`, text being the place in TEXTS: all texts of a term lie side by side and one search finds
them. A family has up to three tables, and a term in a text stands in one of them. Most bigrams stand once wherever they stand,
and need no counts; the few terms of very long articles (counts over 255, positions over 65,535) have a wide table, so that one
long article does not widen the postings of all; the rest have the narrow table. All are read in place.

How many documents hold a term in any text is kept for the terms that stand in several (`FAMILY/shared`: their numbers, ascending,
and `FAMILY/holders`): it is what every score needs, and would take a union of postings.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from indexer.fields import TEXTS
from indexer.stores.whoosh.arrays import Array
from indexer.stores.whoosh.ascending import Ascending
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


class TermPostings(NamedTuple):
    """One term in one text (its place in TEXTS): a stretch of a table, of which nothing is read until it is asked for."""

    text: int
    table: Table
    place: int  # of its key in the table
    start: int
    stop: int

    @property
    def docs(self) -> Array:
        """The documents that hold it, ascending."""
        return self.table.docs[self.start : self.stop]

    def find(self, doc: int) -> int | None:
        """The place of a document's posting in the arrays of the table, or None where it does not hold the term."""
        at = bisect_left(self.table.numbers, doc, self.start, self.stop)
        return at if at < self.stop and self.table.numbers[at] == doc else None

    @property
    def freqs(self) -> Array:
        """How often it stands in each."""
        return _ONES[: self.stop - self.start] if self.table.freqs is None else self.table.freqs[self.start : self.stop]

    @property
    def positions(self) -> Array | None:
        """Where (bigrams only): freqs[0] offsets of the first document, ascending, then freqs[1] of the second, and so on."""
        table = self.table
        if table.positions is None:
            return None
        start, stop = table.position_starts[self.place : self.place + 2].tolist()
        return table.positions[start:stop]


class Table:
    """Term i (key keys[i], ascending) stands in docs[starts[i]:starts[i + 1]]; its positions go by position_starts alike."""

    def __init__(self, arrays: dict[str, Array], name: str) -> None:
        self.keys = arrays[f"{name}/keys"]
        self._ascending = Ascending(self.keys)
        starts = arrays[f"{name}/starts"]
        self._starts = memoryview(starts.data)
        self.docs = arrays[f"{name}/docs"]
        self.numbers = memoryview(self.docs.data)  # the same for Python, which reads one from here in a third of the time
        self.freqs = arrays.get(f"{name}/freqs")
        self.positions = arrays.get(f"{name}/positions")
        self.position_starts = arrays.get(f"{name}/position_starts", starts)  # where a term stands once, they are the same

    def add(self, low: int, found: list[TermPostings]) -> None:
        """Append to `found` the postings here, by ascending text, of the term whose keys begin at `low`."""
        keys, starts = self._ascending.numbers, self._starts
        place = self._ascending.place(low)
        while place < len(keys) and (text := keys[place] - low) <= TEXT_MASK:
            found.append(TermPostings(text, self, place, starts[place], starts[place + 1]))
            place += 1


class FoundTerm(NamedTuple):
    """A term in one segment: its postings by ascending text, and how many documents hold it in any text."""

    parts: tuple[TermPostings, ...]
    holders: int


NOT_FOUND = FoundTerm((), 0)


class SegmentTerms:
    """The terms of one segment with their postings. Read-only and mapped, so it is safe for many threads."""

    def __init__(self, arrays: dict[str, Array]) -> None:
        self.arrays = arrays
        self.vocabulary = Vocabulary(arrays)
        self.characters = Characters(arrays["characters"])
        self._holders = {
            family: (Ascending(arrays[f"{family}/shared"]), memoryview(arrays[f"{family}/holders"].data)) for family in FAMILIES
        }
        self._tables = {
            family: [
                Table(arrays, name) for name in (family, family + ONCE, family + WIDE) if len(arrays.get(f"{name}/keys", ()))
            ]
            for family in FAMILIES
        }

    def numbers(self, family: str, terms: Sequence[str]) -> list[int | None]:
        """The number of each term, or None where the segment does not know its parts."""
        if family == GRAMS:
            return [self.characters.find_pair(term) for term in terms]
        if family == CHARS:
            return [self.characters.find(term) for term in terms]
        return self.vocabulary.find([term.encode("utf-8", "surrogatepass") for term in terms])

    def find(self, family: str, terms: Sequence[str]) -> list[FoundTerm]:
        """What the segment has of each of `terms`; documents are numbered in the segment."""
        tables, (several, holders) = self._tables[family], self._holders[family]
        found: list[FoundTerm] = []
        for number in self.numbers(family, terms):
            if number is None:
                found.append(NOT_FOUND)
                continue
            parts: list[TermPostings] = []
            for table in tables:
                table.add(number << TEXT_BITS, parts)
            if len(parts) > 1:
                parts.sort()
                found.append(FoundTerm(tuple(parts), holders[several.place(number)]))
            else:
                found.append(FoundTerm((parts[0],), parts[0].stop - parts[0].start) if parts else NOT_FOUND)
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
            return [self.vocabulary.word(number) for number in numbers.tolist()]
        name = self.characters.pair if family == GRAMS else self.characters.character
        return [name(number).encode("utf-8", "surrogatepass") for number in numbers.tolist()]

    def lengths(self, family: str, text: int) -> Array:
        """The exact length of every document's text: its words, bigrams or visible characters."""
        return self.arrays[f"lengths/{family}/{text}"]
