"""Facet values of an index: masks of filters, and counts by value, without touching a document one by one.

Facets that are counted over the same documents are counted together: each has bins of its own in one `bincount` (`bin_rows`).
Over many documents they are counted one after another, those of few values by their combinations (`combinations`). What is
counted over a handful of documents, as over one, needs no array.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import cached_property

import numpy as np

from indexer.fields import FACETS
from indexer.stores.whoosh.arrays import Array
from search_app.engines.whoosh.bin_rows import BinRows
from search_app.engines.whoosh.combinations import Combinations
from search_app.engines.whoosh.facet_codes import FacetCodes
from search_app.engines.whoosh.found import Found
from search_app.engines.whoosh.reader import IndexReader
from search_app.search.engine import FacetCounts, FacetScope

_A_HANDFUL = 4  # documents; the values of so few are counted in Python
_WORTH_JOINING = 2  # facets; one is sooner counted by itself than with all others
_WORTH_COMBINING = 2  # facets; one by itself is sooner counted alone
_MANY = 3  # documents are many where they are more than one in this many: their rows would be read as a whole
_COMBINED = 1  # combinations for every document; where there are more, their table is larger than what is counted
_NEARLY_ALL = 4  # and where fewer than one in this many is missing, the missing ones are counted


class FacetTable:
    """The facets of one index."""

    def __init__(self, reader: IndexReader) -> None:
        self._size = reader.size
        self._facets: dict[str, FacetCodes] = {}
        values: list[str] = []  # by bin; "" for those of documents without any
        for name in FACETS:
            facet = self._facets[name] = FacetCodes(reader, name, len(values))
            values += [*facet.values, ""]
        self._values = np.array(values, dtype=object)
        self._bins = len(values)
        self._empty = np.array([facet.bins.stop - 1 for facet in self._facets.values()])

    def prepare(self) -> None:
        """Count everything, which makes what counting needs."""
        if self._known:
            _ = self._all, self._rows

    def mask(self, facet: str, wanted: tuple[str, ...]) -> Array:
        """The documents that have a value which one of `wanted` names."""
        return self._facets[facet].mask(wanted)

    def mask_of_keys(self, facet: str, keys: tuple[str, ...]) -> Array:
        """The same for search keys of names, as a query gives them."""
        return self._facets[facet].mask_of_keys(keys)

    def counts(self, found: Found, scopes: Sequence[FacetScope]) -> dict[str, FacetCounts]:
        """For every scope the values that it wants to be listed, with their counts over the documents found."""
        if len(found.docs) <= _A_HANDFUL:
            docs = found.docs.tolist()
            values = {scope.name: self._facets[scope.name].counted(docs) for scope in scopes}
            if all(scope.most is None or len(values[scope.name]) <= scope.most for scope in scopes):
                return {name: FacetCounts(counts, 0) for name, counts in values.items()}
        counted = self._counted(found, [facet for scope in scopes if (facet := self._facets[scope.name]).values])
        counted[self._empty] = 0
        bins = counted.nonzero()[0]
        counts = counted.take(bins)
        bounds = dict(zip(self._facets, itertools.pairwise([0, *bins.searchsorted(self._empty).tolist()]), strict=True))
        listed = {}
        for scope in scopes:
            first, last = bounds[scope.name]
            listed[scope.name] = self._listed(bins[first:last], counts[first:last], scope)
        return listed

    def _listed(self, bins: Array, counts: Array, scope: FacetScope) -> FacetCounts:
        """What a scope asks for, given the bins of its facet that have any documents, ascending, and how many."""
        whole = len(bins)
        if scope.most is not None and whole > scope.most:
            chosen = self._facets[scope.name].chosen(bins, counts, scope.most, scope.ticked)
            bins, counts = bins.take(chosen), counts.take(chosen)
        values = self._values.take(bins).tolist()
        return FacetCounts(tuple(zip(values, counts.tolist(), strict=True)), whole - len(values))

    def _counted(self, found: Found, facets: Sequence[FacetCodes]) -> Array:
        """How many of the documents found have each value of `facets`, in its bin; what is in other bins means nothing."""
        if (self._size - len(found.docs)) * _NEARLY_ALL >= self._size:
            return self._bincount(found, facets)
        if len(found.docs) == self._size:
            everything: Array = self._all.copy()
            return everything
        left: Array = self._all - self._bincount(Found.of(~found.mask), facets)
        return left

    def _bincount(self, found: Found, facets: Sequence[FacetCodes]) -> Array:
        if len(facets) >= _WORTH_JOINING and len(found.docs) * _MANY < self._size:
            return self._rows.counted(found)
        counted, left = self._by_combinations(found, facets)
        for facet in left:
            counted += np.bincount(facet.first_bins.take(found.docs), minlength=self._bins)
        for facet in facets:
            if facet.most > 1:
                counted += np.bincount(facet.further_bins.of(found), minlength=self._bins)
        return counted

    def _by_combinations(self, found: Found, facets: Sequence[FacetCodes]) -> tuple[Array, Sequence[FacetCodes]]:
        """The counts of first values that combinations give, and the facets that are to be counted by themselves."""
        left = [facet for facet in facets if facet.name not in self._combinations.facets]
        if len(facets) - len(left) < _WORTH_COMBINING or len(found.docs) * _COMBINED < self._combinations.count:
            return np.zeros(self._bins, dtype=np.intp), facets
        return self._combinations.counted(found.docs, self._bins), left

    @cached_property
    def _known(self) -> list[FacetCodes]:
        """The facets that any document has a value of."""
        return [facet for facet in self._facets.values() if facet.values]

    @cached_property
    def _all(self) -> Array:
        return self._bincount(Found.of(np.ones(self._size, dtype=bool)), self._known)

    @cached_property
    def _rows(self) -> BinRows:
        return BinRows(self._known, self._bins)

    @cached_property
    def _combinations(self) -> Combinations:
        return Combinations({facet.name: facet.first_bins for facet in self._known}, self._size)
