"""The terms one search looks up: each term and mask is found at most once. Lives as long as one request."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import numpy as np

from indexer.fields import TEXTS
from indexer.stores.whoosh.arrays import Array
from indexer.stores.whoosh.tables import CHARS, FAMILIES, GRAMS, FoundTerm, TermPostings
from search_app.engines.whoosh.reader import IndexReader

Texts = frozenset[int]
"""The searched texts of a query or of one leaf, as places in the TEXTS table."""

ALL_TEXTS: Texts = frozenset(range(len(TEXTS)))
WORTH_SEARCHING = 16  # if a list is over 16 times longer than the documents, search it; else mark it on a mask
_PLACES = {text.name: place for place, text in enumerate(TEXTS)}


@lru_cache(maxsize=256)
def text_places(names: tuple[str, ...]) -> Texts:
    """The places of texts in the TEXTS table."""
    places = frozenset(_PLACES[name] for name in names)
    return ALL_TEXTS if places == ALL_TEXTS else places


def gram_family(gram: str) -> str:
    """The family that holds a gram of one or two characters."""
    return CHARS if len(gram) == 1 else GRAMS


class Lookup:
    """A reader that remembers what it was asked. What it gives out is shared and must not be written to."""

    def __init__(self, reader: IndexReader) -> None:
        self.size = reader.size
        self.segments = reader.segments
        self._found: dict[str, dict[str, tuple[FoundTerm, ...]]] = {family: {} for family in FAMILIES}
        self._masks: dict[tuple[str, str, Texts], Array] = {}

    def prepare(self, family: str, terms: Iterable[str]) -> None:
        """Find terms that will be asked for, all at once: one by one they cost many times as much."""
        known = self._found[family]
        wanted = [term for term in dict.fromkeys(terms) if term not in known]
        if wanted:
            by_segment = [segment.terms.find(family, wanted) for segment in self.segments]
            known.update(zip(wanted, zip(*by_segment, strict=True) if by_segment else [()] * len(wanted), strict=True))

    def found(self, family: str, term: str) -> tuple[FoundTerm, ...]:
        """What each segment has of a term."""
        found = self._found[family].get(term)
        if found is None:
            self.prepare(family, [term])
            found = self._found[family][term]
        return found

    def postings(self, family: str, term: str, texts: Texts) -> tuple[tuple[TermPostings, ...], ...]:
        """For each segment, the postings of a term in each of `texts` that has it."""
        found = self.found(family, term)
        if texts is ALL_TEXTS:
            return tuple([one.parts for one in found])
        return tuple(tuple(part for part in one.parts if part.text in texts) for one in found)

    def mask(self, family: str, term: str, texts: Texts) -> Array:
        """The documents that hold a term in any of `texts`, one boolean a document."""
        mask = self._masks.get((family, term, texts))
        if mask is None:
            mask = np.zeros(self.size, dtype=bool)
            for segment, parts in zip(self.segments, self.postings(family, term, texts), strict=True):
                here = mask[segment.first_doc : segment.first_doc + segment.size]
                for part in parts:
                    here[part.docs.astype(np.intp)] = True
            self._masks[family, term, texts] = mask
        return mask

    def holding(self, docs: Array, family: str, term: str, texts: Texts) -> Array:
        """For each of `docs` (ascending), whether it holds a term in any of `texts`."""
        parts = [part for of_segment in self.postings(family, term, texts) for part in of_segment]
        if len(self.segments) > 1 or WORTH_SEARCHING * len(docs) * len(parts) > sum(part.stop - part.start for part in parts):
            return self.mask(family, term, texts).take(docs)
        found = np.zeros(len(docs), dtype=bool)
        for part in parts:
            found |= contained(docs, part.docs)
        return found

    def count(self, family: str, term: str, texts: Texts) -> int:
        """How many documents hold a term in any of `texts`."""
        if texts is ALL_TEXTS:
            return sum(one.holders for one in self.found(family, term))
        parts = [part for of_segment in self.postings(family, term, texts) for part in of_segment]
        if len({part.text for part in parts}) > 1:
            return int(np.count_nonzero(self.mask(family, term, texts)))
        return sum(part.stop - part.start for part in parts)


def contained(wanted: Array, ascending: Array) -> Array:
    """For each number of `wanted`, whether it is in `ascending` (not empty)."""
    wanted = wanted.astype(ascending.dtype, copy=False)
    found: Array = (
        ascending.take(ascending.searchsorted(wanted), mode="clip") == wanted
    )  # behind the last: the last, which is less
    return found
