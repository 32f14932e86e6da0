"""The terms one search looks up: each posting list and mask is made at most once. Lives as long as one request."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from indexer.fields import TEXTS
from indexer.stores.whoosh.arrays import Array
from indexer.stores.whoosh.tables import CHARS, GRAMS, TermPostings
from search_app.engines.whoosh.reader import IndexReader

Texts = frozenset[int]
"""The searched texts of a query or of one leaf, as places in the TEXTS table."""

ALL_TEXTS: Texts = frozenset(range(len(TEXTS)))
_FEW = 16  # documents are compared one by one while they are fewer than one in this many
_NONE: Array = np.zeros(0, dtype=np.uint16)
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
        self._reader = reader
        self._postings: dict[tuple[str, str], tuple[TermPostings, ...]] = {}
        self._masks: dict[tuple[str, str, Texts], Array] = {}
        self._counts: dict[tuple[str, str, Texts], int] = {}

    def postings(self, family: str, term: str, texts: Texts) -> tuple[TermPostings, ...]:
        """The postings of a term in each of `texts` that has it."""
        found = self._postings.get((family, term))
        if found is None:
            found = self._postings[family, term] = self._reader.postings(family, term)
        return found if texts is ALL_TEXTS else tuple(part for part in found if part.text in texts)

    def mask(self, family: str, term: str, texts: Texts) -> Array:
        """The documents that hold a term in any of `texts`, one boolean a document."""
        mask = self._masks.get((family, term, texts))
        if mask is None:
            mask = np.zeros(self.size, dtype=bool)
            for part in self.postings(family, term, texts):
                mask[part.docs] = True
            self._masks[family, term, texts] = mask
        return mask

    def count(self, family: str, term: str, texts: Texts) -> int:
        """How many documents hold a term in any of `texts`."""
        count = self._counts.get((family, term, texts))
        if count is None:
            *fewer, most = sorted((part.docs for part in self.postings(family, term, texts)), key=len) or [_NONE]
            if sum(map(len, fewer)) * _FEW < len(most):
                count = len(most) + _count_outside(most, fewer)
            else:
                count = int(np.count_nonzero(self.mask(family, term, texts)))
            self._counts[family, term, texts] = count
        return count


def _count_outside(most: Array, fewer: Sequence[Array]) -> int:
    """How many distinct documents of `fewer` lists are not in `most` (ascending)."""
    if not fewer:
        return 0
    docs = fewer[0] if len(fewer) == 1 else np.unique(np.concatenate(fewer))
    places = most.searchsorted(docs)
    places[places == len(most)] = 0
    return int(np.count_nonzero(most[places] != docs))
