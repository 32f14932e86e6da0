"""The order of hits: which documents come at places [offset, offset + limit), with ties broken alike every time."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from indexer.stores.whoosh.arrays import Array
from indexer.stores.whoosh.columns import NO_NUMBER
from search_app.engines.whoosh.reader import IndexReader
from search_app.search.request import Sort

_LAST = np.iinfo(np.int64).max


class Ordering:
    """The date orders of one index, as ranks made once when first used."""

    def __init__(self, reader: IndexReader) -> None:
        self._reader = reader

    def page(self, docs: Array, sort: Sort, tiers: Array, scores: Array, places: slice) -> Array:
        """The documents of `docs` at `places`; `tiers` (the lowest first) and `scores` are by document."""
        if sort is Sort.OLDEST:
            return _smallest(docs, self._oldest[docs], places)
        if sort is Sort.NEWEST:
            return _smallest(docs, self._newest[docs], places)
        ranks = self._newest[docs]
        order = np.lexsort((ranks, -scores[docs], tiers[docs]))
        found: Array = docs[order[places]]
        return found

    @cached_property
    def _newest(self) -> Array:
        published = self._reader.published()
        return _ranks(np.where(published == NO_NUMBER, _LAST, -published), self._reader.id_order)

    @cached_property
    def _oldest(self) -> Array:
        published = self._reader.published()
        return _ranks(np.where(published == NO_NUMBER, _LAST, published), self._reader.id_order)


def _ranks(keys: Array, ties: Array) -> Array:
    ranks = np.empty(len(keys), dtype=np.int64)
    ranks[np.lexsort((ties, keys))] = np.arange(len(keys))
    return ranks


def _smallest(docs: Array, ranks: Array, places: slice) -> Array:
    """The documents at `places` in the order of their distinct ranks, without sorting the rest."""
    end = min(places.stop, len(docs))
    nearest = np.argpartition(ranks, end - 1)[:end] if 0 < end < len(docs) else np.arange(len(docs))
    found: Array = docs[nearest[np.argsort(ranks[nearest])]][places]
    return found
