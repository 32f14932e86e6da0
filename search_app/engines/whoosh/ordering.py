"""The order of hits: which documents come at places [offset, offset + limit), with ties broken alike every time."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from indexer.stores.whoosh.arrays import Array
from indexer.stores.whoosh.columns import NO_NUMBER
from search_app.engines.whoosh.reader import IndexReader
from search_app.search.ranking import RECENT_HALF_LIFE
from search_app.search.request import Sort

_WORTH_SIFTING = 200  # documents; fewer are sooner sorted
_LAST = np.iinfo(np.int64).max
_MICROSECOND_HALF_LIFE = RECENT_HALF_LIFE.total_seconds() * 1e6


class Ordering:
    """The date orders of one index, as ranks made once when first used."""

    def __init__(self, reader: IndexReader, published: Array) -> None:
        self._reader = reader
        self._published = published
        self._preferences: dict[float, Array] = {}

    def preference(self, recency: float) -> Array | None:
        """What each document's score is multiplied by, 1 or more; None where recent articles are not preferred."""
        if recency and recency not in self._preferences:  # a site has one
            self._preferences[recency] = 1 + recency * self.freshness
        return self._preferences.get(recency)

    def prepare(self) -> None:
        """Make the ranks that every search needs."""
        _ = self._newest

    def by_date(self, docs: Array, sort: Sort, places: slice) -> Array:
        """The documents of `docs` at `places` of a date order."""
        ranks = (self._oldest if sort is Sort.OLDEST else self._newest)[docs]
        found: Array = docs[_smallest(ranks, places.stop)[places]]
        return found

    def by_score(self, docs: Array, scores: Array, places: slice) -> Array:
        """The indexes into `docs` of those at `places`: the highest (rounded) scores first, then newest, then id."""
        if len(docs) <= max(places.stop, _WORTH_SIFTING):
            return self._sorted(docs, scores)[places]
        least = np.partition(scores, len(scores) - places.stop)[len(scores) - places.stop]
        better, equal = np.flatnonzero(scores > least), np.flatnonzero(scores == least)
        best_equal = _smallest(self._newest[docs[equal]], places.stop - len(better))
        candidates = np.concatenate([better, equal[best_equal]])
        found: Array = candidates.take(self._sorted(docs.take(candidates), scores.take(candidates))[places])
        return found

    def _sorted(self, docs: Array, scores: Array) -> Array:
        order: Array = np.lexsort((self._newest.take(docs), -scores))
        return order

    @cached_property
    def freshness(self) -> Array:
        """The freshness of every document, as `search_app.search.ranking` defines it."""
        published = self._published
        dated = published != NO_NUMBER
        newest = published[dated].max() if dated.any() else 0
        fresh = np.zeros(len(published))
        fresh[dated] = 0.5 ** ((newest - published[dated]) / _MICROSECOND_HALF_LIFE)
        return fresh

    @cached_property
    def _newest(self) -> Array:
        published = self._published
        return _ranks(np.where(published == NO_NUMBER, _LAST, -published), self._reader.id_order)

    @cached_property
    def _oldest(self) -> Array:
        published = self._published
        return _ranks(np.where(published == NO_NUMBER, _LAST, published), self._reader.id_order)


def _ranks(keys: Array, ties: Array) -> Array:
    ranks = np.empty(len(keys), dtype=np.int64)
    ranks[np.lexsort((ties, keys))] = np.arange(len(keys))
    return ranks


def _smallest(ranks: Array, count: int) -> Array:
    """The indexes of the `count` smallest of distinct ranks, in order, without sorting the rest."""
    nearest = np.argpartition(ranks, count - 1)[:count] if 0 < count < len(ranks) else np.arange(len(ranks))[: max(count, 0)]
    found: Array = nearest[np.argsort(ranks[nearest])]
    return found
