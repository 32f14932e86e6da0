"""Facet values as code arrays: masks of filters, and counts by value, without touching a document one by one.

A value's code is its place in the facet's own order, so that the first values are found without comparing any names. Facets
that are counted over the same documents are counted together: each has bins of its own in one `bincount`, and over many
documents those of few values are counted by their combinations (`combinations`).
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np

from indexer.analysis import search_key
from indexer.fields import FACETS
from indexer.stores.whoosh.arrays import Array
from search_app.engines.whoosh.combinations import Combinations
from search_app.engines.whoosh.reader import IndexReader
from search_app.search.engine import FacetCounts, FacetScope
from search_app.search.facets import place_key

_FEW = 6  # documents are looked up one by one while there are more further values than this many times theirs
_WORTH_JOINING = 2_000  # documents; the codes of fewer are joined and counted in one call
_WORTH_COMBINING = 2  # facets; one by itself is sooner counted alone
_NEARLY_ALL = 4  # and where fewer than one in this many is missing, the missing ones are counted


class Found(NamedTuple):
    """Some documents in both forms: their numbers, ascending, and one boolean for every document."""

    docs: Array
    mask: Array

    @classmethod
    def of(cls, mask: Array) -> Found:
        """The documents of a mask."""
        return cls(mask.nonzero()[0], mask)


class FacetTable:
    """The facets of one index."""

    def __init__(self, reader: IndexReader) -> None:
        self._size = reader.size
        self._facets: dict[str, FacetCodes] = {}
        self._values: list[str] = []  # by bin; "" for those of documents without any
        for name in FACETS:
            facet = self._facets[name] = FacetCodes(reader, name, len(self._values))
            self._values += [*facet.values, ""]
        self._bins = len(self._values)
        self._empty = np.array([facet.bins.stop - 1 for facet in self._facets.values()])

    def mask(self, facet: str, wanted: tuple[str, ...]) -> Array:
        """The documents that have a value which one of `wanted` names."""
        return self._facets[facet].mask(wanted)

    def mask_of_keys(self, facet: str, keys: tuple[str, ...]) -> Array:
        """The same for search keys of names, as a query gives them."""
        return self._facets[facet].mask_of_keys(keys)

    def counts(self, found: Found, scopes: Sequence[FacetScope]) -> dict[str, FacetCounts]:
        """For every scope what `search_app.search.facets.listed_counts` says of the counts over the documents found."""
        counted = self._counted(found, [facet for scope in scopes if (facet := self._facets[scope.name]).values])
        counted[self._empty] = 0
        present = counted.nonzero()[0]
        counts = counted.take(present)
        bounds = dict(zip(self._facets, itertools.pairwise([0, *present.searchsorted(self._empty).tolist()]), strict=True))
        listed = {}
        for scope in scopes:
            first, last = bounds[scope.name]
            bins, of_each = present[first:last], counts[first:last]
            if scope.most is not None and last - first > scope.most:
                chosen = self._facets[scope.name].chosen(bins, of_each, scope.most, scope.ticked)
                bins, of_each = bins.take(chosen), of_each.take(chosen)
            values = dict(zip([self._values[i] for i in bins.tolist()], of_each.tolist(), strict=True))
            listed[scope.name] = FacetCounts(values, last - first - len(values))
        return listed

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
        if len(found.docs) < _WORTH_JOINING:
            codes = [facet.first_bins.take(found.docs) for facet in facets]
            codes += [facet.further_bins(found) for facet in facets if facet.has_further]
            return np.bincount(np.concatenate(codes or [self._empty[:0]]), minlength=self._bins)
        counted, left = self._by_combinations(found, facets)
        for facet in left:
            counted += np.bincount(facet.first_bins.take(found.docs), minlength=self._bins)
        for facet in facets:
            if facet.has_further:
                counted += np.bincount(facet.further_bins(found), minlength=self._bins)
        return counted

    def _by_combinations(self, found: Found, facets: Sequence[FacetCodes]) -> tuple[Array, Sequence[FacetCodes]]:
        """The counts of first values that combinations give, and the facets that are to be counted by themselves."""
        left = [facet for facet in facets if facet.name not in self._combinations.facets]
        if len(facets) - len(left) < _WORTH_COMBINING or len(found.docs) < self._combinations.count:
            return np.zeros(self._bins, dtype=np.intp), facets
        return self._combinations.counted(found.docs, self._bins), left

    @cached_property
    def _all(self) -> Array:
        facets = [facet for facet in self._facets.values() if facet.values]
        return self._bincount(Found.of(np.ones(self._size, dtype=bool)), facets)

    @cached_property
    def _combinations(self) -> Combinations:
        return Combinations({name: facet.first_bins for name, facet in self._facets.items() if facet.values}, self._size)


class FacetCodes:
    """One facet of one index. Document d has the values codes[starts[d]:starts[d + 1]], in bins from `first_bin` on.

    The bin behind those of the values is of documents without any.
    """

    def __init__(self, reader: IndexReader, facet: str, first_bin: int) -> None:
        self.name = facet
        self._role = FACETS[facet]
        self._size = reader.size
        segments = reader.facet_codes(facet)
        self.values = sorted({value for segment in segments for value in segment.values}, key=place_key(self._role))
        numbers = {value: number for number, value in enumerate(self.values)}
        codes, counts = [np.zeros(0, dtype=np.intp)], [np.zeros(0, dtype=np.intp)]
        for segment in segments:
            renumbered = np.array([numbers[value] for value in segment.values], dtype=np.intp)
            codes.append(renumbered[segment.codes] if len(renumbered) else codes[0])
            counts.append(np.diff(segment.starts))
        self._codes = np.concatenate(codes)
        self._starts = np.concatenate([[0], np.cumsum(np.concatenate(counts))]).astype(np.intp)
        self.has_further = bool((np.diff(self._starts) > 1).any())
        self._by_alias: defaultdict[str, list[int]] = defaultdict(list)
        for value, number in numbers.items():
            for alias in self._role.aliases(value):
                self._by_alias[alias].append(number)
        self.bins = slice(first_bin, first_bin + len(self.values) + 1)

    def mask(self, wanted: tuple[str, ...]) -> Array:
        """The documents that have a value which one of `wanted` names."""
        return self._documents(itertools.chain.from_iterable(self._by_alias.get(alias, ()) for alias in wanted))

    def mask_of_keys(self, keys: tuple[str, ...]) -> Array:
        """The same for search keys of names, as a query gives them."""
        return self._documents(itertools.chain.from_iterable(self._by_key.get(key, ()) for key in keys))

    def chosen(self, bins: Array, counts: Array, most: int, ticked: tuple[str, ...]) -> Array:
        """The places of the first `most` of more values and of the ticked ones, given bins, ascending, and their documents."""
        if self._role.order == "newest":
            chosen = np.arange(most)
        else:  # many articles first, then the order of names
            chosen = np.argpartition(bins - counts * len(self.values), most)[:most]
        wanted = [number + self.bins.start for alias in ticked for number in self._by_alias.get(alias, ())]
        if not wanted:
            return chosen
        places = zip(wanted, bins.searchsorted(wanted).tolist(), strict=True)
        return np.array(list({*chosen.tolist(), *(at for number, at in places if at < len(bins) and bins.item(at) == number)}))

    def further_bins(self, found: Found) -> Array:
        """The bins of the further values of the documents found."""
        starts, owners, bins = self._further
        docs = found.docs
        if len(docs) * _FEW >= len(owners):
            here: Array = bins.take(found.mask.take(owners).nonzero()[0])
            return here
        last = starts.take(docs + 1)
        counts = last - starts.take(docs)
        ends = counts.cumsum()
        if not len(ends) or not ends.item(-1):
            return bins[:0]
        looked_up: Array = bins.take(np.arange(ends.item(-1)) + (last - ends).repeat(counts))
        return looked_up

    def _documents(self, numbers: Iterable[int]) -> Array:
        docs, starts = self._inverted
        found = np.zeros(self._size, dtype=bool)
        for number in set(numbers):
            found[docs[starts.item(number) : starts.item(number + 1)]] = True
        return found

    @cached_property
    def _owners(self) -> Array:
        """The document of every code."""
        return np.repeat(np.arange(self._size), np.diff(self._starts))

    @cached_property
    def first_bins(self) -> Array:
        """The bin of every document's first value, or that of documents without any."""
        bins = np.full(self._size, self.bins.stop - 1, dtype=np.intp)
        has = np.diff(self._starts).nonzero()[0]
        bins[has] = self._codes[self._starts[has]] + self.bins.start
        return bins

    @cached_property
    def _further(self) -> tuple[Array, Array, Array]:
        """The further values: where those of each document start, and the document and the bin of each."""
        is_further = np.ones(len(self._codes), dtype=bool)
        is_further[self._starts[:-1][np.diff(self._starts) > 0]] = False
        starts = np.concatenate([[0], np.cumsum(np.maximum(np.diff(self._starts) - 1, 0))]).astype(np.intp)
        return starts, self._owners[is_further], self._codes[is_further] + self.bins.start

    @cached_property
    def _inverted(self) -> tuple[Array, Array]:
        """The documents of every value, value by value, and where each one's start."""
        counts = np.bincount(self._codes, minlength=len(self.values))
        return self._owners[np.argsort(self._codes, kind="stable")], np.concatenate([[0], np.cumsum(counts)])

    @cached_property
    def _by_key(self) -> dict[str, list[int]]:
        found: defaultdict[str, list[int]] = defaultdict(list)
        for alias, numbers in self._by_alias.items():
            found[search_key(alias)].extend(numbers)
        return found
